"""The marks of the house are what the design says."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposalgen.brand.drawing import bounds, settle
from proposalgen.brand.floor import draw_floor
from proposalgen.brand.letters import Letter
from proposalgen.brand.numerals import draw_numeral
from proposalgen.brand.ring import draw_ring
from proposalgen.brand.signs import draw_sign
from proposalgen.brand.spelling import spell
from proposalgen.brand.strip import draw_strip
from proposalgen.brand.tiles import LETTERS, Laid, colour_strands, find_strands
from proposalgen.brand.tiles import _crosses as crosses
from proposalgen.brand.units import draw_dots, draw_hexagons
from proposalgen.model.records import THEME_IDS
from tests.support import real

TEAL, PURPLE, GREEN, BLUE = "#05D2D2", "#960A55", "#8CE164", "#1E2DBE"
PALETTE = (TEAL, PURPLE, GREEN, BLUE)
WHITE, DARK, JOINT, YELLOW = "#FFFFFF", "#230050", "#DCEBF8", "#FFCD2D"
LONG = (
    "The Nordhavn and Sønderbygd Charitable Foundation for Fair Work, "
    "Social Inclusion and Resilient Coastal Livelihoods 2030"
)


def lay(name, width=210, height=156, palette=PALETTE, **more):
    return draw_floor(name, width, height, palette, tile=WHITE, joint=JOINT, **more)


def circle_of(name, palette=PALETTE):
    colours = {"tile": WHITE, "joint": JOINT, "centre": YELLOW, "figure": DARK}
    return draw_ring(name, 29, palette, **colours)


def pieces(path):
    return [values for command, values in path.commands if command == "M"]


def strokes(drawing, colours=PALETTE):
    return [path.stroke for path in drawing.paths if path.stroke in colours]


def is_inside(drawing):
    left, top, right, foot = bounds(drawing)
    wide, high = drawing.width + 0.01, drawing.height + 0.01
    return left > -0.01 and top > -0.01 and right < wide and foot < high


# -- letters --------------------------------------------------------------------------------------


def test_every_letter_joins_six_edges_once():
    for letter, pairs in LETTERS.items():
        assert sorted(edge for pair in pairs for edge in pair) == [0, 1, 2, 3, 4, 5], letter


def test_no_two_letters_are_alike():
    assert list(LETTERS) == list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    assert len(set(LETTERS.values())) == 26


def test_only_vowels_run_clear():
    def cross(one, other):
        low, high = sorted(one)
        return (low < other[0] < high) != (low < other[1] < high)

    clear = [
        letter
        for letter, pairs in LETTERS.items()
        if not any(cross(*two) for two in itertools.combinations(pairs, 2))
    ]
    assert clear == list("AEIOU")


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ito Group", "ITOGROUP"),
        ("Fundación Ñandú", "FUNDACIONNANDU"),
        ("Ærø Œuvre Straße", "AEROOEUVRESTRASSE"),
        ("Łódź Þór", "LODZTHOR"),
        ("3M 2030", "MDCADA"),
        ("Ｗｉｄｅ", "WIDE"),
        ("日本 Foundation", "FOUNDATION"),
        ("", "ILO"),
        ("  ", "ILO"),
    ],
)
def test_a_name_is_spelled_in_plain_letters(name, letters):
    assert spell(name) == letters


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مؤسسة نورد", "مؤسسة هافن"),
        ("国际劳工组织", "世界银行"),
        ("🌍", "🌱"),
        ("Διεθνές", "Фонд"),
        ("---", "+++"),
    ],
)
def test_names_without_latin_letters_have_art_of_their_own(one, other):
    assert set(spell(one)) <= set(LETTERS)
    assert spell(one) == spell(one)
    assert spell(one) != spell(other)
    assert spell("ILO") not in (spell(one), spell(other))
    assert lay(one) != lay(other)
    assert circle_of(one) != circle_of(other)


@given(st.text(max_size=40))
def test_any_name_can_be_laid(name):
    letters = spell(name)
    assert letters
    assert set(letters) <= set(LETTERS)
    assert spell(f"  {name.strip()} ") == letters


# -- strands --------------------------------------------------------------------------------------


def test_a_line_through_three_tiles_is_one_strand():
    row = [Laid("I", 4 * at + 2, 0) for at in range(3)]
    straight = find_strands(row)[0]
    assert straight.pieces == ((0, 2), (1, 2), (2, 2))
    assert straight.length == 15


def test_turns_about_one_corner_are_one_ring():
    around = [Laid("A", 2, 0), Laid("A", 6, 0), Laid("A", 4, 2)]
    ring = find_strands(around)[0]
    assert ring.pieces == ((0, 0), (1, 1), (2, 2))
    assert ring.length == 9


def test_every_piece_belongs_to_one_strand():
    laid = [Laid(letter, 4 * at + 2, 0) for at, letter in enumerate("NORDHAVN")]
    found = sorted(piece for strand in find_strands(laid) for piece in strand.pieces)
    assert found == [(tile, pair) for tile in range(8) for pair in range(3)]


def test_the_longest_strand_comes_first():
    laid = [Laid(letter, 4 * at + 2, 0) for at, letter in enumerate("SAVINGS")]
    lengths = [strand.length for strand in find_strands(laid)]
    assert lengths == sorted(lengths, reverse=True)


def test_the_colours_are_used_evenly():
    laid = [Laid("A", 10 * at, 0) for at in range(8)]
    colours = colour_strands(find_strands(laid), PALETTE)
    assert colours[:4] == list(PALETTE)
    assert [colours.count(colour) for colour in PALETTE] == [6, 6, 6, 6]


# -- the floor ------------------------------------------------------------------------------------


def test_a_floor_lays_each_letter_in_order_and_begins_again():
    once = lay("ILO", 210, 100, across=3)
    # A row of three and a row of four, ILO ILOI; of these letters only L crosses, once.
    assert len(pieces(once.paths[0])) == 7
    gaps = [at for at, path in enumerate(once.paths[1:]) if path.stroke == WHITE]
    assert len(gaps) == 2


def test_short_names_give_big_tiles():
    tiles = [len(pieces(lay(name).paths[0])) for name in ("ITO", "Nordhavn Foundation", LONG)]
    assert tiles == [10, 18, 94]


def test_a_floor_may_be_told_how_many_tiles_it_is_wide():
    # Two rows six across, as on the one-pager.
    assert len(pieces(lay("Nordhavn", 210, 50, across=6).paths[0])) == 13


def test_a_floor_covers_its_box_but_for_the_teeth_of_the_first_row():
    left, top, right, foot = bounds(lay("Nordhavn Foundation"))
    assert left <= 0
    assert -1 < top <= 0
    assert right >= 210
    assert foot >= 156


def test_a_floor_may_begin_lower():
    assert bounds(lay("Ito", rows_from=20))[1] == pytest.approx(20, abs=1)


def test_every_pair_is_three_lines():
    drawing = lay("Ito")
    lines = [path for path in drawing.paths if path.stroke in PALETTE]
    assert len(lines) == 3 * len(pieces(drawing.paths[0]))
    assert all(len(pieces(path)) == 3 for path in lines)


def test_joints_are_never_thinner_than_they_print():
    assert settle(lay("Ito").paths[0]).width > 0.35
    assert settle(lay(LONG).paths[0]).width == pytest.approx(0.35)


def test_all_colours_of_the_palette_are_on_the_floor():
    assert set(strokes(lay("Nordhavn Foundation"))) == set(PALETTE)


def test_a_strand_passes_over_on_the_ground_that_is_asked_for():
    drawing = lay("Bob", ground="#ABCDEF")
    assert "#ABCDEF" in {path.stroke for path in drawing.paths}
    assert WHITE in {path.stroke for path in lay("Bob").paths}


def test_the_same_name_is_the_same_floor():
    assert lay("Nordhavn Foundation") == lay("Nordhavn Foundation", palette=list(PALETTE))


def test_different_names_are_different_floors():
    names = ["Nordhavn", "Aurelia Trust", "Ito Group", "Kestrel and Vale", LONG]
    assert len({lay(name) for name in names}) == len(names)


def test_a_floor_needs_a_colour():
    with pytest.raises(ValueError, match="at least one colour"):
        lay("Ito", palette=())


def test_a_floor_needs_a_width():
    with pytest.raises(ValueError, match="no floor is 0 mm wide"):
        lay("Ito", width=0)


# -- the ring -------------------------------------------------------------------------------------


def test_a_ring_is_six_tiles_round_a_person():
    drawing = circle_of("Champa")
    assert len(pieces(drawing.paths[0])) == 6
    assert drawing.height == 145
    assert [path.fill for path in drawing.paths[-5:]] == [YELLOW, DARK, DARK, DARK, DARK]


def test_a_ring_shows_six_letters_of_a_long_name_and_repeats_a_short_one():
    assert circle_of("Champa") == circle_of("Champagne")
    assert circle_of("Ito") == circle_of("Itoito")


def test_the_arcs_of_the_figure_end_at_the_edge_of_the_centre_tile():
    drawing = circle_of("Champa")
    for path in drawing.paths[-3:]:
        for command, values in settle(path).commands:
            if command in "ML":
                x, y = (values[0] - drawing.width / 2) / 29, (values[1] - drawing.height / 2) / 29
                assert y == pytest.approx(1 - abs(x) / 3**0.5)


# -- numerals -------------------------------------------------------------------------------------


@pytest.mark.parametrize("digit", "0123456789")
def test_a_digit_fills_its_box(digit):
    drawing = draw_numeral(digit, 10, BLUE, WHITE)
    strands = [path for path in drawing.paths if path.stroke == BLUE]
    left, top, right, foot = bounds(type(drawing)(1, 1, tuple(strands)))
    assert (left, top, foot) == pytest.approx((0, 0, 10), abs=0.01)
    assert drawing.width - 0.21 < right < drawing.width + 0.01


@pytest.mark.parametrize(
    ("digits", "width"),
    [("0", 6), ("1", 3.2), ("4", 7.4), ("136", 3.2 + 6 + 6 + 2 * 0.9), ("2030", 24 + 3 * 0.9)],
)
def test_a_number_is_as_wide_as_its_digits_and_the_gaps(digits, width):
    assert draw_numeral(digits, 10, BLUE, WHITE).width == pytest.approx(width)
    assert draw_numeral(digits, 76, BLUE, WHITE).width == pytest.approx(7.6 * width)


def test_a_number_is_named_by_its_digits():
    drawing = draw_numeral("43", 32, BLUE, WHITE)
    assert drawing.alt == "43"
    assert drawing.height == 32


@pytest.mark.parametrize("digits", ["", "12345", "1.5", "-3", "20%", "four", "٤", "²", "4\n"])
def test_a_number_that_strands_cannot_show_is_refused(digits):
    with pytest.raises(ValueError, match="one to four digits"):
        draw_numeral(digits, 32, BLUE, WHITE)


# -- the strip ------------------------------------------------------------------------------------


def lay_strip(name, width=174, height=80):
    drawn = []

    def draw_letter(letter):
        drawn.append(letter)
        return Letter((("M", (0, 0)), ("L", (0.5, 0)), ("L", (0.5, -0.7)), ("Z", ())), 0.5)

    strip = draw_strip(
        name, width, height, PALETTE, tile=WHITE, joint=JOINT, ink=WHITE, draw_letter=draw_letter
    )
    return strip, "".join(drawn)


def is_inside_but_for_joints(drawing):
    left, top, right, foot = bounds(drawing)
    return min(left, top) > -0.3 and right < drawing.width + 0.3 and foot < drawing.height + 0.3


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Nordhavn Foundation", "NORDHAVNFOUNDATION"),
        ("Søn & Müller 2030", "SONMULLER2030"),
        ("株式会社", ""),
        ("Bank 中国", ""),
        ("***", ""),
    ],
)
def test_tiles_stand_over_the_letters_that_the_name_is_written_in(name, letters):
    strip, drawn = lay_strip(name)
    assert drawn == letters
    assert is_inside_but_for_joints(strip)


def test_each_word_of_a_short_name_has_a_row_of_its_own():
    strip, _ = lay_strip("Nordhavn Foundation")
    assert len(pieces(strip.paths[0])) == 18
    tops = {round(y, 3) for _, y in pieces(strip.paths[0])}
    assert len(tops) == 2


@pytest.mark.parametrize(
    "name", ["X", "Nordhavn Foundation", "Ministry of Labour " * 15, "W" * 300]
)
def test_a_strip_stays_inside_its_box_for_any_name(name):
    strip, _ = lay_strip(name)
    assert strip.width <= 174 + 1e-6
    assert strip.height <= 80
    assert is_inside_but_for_joints(strip)


@pytest.mark.parametrize("letter", LETTERS)
def test_over_a_vowel_strands_keep_apart_and_over_a_consonant_they_cross(letter):
    pairs = itertools.combinations(LETTERS[letter], 2)
    assert any(crosses(*pair) for pair in pairs) == (letter not in "AEIOU")


# -- signs ----------------------------------------------------------------------------------------


SIGNS = real.brand().signs


def test_every_theme_has_a_sign_of_its_own():
    assert set(SIGNS) == set(THEME_IDS)
    assert len({draw_sign(shape, 48, DARK, YELLOW).paths for shape in SIGNS.values()}) == 7


@pytest.mark.parametrize("shape", SIGNS.values(), ids=SIGNS)
def test_a_sign_stands_inside_its_square_on_the_lower_edge(shape):
    drawing = draw_sign(shape, 112, DARK, YELLOW)
    assert (drawing.width, drawing.height) == (112, 112)
    assert is_inside(drawing)
    left, _, right, foot = bounds(drawing)
    assert foot == pytest.approx(112)
    assert left == pytest.approx(112 - right)


@pytest.mark.parametrize("shape", SIGNS.values(), ids=SIGNS)
def test_a_sign_has_lines_of_one_colour_and_a_dot_of_another(shape):
    paths = draw_sign(shape, 10, DARK, YELLOW).paths
    assert {path.fill or path.stroke for path in paths} == {DARK, YELLOW}
    assert paths[-1].fill == YELLOW


# -- fields ---------------------------------------------------------------------------------------


def unit_fields(count, width, height):
    return [
        draw_dots(count, width, height, TEAL),
        draw_hexagons(count, width, height, WHITE),
        draw_hexagons(count, width, height, DARK, outlined=True),
    ]


@pytest.mark.parametrize("count", [1, 2, 3, 7, 43, 136, 400])
@pytest.mark.parametrize("box", [(174, 36.5), (85, 32), (10, 100)])
def test_a_field_has_as_many_units_as_are_counted_inside_its_box(count, box):
    for drawing in unit_fields(count, *box):
        assert sum(len(pieces(path)) for path in drawing.paths) == count
        assert is_inside(drawing)
        assert drawing.width <= box[0] + 1e-6
        assert drawing.height <= box[1] + 1e-6


def rows(drawing):
    """How many units each row has."""
    tops = [round(y - drawing.paths[0].width, 3) for _, y in pieces(drawing.paths[0])]
    return [len(list(row)) for _, row in itertools.groupby(tops)]


def test_fields_are_those_of_the_design():
    assert rows(draw_dots(400, 174.3, 36.5, TEAL)) == [40] * 10
    assert rows(draw_hexagons(136, 85, 32, WHITE)) == [17] * 8
    assert rows(draw_hexagons(43, 85, 32, DARK, outlined=True)) == [9, 8, 9, 8, 9]


def test_units_of_a_field_never_touch():
    drawing = draw_dots(50, 100, 30, TEAL)
    centres = pieces(drawing.paths[0])
    nearest = min(
        ((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5
        for (ax, ay), (bx, by) in itertools.combinations(centres, 2)
    )
    left, top, _, _ = bounds(draw_dots(1, 1, 1, TEAL))
    assert (left, top) == pytest.approx((0, 0), abs=0.01)
    assert nearest > 2 * centres[0][1]


def test_no_units_are_no_field():
    assert all(drawing.paths == () for drawing in unit_fields(0, 100, 30))


def test_fewer_than_no_units_are_refused():
    with pytest.raises(ValueError, match="no field of -1"):
        draw_dots(-1, 100, 30, TEAL)


def test_a_field_without_room_is_refused():
    with pytest.raises(ValueError, match="fits 0 by 30 mm"):
        draw_hexagons(3, 0, 30, TEAL)
