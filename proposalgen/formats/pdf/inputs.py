"""A section's inputs: what it is laid out with from its document, and nothing else.

Sections that are equal and have equal inputs are laid out alike, in whatever document they stand.
So what was laid out for one partner can be used for the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from proposalgen.caches import cached
from proposalgen.model.document import (
    Block,
    Cards,
    Chart,
    Columns,
    Contents,
    Document,
    Heading,
    ItemList,
    Meta,
    Note,
    NoteMark,
    Notes,
    PageMark,
    Panel,
    Paragraph,
    Quote,
    Section,
    Table,
    Text,
)
from proposalgen.model.walk import section_inlines, walk_blocks

_PERSONAL = ("cover", "letter", "back", "ask", "one-pager")
"""Layouts that draw the partner's name or logo."""

_FLOORED = ("story", "standards", "programmes", "page", "sources")
"""Layouts that draw tiles in the colours of the themes, or may fill a page with them."""


@dataclass(frozen=True, slots=True)
class SectionInputs:
    """What a section is laid out with."""

    meta: Meta
    """The chosen themes, the partner's name and its logo, as far as the section draws them."""
    note_numbers: tuple[tuple[str, int], ...]
    """The sources of the notes that it marks, each with a number as wide as the note's own."""
    notes: tuple[Note, ...]
    """All notes, if it lists them."""
    pages: tuple[tuple[str, int], ...]
    """An estimate of the page of each section it names, for the width of the number."""
    shared: bool
    """Whether other partners' documents may have it too."""


def find_inputs(
    document: Document, find_equal_width: Callable[[int], int]
) -> Iterator[SectionInputs]:
    """Yield the inputs of each section of a document.

    ``find_equal_width`` returns a number that is as wide as another when it is set: the notes' own
    numbers depend on other sections, and would make equal sections differ.
    """
    meta, numbers = document.meta, document.note_numbers()
    # Most sections take one page, so a section's place among them is near its page.
    order = {section.id: page for page, section in enumerate(document.sections, 1)}
    for section in document.sections:
        uses = _find_uses(section)
        personal = section.layout in _PERSONAL
        # What the section does not use is blank, so that it is alike in all documents.
        yield SectionInputs(
            Meta(
                title="",
                partner=meta.partner if personal else "",
                organisation="",
                date=date.min,
                themes=meta.themes if personal or uses.themes else (),
                logo=meta.logo if personal else None,
            ),
            tuple((source, find_equal_width(numbers[source])) for source in uses.sources),
            document.notes if uses.notes else (),
            tuple((other, order.get(other, 1)) for other in uses.sections),
            shared=not personal and not uses.fields,
        )


@dataclass(frozen=True, slots=True)
class _Uses:
    """What a section uses of its document."""

    sources: tuple[str, ...]
    """Of the notes that it marks."""
    sections: tuple[str, ...]
    """The ids of sections whose pages it names."""
    notes: bool
    """Whether it lists the notes."""
    fields: bool
    """Whether it prints a field of the partner."""
    themes: bool
    """Whether it draws anything in the colours of the chosen themes."""


def _shows_themes(block: Block) -> bool:
    """Return whether a block is drawn in the colours of the chosen themes."""
    match block:
        case Columns():
            return block.kind == "steps"
        case Cards():
            return any(card.field for card in block.cards)
        case (
            Heading()
            | Paragraph()
            | ItemList()
            | Table()
            | Quote()
            | Chart()
            | Panel()
            | Contents()
            | Notes()
        ):
            return False
        case _:
            assert_never(block)


@cached("uses of sections", size=64, why="Documents share sections; each is traversed once.")
def _find_uses(section: Section) -> _Uses:
    inlines = [inline for inlines in section_inlines(section) for inline in inlines]
    blocks = list(walk_blocks(section.blocks))
    listed = [e.section for block in blocks if isinstance(block, Contents) for e in block.entries]
    marked = [inline.section for inline in inlines if isinstance(inline, PageMark)]
    return _Uses(
        tuple(dict.fromkeys(one.note for one in inlines if isinstance(one, NoteMark))),
        tuple(dict.fromkeys((*marked, *listed))),
        notes=any(isinstance(block, Notes) for block in blocks),
        fields=any(isinstance(inline, Text) and inline.field for inline in inlines),
        themes=section.layout in _FLOORED or any(map(_shows_themes, blocks)),
    )
