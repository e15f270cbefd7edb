"""Numbers are exact, and look as a reader expects."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposalgen.model.numbers import format_money, format_number

SCALES = {"": 1, "million": 10**6, "billion": 10**9}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0", ("0", "")),
        ("12", ("12", "")),
        ("22232", ("22,232", "")),
        ("0.50", ("0.5", "")),
        ("-1234.5", ("-1,234.5", "")),
        ("999999", ("999,999", "")),
        ("999999.5", ("999,999.5", "")),
        ("1000000", ("1", "million")),
        ("43000000", ("43", "million")),
        ("2500000", ("2.5", "million")),
        ("1250000", ("1.25", "million")),
        ("1234000", ("1.234", "million")),
        ("-1234000", ("-1.234", "million")),
        ("1234500", ("1,234,500", "")),
        ("1234000.5", ("1,234,000.5", "")),
        ("999999999", ("999,999,999", "")),
        ("999000000", ("999", "million")),
        ("1000000000", ("1", "billion")),
        ("3800000000", ("3.8", "billion")),
        ("1234000000", ("1.234", "billion")),
        ("1234500000", ("1,234.5", "million")),
        ("1234567000", ("1,234.567", "million")),
        ("1234567800", ("1,234,567,800", "")),
        ("1200000000000", ("1,200", "billion")),
    ],
)
def test_a_scale_is_used_where_three_decimals_say_the_number_exactly(
    value: str, shown: tuple[str, str]
) -> None:
    assert format_number(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        ("2030", "year", ("2030", "")),
        ("2030", "people", ("2,030", "")),
        ("20", "per cent", ("20%", "")),
        ("3.50", "per cent", ("3.5%", "")),
        ("1000000", "per cent", ("1", "million")),
        ("20", "percentage points", ("20", "")),
    ],
)
def test_a_year_has_no_comma_and_parts_of_a_hundred_have_their_sign(
    value: str, unit: str, shown: tuple[str, str]
) -> None:
    assert format_number(Decimal(value), unit) == shown


@given(st.decimals(min_value=0, max_value=10**24, places=12))
def test_no_number_is_rounded(value: Decimal) -> None:
    number, scale = format_number(value)
    with localcontext(prec=60):
        assert Decimal(number.replace(",", "")) * SCALES[scale] == value


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("2500000", "USD", "US$ 2.5 million"),
        ("50000", "NOK", "NOK 50,000"),
        ("0.5", "EUR", "EUR 0.50"),
        ("3300.1", "EUR", "EUR 3,300.10"),
        ("1234567.5", "USD", "US$ 1,234,567.50"),
        ("1500000.5", "KWD", "KWD 1,500,000.500"),
        ("0.125", "USD", "US$ 0.125"),
        ("12.5", "JPY", "JPY 12.5"),
        ("100", "KWD", "KWD 100"),
        ("43000000", "", "43 million"),
        (None, "USD", ""),
    ],
)
def test_money_has_its_currency_before_it_and_its_decimals(
    amount: str | None, currency: str, shown: str
) -> None:
    assert format_money(None if amount is None else Decimal(amount), currency) == shown
