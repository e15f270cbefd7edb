"""Tiles draw letters, and strands run through them."""

from __future__ import annotations

import itertools

import pytest

from proposalgen.brand.tiles import LETTERS, Laid, colour_strands, find_strands
from proposalgen.brand.tiles import _crosses as crosses
from tests.brand.shapes import (
    PALETTE,
)


def test_every_letter_joins_six_edges_once() -> None:
    for letter, pairs in LETTERS.items():
        assert sorted(edge for pair in pairs for edge in pair) == [0, 1, 2, 3, 4, 5], letter


def test_no_two_letters_are_alike() -> None:
    assert list(LETTERS) == list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    assert len(set(LETTERS.values())) == 26


def test_only_vowels_run_clear() -> None:
    def cross(one: tuple[int, int], other: tuple[int, int]) -> bool:
        low, high = sorted(one)
        return (low < other[0] < high) != (low < other[1] < high)

    clear = [
        letter
        for letter, pairs in LETTERS.items()
        if not any(cross(*two) for two in itertools.combinations(pairs, 2))
    ]
    assert clear == list("AEIOU")


def test_a_line_through_three_tiles_is_one_strand() -> None:
    row = [Laid("I", 4 * at + 2, 0) for at in range(3)]
    straight = find_strands(row)[0]
    assert straight.pieces == ((0, 2), (1, 2), (2, 2))
    assert straight.length == 15


def test_turns_about_one_corner_are_one_ring() -> None:
    around = [Laid("A", 2, 0), Laid("A", 6, 0), Laid("A", 4, 2)]
    ring = find_strands(around)[0]
    assert ring.pieces == ((0, 0), (1, 1), (2, 2))
    assert ring.length == 9


def test_every_piece_belongs_to_one_strand() -> None:
    laid = [Laid(letter, 4 * at + 2, 0) for at, letter in enumerate("NORDHAVN")]
    found = sorted(piece for strand in find_strands(laid) for piece in strand.pieces)
    assert found == [(tile, pair) for tile in range(8) for pair in range(3)]


def test_the_longest_strand_comes_first() -> None:
    laid = [Laid(letter, 4 * at + 2, 0) for at, letter in enumerate("SAVINGS")]
    lengths = [strand.length for strand in find_strands(laid)]
    assert lengths == sorted(lengths, reverse=True)


def test_the_colours_are_used_evenly() -> None:
    laid = [Laid("A", 10 * at, 0) for at in range(8)]
    colours = colour_strands(find_strands(laid), PALETTE)
    assert colours[:4] == list(PALETTE)
    assert [colours.count(colour) for colour in PALETTE] == [6, 6, 6, 6]


@pytest.mark.parametrize("letter", LETTERS)
def test_over_a_vowel_strands_keep_apart_and_over_a_consonant_they_cross(letter: str) -> None:
    pairs = itertools.combinations(LETTERS[letter], 2)
    assert any(crosses(*pair) for pair in pairs) == (letter not in "AEIOU")
