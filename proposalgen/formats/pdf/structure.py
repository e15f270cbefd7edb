"""Logical structure: elements, and what they own of the pages (ISO 32000-1 14.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from proposalgen.model.document import Block


@dataclass(eq=False, slots=True)
class Element:
    """A structure element (14.7.2). Kids stand in reading order."""

    kind: str
    """Its structure type, one of the standard ones (14.8.4)."""
    parent: Element | None = None
    alt: str = ""
    """Alternative text of a figure (14.9.3)."""
    attributes: str = ""
    """An attribute object, in PDF's notation (14.7.5)."""
    id: str = ""
    """Its entry in the ID tree, which a note must have (ISO 14289-1 7.9)."""
    language: str = ""
    """A BCP 47 tag where it is not the document's."""
    kids: list[Element | MarkedContent | LinkAnnotation] = field(default_factory=list)
    block: Block | None = None
    """The block of the section that begins with it."""

    def add(
        self,
        kind: str,
        *,
        alt: str = "",
        attributes: str = "",
        id: str = "",  # noqa: A002
        language: str = "",
    ) -> Element:
        """Return a new last child."""
        child = Element(kind, self, alt, attributes, id, language)
        self.kids.append(child)
        return child

    def walk(self) -> Iterator[Element]:
        """Yield the element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    @property
    def first_page(self) -> int:
        """The page, from 1 in its section, of the first content in it; 0 where it has none."""
        for kid in self.kids:
            page = kid.first_page if isinstance(kid, Element) else kid.page
            if page:
                return page
        return 0

    def prune(self) -> bool:
        """Remove elements that never got content; return whether this one has any.

        Cells stay: a table keeps its columns where a cell is empty.
        """
        self.kids = [kid for kid in self.kids if not isinstance(kid, Element) or kid.prune()]
        return bool(self.kids) or self.kind in ("TD", "TH")


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """A marked-content sequence (14.6): its page, from 1 in its section, and its identifier."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True, eq=False)
class LinkAnnotation:
    """A link (12.5.6.5) on a page, counted from 1 in its section."""

    page: int
    element: Element
    entries: str
    """Of its dictionary, in PDF's notation: where it is, and where it leads if that is outside."""
    contents: str
    """Its description, for those who cannot see it; empty where that is its note's number."""
    destination: str
    """Where it leads inside of the file; empty where it leads outside."""
