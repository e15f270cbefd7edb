"""Numbers and sums of money as a reader sees them."""

from __future__ import annotations

from decimal import Decimal, localcontext

from proposalgen.model.currencies import count_decimals

_SCALES = ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
_PRECISION = 60
"""Significant digits: more than a record or a fact may have, so nothing is rounded on the way."""


_SIGNS = {"USD": "US$"}
"""What house style writes for a currency's code; others stand as their code."""


def format_money(amount: Decimal | None, currency: str) -> str:
    """Return a sum as prose says it, ``US$ 2.5 million``; empty where there is none.

    One with a part of a unit has all decimals of its currency: ``EUR 3,300.50``, ``KWD 0.250``.
    """
    if amount is None:
        return ""
    number, scale = format_number(amount)
    _, point, part = number.partition(".")
    if point and not scale:
        number += "0" * (count_decimals(currency) - len(part))
    return " ".join(filter(None, (_SIGNS.get(currency, currency), number, scale)))


def write_number(value: Decimal, unit: str = "") -> str:
    """Return a number as prose says it: ``3.8 billion``, ``20 per cent``."""
    number = " ".join(filter(None, format_number(value, unit)))
    return f"{number.removesuffix('%')} per cent" if unit == "per cent" else number


def format_number(value: Decimal, unit: str = "") -> tuple[str, str]:
    """Return a number as a reader sees it, and the word of its scale.

    From a million up it is in millions or billions where three decimals say it exactly, and
    otherwise in full with commas. A year has no comma; a number of parts in a hundred has ``%``.
    """
    if unit == "year":
        return f"{value:f}", ""
    with localcontext(prec=_PRECISION):
        for scale, name in _SCALES:
            if abs(value) >= scale and (value / scale * 1000) % 1 == 0:
                return f"{_drop_zeros(value / scale):,f}", name
        return f"{_drop_zeros(value):,f}" + ("%" if unit == "per cent" else ""), ""


def _drop_zeros(value: Decimal) -> Decimal:
    """Return a value without trailing zeros after the point, and without an exponent."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
