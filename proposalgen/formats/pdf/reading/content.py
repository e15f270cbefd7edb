"""All text of a PDF: as it is drawn, artifacts too, and what the file says of itself.

It is read faster than by the tags, for searches in many files. Codes are taken to be of two bytes,
as in our fonts; strings may be in hexadecimal, as we write them, or not, as other programs do.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterable
from typing import Any

import pikepdf

from proposalgen.caches import cached
from proposalgen.formats.pdf.reading.cmap import read_cmap
from proposalgen.formats.pdf.reading.resources import find_resources

_TOKENS = re.compile(
    rb"/(?P<font>[^\s/<>()\[\]]+)\s+[\d.]+\s+Tf"
    rb"|/ActualText\s*(?P<actual>\((?:[^\\)]|\\.)*\)|<[0-9A-Fa-f]*>)"
    rb"|<(?P<codes>[0-9A-Fa-f]+)>|(?P<string>\((?:[^\\()]|\\.)*\))|(?P<mark>\bBT\b|\bEMC\b)",
    re.DOTALL,
)
"""What of a page's content bears on its text."""


def read_all_text(data: bytes) -> tuple[str, str]:
    """Return the text of all pages as it is drawn, and what a PDF says of itself.

    The second are properties, metadata, outline, links and alternative texts.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return _read_pages(pdf), _read_properties(pdf)


def _read_pages(pdf: pikepdf.Pdf) -> str:
    texts: list[str] = []
    cmaps: dict[Any, _CMap] = {}
    for page in pdf.pages:
        fonts: Any = find_resources(page.obj).get("/Font", {})
        for font in fonts.values():
            if font.objgen not in cmaps:
                pairs = read_cmap(font).items()
                cmaps[font.objgen] = _CMap((int.from_bytes(code), text) for code, text in pairs)
        by_name = {str(name)[1:]: cmaps[font.objgen] for name, font in fonts.items()}
        contents: Any = page.obj.get("/Contents", pikepdf.Array())
        streams = contents if isinstance(contents, pikepdf.Array) else [contents]
        for stream in streams:
            for name, text in _read_stream(stream.read_bytes()):
                texts.append(text.translate(by_name[name]) if name in by_name else text)
    return "".join(texts)


class _CMap(dict[int, str]):
    """The text of each code of a font; one that is unknown stands for nothing."""

    def __missing__(self, code: int) -> str:
        return ""


@cached(
    "texts of content streams",
    size=96,
    why="A batch is searched for one partner's words in another's; files share most streams.",
)
def _read_stream(content: bytes) -> tuple[tuple[str, str], ...]:
    """Return the pieces of text of a content stream, in order.

    Each is the name of its font and its codes, as the characters of these numbers; or no name and
    text as it is, for an ActualText.
    """
    pieces: list[tuple[str, list[str]]] = [("", [])]
    font, actual = "", False

    def add(name: str, text: str) -> None:
        if pieces[-1][0] != name:
            pieces.append((name, []))
        pieces[-1][1].append(text)

    for found in _TOKENS.finditer(content):
        match found.lastgroup:
            case "font":
                font = found["font"].decode()
            case "actual":
                add("", str(pikepdf.Object.parse(found["actual"])))
                actual = True
            case "codes" if not actual:
                add(font, _decode(bytes.fromhex(found["codes"].decode())))
            case "string" if not actual:
                add(font, _decode(bytes(pikepdf.Object.parse(found["string"]))))
            case "mark":
                actual = False
                if found["mark"] == b"BT":
                    add("", "\n")
    return tuple((name, "".join(texts)) for name, texts in pieces)


def _decode(codes: bytes) -> str:
    numbers: Iterable[int] = struct.unpack(f">{len(codes) // 2}H", codes[: len(codes) // 2 * 2])
    return "".join(map(chr, numbers))


def _read_properties(pdf: pikepdf.Pdf) -> str:
    texts = [str(value) for value in pdf.docinfo.values()]
    if "/Metadata" in pdf.Root:
        texts.append(
            re.sub(r"<[^>]*>", " ", pdf.Root.Metadata.read_bytes().decode("utf-8", "replace"))
        )
    for obj in pdf.objects:
        if isinstance(obj, pikepdf.Dictionary):
            texts += [
                str(obj[key])
                for key in ("/Alt", "/Title", "/Contents")
                if isinstance(obj.get(key), pikepdf.String)
            ]
    return " ".join(texts)
