"""Columns, and the colours of a ground."""

from __future__ import annotations

import pytest

from tests.formats.pdf.setting import make_column
from tests.support.real import brand
from tests.support.sample import t


def test_small_print_and_links_have_colours_of_their_own_on_paper_and_panels() -> None:
    context, colours = make_column().context, brand().colours
    for palette in (context.palette_on(), context.palette_on(brand().panel)):
        assert (palette.muted, palette.link) == (colours.muted, colours.primary)


def test_on_other_grounds_they_have_the_colour_of_the_text() -> None:
    for ground in (*brand().accents.values(), brand().primary):
        palette = make_column().context.palette_on(ground)
        assert {palette.text, palette.muted, palette.link} == {ground.text}


def test_an_accent_is_the_primary_colour_unless_given() -> None:
    context = make_column().context
    assert context.palette_on().accent == brand().colours.primary
    assert context.palette_on(accent="#112233").accent == "#112233"


@pytest.mark.parametrize(("width", "narrow"), [(283, True), (284, False)])
def test_a_column_below_100_mm_is_narrow(width: float, narrow: bool) -> None:
    assert make_column(width).narrow == narrow


def test_text_is_set_in_an_element_of_its_own() -> None:
    column = make_column(300)
    box = column.text(t("word"), "body", kind="LBody")
    assert column.element.kids == [box.element]
    assert (box.element and box.element.kind, box.text.width) == ("LBody", 300)
