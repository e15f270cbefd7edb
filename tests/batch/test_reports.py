"""The reports of a batch say what became of each record, and harm no spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from proposalgen.batch.model import Outcome, Summary
from proposalgen.batch.reports import write_batch, write_errors
from proposalgen.errors import Problem
from proposalgen.read.csv import CsvForm
from proposalgen.read.table import Row
from tests.batch.runs import Made, run
from tests.support.lists import write_list

WRONG = Problem("no theme called 'x'", "list.csv", 3, field="themes", hint="There are: a, b.")


def test_the_json_has_the_counts_and_each_record_with_its_errors() -> None:
    outcomes = [
        Outcome(1, 2, "Søn", "made", folder="son", files=("son/a.docx", "son/a.pdf")),
        Outcome(2, 3, "A", "failed", errors=(WRONG,)),
    ]
    told = json.loads("".join(write_batch(Summary(made=1, failed=1), outcomes)))
    assert told == {
        "made": 1, "unchanged": 0, "failed": 1,
        "packs": [
            {"record": 1, "line": 2, "name": "Søn", "status": "made",
             "files": ["son/a.docx", "son/a.pdf"], "errors": []},
            {"record": 2, "line": 3, "name": "A", "status": "failed", "files": [],
             "errors": [{"field": "themes",
                         "message": "no theme called 'x'. There are: a, b."}]},
        ],
    }  # fmt: skip


def test_a_batch_of_nothing_is_json_too() -> None:
    assert json.loads("".join(write_batch(Summary(), ())))["packs"] == []


def test_failed_rows_are_as_they_were_with_what_is_wrong_and_no_cell_is_a_formula() -> None:
    row = Row(3, {"name": "=1+1", "themes": ["a", "x"], "amount": None, "currency": "-"})
    data = b"".join(write_errors([(row, (WRONG, WRONG, Problem("no name", field="name")))]))
    header, cells = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    told = dict(zip(header, cells, strict=True))
    assert (told["line"], told["field"]) == ("3", "themes; name")
    assert told["error"].startswith("no theme called 'x'. There are: a, b.")
    assert "list.csv" not in told["error"]
    assert (told["name"], told["themes"], told["amount"], told["currency"]) == (
        "'=1+1", "a;x", "", "'-",
    )  # fmt: skip


@pytest.mark.parametrize(
    "form", [CsvForm("cp1252", ";"), CsvForm("utf-16", "\t"), CsvForm("utf-32", "|"), CsvForm()]
)
def test_failed_rows_are_written_as_the_list_is(form: CsvForm) -> None:
    row = Row(3, {"name": "Grün", "themes": ["a"]})
    data = b"".join(write_errors([(row, (WRONG,))], form))
    cells = list(csv.reader(io.StringIO(data.decode(form.encoding)), delimiter=form.delimiter))
    assert cells[0][:4] == ["line", "field", "error", "name"]
    assert cells[1][3:5] == ["Grün", "a"]


def test_a_zip_file_has_the_page_and_every_pack_and_the_same_bytes_each_time(
    five: Made, tmp_path: Path
) -> None:
    output = shutil.copytree(five.output, tmp_path / "output")
    packs = []
    for _ in range(2):
        run(five.source, output, zipped=True)
        packs.append((output / "packs.zip").read_bytes())
    assert packs[0] == packs[1]
    with zipfile.ZipFile(output / "packs.zip") as file:
        names = file.namelist()
        assert names[:2] == ["index.html", "batch.json"]
        assert sorted(names[2:]) == sorted(
            path.relative_to(output).as_posix()
            for path in output.glob("*/*")
            if path.suffix in {".docx", ".pdf"}
        )
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in names:
            assert file.read(name) == (output / name).read_bytes()


def list_shown(page: str) -> set[str]:
    """Return the names of the partners on a page."""
    data = re.search(r'id="data">(.*?)</script>', page, re.S)
    assert data is not None
    return {one["name"] for one in json.loads(data[1])}


def test_a_zip_file_shows_the_packs_of_its_own_run_and_of_no_other(
    five: Made, tmp_path: Path
) -> None:
    output = shutil.copytree(five.output, tmp_path / "output")
    rows = [("Sydhavn", "gender-equality", "", ""), ("Norhavn", "climate", "", "")]
    run(write_list(tmp_path / "more.csv", rows), output, zipped=True)
    with zipfile.ZipFile(output / "packs.zip") as file:
        assert list_shown(file.read("index.html").decode()) == {"Sydhavn", "Norhavn"}
        assert {name.partition("/")[0] for name in file.namelist()} == {
            "index.html", "batch.json", "sydhavn",
        }  # fmt: skip
    assert len(list_shown((output / "index.html").read_text("utf-8"))) == 7
