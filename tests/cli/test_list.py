"""``list new`` makes a workbook, and never over another file."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.command import Run


def test_a_new_list_is_made_and_read_by_a_batch(run: Run) -> None:
    done = run("list", "new", "partners.xlsx")
    assert (done.exit_code, done.stdout) == (0, "partners.xlsx\n")
    assert "run 'proposalgen batch partners.xlsx'" in done.stderr
    told = run("batch", "partners.xlsx", "--dry-run", "-j", "1").stderr
    assert "partners.xlsx: no partners in it. Write a row for each partner below the headers." in (
        told
    )


def test_a_list_that_is_there_stays(run: Run) -> None:
    Path("partners.xlsx").write_text("mine", encoding="utf-8")
    done = run("list", "new", "partners.xlsx", "--json")
    assert done.exit_code == 6
    assert json.loads(done.stdout)["errors"][0]["message"] == "is there already"
    assert Path("partners.xlsx").read_text("utf-8") == "mine"


def test_a_list_begins_as_a_workbook(run: Run) -> None:
    done = run("list", "new", "partners.csv")
    assert done.exit_code == 2
    assert "give FILE a name that ends in .xlsx" in done.stderr
