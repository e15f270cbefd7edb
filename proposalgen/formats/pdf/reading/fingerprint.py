"""What a PDF shows, as a hash that stays the same when a program rewrites its objects.

Left out is where objects stand and how they are packed, so that linearizing, object streams or a
resave change nothing; and what the file says of itself. All that is drawn counts, and each note
and mark that a person put on a page.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import Any

import pikepdf

from proposalgen.caches import cached

_BOXES = ("/MediaBox", "/CropBox", "/Rotate")
_NOTED = ("/Subtype", "/Rect", "/Contents", "/QuadPoints", "/InkList", "/Vertices", "/L", "/C")
"""Entries of an annotation that a person sets (ISO 32000-1 12.5)."""


def fingerprint(data: bytes) -> str:
    """Return the hash of what a PDF shows.

    Raises:
        pikepdf.PdfError, KeyError, ValueError: it is damaged.
    """
    digest = hashlib.sha256()
    drawn: dict[Any, bytes] = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            for piece in _describe_page(page, drawn):
                digest.update(piece)
    return digest.hexdigest()


def _describe_page(page: pikepdf.Page, drawn: dict[Any, bytes]) -> Iterator[bytes]:
    """Yield what a page shows; ``drawn`` has the hashes of what pages share."""
    yield b"page"
    for name in _BOXES:
        yield _describe(page.obj.get(name))
    contents: Any = page.obj.get("/Contents")
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    for one in streams:
        if one is not None:
            yield _describe_content(one.read_bytes())
    resources: Any = page.obj.get("/Resources", {})
    objects: Any = resources.get("/XObject", {})
    for name, one in sorted(objects.items()):
        if one.objgen not in drawn:
            drawn[one.objgen] = hashlib.sha256(_read(one)).digest()
        yield f"{name} {one.get('/Width')} {one.get('/Height')}".encode() + drawn[one.objgen]
    annotations: Any = page.obj.get("/Annots", [])
    for annotation in annotations:
        yield _describe(annotation.get("/A", {}).get("/URI"))
        if annotation.get("/Subtype") != "/Link":
            yield from (_describe(annotation.get(name)) for name in _NOTED)


@cached(
    "hashes of content streams", size=96,
    why="packs of a batch share most streams, and each pack is described once it is made",
)  # fmt: skip
def _describe_content(content: bytes) -> bytes:
    """Return the hash of what a stream draws, whatever white space stands between its words."""
    return hashlib.sha256(b" ".join(content.split())).digest()


def _read(stream: Any) -> bytes:
    """Return a stream's bytes, of a JPEG as they are."""
    try:
        data: bytes = stream.read_bytes()
    except pikepdf.PdfError:
        data = stream.read_raw_bytes()
    return data


def _describe(value: Any) -> bytes:
    """Return a value in one way, however a program writes numbers and strings."""
    if isinstance(value, pikepdf.Array):
        return b"[" + b" ".join(_describe(one) for one in value) + b"]"
    try:
        return f"{float(value):.2f}".encode()
    except (TypeError, ValueError):
        return repr(None if value is None else str(value)).encode()
