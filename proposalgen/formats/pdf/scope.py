"""A section's scope: what of its document it is printed with, and nothing else.

Sections that are equal and have equal scopes are printed alike, in whatever document they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from proposalgen.model.document import (
    Block,
    Cards,
    Columns,
    Contents,
    Document,
    Meta,
    Note,
    NoteMark,
    Notes,
    PageMark,
    Section,
    Text,
)
from proposalgen.model.walk import section_inlines, walk_blocks

_NAMED = ("cover", "letter", "back", "one-pager")
"""Layouts that draw the partner's name or logo."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a section is printed with."""

    meta: Meta
    """The chosen themes, the partner's name and the logo, if it draws anything of them."""
    notes_marked: tuple[tuple[str, int], ...]
    """The notes that it marks, each with a number as wide as its own."""
    notes: tuple[Note, ...]
    """All notes, if it prints them."""
    guesses: tuple[tuple[str, int], ...]
    """About the pages that it names, for the width of their numbers."""
    shared: bool
    """Whether other partners' documents may have it too."""


def limit_scopes(document: Document, stand_in: Callable[[int], int]) -> Iterator[Scope]:
    """Yield each section's scope; ``stand_in`` gives a number as wide as another."""
    meta, numbers = document.meta, document.note_numbers()
    order = {section.id: page for page, section in enumerate(document.sections, 1)}
    for section in document.sections:
        uses = _find_uses(section)
        named = section.layout in _NAMED
        yield Scope(
            Meta(
                title="",
                partner=meta.partner if named else "",
                organisation="",
                date=date.min,
                themes=meta.themes if named or uses.themes else (),
                logo=meta.logo if named else None,
            ),
            tuple((source, stand_in(numbers[source])) for source in uses.sources),
            document.notes if uses.notes else (),
            tuple((other, order.get(other, 1)) for other in uses.sections),
            shared=not named and not uses.fields,
        )


@dataclass(frozen=True, slots=True)
class _Uses:
    """What of its document a section names or draws."""

    sources: tuple[str, ...]
    sections: tuple[str, ...]
    notes: bool
    fields: bool
    """Whether it names anything of the partner."""
    themes: bool
    """Whether it draws anything in the colours of the chosen themes."""


def _is_coloured(block: Block) -> bool:
    """Return whether a block is drawn in the colours of the chosen themes."""
    match block:
        case Columns(kind="steps"):
            return True
        case Cards():
            return any(card.field for card in block.cards)
        case _:
            return False


@lru_cache(maxsize=64)
def _find_uses(section: Section) -> _Uses:
    inlines = [inline for inlines in section_inlines(section) for inline in inlines]
    blocks = list(walk_blocks(section.blocks))
    listed = [e.section for block in blocks if isinstance(block, Contents) for e in block.entries]
    marked = [inline.section for inline in inlines if isinstance(inline, PageMark)]
    return _Uses(
        tuple(dict.fromkeys(one.source for one in inlines if isinstance(one, NoteMark))),
        tuple(dict.fromkeys((*marked, *listed))),
        notes=any(isinstance(block, Notes) for block in blocks),
        fields=any(isinstance(inline, Text) and inline.field for inline in inlines),
        themes=section.layout == "story" or any(map(_is_coloured, blocks)),
    )
