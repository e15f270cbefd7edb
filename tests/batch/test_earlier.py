"""A mended ``errors.csv`` and the run that wrote it are one run."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from proposalgen.batch.earlier import join_runs, read_earlier
from proposalgen.batch.model import BATCH, Outcome
from proposalgen.batch.reports import ERRORS, INDEX
from proposalgen.errors import Problem
from proposalgen.packs.folder_store import FolderStore
from tests.batch.runs import run

LIST = """name,themes,type
Alder,social-protection,ngo
Birch,climate,
Cedar,gender-equality,
ALDER,social-protection,
Dogwood,social-protection,zoo
"""


def read_packs(output: Path) -> list[dict[str, Any]]:
    packs: list[dict[str, Any]] = json.loads((output / BATCH).read_bytes())["packs"]
    return packs


def mend(output: Path, **changes: str) -> Path:
    """Write a copy of ``errors.csv`` in which the named rows have other themes or types."""
    text = (output / ERRORS).read_text(encoding="utf-8-sig")
    header, *rows = csv.reader(text.splitlines())
    for row in rows:
        for at in (header.index("themes"), header.index("type")):
            row[at] = changes.get(row[at], row[at])
    path = output.parent / "mended.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


@pytest.fixture
def output(tmp_path: Path) -> Path:
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    run(tmp_path / "list.csv", tmp_path / "output")
    return tmp_path / "output"


def test_a_mended_list_completes_the_whole_run(output: Path) -> None:
    summary, _ = run(mend(output, climate="supply-chains"), output)
    assert (summary.made, summary.unchanged, summary.failed) == (1, 2, 2)
    packs = read_packs(output)
    assert [(one["record"], one["line"], one["name"], one["status"]) for one in packs] == [
        (1, 2, "Alder", "unchanged"), (2, 3, "Birch", "made"), (3, 4, "Cedar", "unchanged"),
        (4, 5, "ALDER", "failed"), (5, 6, "Dogwood", "failed"),
    ]  # fmt: skip
    page = (output / INDEX).read_text("utf-8")
    assert all(name in page for name in ("Alder", "Birch", "Cedar", "Dogwood"))
    summary, _ = run(mend(output, zoo="ngo"), output, zipped=True)
    assert (summary.made, summary.unchanged, summary.failed) == (1, 3, 1)
    assert [row.split(",")[0] for row in (output / ERRORS).read_text("utf-8").splitlines()[1:]] == [
        "5"
    ]


def test_a_partner_whose_pack_is_there_is_still_there_twice(output: Path) -> None:
    before = (output / "alder" / "pack.json").read_bytes()
    _, warnings = run(mend(output, climate="supply-chains"), output)
    assert any(
        "'ALDER' has a pack already, of line 2 of the first list" in str(warning)
        for warning in warnings
    )
    assert (output / "alder" / "pack.json").read_bytes() == before


def test_a_list_of_its_own_is_no_rest_of_another_run(output: Path, tmp_path: Path) -> None:
    text = "line,field,error,name,themes\n2,name,x,Elm,social-protection\n"
    (tmp_path / "other.csv").write_text(text, encoding="utf-8")
    run(tmp_path / "other.csv", output)
    assert [one["name"] for one in read_packs(output)] == ["Elm"]


@pytest.mark.parametrize("report", ["", "[]", "{}", '{"packs": [{"record": "x"}]}', '{"packs": 3}'])
def test_a_report_that_cannot_be_read_is_of_no_earlier_run(tmp_path: Path, report: str) -> None:
    (tmp_path / BATCH).write_text(report, encoding="utf-8")
    assert read_earlier(FolderStore(tmp_path), BATCH, [3]) == ()


def test_what_was_not_mended_is_as_it_was() -> None:
    failed = (Problem("missing", field="themes"),)
    earlier = [
        Outcome(1, 2, "A", "made", warnings=("old",)), Outcome(2, 3, "B", "failed", errors=failed),
        Outcome(3, 4, "C", "failed", errors=failed),
    ]  # fmt: skip
    mended = [(Outcome(1, 2, "B", "made"), 3)]
    assert list(join_runs(earlier, mended)) == [
        Outcome(1, 2, "A", "unchanged", warnings=("old",)), Outcome(2, 3, "B", "made"), earlier[2],
    ]  # fmt: skip
