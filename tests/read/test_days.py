"""A day is read as it is written where it has one reading, and asked about where it has two."""

from __future__ import annotations

from datetime import date

import pytest

from proposalgen.read.days import read_day
from proposalgen.read.unclear import UnclearError


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-26", "2026/11/26", "2026.11.26", "20261126", "2026-11-26T00:00:00.000",
        "2026-11-26 00:00:00", "26/11/2026", "11/26/2026", "26.11.2026", "26-11-2026",
        "26 November 2026", "26 Nov 2026", "26-Nov-2026", "26th of November 2026",
        "November 26, 2026", "Nov 26th 2026", "Thursday, 26 November 2026", "26. November 2026",
        "26 de noviembre de 2026", "26 novembre 2026", "2026 Nov 26",
    ],
)  # fmt: skip
def test_a_day_with_one_reading_is_read(text: str) -> None:
    assert read_day(text) == date(2026, 11, 26)


def test_a_day_and_month_that_are_the_same_are_one_reading() -> None:
    assert read_day("11/11/2026") == date(2026, 11, 11)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("03/04/2026", "'03/04/2026' can be 2026-04-03 or 2026-03-04"),
        ("03.04.2026", "can be 2026-04-03 or 2026-03-04"),
        ("Nov 2026", "not one day"),
        ("26 November", "not one day"),
        ("26-Nov-26", "not one day"),
        ("today", "not one day"),
        ("31/02/2026", "no such day"),
        ("01/02/0000", "no such day"),
        ("2026-13-01", "no such day"),
        ("30 February 2026", "no such day"),
    ],
)
def test_a_day_with_two_readings_or_none_is_asked_about(text: str, told: str) -> None:
    with pytest.raises(UnclearError) as caught:
        read_day(text)
    assert told in caught.value.message
