"""The date that commands take as today."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from proposalgen.errors import InputError
from proposalgen.read.today import find_today


def test_source_date_epoch_is_a_day_in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795651200")
    monkeypatch.setenv("TZ", "America/Lima")
    assert find_today() == date(2026, 11, 26)


def test_without_it_today_is_the_clock_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    before = datetime.now().astimezone().date()
    assert before <= find_today() <= datetime.now().astimezone().date()


@pytest.mark.parametrize("epoch", ["yesterday", "1e9", "9" * 30, " "])
def test_what_is_no_number_of_seconds_is_named(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(InputError, match="SOURCE_DATE_EPOCH is not a number of seconds"):
        find_today()


def test_a_day_far_back_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert find_today() == datetime.fromtimestamp(0, UTC).date()
