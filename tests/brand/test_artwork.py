"""Artwork takes its colours from the brand and from the chosen themes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from proposalgen.brand.artwork import (
    JOURNEY,
    draw_floor,
    draw_journey,
    draw_ring,
    draw_sign,
    draw_strip,
    draw_units,
    list_accents,
)
from proposalgen.brand.drawing import Drawing
from proposalgen.brand.model import Brand
from proposalgen.model.document import Field
from tests.support.brands import NAMES, other_brand
from tests.support.real import brand, make_pitch

META = replace(make_pitch().meta, themes=("crisis-contexts", "supply-chains"))
BRANDS = [brand(), *map(other_brand, NAMES)]
each_brand = pytest.mark.parametrize("look", BRANDS, ids=lambda look: look.name)


def colours_of(drawing: Drawing) -> set[str]:
    return {colour for path in drawing.paths for colour in (path.fill, path.stroke) if colour}


def test_accents_are_the_themes_in_their_order_and_then_the_primary_colour() -> None:
    look = other_brand("meadow")
    assert list_accents(META, look) == (
        look.accents["crisis-contexts"].ground,
        look.accents["supply-chains"].ground,
        look.colours.primary,
    )


def test_an_accent_that_is_the_primary_colour_is_listed_once() -> None:
    look = brand()
    assert look.accents["supply-chains"].ground == look.colours.primary
    assert len(list_accents(META, look)) == 2


@each_brand
def test_a_floor_has_the_accents_on_the_surface(look: Brand) -> None:
    roles = {look.colours.surface, look.colours.joint}
    assert colours_of(draw_floor(META, look, 210, 150)) == roles | set(list_accents(META, look))


@each_brand
def test_a_strip_on_the_primary_colour_takes_it_for_its_last_strands_alone(look: Brand) -> None:
    drawing = draw_strip(META, look, 170, 80, look.colours.primary)
    assert colours_of(drawing) >= {look.colours.surface, look.accents["crisis-contexts"].ground}


@each_brand
def test_a_sign_has_a_bright_spot_where_its_lines_are_light(look: Brand) -> None:
    dark, light = look.colours.text, look.colours.surface
    sign = draw_sign("crisis-contexts", 40, light, look)
    assert sign is not None
    assert colours_of(sign) == {light, look.colours.highlight}
    sign = draw_sign("crisis-contexts", 40, dark, look)
    assert sign is not None
    assert colours_of(sign) == {dark, look.colours.surface}


def test_a_theme_without_a_sign_has_none() -> None:
    assert draw_sign("fisheries", 40, "#000000", brand()) is None


@each_brand
def test_dots_take_the_accent_only_where_it_is_seen(look: Brand) -> None:
    field = Field(12, "dots", ())
    accent, dark = look.accents["crisis-contexts"].ground, look.colours.text
    room = (100.0, 30.0)
    assert colours_of(draw_units(field, room, accent, dark, META, look)) == {dark}
    assert colours_of(
        draw_units(replace(field, shape="tiles"), room, accent, dark, META, look)
    ) == {dark}


def test_dots_on_a_ground_far_from_the_accent_have_its_colour() -> None:
    look, room = brand(), (100.0, 30.0)
    drawing = draw_units(Field(12, "dots", ()), room, "#FFFFFF", "#000000", META, look)
    assert colours_of(drawing) == {look.accents["crisis-contexts"].ground}


@each_brand
def test_a_journey_is_three_lines_with_a_dot_at_each_stop(look: Brand) -> None:
    drawing = draw_journey([0, 50, 100], 170, look.colours.text, META, look)
    assert (drawing.width, drawing.height) == (170, JOURNEY)
    lines = [path.stroke for path in drawing.paths if path.stroke]
    first, second = list_accents(META, look)[:2]
    assert lines == [first, second, first]
    assert [p.fill for p in drawing.paths if p.fill] == [
        look.colours.surface,
        look.colours.text,
    ] * 3


@each_brand
def test_a_ring_is_a_person_on_a_bright_spot(look: Brand) -> None:
    drawing = draw_ring("Champa Devi", 29, look.colours.primary, META, look)
    assert {look.colours.highlight, look.colours.text} <= colours_of(drawing)
    assert drawing == draw_ring("Champa", 29, look.colours.primary, META, look)
