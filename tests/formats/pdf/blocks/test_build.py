"""Blocks become boxes, with the space between them."""

from __future__ import annotations

import pytest

from proposalgen.formats.pdf.blocks.build import build_block, build_blocks
from proposalgen.formats.pdf.boxes.box import TextBox
from proposalgen.formats.pdf.boxes.containers import Filled, Stack
from proposalgen.formats.pdf.canvas import MM
from proposalgen.model.document import (
    Block,
    Cards,
    Chart,
    Columns,
    Contents,
    Heading,
    ItemList,
    Notes,
    Panel,
    Paragraph,
    Quote,
    Table,
)
from tests.formats.pdf.setting import draw, list_kinds, make_column
from tests.support.real import brand
from tests.support.sample import t

PARAGRAPH = Paragraph(t("Text"))
HEADING = Heading(2, t("A heading"))
SMALL = Heading(3, t("A small heading"))


@pytest.mark.parametrize(
    ("before", "block", "gap"),
    [
        (HEADING, PARAGRAPH, 3),
        (HEADING, SMALL, 3),
        (SMALL, PARAGRAPH, 1),
        (PARAGRAPH, HEADING, 8),
        (PARAGRAPH, SMALL, 4),
        (PARAGRAPH, PARAGRAPH, 2.4),
        (PARAGRAPH, Paragraph(t("Dear"), "letter"), 3.2),
        (PARAGRAPH, ItemList((t("One"),)), 3),
        (PARAGRAPH, Quote(t("Said"), t("She")), 6),
        (PARAGRAPH, Panel((PARAGRAPH,)), 6),
    ],
)
def test_each_kind_of_block_has_its_space_before_it(
    before: Block, block: Block, gap: float
) -> None:
    assert build_blocks(make_column(), (before, block)).gaps == pytest.approx([0, gap * MM])


@pytest.mark.parametrize(
    ("block", "kinds"),
    [
        (HEADING, ["H2"]),
        (PARAGRAPH, ["P"]),
        (ItemList((t("One"),), ordered=True), ["L", "LI", "Lbl", "LBody"]),
        (ItemList((t("One"),)), ["L", "LI", "LBody"]),
        (Table((t("A"),), ((t("1"),),)), ["Table", "THead", "TR", "TBody", "TH", "TR", "TD", "P"]),
        (Quote(t("Said"), t("She")), ["BlockQuote", "P", "P"]),
        (Cards(()), []),
        (Chart(t("A chart"), (), "on", "off", "alt"), ["Div", "P", "P", "P", "Figure"]),
        (Columns(((PARAGRAPH,), (PARAGRAPH,))), ["Div", "P", "Div", "P"]),
        (Panel((PARAGRAPH,)), ["Div", "P"]),
        (Contents(()), ["TOC"]),
        (Notes(), []),
    ],
    ids=lambda value: type(value).__name__,
)
def test_each_kind_of_block_has_its_elements(block: Block, kinds: list[str]) -> None:
    column = make_column()
    build_block(column, block)
    assert sorted(list_kinds(column.element)) == sorted(kinds)


def test_a_heading_of_level_2_stays_with_what_follows_and_is_a_bookmark() -> None:
    box = build_block(make_column(), HEADING)
    assert isinstance(box, TextBox)
    assert (box.keep, box.bookmark) == (True, ("A heading", 1))
    small = build_block(make_column(), SMALL)
    assert isinstance(small, TextBox)
    assert (small.keep, small.bookmark) == (True, None)


def test_running_text_is_smaller_in_a_narrow_column() -> None:
    wide, narrow = (build_block(make_column(width), PARAGRAPH) for width in (480, 200))
    assert isinstance(wide, TextBox)
    assert isinstance(narrow, TextBox)
    assert wide.text.style.size == brand().styles["body"].size
    assert narrow.text.style.size == brand().styles["column"].size


@pytest.mark.parametrize(("kind", "ground"), [("callout", "panel"), ("closing", "primary")])
def test_a_panel_stands_on_its_ground_with_the_text_for_it(kind: str, ground: str) -> None:
    box = build_block(make_column(), Panel((PARAGRAPH,), kind))  # type: ignore[arg-type]
    assert isinstance(box, Filled)
    assert isinstance(box.inside, Stack)
    text = box.inside.boxes[0]
    assert isinstance(text, TextBox)
    wanted = getattr(brand(), ground)
    assert (box.colour, text.text.style.colour) == (wanted.ground, wanted.text)


def test_columns_share_the_width_with_gaps_between_them() -> None:
    column = make_column(480)
    rules = draw(build_block(column, Columns(((PARAGRAPH,),) * 3, "ruled")), 0, 0).rects
    step = (480 + 4 * MM) / 3
    assert sorted({rect.x for rect in rules}) == pytest.approx([0, step, 2 * step])
    assert {round(rect.width, 6) for rect in rules} == {round(step - 4 * MM, 6)}
