"""Dates as a reader sees them, with the month's name in a template's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date


def format_date(day: date, words: Mapping[str, str]) -> str:
    """Return ``26 November 2026``, with the template's names of the months."""
    return f"{day.day} {format_month(day, words)}"


def format_month(day: date, words: Mapping[str, str]) -> str:
    """Return ``November 2026``."""
    return f"{words['months'].split()[day.month - 1]} {day.year}"
