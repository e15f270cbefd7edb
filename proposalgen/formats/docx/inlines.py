"""Inlines as runs: text in its style, links, references to notes and pages, line breaks."""

from __future__ import annotations

from typing import assert_never

from proposalgen.formats.docx.builder import PackageBuilder
from proposalgen.formats.docx.place import Place
from proposalgen.formats.docx.runs import run, text_run
from proposalgen.model.document import Break, Inlines, Link, NoteMark, PageMark, Text


def write_inlines(
    inlines: Inlines,
    builder: PackageBuilder,
    place: Place,
    strong: str = "Strong",
    plain: str = "",
) -> str:
    """Return inlines as runs, bold text in the character style ``strong``, other in ``plain``."""
    runs = ""
    figures = {inline.fact for inline in inlines if isinstance(inline, Text)}
    for inline in inlines:
        match inline:
            case Text():
                style = strong if inline.bold else "Emphasis" if inline.italic else plain
                both = inline.bold and inline.italic
                isolated = bool(inline.field)
                said = text_run(inline.text, style, place.ink, italic=both, isolated=isolated)
                runs += builder.comments.comment_on(inline.fact, said)
            case Link():
                runs += builder.link(inline.url, inline.text, place.ink)
            case NoteMark():
                mark = builder.sources.refer_to(inline.note, place.ink)
                # A figure that stands apart, as on a card, has its comment at its note.
                runs += (
                    mark
                    if inline.fact in figures
                    else builder.comments.comment_on(inline.fact, mark)
                )
            case PageMark():
                runs += builder.page_reference(inline.section, place.ink)
            case Break():
                runs += run("<w:br/>")
            case _:
                assert_never(inline)
    return runs
