"""Checks of a page: its marked content (ISO 32000-1 14.6) and its links (12.5.6.5)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import pikepdf

from proposalgen.errors import Problem, quote
from proposalgen.formats.pdf.check.objects import Id, Object
from proposalgen.formats.pdf.reading.resources import find_marks, find_resources

Marked = dict[Id, set[int]]
"""The identifiers of the marked content on each page."""

_PAINTING = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "Tj", "TJ", "'", '"', "EI"}
"""Operators that leave something on the page (ISO 32000-1 table A.1).

The canvas has a list of its own: a check that shared it would not find what it lacks.
"""
_INVISIBLE, _HIDDEN, _PRINT, _NO_VIEW, _TOGGLE_NO_VIEW = 1, 2, 4, 32, 256
"""Flags of an annotation (ISO 32000-1 table 165)."""
_SHOWN = _INVISIBLE | _HIDDEN | _PRINT | _NO_VIEW | _TOGGLE_NO_VIEW
"""Those that say where it is shown, of which only one may be set."""
_SPELLED = ["/Artifact", "/Span"]
"""An artifact may hold the text of a word that its glyphs do not give (14.9.4), as no element's."""


def check_content(number: int, page: Object, marked: Marked) -> Iterator[Problem]:
    """Yield what is wrong with a page's content, and add its identifiers to ``marked``.

    All that is painted belongs to an element or is an artifact, and nothing to two.
    """
    where = f"page {number}"
    if page.get("/Tabs") != pikepdf.Name.S:
        message = "links are not in the order of the tags"
        yield Problem(message, record=where, field="ISO 14289-1 7.18.3")
    numbers = marked[page.obj.objgen] = set()
    opened: list[str] = []
    resources = find_resources(page.obj)
    instructions: Object = pikepdf.parse_content_stream(page)
    for operands, operator in instructions:
        broken = False
        match str(operator):
            case "BDC" | "BMC":
                opened.append(str(operands[0]))
                if opened == _SPELLED and "/MCID" not in find_marks(operands, resources):
                    continue
                yield from _check_tag(operands, resources, numbers, where)
                broken = len(opened) > 1
            case "EMC":
                broken = not opened
                del opened[-1:]
            case name if name in _PAINTING and not opened:
                message = f"something painted outside of all tags ({name})"
                yield Problem(message, record=where, field="ISO 14289-1 7.1")
        if broken:
            message = "marked content that is nested, or lacks its beginning"
            yield Problem(message, record=where, field="ISO 32000-1 14.6.1")
            break


def _check_tag(
    operands: Object, resources: Object, numbers: set[int], where: str
) -> Iterator[Problem]:
    """Yield what is wrong with the beginning of marked content, and add its identifier."""
    mcid = find_marks(operands, resources).get("/MCID")
    if mcid is not None:
        if int(mcid) in numbers:
            message = f"two pieces of content {mcid}"
            yield Problem(message, record=where, field="ISO 32000-1 14.7.4")
        numbers.add(int(mcid))
    elif str(operands[0]) != "/Artifact":
        message = "content that is neither tagged nor an artifact"
        yield Problem(message, record=where, field="ISO 14289-1 7.1")


@dataclass(frozen=True, slots=True)
class Destinations:
    """Where links of a file can lead inside of it (ISO 32000-1 12.3.2)."""

    pages: Collection[Id]
    named: Mapping[str, Object]

    def leads(self, destination: Object) -> bool:
        """Return whether a destination, explicit or by its name, is on a page of the file."""
        if isinstance(destination, pikepdf.String | pikepdf.Name):
            destination = self.named.get(str(destination))
        if isinstance(destination, pikepdf.Dictionary):
            destination = destination.get("/D")
        if not isinstance(destination, pikepdf.Array) or not len(destination):
            return False
        page: Object = destination[0]
        return isinstance(page, pikepdf.Object) and page.objgen in self.pages


def check_links(number: int, page: Object, destinations: Destinations) -> Iterator[Problem]:
    """Yield what is wrong with a page's annotations."""
    for annotation in page.get("/Annots", []):
        yield from _check_link(annotation, destinations, f"page {number}")


def _check_link(annotation: Object, destinations: Destinations, where: str) -> Iterator[Problem]:
    if annotation.get("/Subtype") != pikepdf.Name.Link:
        yield Problem("an annotation that is no link", record=where, field="ISO 14289-1 7.18")
    if not str(annotation.get("/Contents", "")).strip():
        message = "a link that does not say where it leads"
        yield Problem(message, record=where, field="ISO 14289-1 7.18.5")
    if "/StructParent" not in annotation:
        yield Problem("a link outside of the tags", record=where, field="ISO 14289-1 7.18.5")
    if int(annotation.get("/F", 0)) & _SHOWN != _PRINT:
        yield Problem(
            "a link that is hidden or not printed", record=where, field="ISO 19005-2 6.3.2"
        )
    action = annotation.get("/A", {})
    inside = action.get("/S") == pikepdf.Name.GoTo
    address = str(action.get("/URI", ""))
    if action and not inside and not address.startswith(("https://", "mailto:")):
        hint = "Links lead to https or mailto."
        yield Problem(f"a link to {quote(address)}", record=where, hint=hint)
    destination = action.get("/D") if inside else annotation.get("/Dest")
    if (inside or not action) and not destinations.leads(destination):
        yield Problem("a link to nowhere", record=where, field="ISO 32000-1 12.5.6.5")
