"""A section's scope: what of its document it is printed with, and nothing else.

Sections that are equal and have equal scopes are printed alike, in whatever document they stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from proposalgen.document import (
    Contents,
    Document,
    Meta,
    Note,
    NoteMark,
    Notes,
    PageMark,
    Section,
    Text,
    section_inlines,
    walk_blocks,
)

_NAMED = ("cover", "letter", "back", "one-pager")
"""Layouts that draw the partner's name or logo."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a section is printed with."""

    meta: Meta
    """The chosen themes, and for a layout that draws them the partner's name and logo."""
    numbers: tuple[tuple[str, int], ...]
    """The numbers of the notes that it marks."""
    notes: tuple[Note, ...]
    """All notes, if it prints them."""
    guesses: tuple[tuple[str, int], ...]
    """About the pages that it names, for the width of their numbers."""
    shared: bool
    """Whether other partners' documents may have it too."""


def limit_scope(section: Section, document: Document) -> Scope:
    """Return a section's scope."""
    uses = _find_uses(section)
    named = section.layout in _NAMED
    meta = document.meta
    numbers = document.note_numbers()
    order = {other.id: page for page, other in enumerate(document.sections, 1)}
    return Scope(
        Meta(
            title="",
            partner=meta.partner if named else "",
            organisation="",
            date=date.min,
            themes=meta.themes,
            logo=meta.logo if named else None,
        ),
        tuple((source, numbers[source]) for source in uses.sources),
        document.notes if uses.notes else (),
        tuple((other, order.get(other, 1)) for other in uses.sections),
        shared=not named and not uses.fields,
    )


@dataclass(frozen=True, slots=True)
class _Uses:
    """What of its document a section names: sources, sections, notes, fields of the partner."""

    sources: tuple[str, ...]
    sections: tuple[str, ...]
    notes: bool
    fields: bool


@lru_cache(maxsize=1024)
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
    )
