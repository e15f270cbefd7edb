"""A workbook gives its values as they were typed, and its mistakes with their row."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from proposalgen.errors import InputError
from proposalgen.read.table import Row
from tests.read.conftest import Read, told
from tests.read.workbooks import change_sheet, make_sheet

FIVE = ("name", "themes", "date", "amount", "contact_name")


def test_a_sheet_gives_dates_numbers_and_text_as_they_were_typed(read: Read) -> None:
    rows, _ = read(
        make_sheet(
            ["Name", "Themes", "Date", "Amount", "Contact name"],
            ["Nordhavn\nFoundation", "a; b", datetime(2026, 11, 26), 2500000, None],
            [None, None, None, None, None],
            ["Søn", "c", "2026-11-27", 0.1, "Ana"],
            [12345, "c", None, "2500000.50", ""],
        ),
        "list.xlsx",
    )
    assert [(row.line, *map(row.fields.get, FIVE)) for row in rows] == [
        (2, "Nordhavn\nFoundation", ["a", "b"], date(2026, 11, 26), 2500000, None),
        (4, "Søn", ["c"], "2026-11-27", Decimal("0.1"), "Ana"),
        (5, "12345", ["c"], None, "2500000.50", None),
    ]


def test_a_sheet_that_says_it_has_billions_of_cells_is_read_for_what_it_holds(read: Read) -> None:
    data = io.BytesIO(make_sheet(["name", "themes"], ["X", "a"]))
    changed = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
            new.writestr(name, content)
    assert read(changed.getvalue(), "list.xlsx")[0] == [Row(2, {"name": "X", "themes": ["a"]})]


def test_a_damaged_sheet_is_told(read: Read) -> None:
    sheet = make_sheet(["name", "themes"], ["X", "a"])
    with pytest.raises(InputError, match="not an Excel workbook that can be read"):
        read(change_sheet(sheet, lambda data: data[:-40]), "list.xlsx")


def test_an_error_of_the_spreadsheet_is_no_name(read: Read) -> None:
    rows, _ = read(make_sheet(["name", "themes"], ["#N/A", "a"]), "list.xlsx")
    assert told_of(rows[0]) == [
        "list.xlsx, line 2, name: an error of the spreadsheet: '#N/A'. Mend the cell."
    ]


def test_a_formula_that_was_never_worked_out_is_not_taken_for_empty(read: Read) -> None:
    rows, _ = read(make_sheet(["name", "themes", "amount"], ["X", "a", "=1+1"]), "list.xlsx")
    assert "line 2, amount: a formula without its value: '=1+1'" in told_of(rows[0])[0]


def test_a_row_of_nothing_but_errors_is_not_lost(read: Read) -> None:
    (row,), _ = read(make_sheet(["name", "themes"], ["#REF!", None]), "list.xlsx")
    assert told_of(row)[0].startswith("list.xlsx, line 2, name: an error of the spreadsheet")


def test_a_sheet_that_its_reader_cannot_take_is_told(read: Read) -> None:
    sheet = make_sheet(["name", "themes"], ["X", "a"])
    broken = change_sheet(sheet, lambda data: data.replace(b"<c r=", b'<c t="s" r=', 1))
    with pytest.raises(InputError, match="not an Excel workbook that can be read"):
        read(broken, "list.xlsx")


def told_of(row: Row) -> list[str]:
    return [str(problem) for problem in row.problems]


def test_a_second_sheet_is_not_passed_over_in_silence(read: Read) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["name", "themes"])
    book.create_sheet()
    data = io.BytesIO()
    book.save(data)
    assert read(data.getvalue(), "list.xlsx")[1] == [
        "list.xlsx: 2 sheets: only the first is read, 'Sheet'"
    ]


@pytest.mark.parametrize("content", [b"", b"PK no", b"name,themes\n"])
def test_what_is_no_workbook_is_told_with_the_way_out(read: Read, content: str | bytes) -> None:
    with pytest.raises(InputError) as caught:
        read(content, "list.xlsx")
    assert told(caught) == [
        "list.xlsx: not an Excel workbook that can be read. "
        "Save it from Excel as .xlsx, without a password."
    ]


@pytest.mark.parametrize("corner", ["A4", "D1", "C7"])
def test_a_table_may_begin_anywhere_in_its_sheet(read: Read, corner: str) -> None:
    book = openpyxl.Workbook()
    cell = book.worksheets[0][corner]
    for down, values in enumerate((("name", "themes"), ("#N/A", "a"))):
        for right, value in enumerate(values):
            cell.offset(down, right).value = value
    data = io.BytesIO()
    book.save(data)
    (row,), _ = read(data.getvalue(), "list.xlsx")
    assert (row.line, row.fields["themes"]) == (cell.row + 1, ["a"])
    assert f"line {cell.row + 1}, name: an error of the spreadsheet" in told_of(row)[0]


def test_a_sheet_that_says_it_is_smaller_than_it_is_is_read_whole(read: Read) -> None:
    content = make_sheet(["name", "themes"], ["X", "a"])
    smaller = change_sheet(content, lambda data: data.replace(b'ref="A1:B2"', b'ref="A1"'))
    assert smaller != content
    assert read(smaller, "list.xlsx")[0] == [Row(2, {"name": "X", "themes": ["a"]})]


def test_a_time_of_day_is_not_dropped_from_a_date(read: Read) -> None:
    rows, _ = read(
        make_sheet(["name", "themes", "date"], ["X", "a", datetime(2026, 11, 26, 10, 30)]),
        "list.xlsx",
    )
    assert rows[0].fields["date"] == "2026-11-26 10:30:00"
