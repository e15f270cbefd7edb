"""Dates as a reader sees them, and the days on which something can be asked of people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from proposalgen.model.partner import Partner

SATURDAY = 5
_DAYS_OFF = {(12, 24), (12, 25), (12, 26), (12, 31), (1, 1), (5, 1)}
"""Months and days on which most offices of the world are closed. Feasts that move, and those of one
country, are not known here."""


_DAYS_TO_NEXT = 14


def find_next_date(partner: Partner) -> date:
    """Return the day of the next step: the record's, else the workday two weeks on.

    A day before the document's is no next one.
    """
    if partner.next_date and partner.next_date >= partner.date:
        return partner.next_date
    return find_workday(partner.date + timedelta(days=_DAYS_TO_NEXT))


def find_workday(day: date) -> date:
    """Return a day, or the next one on which an office is open."""
    while day.weekday() >= SATURDAY or (day.month, day.day) in _DAYS_OFF:
        day += timedelta(days=1)
    return day


def format_date(day: date, words: Mapping[str, str]) -> str:
    """Return ``26 November 2026``, with the template's names of the months."""
    return f"{day.day} {format_month(day, words)}"


def format_month(day: date, words: Mapping[str, str]) -> str:
    """Return ``November 2026``."""
    return f"{words['months'].split()[day.month - 1]} {day.year}"
