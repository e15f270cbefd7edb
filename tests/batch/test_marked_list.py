"""Failures come back in the user's own workbook: red cells with notes, and all else as it was."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from proposalgen.batch.marked_list import mark_list
from proposalgen.errors import Problem
from proposalgen.read.kept import find_columns
from proposalgen.read.table import Row
from tests.batch.runs import run
from tests.read.typed_lists import Keep, words
from tests.read.workbooks import make_sheet

ROWS: list[list[str | None]] = [
    ["Our partners"],
    ["Partner", "Thematic areas", "Notes", "Type"],
    ["Alder", "climate", None, "zoo"],
    ["Birch", "all", None, "ngo"],
]
FAILED = [
    (
        Row(3, {}),
        (
            Problem("no theme called 'climate'", field="themes", hint="There are: a."),
            Problem("no type called 'zoo'", field="type"),
            Problem("is there already, in line 9", field="name"),
            Problem("a row too large"),
        ),
    )
]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "list.xlsx"
    path.write_bytes(make_sheet(*ROWS))
    return path


def open_sheet(data: bytes) -> Worksheet:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert isinstance(sheet, Worksheet)
    return sheet


def list_notes(data: bytes) -> dict[str, str]:
    """Return the note of each red cell, by its place."""
    cells = (cell for row in open_sheet(data).iter_rows() for cell in row if cell.comment)
    return {
        cell.coordinate: cell.comment.text
        for cell in cells
        if cell.comment and cell.fill.fgColor.rgb == "FFF4B6B6"
    }


def test_the_columns_of_fields_are_those_that_are_read(source: Path) -> None:
    assert find_columns(source, words()) == (
        "Sheet", {"name": (0,), "themes": (1,), "type": (3,)},
    )  # fmt: skip


def test_each_mistake_is_a_red_cell_with_a_note_and_all_else_stays(source: Path) -> None:
    data = mark_list(source, *find_columns(source, words()), FAILED)
    assert list_notes(data) == {
        "A3": "is there already, in line 9\na row too large",
        "B3": "no theme called 'climate'. There are: a.",
        "D3": "no type called 'zoo'",
    }
    values = [[cell.value for cell in row] for row in open_sheet(data).iter_rows()]
    assert values == [row + [None] * (4 - len(row)) for row in ROWS]


def test_marks_of_an_earlier_run_go_and_notes_of_the_user_stay(source: Path) -> None:
    book = openpyxl.load_workbook(source)
    assert book.active is not None
    book.active["A4"].comment = Comment("call first", "Ana")
    book.save(source)
    columns = find_columns(source, words())
    source.write_bytes(mark_list(source, *columns, FAILED))
    data = mark_list(source, *columns, [])
    assert list_notes(data) == {}
    note = open_sheet(data)["A4"].comment
    assert note is not None
    assert note.text == "call first"


def test_a_marked_list_is_read_as_the_list_was(keep: Keep, source: Path) -> None:
    data = mark_list(source, *find_columns(source, words()), FAILED)
    read = keep(data, name="errors.xlsx")
    assert [one.name for one in read.partners] == ["Birch"]
    assert "line 3, themes: no theme called 'climate'" in read.problems[0]


def test_a_batch_leaves_the_marked_list_until_nothing_is_wrong(source: Path) -> None:
    output = source.parent / "output"
    run(source, output)
    assert set(list_notes((output / "errors.xlsx").read_bytes())) == {"B3", "D3"}
    book = openpyxl.load_workbook(output / "errors.xlsx")
    assert book.active is not None
    book.active["B3"], book.active["D3"] = "Social protection", "NGO"
    book.save(source)  # mended, and saved in the place of the list
    summary, _ = run(source, output)
    assert (summary.made, summary.unchanged, summary.failed) == (1, 1, 0)
    assert not list(output.glob("errors.*"))
