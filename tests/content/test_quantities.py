"""Numbers are read in digits and in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from proposalgen.content.quantities import read_quantities


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3.8 billion people", "3800000000"),
        ("US$ 43 million", "43000000"),
        ("22,232 jobs", "22232"),
        ("61% of it", "61"),
        ("fifty countries", "50"),
        ("two million", "2000000"),
        ("half a billion workers", "500000000"),
        ("half of them", "0.5"),
        ("three quarters", "0.75"),
    ],
)
def test_a_number_is_read(text: str, number: str) -> None:
    assert read_quantities(text) == {Decimal(number)}


def test_a_text_without_a_number_says_none() -> None:
    assert read_quantities("Decent work for all.") == frozenset()
