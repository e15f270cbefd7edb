"""As-of dates are read as people write them."""

from __future__ import annotations

import pytest

from proposalgen.model.years import end_of_span, last_year


@pytest.mark.parametrize(
    ("as_of", "year"),
    [
        ("2023", 2023),
        ("2021-22", 2022),
        ("2016 to 2021", 2021),
        ("17 March 2021", 2021),
        ("Projection for 2030, made in 2019", 2030),
        ("Undated; matches the Global Wage Report 2018/19", 2019),
        ("Since 2019", None),
        ("Not stated at source", None),
        ("", None),
    ],
)
def test_an_as_of_date_is_of_the_last_year_it_names(as_of: str, year: int | None) -> None:
    assert last_year(as_of) == year


@pytest.mark.parametrize(
    ("as_of", "year"),
    [("2023-25", 2025), ("2021 to 2025", 2025), ("2024", None), ("Since 2019", None), ("", None)],
)
def test_a_span_has_an_end_and_a_day_has_none(as_of: str, year: int | None) -> None:
    assert end_of_span(as_of) == year
