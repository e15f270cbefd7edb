"""Checks of the whole file: its catalog, metadata and fonts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pikepdf

from proposalgen.errors import Problem, quote
from proposalgen.formats.pdf.check.objects import LANGUAGE, Id, Object

_CLAIMS = {"pdfuaid:part": "1", "pdfaid:part": "2", "pdfaid:conformance": "A"}
"""The conformance that the metadata must claim (ISO 14289-1 5, ISO 19005-2 6.6.4)."""
_TITLE = re.compile(r"<dc:title>.*<rdf:li[^>]*>[^<]*\S[^<]*</rdf:li>.*</dc:title>", re.S)
_NOT_TEXT = (b"", b"0000", b"FEFF", b"FFFE")
"""Code units by which a glyph would stand for nothing (ISO 14289-1 7.21.7)."""


def check_catalog(pdf: pikepdf.Pdf) -> Iterator[Problem]:
    """Yield what is wrong with the catalog (ISO 32000-1 7.7.2)."""
    root: Object = pdf.Root
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield Problem("not marked as tagged", field="ISO 14289-1 7.1")
    if not LANGUAGE.fullmatch(str(root.get("/Lang", ""))):
        yield Problem("no language", field="ISO 14289-1 7.2")
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield Problem("the title is not shown in the window", field="ISO 14289-1 7.1")
    intents = root.get("/OutputIntents", [])
    if not any("/DestOutputProfile" in intent for intent in intents):
        yield Problem("no output intent with a profile", field="ISO 19005-2 6.2.3")
    for name in ("/OpenAction", "/AA"):
        if name in root:
            yield Problem(f"an action {name}", field="ISO 19005-2 6.5")
    names = root.get("/Names", {})
    for name in ("/JavaScript", "/EmbeddedFiles"):
        if name in names:
            yield Problem(f"the file holds {name}", field="ISO 19005-2 6.6 and 6.8")
    if pdf.is_encrypted:
        yield Problem("encrypted", field="ISO 19005-2 6.1.3")


def check_metadata(root: Object) -> Iterator[Problem]:
    """Yield what is wrong with the XMP packet."""
    if "/Metadata" not in root:
        yield Problem("no XMP metadata", field="ISO 14289-1 7.1")
        return
    text = root.Metadata.read_bytes().decode("utf-8", "replace")
    for name, value in _CLAIMS.items():
        if f"<{name}>{value}</{name}>" not in text:
            yield Problem(f"the metadata do not say {name} {value}", field="ISO 14289-1 5")
    if not _TITLE.search(text):
        yield Problem("no title in the metadata", field="ISO 14289-1 7.1")


def check_fonts(pages: Iterable[Object]) -> Iterator[Problem]:
    """Yield what is wrong with the fonts of all pages."""
    checked: set[Id] = set()
    for page in pages:
        for font in page.get("/Resources", {}).get("/Font", {}).values():
            if font.objgen not in checked:
                checked.add(font.objgen)
                yield from _check_font(font)


def _check_font(font: Object) -> Iterator[Problem]:
    name = quote(str(font.get("/BaseFont", "")))
    inner = font.get("/DescendantFonts", [font])[0]
    if "/FontFile2" not in inner.get("/FontDescriptor", {}):
        yield Problem(f"the font {name} is not embedded", field="ISO 14289-1 7.21.4.1")
    if "/ToUnicode" not in font:
        yield Problem(f"the font {name} has no ToUnicode", field="ISO 14289-1 7.21.7")
        return
    texts = re.findall(rb"<[0-9A-F]+>\s*<([0-9A-F]*)>", font.ToUnicode.read_bytes())
    if any(text in _NOT_TEXT for text in texts):
        yield Problem(f"a glyph of {name} stands for no text", field="ISO 14289-1 7.21.7")
