"""A dry run tells what it understood: packs by their themes, pages, and warnings by their cause."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposalgen.batch.model import Outcome
from proposalgen.cli.understood import Understood
from tests.support.command import Run


def make_outcome(*themes: str, pages: int = 9, warning: str = "") -> Outcome:
    warnings = (warning,) if warning else ()
    return Outcome(1, 2, "A", "ready", themes=themes, pages=pages, warnings=warnings)


def test_packs_are_counted_by_their_themes_and_warnings_by_their_cause(
    capsys: pytest.CaptureFixture[str],
) -> None:
    understood = Understood()
    for outcome in (
        make_outcome("light", warning="the fact 'old' is of 2019"),
        make_outcome("water", "light", pages=12, warning="the fact 'old' is of 2019"),
        make_outcome("water", "light", pages=14),
        Outcome(4, 5, "B", "failed"),
    ):
        understood.add(outcome)
    understood.write()
    assert capsys.readouterr().out.splitlines() == [
        "Packs   Pages     Themes, the leading one first",
        "    2   12 to 14  water; light",
        "    1   9         light",
        "",
        "Packs   Warnings",
        "    2   the fact 'old' is of 2019",
    ]


def test_of_many_kinds_the_most_frequent_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    understood = Understood()
    for number in range(60):
        understood.add(make_outcome(f"theme-{number}"))
    understood.write()
    *_, last = capsys.readouterr().out.splitlines()
    assert last == "   20   20 more kinds"


def test_where_nothing_is_good_there_is_no_table(capsys: pytest.CaptureFixture[str]) -> None:
    Understood().write()
    assert capsys.readouterr().out == ""


def test_a_dry_run_prints_the_table_but_not_beside_json(run: Run) -> None:
    Path("list.csv").write_text("name,themes\nAlder,social-protection\n", encoding="utf-8")
    told = run("batch", "list.csv", "--dry-run", "-j", "1", "--template", "one-pager").stdout
    assert told.splitlines()[1] == "    1   1         social-protection"
    told = run("batch", "list.csv", "--dry-run", "-j", "1", "--json").stdout
    assert "Themes" not in told
