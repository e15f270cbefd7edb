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
    *,
    styled: bool = False,
) -> str:
    """Return inlines as runs, bold text in the character style ``strong``, other in ``plain``.

    ``styled`` says that the paragraph's style has the place's ink.
    """
    runs = ""
    figures = {inline.fact for inline in inlines if isinstance(inline, Text)}
    for inline in inlines:
        match inline:
            case Text():
                style = strong if inline.bold else "Emphasis" if inline.italic else plain
                both = inline.bold and inline.italic
                isolated = bool(inline.field)
                # A control has only the colour of its style; that of text all styles have.
                styled_field = isolated and place.ink == builder.brand.colours.text
                ink = "" if styled or styled_field else place.ink
                said = text_run(inline.text, style, ink, italic=both, isolated=isolated)
                said = builder.controls.bind(inline.text, inline.field, said)
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
