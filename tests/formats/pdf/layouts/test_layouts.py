"""Each layout: its grounds, its order of reading, its footers."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args

import pytest

from proposalgen.formats.pdf.canvas import MM
from proposalgen.formats.pdf.layouts.sections import choose_layout
from proposalgen.formats.pdf.structure import MarkedContent
from proposalgen.model.document import (
    Break,
    Cards,
    Columns,
    Layout,
    Panel,
    Paragraph,
    Section,
    Text,
)
from proposalgen.model.records import THEME_IDS
from tests.formats.pdf.layouts.setting import find_section, lay_out
from tests.formats.pdf.setting import A4
from tests.support.real import brand, make_pitch
from tests.support.sample import CHALLENGE, t

WIDTH, HEIGHT = A4


@pytest.mark.parametrize("layout", get_args(Layout))
def test_every_layout_can_be_laid_out_with_a_title_alone(layout: Layout) -> None:
    section = Section(id="a", title=t("A title"), blocks=(), layout=layout)
    drawn = lay_out(section).drawn
    assert len(drawn.pages) == 1
    assert "section-a" in drawn.destinations
    assert callable(choose_layout(layout))


@pytest.mark.parametrize("theme", THEME_IDS)
def test_a_themes_banner_is_in_its_accent_from_edge_to_edge(theme: str) -> None:
    document = make_pitch(themes=(theme,))
    banner = lay_out(find_section("theme", document), document).rects[0]
    assert (banner.x, banner.y, banner.width) == (0, 0, WIDTH)
    assert banner.colour == brand().accent(theme).ground
    assert 60 * MM < banner.height <= brand().page.band * MM + 0.01


@pytest.mark.parametrize("layout", ["story", "ask"])
def test_a_banner_is_in_the_accent_of_its_layout(layout: str) -> None:
    banner = lay_out(find_section(layout)).rects[0]
    assert (banner.x, banner.y, banner.width) == (0, 0, WIDTH)
    assert banner.colour == brand().accent("", layout).ground


@pytest.mark.parametrize("layout", ["cover", "back"])
def test_covers_are_in_the_primary_colour_and_have_no_footer(layout: str) -> None:
    document = make_pitch()
    laid_out = lay_out(find_section(layout, document), document)
    ground = laid_out.rects[0]
    assert (ground.x, ground.y, ground.width, ground.height) == (0, 0, WIDTH, HEIGHT)
    assert ground.colour == brand().primary.ground
    assert laid_out.footers == [None]


def test_bands_of_key_numbers_fill_the_page_in_the_colours_of_their_roles() -> None:
    laid_out = lay_out(find_section("numbers"))
    bands = [rect for rect in laid_out.rects if rect.width == WIDTH]
    assert [rect.colour for rect in bands] == [
        brand().card(role).ground for role in ("challenge", "impact", "need")
    ]
    assert [rect.y + rect.height for rect in bands] == pytest.approx(
        [HEIGHT * end for end in (160 / 297, 228 / 297, 1)]
    )
    (footer,) = laid_out.footers
    assert footer
    assert not footer.text


def test_tiles_of_standards_share_the_width_of_the_page() -> None:
    section = find_section("standards")
    cards = next(block for block in section.blocks if isinstance(block, Cards))
    tiles = lay_out(section).rects[: len(cards.cards)]
    step = WIDTH / len(cards.cards)
    assert [rect.x for rect in tiles] == pytest.approx([at * step for at in range(len(tiles))])
    assert {rect.width for rect in tiles} == {step}
    assert len({rect.height for rect in tiles}) == 1


def test_the_panel_beside_a_letter_has_the_height_of_the_page() -> None:
    laid_out = lay_out(find_section("letter"))
    panel = laid_out.rects[0]
    assert (panel.x, panel.y, panel.height) == (0, 0, HEIGHT)
    assert panel.colour == brand().panel.ground
    assert laid_out.footers[0]
    assert laid_out.footers[0].left > panel.width


def test_a_letter_too_long_for_a_page_ends_with_more_than_a_signature() -> None:
    letter = find_section("letter")
    closing = tuple(Paragraph(t(word), "letter") for word in ("Last.", "With respect,", "We"))
    on_second = set()
    for count in range(20, 45):  # a line more each time, so that the page ends at every place
        lines = [part for _ in range(count) for part in (Text("A line of a letter."), Break())]
        text = Paragraph(tuple(lines[:-1]), "letter")  # one, since gaps of many would be shrunk
        laid_out = lay_out(replace(letter, blocks=(text, *closing)))
        pages = [
            max(kid.page for kid in element.kids if isinstance(kid, MarkedContent))
            for element in laid_out.drawn.elements
            if element.kind == "P"
        ]
        on_second.add(pages.count(2))
    # Either all, or the closing and later the end of the text above it.
    assert on_second == {0, 3, 4}


def test_a_closing_panel_stands_at_the_foot_of_its_page() -> None:
    ask = find_section("ask")
    assert any(isinstance(block, Panel) for block in ask.blocks)
    laid_out = lay_out(ask)
    panel = next(rect for rect in laid_out.rects[1:] if rect.width == WIDTH)
    assert panel.y + panel.height == pytest.approx(HEIGHT)
    assert panel.colour == brand().primary.ground
    footer = laid_out.footers[-1]
    assert footer
    assert footer.palette.text == brand().primary.text


def test_notes_stand_in_two_columns() -> None:
    laid_out = lay_out(find_section("sources"))
    lefts = {round(rect.x) for rect in laid_out.rects}
    side, gap = brand().page.side * MM, brand().page.gutter * MM
    column = (WIDTH - 2 * side - gap) / 2
    assert lefts <= {round(side), round(side + column + gap)}
    assert {round(rect.width) for rect in laid_out.rects} == {round(column)}


def test_a_section_without_a_layout_of_its_own_goes_on_over_pages() -> None:
    blocks = tuple(Paragraph(t("Word " * 150)) for _ in range(20))
    laid_out = lay_out(Section("a", t("A title"), blocks))
    assert len(laid_out.drawn.pages) > 2
    assert len(laid_out.footers) == len(laid_out.drawn.pages)


def test_a_promise_too_long_for_a_head_becomes_the_first_paragraph() -> None:
    section = replace(find_section("theme"), promise=t("A promise that goes on. " * 60))
    kinds = [element.kind for element in lay_out(section).drawn.elements]
    assert kinds.count("H1") == 1
    assert kinds.index("H1") < kinds.index("P", kinds.index("H1"))


def test_a_one_pager_takes_one_page() -> None:
    document = make_pitch(kind="one-pager")
    laid_out = lay_out(find_section("one-pager", document), document)
    assert len(laid_out.drawn.pages) == 1
    assert laid_out.footers == [None]


def test_each_theme_of_a_one_pager_stands_on_its_accent() -> None:
    document = make_pitch(kind="one-pager")
    section = find_section("one-pager", document)
    columns = next(block for block in section.blocks if isinstance(block, Columns))
    grounds = {brand().accent(theme).ground for theme in document.meta.themes}
    found = [rect.colour for rect in lay_out(section, document).rects]
    assert len(columns.columns) == len(grounds)
    assert grounds <= set(found)


def test_further_blocks_of_key_numbers_stand_on_pages_of_their_own() -> None:
    numbers = find_section("numbers")
    blocks = (Cards((CHALLENGE,), "band"), Paragraph(t("More of it.")))
    laid_out = lay_out(replace(numbers, blocks=blocks))
    assert len(laid_out.drawn.pages) == 2
    assert [footer.text for footer in laid_out.footers if footer] == [False, True]


@pytest.mark.parametrize(("letters", "size"), [(24, 26), (25, 19), (48, 19), (80, 15), (81, 13)])
def test_a_longer_name_of_a_partner_is_set_smaller_on_the_cover(letters: int, size: int) -> None:
    cover = replace(find_section("cover"), blocks=(Paragraph(t("n" * letters), "partner"),))
    (page,) = lay_out(cover).drawn.pages
    sizes = re.findall(rb"/F[0-9a-f]{8} ([\d.]+) Tf", page.content)
    assert float(sizes[-1]) == size
