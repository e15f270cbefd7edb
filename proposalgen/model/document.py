"""The document: sections of blocks of inlines, frozen and hashable; what both writers read.

A section holds no number that depends on the rest of the document: note marks name their note
and page marks their section, and a writer numbers them. So two documents that share a section
share an equal value.

This module is long, but one: whoever reads or writes a document needs inlines, blocks and the whole
together, and each is made of the one before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from proposalgen.errors import Problem

# -- inlines ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text, which may be a value: a fact's figure or a field of the partner record."""

    text: str
    bold: bool = False
    italic: bool = False
    fact: str = ""
    """The id of the fact whose figure this is."""
    field: str = ""
    """The field of the partner record that this is."""


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads to an https or mailto address."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The raised number that leads to the note of a fact, or of a source where there is no fact."""

    source: str
    fact: str = ""
    """The fact that the words before the mark rely on."""

    @property
    def note(self) -> str:
        """The note that the mark leads to, as :attr:`Note.id` has it."""
        return self.fact or self.source


@dataclass(frozen=True, slots=True)
class PageMark:
    """The number of the page on which a section begins."""

    section: str


@dataclass(frozen=True, slots=True)
class Break:
    """A line break inside a paragraph."""


Inline = Text | Link | NoteMark | PageMark | Break
Inlines = tuple[Inline, ...]

# -- blocks ----------------------------------------------------------------------------------

Role = Literal[
    "body", "lead", "label", "promise", "fact", "note", "letter", "prepared", "partner", "details"
]
"""What a paragraph is for; each role is a style in both formats."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section: level 2 or 3; the section's title is level 1."""

    level: int
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One idea."""

    inlines: Inlines
    role: Role = "body"


@dataclass(frozen=True, slots=True)
class ItemList:
    """Bulleted items, or numbered ones."""

    items: tuple[Inlines, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head. ``numeric`` names the columns set flush right, counted from 0."""

    head: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    caption: Inlines = ()
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """A person's own words; the writers add the quotation marks."""

    inlines: Inlines
    speaker: Inlines


@dataclass(frozen=True, slots=True)
class Field:
    """A figure as that many units: dots are people, tiles things done, outlines things needed."""

    count: int
    shape: Literal["dots", "tiles", "outlines"]
    words: Inlines
    """What one unit is."""
    laid: float = 0
    """How many of them the partner's sum lays; the last may be a part."""
    of: int = 0
    """How many units there are in all, where the figure is a part: the others are outlines."""


@dataclass(frozen=True, slots=True)
class Card:
    """A figure with what it counts: ``3.8``, ``billion``, "people have no social protection".

    Where there is no figure, ``number`` is empty and ``words`` stands in its place.
    """

    label: Inlines = ()
    number: str = ""
    unit: str = ""
    words: Inlines = ()
    title: Inlines = ()
    text: Inlines = ()
    as_of: Inlines = ()
    fact: str = ""
    role: Literal["", "challenge", "impact", "need"] = ""
    field: Field | None = None
    flag: Inlines = ()
    """In a draft, what a reviewer should do about the figure."""


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards together.

    ``band`` fills a page with up to three; ``tile`` sets up to two large side by side; ``small``
    sets three across; ``row`` sets figure and text in ruled rows; ``units`` sets one as its field
    alone, for words beside it that state the figure.
    """

    cards: tuple[Card, ...]
    size: Literal["band", "tile", "small", "row", "units"] = "small"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: its label, who is counted, the figure printed and its share of 100."""

    label: str
    detail: str
    figure: str
    share: float
    fact: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of parts of 100; ``on`` and ``off`` name the part and the rest.

    ``alt`` says in words what the picture shows.
    """

    caption: Inlines
    bars: tuple[Bar, ...]
    on: str
    off: str
    alt: str


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks side by side.

    ``plain``; ``ruled``, each under a rule in the accent; ``steps``, along a journey line.
    """

    columns: tuple[tuple[Block, ...], ...]
    kind: Literal["plain", "ruled", "steps"] = "plain"


@dataclass(frozen=True, slots=True)
class Panel:
    """Blocks on a ground of their own.

    ``callout`` is a light panel; ``aside`` stands beside the letter; ``closing`` is a band at the
    foot of the page in the house colour.
    """

    blocks: tuple[Block, ...]
    kind: Literal["callout", "aside", "closing"] = "callout"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents."""

    section: str
    title: Inlines


@dataclass(frozen=True, slots=True)
class Contents:
    """The sections and the pages on which they begin."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """Where the document's notes stand, in order."""


Block = (
    Heading
    | Paragraph
    | ItemList
    | Table
    | Quote
    | Cards
    | Chart
    | Columns
    | Panel
    | Contents
    | Notes
)

# -- the whole -------------------------------------------------------------------------------

Layout = Literal[
    "cover", "letter", "numbers", "standards", "programmes", "story", "theme", "ask", "sources",
    "back", "page", "one-pager",
]  # fmt: skip
"""How a section's page is composed; ``page`` is plain text under a title."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document that begins a page."""

    id: str
    title: Inlines
    blocks: tuple[Block, ...]
    layout: Layout = "page"
    label: Inlines = ()
    """A few words above the title."""
    promise: Inlines = ()
    """A sentence or two below the title."""
    theme: str = ""
    """The theme whose accent the section takes; empty for the house colour."""

    @property
    def is_cover(self) -> bool:
        """Whether its title heads or closes the document, and is no heading in it."""
        return self.layout in ("cover", "back")


Status = Literal["verified", "secondary", "page"]
"""How well a figure is founded."""


@dataclass(frozen=True, slots=True)
class Note:
    """One claim and its source, or a source alone."""

    id: str
    """The fact's id, or the source's where there is no fact: see :attr:`NoteMark.note`."""
    claim: str
    """What the document says on the source's authority; empty where it quotes the source."""
    reference: str
    """The source as a reader looks it up; from its second note on, its title alone."""
    url: str = ""
    """An https address, or empty."""
    status: Status | None = None
    """In a draft: ``verified``: read at the source; ``secondary``: read in another text; ``page``:
    stated by the organisation and not traced further."""
    status_text: str = ""
    """The status in the document's language."""


LOGO_ROOM = 40.0, 22.0
"""The largest width and height at which a document draws a logo, in millimetres."""
_COARSEST = 96
"""Pixels per inch below which no logo is drawn: rather small than blurred."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture of the partner's, re-encoded as PNG without metadata."""

    data: bytes
    width: int
    height: int
    """In pixels."""
    light: bool
    """Whether it needs a dark ground to be seen."""
    alt: str
    doubts: tuple[Problem, ...] = ()
    """What an officer should know of it."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height at which documents draw it, in millimetres."""
        scale = min(LOGO_ROOM[0] / self.width, LOGO_ROOM[1] / self.height, 25.4 / _COARSEST)
        return self.width * scale, self.height * scale


@dataclass(frozen=True, slots=True)
class FactUse:
    """A fact as a finished file carries it, so that its figures can be asked."""

    id: str
    claim: str = ""
    figure: str = ""
    """As printed; empty for a fact on which words rely."""
    source: str = ""
    """Title and publisher."""
    url: str = ""
    as_of: str = ""
    status: str = ""
    version: str = ""
    """A short hash of what the fact says."""
    weak: str = ""
    """In a draft: why it should not be printed, and the way out."""


@dataclass(frozen=True, slots=True)
class Meta:
    """What a file says about itself."""

    title: str
    partner: str
    organisation: str
    date: date
    language: str = "en"
    subject: str = ""
    keywords: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    """The chosen themes, in order; their accents colour the footer."""
    prepared_for: str = ""
    """The words at the foot of each page after the title: "Prepared for Nordhavn Foundation"."""
    logo: Logo | None = None
    """The partner's logo, for the cover."""
    draft: str = ""
    """The words of the draft mark on every page; empty when the document is final."""
    facts: tuple[FactUse, ...] = ()
    """The facts that the file carries."""


@dataclass(frozen=True, slots=True)
class Document:
    """One partner's document, whatever the format. ``notes`` stand in the order of first use."""

    meta: Meta
    sections: tuple[Section, ...]
    notes: tuple[Note, ...] = ()

    def note_numbers(self) -> dict[str, int]:
        """Return the number, from 1, of each note, by its id."""
        return {note.id: number for number, note in enumerate(self.notes, 1)}
