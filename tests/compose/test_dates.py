"""Nothing is asked of a partner by a day on which offices are closed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from proposalgen.compose.dates import find_next_date, find_workday
from tests.support.small import make_partner


@pytest.mark.parametrize(
    ("day", "open_on"),
    [
        ("2026-12-11", "2026-12-11"),  # a Friday
        ("2026-12-12", "2026-12-14"),
        ("2026-12-13", "2026-12-14"),
        ("2026-12-24", "2026-12-28"),  # a Thursday before two feasts and a weekend
        ("2026-12-31", "2027-01-04"),
        ("2027-05-01", "2027-05-03"),
        ("2028-05-01", "2028-05-02"),
    ],
)
def test_a_day_off_gives_way_to_the_next_workday(day: str, open_on: str) -> None:
    assert find_workday(date.fromisoformat(day)) == date.fromisoformat(open_on)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (None, "2026-12-14"),  # two weeks after a Saturday is another one
        ("2027-01-15", "2027-01-15"),
        ("2027-01-16", "2027-01-16"),  # a Saturday that somebody chose
        ("2026-11-28", "2026-11-28"),
        ("2026-11-27", "2026-12-14"),  # the day before the document's
    ],
)
def test_the_next_step_is_on_the_day_that_is_given_or_in_two_weeks(
    given: str | None, found: str
) -> None:
    day = date.fromisoformat(given) if given else None
    partner = make_partner(date=date(2026, 11, 28), next_date=day)
    assert find_next_date(partner) == date.fromisoformat(found)


def test_in_ten_years_no_day_is_a_weekend_and_none_moves_by_a_week() -> None:
    for days in range(3653):
        day = date(2026, 1, 1) + timedelta(days=days)
        found = find_workday(day)
        assert found.weekday() < 5
        assert timedelta() <= found - day < timedelta(days=6)
