"""Checks of the structure tree: types, nesting, tables, headings and notes (ISO 32000-1 14.8.4)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from proposalgen.errors import Problem, quote
from proposalgen.formats.pdf.check.objects import (
    LANGUAGE,
    Object,
    is_element,
    is_reference,
    kids_of,
    kind_of,
    walk_elements,
)

_STANDARD = {
    "Document", "Sect", "Div", "BlockQuote", "TOC", "TOCI", "H1", "H2", "H3", "P", "L", "LI",
    "Lbl", "LBody", "Table", "THead", "TBody", "TR", "TH", "TD", "Caption", "Span", "Reference",
    "Note", "Link", "Figure",
}  # fmt: skip
"""The standard structure types that we use; no role map leads from others to them."""
_INSIDE = {
    "LI": {"L"}, "LBody": {"LI"}, "TOCI": {"TOC"}, "TR": {"Table", "THead", "TBody"},
    "TH": {"TR"}, "TD": {"TR"}, "THead": {"Table"}, "TBody": {"Table"},
}  # fmt: skip
"""What an element may stand in (14.8.4.3)."""


def check_element(element: Object, parent: Object) -> Iterator[Problem]:
    """Yield what is wrong with one element; ``parent`` is None for the root."""
    kind = kind_of(element)
    if kind not in _STANDARD:
        yield Problem(f"an element of the unknown type {quote(kind)}", field="ISO 14289-1 7.1")
    if parent is not None and element.get("/P", element).objgen != parent.objgen:
        yield Problem(f"a {kind} that does not lead to its parent", field="ISO 32000-1 14.7.2")
    over = kind_of(parent) if parent is not None else ""
    if kind in _INSIDE and over not in _INSIDE[kind]:
        yield Problem(f"a {kind} inside {over or 'nothing'}", field="ISO 32000-1 14.8.4.3")
    if "/Lang" in element and not LANGUAGE.fullmatch(str(element.Lang)):
        yield Problem(f"no language: {quote(str(element.Lang))}", field="ISO 14289-1 7.2")
    # An empty cell keeps its column's place in the row.
    if not kids_of(element) and kind not in ("TD", "TH"):
        yield Problem(f"a {kind} with nothing in it", field="ISO 14289-1 7.1")
    yield from _check_by_type(kind, element)


def _check_by_type(kind: str, element: Object) -> Iterator[Problem]:
    """Yield what is wrong with an element as one of its structure type."""
    kids = kids_of(element)
    kinds = [kind_of(kid) for kid in kids]
    match kind:
        case "Figure":
            if not str(element.get("/Alt", "")).strip():
                yield Problem("a figure without alternative text", field="ISO 14289-1 7.3")
        case "Table":
            yield from _check_table(element)
        case "TH":
            if "/Scope" not in element.get("/A", {}):
                yield Problem("a header cell without a scope", field="ISO 14289-1 7.5")
        case "LI" if "LBody" not in kinds:
            yield Problem("an item of a list without a body", field="ISO 14289-1 7.6")
        case "L" if "/ListNumbering" not in element.get("/A", {}):
            yield Problem("a list that does not say how it counts", field="ISO 14289-1 7.6")
        case "Link" if not any(is_reference(kid) for kid in kids):
            yield Problem("a link without its annotation", field="ISO 14289-1 7.18.5")
        case "TOCI" if "Reference" not in kinds:
            message = "an entry of the contents that leads nowhere"
            yield Problem(message, field="ISO 32000-1 14.8.4.2")


def _check_table(table: Object) -> Iterator[Problem]:
    rows = [element for element, _ in walk_elements(table) if kind_of(element) == "TR"]
    cells = [[kid for kid in kids_of(row) if is_element(kid)] for row in rows]
    if len({len(row) for row in cells}) != 1:
        yield Problem("a table whose rows have different lengths", field="ISO 14289-1 7.5")
    if cells and any(kind_of(cell) != "TH" for cell in cells[0]):
        yield Problem("a table without a row of headers", field="ISO 14289-1 7.5")


def check_headings(elements: Iterable[Object]) -> Iterator[Problem]:
    """Yield each heading that skips a level."""
    before = 0
    for element in elements:
        if match := re.fullmatch(r"H([1-6])", kind_of(element)):
            level = int(match[1])
            if level > before + 1:
                message = f"a heading of level {level} after one of level {before}"
                yield Problem(message, field="ISO 14289-1 7.4.2")
            before = level


def check_notes(elements: Iterable[Object]) -> Iterator[Problem]:
    """Yield each note without an identifier of its own."""
    names = [str(element.get("/ID", "")) for element in elements if kind_of(element) == "Note"]
    if "" in names:
        yield Problem("a note without an id", field="ISO 14289-1 7.9")
    for name, count in Counter(filter(None, names)).items():
        if count > 1:
            yield Problem(f"{count} notes called {quote(name)}", field="ISO 14289-1 7.9")
