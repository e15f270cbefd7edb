"""Sums of money as people type them, where they can be read in one way."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from proposalgen.errors import quote
from proposalgen.model.currencies import CURRENCIES, count_decimals
from proposalgen.read.spelling import CURRENCY_SIGNS, MANY_CURRENCIES
from proposalgen.read.unclear import UnclearError

SCALES = {
    word: Decimal(10) ** power
    for power, words in {
        3: "k thousand thousands '000 000s",
        6: "m mn mio mln mm million millions",
        9: "bn billion billions",
    }.items()
    for word in words.split()
}
"""What a word after a number multiplies it by."""

_PARTS = re.compile(
    r"(?P<before>(?:[^\d.,+−-]|\.(?!\d))*?)\s*"
    r"(?P<sign>[-−(]?)\s*\+?(?P<number>\d[\d.,' ]*)\s*\)?\s*(?P<after>\D*)"
)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:(?P<sign>[,.' ])\d{3})(?:(?P=sign)\d{3})*")
_INDIAN = re.compile(r"[1-9]\d?(?:,\d\d)+,\d{3}")
_DIGITS_HINT = "Write digits only, and a point before decimals: 2500000 or 2500000.50."


@dataclass(frozen=True, slots=True)
class Money:
    """A sum as a cell has it."""

    amount: Decimal
    currency: str = ""
    """The code that stands beside it; empty where none does."""


def find_currency(text: str, known: str = "") -> str:
    """Return the code that a text stands for; empty where it is none.

    Args:
        text: a code, a sign or a name.
        known: the currency that is given elsewhere.

    Raises:
        UnclearError: it stands for more than one.
    """
    word = " ".join(text.split()).upper().strip(".")
    if word in CURRENCIES:
        return word
    if many := MANY_CURRENCIES.get(word):
        if known in many:
            return known
        message = f"{quote(text)} can be {many[0]} or {many[1]}"
        raise UnclearError(message, f"Write its code: {many[0]}.")
    return CURRENCY_SIGNS.get(word, "")


def read_money(text: str, currency: str, scale: Decimal) -> Money:
    """Return the sum that a text says.

    Args:
        text: as it is typed.
        currency: the code that another cell or the header gives; empty where none does.
        scale: what the header multiplies its numbers by.

    Raises:
        UnclearError: it can be read in two ways, or in none.
    """
    plain = unicodedata.normalize("NFKC", text).replace("\u2019", "'").strip()
    match = _PARTS.fullmatch(plain)
    if match is None:
        raise UnclearError(f"not a number: {quote(text)}", _DIGITS_HINT)
    if match["sign"]:
        raise UnclearError(f"less than nothing: {quote(text)}", _DIGITS_HINT)
    found, own = _read_words(text, match["before"], match["after"], currency)
    if found and currency and found != currency:
        message = f"{quote(text)} says {found}, and its currency is {currency}"
        raise UnclearError(message, "Write one of them.")
    if own != 1 and scale != 1:
        if own != scale:
            message = f"{quote(text)} in a column of {_name_scale(scale)}"
            raise UnclearError(
                message, "Write the sum in digits, and take the word out of the header."
            )
        scale = Decimal(1)
    number = _read_number(text, match["number"].strip(), found or currency, own * scale)
    return Money(number, found)


def round_money(value: Decimal, currency: str) -> Decimal:
    """Return a sum with no more decimals than its currency has."""
    places = count_decimals(currency)
    exponent = value.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent >= 0:
        return Decimal(int(value))
    step = Decimal(1).scaleb(-places)
    return value.quantize(step, ROUND_HALF_UP) if value < Decimal(10) ** 20 else value


def _read_words(text: str, before: str, after: str, known: str) -> tuple[str, Decimal]:
    """Return the currency and the scale that stand around a number."""
    currency, scale = "", Decimal(1)
    for words in (before, after):
        rest = " ".join(words.split())
        while rest:
            word = rest.strip(" .").casefold()
            first, _, others = rest.partition(" ")
            if word in SCALES and scale == 1:
                scale, rest = SCALES[word], ""
            elif found := find_currency(rest, known):
                currency, rest = _join_currency(text, currency, found), ""
            elif first.strip(".").casefold() in SCALES and scale == 1:
                scale, rest = SCALES[first.strip(".").casefold()], others
            elif found := find_currency(first, known):
                currency, rest = _join_currency(text, currency, found), others
            else:
                raise UnclearError(f"not a number: {quote(text)}", _DIGITS_HINT)
    return currency, scale


def _join_currency(text: str, one: str, other: str) -> str:
    if one and one != other:
        raise UnclearError(f"two currencies in {quote(text)}: {one} and {other}", "Write one.")
    return other


def _read_number(text: str, number: str, currency: str, scale: Decimal) -> Decimal:
    """Return the number that digits with signs between them say."""
    readings = sorted({value * scale for value in _list_readings(number, currency, scale)})
    if not readings:
        raise UnclearError(f"not a number: {quote(text)}", _DIGITS_HINT)
    if len(readings) > 1:
        said = " or ".join(f"{value.normalize():f}" for value in readings)
        hint = "Write it without signs between thousands."
        raise UnclearError(f"{quote(text)} can be {said}", hint)
    return readings[0]


def _list_readings(number: str, currency: str, scale: Decimal) -> list[Decimal]:
    """Return the numbers that a text can mean."""
    if number.isdecimal():
        return [Decimal(number)]
    readings = []
    if _GROUPED.fullmatch(number) or _INDIAN.fullmatch(number):
        readings.append(Decimal(re.sub(r"\D", "", number)))
    whole, sign, part = _split_last(number)
    if sign in (",", ".") and part.isdecimal() and sign not in whole:
        body = whole if whole.isdecimal() else ""
        if _GROUPED.fullmatch(whole) or _INDIAN.fullmatch(whole):
            body = re.sub(r"\D", "", whole)
        value = Decimal(f"{body}.{part}") if body else None
        # A fraction of the smallest coin is no sum: only the other reading is left.
        if value is not None and (not readings or _is_sum(value * scale, currency)):
            readings.append(value)
    return readings


def _split_last(number: str) -> tuple[str, str, str]:
    at = max(number.rfind(sign) for sign in ",.")
    return (number[:at], number[at], number[at + 1 :]) if at > 0 else (number, "", "")


def _is_sum(value: Decimal, currency: str) -> bool:
    # Without a currency, or with one of two decimals or more, 1.505 may be meant as it stands.
    places = 12 if count_decimals(currency) else 0
    return value == round(value, places)


def _name_scale(scale: Decimal) -> str:
    return {3: "thousands", 6: "millions", 9: "billions"}[scale.adjusted()]
