"""Changes of a finished document, by which a test plants what should not be in it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PIL import Image

from proposalgen.formats.docx.archive import zip_files
from proposalgen.model.document import Document, Logo, Paragraph, Text

Change = Callable[[Document], Document]


def make_logo() -> Logo:
    """Return a logo: a red rectangle, 60 by 30 pixels."""
    data = io.BytesIO()
    Image.new("RGBA", (60, 30), (200, 0, 0, 255)).save(data, "PNG")
    return Logo(data.getvalue(), 60, 30, light=False, alt="A logo")


def put(text: str, where: str = "letter") -> Change:
    """Return a change that puts a paragraph at the end of the section with the id ``where``."""

    def change(document: Document) -> Document:
        paragraph = Paragraph((Text(text),))
        return replace(
            document,
            sections=tuple(
                replace(section, blocks=(*section.blocks, paragraph)) if section.id == where
                else section
                for section in document.sections
            ),
        )  # fmt: skip

    return change


def put_meta(**fields: Any) -> Change:
    """Return a change of the document's metadata."""
    return lambda document: replace(document, meta=replace(document.meta, **fields))


def rewrite_archive(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Return a package with another text in the parts whose names match; workbooks are opened."""
    parts: list[tuple[str, bytes]] = []
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for name in file.namelist():
            content = file.read(name)
            if re.search(part, name):
                content = (
                    rewrite_archive(content, "sheet", old, new) if name.endswith(".xlsx")
                    else content.replace(old, new)
                )  # fmt: skip
            parts.append((name, content))
    changed = zip_files(parts)
    assert changed != data, f"nothing like {old!r} in {part}"
    return changed
