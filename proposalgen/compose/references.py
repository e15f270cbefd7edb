"""What leads from one section to another: the contents, page numbers, and marks of notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from proposalgen.errors import Problem, TemplateError, quote, suggest
from proposalgen.model.document import (
    Contents,
    Entry,
    Inlines,
    NoteMark,
    Notes,
    PageMark,
    Section,
)
from proposalgen.model.walk import find_blocks, find_inlines, map_blocks


def fill_contents(section: Section, sections: Sequence[Section]) -> Section:
    """Return a section whose contents list the sections that come after it, but for covers."""
    if not any(find_blocks(section, Contents)):
        return section
    after = sections[sections.index(section) + 1 :]
    listed = [s for s in after if not s.is_cover]
    contents = Contents(tuple(Entry(s.id, _without_marks(s.title)) for s in listed))
    return replace(
        section,
        blocks=map_blocks(section.blocks, lambda b: contents if isinstance(b, Contents) else b),
    )


def _without_marks(inlines: Inlines) -> Inlines:
    return tuple(inline for inline in inlines if not isinstance(inline, NoteMark))


def check_references(sections: Sequence[Section], file: str) -> None:
    """Check that each page mark leads to a section, and each note mark to the notes behind it.

    Raises:
        TemplateError: one does not; ``file`` is the one that orders the sections.
    """
    known = [section.id for section in sections]
    problems = [
        Problem(
            f"a page number of {quote(mark.section)}, which this document does not have",
            file=file,
            record=f"section {section.id}",
            hint=suggest(mark.section, known),
        )
        for section in sections
        for mark in find_inlines([section], PageMark)
        if mark.section not in known
    ]
    places = [at for at, section in enumerate(sections) if any(find_blocks(section, Notes))]
    marked = [at for at, s in enumerate(sections) if any(find_inlines([s], NoteMark))]
    if marked and (len(places) != 1 or marked[-1] > places[0]):
        message = "figures with notes, and the notes do not stand once, after all of them"
        hint = "Let one section behind the last figure print {{ notes() }}."
        problems.append(Problem(message, file=file, hint=hint))
    if problems:
        raise TemplateError(problems)
