"""Lays out any section by its layout, on pages of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import assert_never

from proposalgen.brand.model import Brand
from proposalgen.caches import cached
from proposalgen.formats.pdf.canvas import MM, TaggedCanvas
from proposalgen.formats.pdf.drawn import DrawnPages, ToUnicode
from proposalgen.formats.pdf.inputs import SectionInputs
from proposalgen.formats.pdf.layouts.back import lay_out_back
from proposalgen.formats.pdf.layouts.banner import lay_out_banner
from proposalgen.formats.pdf.layouts.composer import Composer
from proposalgen.formats.pdf.layouts.cover import lay_out_cover
from proposalgen.formats.pdf.layouts.heads import shorten_head
from proposalgen.formats.pdf.layouts.letter import lay_out_letter
from proposalgen.formats.pdf.layouts.numbers import lay_out_numbers
from proposalgen.formats.pdf.layouts.one_pager import lay_out_one_pager
from proposalgen.formats.pdf.layouts.plain import lay_out_plain
from proposalgen.formats.pdf.layouts.planning import Trial, describe, find_best
from proposalgen.formats.pdf.layouts.sources import lay_out_sources
from proposalgen.formats.pdf.layouts.standards import lay_out_standards
from proposalgen.formats.pdf.layouts.theme import lay_out_theme
from proposalgen.formats.pdf.pagination import Footer
from proposalgen.formats.pdf.setting import Setting
from proposalgen.formats.pdf.structure import Element
from proposalgen.model.document import Layout, Section
from proposalgen.model.plan import SectionPlan

LayOut = Callable[[Composer, Section, Element], None]


def choose_layout(layout: Layout) -> LayOut:
    """Return the function that lays out a section."""
    match layout:
        case "cover":
            return lay_out_cover
        case "back":
            return lay_out_back
        case "letter":
            return lay_out_letter
        case "numbers":
            return lay_out_numbers
        case "standards":
            return lay_out_standards
        case "story" | "ask":
            return lay_out_banner
        case "theme":
            return lay_out_theme
        case "sources":
            return lay_out_sources
        case "one-pager":
            return lay_out_one_pager
        case "programmes" | "page":
            return lay_out_plain
        case _:
            assert_never(layout)


@dataclass(frozen=True, slots=True, eq=False)
class LaidOutSection:
    """A section's pages, the footer that each wants, and how they were planned."""

    drawn: DrawnPages
    footers: tuple[Footer | None, ...]
    plan: SectionPlan


def lay_out_section(
    section: Section, inputs: SectionInputs, brand: Brand, to_unicode: ToUnicode
) -> LaidOutSection:
    """Return a section on pages of its own; what many documents share is laid out once.

    Args:
        section: What is printed.
        inputs: What it uses of its document.
        brand: The look.
        to_unicode: What glyphs stand for in the sections before it. A section in which one stands
            for something else is laid out again, with these meanings.

    Raises:
        InputError: a character that no face has.
    """
    laid_out = (_lay_out_shared if inputs.shared else _lay_out)(section, inputs, brand)
    # One file has one ToUnicode for each face, so a glyph means the same in all its sections.
    for face, glyphs in laid_out.drawn.to_unicode.items():
        earlier = to_unicode.get(face, {})
        if any(earlier.get(glyph, text) != text for glyph, text in glyphs.items()):
            return _lay_out(section, inputs, brand, to_unicode)
    return laid_out


def _lay_out(
    section: Section, inputs: SectionInputs, brand: Brand, to_unicode: ToUnicode | None = None
) -> LaidOutSection:
    def try_setting(setting: Setting) -> Trial:
        size = (brand.page.width * MM, brand.page.height * MM)
        composer = Composer(inputs, brand, TaggedCanvas(size, "Sect", to_unicode), setting)
        lay_out = choose_layout(section.layout)
        lay_out(composer, shorten_head(composer, section), composer.canvas.root)
        composer.end_page()
        return Trial(setting, composer)

    best = find_best(section.layout, try_setting)
    drawn = best.composer.canvas.finish(shared=inputs.shared)
    pages = best.composer.pages
    return LaidOutSection(drawn, tuple(page.footer for page in pages), describe(section, best))


_lay_out_shared = cached(
    "shared sections",
    size=256,
    why="Sections without a word of the partner are the same in many documents of a batch.",
)(_lay_out)
