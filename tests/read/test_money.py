"""A sum is read as it is typed where it has one reading, and asked about where it has two."""

from __future__ import annotations

from decimal import Decimal

import pytest

from proposalgen.read.money import Money, find_currency, read_money, round_money
from proposalgen.read.unclear import UnclearError


def read(text: str, currency: str = "", scale: int = 1) -> Money:
    return read_money(text, currency, Decimal(scale))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("2,500,000", "2500000"),
        ("2.500.000", "2500000"),
        ("2 500 000", "2500000"),
        ("2\u202f500\u00a0000", "2500000"),
        ("2'500'000.50", "2500000.50"),
        ("2.500.000,50", "2500000.50"),
        ("25,00,000", "2500000"),
        ("2500000.0", "2500000.0"),
        ("2,5", "2.5"),
        ("1234.5", "1234.5"),
        ("0.500", "0.500"),
        ("2.5m", "2500000.0"),
        ("2.5 million", "2500000.0"),
        ("2,5 Mio", "2500000.0"),
        ("1.5 bn", "1500000000.0"),
        ("250k", "250000"),
    ],
)
def test_a_sum_with_one_reading_is_read(text: str, amount: str) -> None:
    assert read(text, "EUR") == Money(Decimal(amount))


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("€2.5 million", "2500000", "EUR"),
        ("USD 2.5m", "2500000", "USD"),
        ("US$2,500,000.00", "2500000", "USD"),
        ("2'500'000 CHF", "2500000", "CHF"),
        ("1.000.000,00 €", "1000000", "EUR"),
        ("5 million USD", "5000000", "USD"),
        ("5 m. €", "5000000", "EUR"),
    ],
)
def test_a_currency_may_stand_beside_the_number(text: str, amount: str, currency: str) -> None:
    assert read(text) == Money(Decimal(amount), currency)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1.500", "'1.500' can be 1.5 or 1500"),
        ("1,500", "'1,500' can be 1.5 or 1500"),
        ("1.500 million", "can be 1500000 or 1500000000"),
        ("$2,500,000", "'$' can be USD or CAD"),
        ("GBP 5", "'GBP 5' says GBP, and its currency is EUR"),
        ("GBP 5 USD", "two currencies in"),
        ("-5", "less than nothing"),
        ("(500)", "less than nothing"),
        ("approx. 5m", "not a number"),
        ("5-10m", "not a number"),
        ("50%", "not a number"),
        ("12,34,5", "not a number"),
        ("", "not a number"),
    ],
)
def test_a_sum_with_two_readings_or_none_is_asked_about(text: str, told: str) -> None:
    with pytest.raises(UnclearError) as caught:
        read(text, "" if text in ("$2,500,000", "GBP 5 USD") else "EUR")
    assert told in caught.value.message


def test_a_currency_without_decimals_leaves_one_reading() -> None:
    assert read("1,500", "JPY") == Money(Decimal(1500))


def test_a_part_of_a_thousand_is_a_whole_sum_of_a_currency_without_decimals() -> None:
    with pytest.raises(UnclearError, match="can be 1500 or 1500000"):
        read("1,500 thousand", "JPY")


def test_a_sign_of_many_currencies_is_the_one_that_the_list_names() -> None:
    assert read("$5", "CAD") == Money(Decimal(5), "CAD")
    assert find_currency("us dollars") == "USD"
    assert find_currency("dubloons") == ""


@pytest.mark.parametrize(
    ("currency", "signs"),
    [
        ("EUR", "€ euro euros"),
        ("USD", "US$ USD$ U.S.$"),
        ("GBP", "£"),
        ("INR", "₹"),
        ("CAD", "C$ CA$ CAD$"),
        ("AUD", "A$ AU$ AUD$"),
        ("NZD", "NZ$"),
        ("HKD", "HK$"),
        ("SGD", "S$"),
        ("BRL", "R$"),
        ("JPY", "yen"),
    ],
)
def test_a_sign_of_one_currency_needs_no_code(currency: str, signs: str) -> None:
    for sign in signs.split():
        assert read(f"{sign} 5") == read(f"5 {sign}") == Money(Decimal(5), currency)


@pytest.mark.parametrize(
    ("words", "currency"),
    [
        ("US dollar", "USD"),
        ("US dollars", "USD"),
        ("Swiss franc", "CHF"),
        ("Swiss francs", "CHF"),
        ("pound sterling", "GBP"),
        ("pounds sterling", "GBP"),
    ],
)
def test_a_currency_may_be_called_by_its_name(words: str, currency: str) -> None:
    assert read(f"5 {words}") == Money(Decimal(5), currency)


@pytest.mark.parametrize(
    ("sign", "codes"),
    [
        (
            "$",
            "USD CAD AUD NZD SGD HKD TWD BBD BMD BND BSD BZD FJD GYD JMD KYD LRD NAD SBD SRD TTD "
            "XCD MXN ARS CLP COP UYU",
        ),
        ("¥", "JPY CNY"),
        ("kr", "SEK NOK DKK ISK"),
    ],
)
def test_a_sign_of_many_currencies_is_asked_about_unless_one_of_them_is_given(
    sign: str, codes: str
) -> None:
    first, second, *_ = codes.split()
    with pytest.raises(UnclearError) as caught:
        read(f"5 {sign}")
    assert caught.value.message == f"{sign!r} can be {first} or {second}"
    assert caught.value.hint == f"Write its code: {first}."
    for code in codes.split():
        assert read(f"5 {sign}", code) == Money(Decimal(5), code)


@pytest.mark.parametrize(
    ("factor", "words"),
    [
        (10**3, "k thousand thousands"),
        (10**6, "m mn mio mln mm million millions"),
        (10**9, "bn billion billions"),
    ],
)
def test_a_number_is_multiplied_by_the_word_after_it(factor: int, words: str) -> None:
    for word in words.split():
        assert read(f"5 {word}", "EUR").amount == 5 * factor


def test_a_column_of_millions_multiplies_once() -> None:
    assert read("2.5", "USD", 10**6).amount == 2_500_000
    assert read("2.5m", "USD", 10**6).amount == 2_500_000
    with pytest.raises(UnclearError, match="in a column of millions"):
        read("250k", "USD", 10**6)


@pytest.mark.parametrize(
    ("value", "currency", "rounded"),
    [
        ("333333.3333333", "EUR", "333333.33"),
        ("0.3", "EUR", "0.30"),
        ("2500000.0", "EUR", "2500000"),
        ("5", "EUR", "5"),
        ("5E+30", "EUR", "5" + "0" * 30),
        ("1500.5", "JPY", "1501"),
        ("1.2345", "KWD", "1.235"),
        ("123456789012345678901234", "EUR", "123456789012345678901234"),
    ],
)
def test_a_sum_has_the_decimals_of_its_currency(value: str, currency: str, rounded: str) -> None:
    assert str(round_money(Decimal(value), currency)) == rounded
