"""The table of formats, and the one function that renders a document in some of them.

A further format is a folder with a ``FORMAT`` and a line of this table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from proposalgen.formats.docx import FORMAT as DOCX
from proposalgen.formats.format import Format, Reader, UnreadableError
from proposalgen.formats.pdf import FORMAT as PDF
from proposalgen.formats.pdf import lay_out

if TYPE_CHECKING:
    from proposalgen.brand.model import Brand
    from proposalgen.model.document import Document

__all__ = [
    "DOCX", "FORMATS", "PDF", "Rendered", "find_format", "lay_out", "open_file", "render",
]  # fmt: skip

FORMATS: Mapping[str, Format] = MappingProxyType({one.name: one for one in (DOCX, PDF)})
"""Every format by its name, in the order in which files are listed."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """One document in several formats."""

    files: Mapping[str, bytes]
    """The bytes of each file, by the name of its format."""
    first_pages: Mapping[str, int]
    """The page on which each section begins, from 1, by the section's id."""
    page_count: int


def render(document: Document, brand: Brand, formats: Iterable[Format]) -> Rendered:
    """Return a document in some formats, all with the same page numbers.

    The pages are laid out once, by the PDF's writer, whether or not a PDF is among the formats:
    files of other formats get their pages only from the program that opens them.

    Raises:
        BrandError: the brand has no usable ``base.docx``.
        InputError: no font of the brand has one of the characters.
    """
    # Page numbers that a DOCX prints are those of the PDF, so both say the same.
    layout = lay_out(document, brand)
    files = {one.name: one.write(document, brand, layout) for one in formats}
    return Rendered(files, layout.pages, layout.page_count)


def find_format(extension: str) -> Format | None:
    """Return the format of files with an extension, in any case; None where there is none."""
    return next((one for one in FORMATS.values() if one.extension == extension.lower()), None)


def open_file(data: bytes) -> Reader:
    """Return the reader of a file, whose format is recognised by its bytes, not by its name.

    Raises:
        UnreadableError: it is in no format of the table.
    """
    for one in FORMATS.values():
        if one.recognise(data):
            return one.read(data)
    raise UnreadableError(f"neither {' nor '.join(FORMATS)}")
