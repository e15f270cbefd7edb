"""Days as people write them, where they can be read in one way."""

from __future__ import annotations

import re
from datetime import date
from types import MappingProxyType

from proposalgen.errors import quote
from proposalgen.read.unclear import UnclearError

_MONTHS = MappingProxyType(
    {
        name: number
        for number, names in enumerate(
            (
                "january jan janvier enero januar janeiro jänner",
                "february feb février fevrier febrero februar fevereiro",
                "march mar mars marzo märz maerz março",
                "april apr avril abril",
                "may mai mayo maio",
                "june jun juin junio juni junho",
                "july jul juillet julio juli julho",
                "august aug août aout agosto",
                "september sep sept septembre septiembre setembro",
                "october oct octobre octubre oktober okt outubro",
                "november nov novembre noviembre novembro",
                "december dec décembre decembre diciembre dezember dez dezembro",
            ),
            1,
        )
        for name in names.split()
    }
)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+\d\d?:\d\d(?::\d\d(?:\.\d+)?)?Z?)?")
_RUN = re.compile(r"(\d{4})(\d\d)(\d\d)")
_SIGNS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?: +00?:00(?::00)?)?")
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s-]*(?:of |de |)([^\W\d_]+)\.?,?[\s-]*(?:de |)(\d{4})"
)
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?(?:,\s*|[\s-]+)(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[\s-]+([^\W\d_]+)[\s-]+(\d{1,2})")
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+")
_HINT = "Write it as 2026-11-26."


def read_day(text: str) -> date:
    """Return the day that a text names.

    Raises:
        UnclearError: it can be read in two ways, or in none.
    """
    plain = " ".join(text.casefold().split())
    plain = plain[match.end() :] if (match := _WEEKDAY.match(plain)) else plain
    if match := _ISO.fullmatch(plain.upper()) or _RUN.fullmatch(plain):
        return _make_day(text, *map(int, match.groups()))
    if match := _SIGNS.fullmatch(plain):
        return _read_signs(text, int(match[1]), int(match[3]), int(match[4]))
    if (match := _DAY_FIRST.fullmatch(plain)) and (month := _MONTHS.get(match[2])):
        return _make_day(text, int(match[3]), month, int(match[1]))
    if (match := _MONTH_FIRST.fullmatch(plain)) and (month := _MONTHS.get(match[1])):
        return _make_day(text, int(match[3]), month, int(match[2]))
    if (match := _YEAR_FIRST.fullmatch(plain)) and (month := _MONTHS.get(match[2])):
        return _make_day(text, int(match[1]), month, int(match[3]))
    raise UnclearError(f"not one day: {quote(text)}", _HINT)


def _read_signs(text: str, first: int, second: int, year: int) -> date:
    """Return the day of a date in digits, whose day or month may come first."""
    if first <= 12 and second <= 12 and first != second:
        ways = f"{_make_day(text, year, second, first)} or {_make_day(text, year, first, second)}"
        raise UnclearError(f"{quote(text)} can be {ways}", _HINT)
    return _make_day(text, year, *((second, first) if second <= 12 else (first, second)))


def _make_day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise UnclearError(f"no such day: {quote(text)}", _HINT) from error
