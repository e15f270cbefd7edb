"""The years that an as-of date names."""

from __future__ import annotations

import re


def last_year(as_of: str) -> int | None:
    """Return the last year that an as-of date names; nothing where it names no year, or no end.

    ``2021-22`` is of 2022, ``2016 to 2021`` of 2021; what holds "since 2019" has no end.
    """
    if re.match(r"since\b", as_of, re.IGNORECASE):
        return None
    # Four digits that begin otherwise are no year of a statistic, but a figure or a page.
    years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", write_out_years(as_of))]
    return max(years, default=None)


def end_of_span(as_of: str) -> int | None:
    """Return the last year of a span such as ``2023-25`` or ``2021 to 2025``; nothing for a day."""
    span = r"\b(?:19|20)\d\d\s*(?:[-–/]|to)\s*(?:19|20)\d\d\b"
    return last_year(as_of) if re.search(span, write_out_years(as_of)) else None


def write_out_years(text: str) -> str:
    """Return text in which spans of years have both in full: ``2021-22`` is ``2021-2022``."""
    return re.sub(r"\b((?:19|20)\d\d)([-–/])(\d\d)\b(?!\d)", _write_out, text)


def _write_out(span: re.Match[str]) -> str:
    first, dash, second = span.groups()
    return f"{first}{dash}{first[:2]}{second}"
