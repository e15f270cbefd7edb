"""What a canvas drew: pages with their content and structure, before they are objects of a file.

Nothing in it belongs to one file: pages are counted from the section's first, destinations have
names, and a face is itself. So the same drawn pages can go into many documents.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from proposalgen.formats.pdf.fonts.face import Face
from proposalgen.formats.pdf.structure import Element, LinkAnnotation
from proposalgen.model.document import Logo

ToUnicode = Mapping[Face, Mapping[int, str]]
"""The text that each glyph in use stands for, face by face (ISO 32000-1 9.10.3)."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A token in a page's content that gives way to the number of a destination.

    The number of a section is its page; the number of a note is its own.
    """

    token: bytes
    destination: str
    show: Callable[[int], str]
    """Return the operators that show a number."""


@dataclass(frozen=True, slots=True)
class Image:
    """A logo on its ground, as an XObject of this name."""

    name: str
    logo: Logo
    ground: str
    """``#RRGGBB``, on which the transparent parts of the logo are laid."""


@dataclass(frozen=True, slots=True, eq=False)
class DrawnPage:
    """One page: its content stream, and what the content needs."""

    content: bytes
    owners: tuple[Element, ...]
    """The element of each marked-content sequence, in the order of their identifiers."""
    placeholders: tuple[Placeholder, ...]


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An outline item: its level from 0, and where it leads: a page, from 1, and y in points."""

    title: str
    level: int
    page: int
    y: float


@dataclass(frozen=True, slots=True, eq=False)
class DrawnPages:
    """Everything that a canvas drew. Nothing changes it."""

    size: tuple[float, float]
    """Width and height of each page, in points."""
    pages: tuple[DrawnPage, ...]
    elements: tuple[Element, ...]
    """The whole structure tree in reading order, its root first."""
    links: tuple[LinkAnnotation, ...]
    destinations: Mapping[str, tuple[int, float]]
    """The page, from 1, and the height above its foot of each named destination."""
    bookmarks: tuple[Bookmark, ...]
    to_unicode: ToUnicode
    images: tuple[Image, ...]
    shared: bool
    """Whether other files may have the same pages."""
