"""A section's objects: its pages, their contents, its structure elements and its links.

They are written for the numbers that they have in a file. Sections of several documents that are
equal, and follow sections of equal size, have equal numbers; then what was written is used again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from proposalgen.caches import cached
from proposalgen.formats.pdf.drawn import DrawnPages
from proposalgen.formats.pdf.file.objects import (
    DOCUMENT,
    PAGES,
    RESOURCES,
    FileWriter,
    indirect_object,
    object_stream,
    row_in_stream,
    row_of_object,
)
from proposalgen.formats.pdf.structure import Element, LinkAnnotation, MarkedContent
from proposalgen.formats.pdf.syntax import pdf_string, references, stream

_PRINT = 4
"""The flag of an annotation that is printed (table 165), which ISO 19005-2 6.3.2 asks for."""


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The numbers of a section's objects, one kind after the other."""

    pages: range
    contents: range
    overlays: range
    """Contents of what is drawn over each page, which is different in each document."""
    elements: range
    leaf: int
    """A leaf of the parent tree."""
    object_stream: int
    links: range
    """Last, since they are no part of what several files share: they lead to other sections."""

    @classmethod
    def assign(cls, drawn: DrawnPages, first: int) -> _Numbers:
        """Return the numbers from one on."""
        count = len(drawn.pages)
        pages, contents, overlays = (
            range(first + kind * count, first + kind * count + count) for kind in range(3)
        )
        elements = range(overlays.stop, overlays.stop + len(drawn.elements))
        links = range(elements.stop + 2, elements.stop + 2 + len(drawn.links))
        return cls(pages, contents, overlays, elements, elements.stop, elements.stop + 1, links)


@dataclass(frozen=True, slots=True, eq=False)
class SectionObjects:
    """A section's objects as bytes, without the overlays and the links."""

    drawn: DrawnPages
    pages: range
    overlays: range
    elements: range
    leaf: int
    links: range
    size: int
    """How many numbers it takes."""
    data: bytes
    contents: tuple[int, ...]
    """The offset of each page's content in the data."""
    object_stream: int
    """The offset of the object stream in the data."""
    page_rows: bytes
    """Of the cross-reference stream: for the pages."""
    other_rows: bytes
    """For elements and the leaf of the parent tree."""


def add_section(
    file: FileWriter, drawn: DrawnPages, overlays: Iterable[bytes], numbers: Mapping[str, int]
) -> SectionObjects:
    """Add a section's objects to a file; return them.

    Args:
        file: Where they go, from its next free number on.
        drawn: The section's pages.
        overlays: For each page, the content of what is drawn over it.
        numbers: The number that is shown for each destination.
    """
    deferred = (token.destination for page in drawn.pages for token in page.placeholders)
    write = _write_shared if drawn.shared else write_section
    section = write(drawn, file.free, tuple(numbers[one] for one in deferred))
    start = file.add_written(section.data)
    contents = [row_of_object(start + offset) for offset in section.contents]
    over = [
        row_of_object(file.write(number, stream(content)))
        for number, content in zip(section.overlays, overlays, strict=True)
    ]
    last = row_of_object(start + section.object_stream)
    rows = (section.page_rows, *contents, *over, section.other_rows, last)
    file.add_rows(section.pages[0], rows, section.size)
    return section


def add_links(
    file: FileWriter, sections: Iterable[SectionObjects], numbers: Mapping[str, int]
) -> None:
    """Add the links of all sections, each with the page and the height that it leads to.

    A name in place of these would be one of the whole file: in a book of several pitches, links of
    all would lead into the first, or nowhere (ISO 32000-1 12.3.2.3).
    """
    sections = tuple(sections)
    places = {
        name: f"[{section.pages[page - 1]} 0 R /XYZ 0 {y:.1f} 0]"
        for section in sections
        for name, (page, y) in section.drawn.destinations.items()
    }
    for section in sections:
        for link, number in zip(section.drawn.links, section.links, strict=True):
            contents = link.contents or f"Note {numbers[link.destination]}"
            leads = f" /Dest {places[link.destination]}" if link.destination else ""
            file.add(number, _format_link(link, number, contents, leads))


def write_section(drawn: DrawnPages, first: int, deferred: tuple[int, ...]) -> SectionObjects:
    """Return a section's objects, from a number on.

    Args:
        drawn: The section's pages.
        first: The number of its first object.
        deferred: The number to show for each placeholder, in order.
    """
    numbers = _Numbers.assign(drawn, first)
    by_owner = dict(zip(map(id, drawn.elements), numbers.elements, strict=True))
    by_owner |= zip(map(id, drawn.links), numbers.links, strict=True)
    objects: dict[int, str] = {}
    parents: list[str] = []
    for at, page in enumerate(drawn.pages):
        number = numbers.pages[at]
        links = [by_owner[id(link)] for link in drawn.links if link.page == at + 1]
        objects[number] = _format_page(drawn.size, numbers, at, links)
        owners = references(by_owner[id(owner)] for owner in page.owners)
        parents.append(f"{number} [{owners}]")
    for element in drawn.elements:
        parent = by_owner[id(element.parent)] if element.parent else DOCUMENT
        objects[by_owner[id(element)]] = _format_element(element, parent, by_owner, numbers.pages)
    for link, number in zip(drawn.links, numbers.links, strict=True):
        parents.append(f"{number} {by_owner[id(link.element)]} 0 R")
    # Keys are numbers of pages and then of links, and so in order, as a tree has them (7.9.7).
    last = numbers.links[-1] if numbers.links else numbers.pages[-1]
    objects[numbers.leaf] = f"<</Limits [{numbers.pages[0]} {last}] /Nums [{' '.join(parents)}]>>"
    data, offsets = bytearray(), []
    for number, content in zip(numbers.contents, _fill(drawn, deferred), strict=True):
        offsets.append(len(data))
        data += indirect_object(number, stream(content))
    stream_offset = len(data)
    data += indirect_object(numbers.object_stream, object_stream(objects))
    rows = [row_in_stream(numbers.object_stream, index) for index in range(len(objects))]
    return SectionObjects(
        drawn,
        numbers.pages,
        numbers.overlays,
        numbers.elements,
        numbers.leaf,
        numbers.links,
        numbers.links.stop - first,
        bytes(data),
        tuple(offsets),
        stream_offset,
        b"".join(rows[: len(drawn.pages)]),
        b"".join(rows[len(drawn.pages) :]),
    )


_write_shared = cached(
    "objects of shared sections",
    size=256,
    why="Formatting and deflating a section takes half of a file's time; many documents share it.",
)(write_section)


def _fill(drawn: DrawnPages, deferred: Iterable[int]) -> Iterator[bytes]:
    """Yield the content of each page, with numbers in place of its tokens."""
    shown = iter(deferred)
    for page in drawn.pages:
        content = page.content
        for token in page.placeholders:
            content = content.replace(token.token, token.show(next(shown)).encode(), 1)
        yield content


def _format_page(
    size: tuple[float, float], numbers: _Numbers, at: int, links: Sequence[int]
) -> str:
    """Return a page object (7.7.3.3)."""
    width, height = size
    number = numbers.pages[at]
    annotations = f" /Annots [{references(links)}]" if links else ""
    # Tabs: links are reached in the order of the structure (ISO 14289-1 7.18.3).
    return (
        f"<</Type /Page /Parent {PAGES} 0 R /MediaBox [0 0 {width:.7g} {height:.7g}]"
        f" /Resources {RESOURCES} 0 R"
        f" /Contents [{numbers.contents[at]} 0 R {numbers.overlays[at]} 0 R]"
        f" /StructParents {number} /Tabs /S{annotations}>>"
    )


def _format_link(link: LinkAnnotation, number: int, contents: str, leads: str) -> str:
    """Return a link annotation with a description (12.5.6.5, ISO 14289-1 7.18.5)."""
    return (
        f"<</Type /Annot /Subtype /Link {link.entries}{leads} /Contents {pdf_string(contents)}"
        f" /Border [0 0 0] /F {_PRINT} /StructParent {number}>>"
    )


def _format_element(
    element: Element, parent: int, numbers: Mapping[int, int], pages: Sequence[int]
) -> str:
    """Return a structure element (14.7.2).

    ``numbers`` are those of elements and links, by ``id()``. The element's page is that of its
    first marked content; content on other pages names its own.
    """
    home = next((kid.page for kid in element.kids if isinstance(kid, MarkedContent)), 0)
    kids = []
    for kid in element.kids:
        match kid:
            case Element():
                kids.append(f"{numbers[id(kid)]} 0 R")
            case LinkAnnotation(page=page):
                number = numbers[id(kid)]
                kids.append(f"<</Type /OBJR /Pg {pages[page - 1]} 0 R /Obj {number} 0 R>>")
            case MarkedContent(page=page, mcid=mcid) if page == home:
                kids.append(str(mcid))
            case MarkedContent(page=page, mcid=mcid):
                kids.append(f"<</Type /MCR /Pg {pages[page - 1]} 0 R /MCID {mcid}>>")
            case _:
                assert_never(kid)
    parts = [f"<</Type /StructElem /S /{element.kind} /P {parent} 0 R"]
    if home:
        parts.append(f"/Pg {pages[home - 1]} 0 R")
    if kids:
        parts.append(f"/K {kids[0]}" if len(kids) == 1 else f"/K [{' '.join(kids)}]")
    if element.alt:
        parts.append(f"/Alt {pdf_string(element.alt)}")
    if element.language:
        parts.append(f"/Lang ({element.language})")
    if element.attributes:
        parts.append(f"/A {element.attributes}")
    if element.id:
        parts.append(f"/ID {pdf_string(element.id)}")
    return " ".join(parts) + ">>"
