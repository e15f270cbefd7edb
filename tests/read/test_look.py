"""How a sheet shows its numbers, what it hides, and what it could not work out."""

from __future__ import annotations

import io
import re
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.styles.numbers import BUILTIN_FORMATS

from proposalgen.errors import InputError
from proposalgen.read.look import read_format
from tests.read.typed_lists import Keep
from tests.read.workbooks import change_part, change_sheet, make_ods, make_sheet, read_part


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("General", None),
        ("0", 0),
        ("#,##0", 0),
        ("#,##0.00", 2),
        ("[$€-407] #,##0.00;[Red]-#,##0.00", 2),
        ('_-"EUR" * #,##0.0_-', 1),
        ("yyyy-mm-dd", None),
        ("0.00E+00", None),
        ("0%", "0%"),
        ('0.0,,"M"', '0.0,,"M"'),
        ("#,##0,", "#,##0,"),
        ('"page" 0', 0),
    ],
)
def test_a_format_says_how_many_decimals_it_shows(code: str, shown: str | int | None) -> None:
    assert read_format(code) == shown


def make_amount(value: object, code: str, currency: str = "EUR") -> bytes:
    """Return a list whose one sum has a number format."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["name", "themes", "amount", "currency"])
    sheet.append(["Alder", "all", value, currency])
    sheet["C2"].number_format = code
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_a_sum_is_what_the_cell_shows_and_the_rest_is_told(keep: Keep) -> None:
    read = keep(make_amount(1234567.5, "#,##0"))
    assert read.partners[0].amount == Decimal(1234568)
    assert "1 row: amount '1234567.5' read as 1234568, as it is shown, in line 2" in read.notes


def test_a_sum_that_is_shown_in_whole_needs_no_word(keep: Keep) -> None:
    read = keep(make_amount(1234567.5, "#,##0.00"))
    assert str(read.partners[0].amount) == "1234567.50"
    assert not read.notes


@pytest.mark.parametrize("code", BUILTIN_FORMATS.values())
def test_a_format_that_a_workbook_names_by_its_number_shows_what_its_code_does(
    keep: Keep, code: str
) -> None:
    # The dinar has three decimals, and the second code is none of those with a number; openpyxl
    # has format 44 without the semicolons between its sections.
    by_number = make_amount(1234567.8951, code, "KWD")
    by_code = make_amount(1234567.8951, code.replace("_)_(", "_);_(") + "\u200b", "KWD")
    assert b"numFmt " not in read_part(by_number, "xl/styles.xml")
    assert b"numFmt " in read_part(by_code, "xl/styles.xml")
    shown = keep(by_number)
    problems = [one.replace("\\u200b", "") for one in keep(by_code).problems]
    assert (shown.partners, shown.problems) == (keep(by_code).partners, problems)


@pytest.mark.parametrize("code", ["0%", '0.0,,"M"'])
def test_a_sum_whose_format_shows_another_number_is_asked_about(keep: Keep, code: str) -> None:
    (problem,) = keep(make_amount(0.25, code)).problems
    assert "line 2, amount: a number whose format shows another" in problem


def test_a_formula_without_its_value_is_told_by_its_cell(keep: Keep) -> None:
    read = keep([["name", "themes", "amount", "currency"], ["Alder", "all", "=1+1", "EUR"]])
    assert "line 2, amount: a formula without its value: '=1+1'" in read.problems[0]


def test_a_row_of_nothing_but_formulas_without_values_is_not_lost(keep: Keep) -> None:
    read = keep([["name", "themes"], ["=A9", "=B9"], ["Alder", "all"], [], ["=A9", None]])
    assert [one.name for one in read.partners] == ["Alder"]
    assert [problem.partition(", name:")[0] for problem in read.problems if "name" in problem] == [
        "list.xlsx, line 2", "list.xlsx, line 5",
    ]  # fmt: skip


def test_a_strict_workbook_is_read_like_any(keep: Keep) -> None:
    plain = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    content = change_sheet(
        make_sheet(["name", "themes"], ["Alder", "all"]), lambda data: data.replace(plain, strict)
    )
    assert keep(content).partners[0].name == "Alder"


@pytest.mark.parametrize(
    "part",
    ["styles.xml", "workbook.xml", "_rels/workbook.xml.rels", "worksheets/sheet1.xml"],
)
@pytest.mark.parametrize("damage", [b"", b"<x:unknown/></"], ids=["cut off", "an unknown prefix"])
def test_a_workbook_of_which_any_part_is_damaged_is_told(
    keep: Keep, part: str, damage: bytes
) -> None:
    def spoil(data: bytes) -> bytes:
        before, _, after = data.rpartition(b"</")
        return before + damage + after * bool(damage)

    content = change_part(make_amount(5, "0"), f"xl/{part}", spoil)
    with pytest.raises(InputError, match="not an Excel workbook that can be read"):
        keep(content)


@pytest.mark.parametrize("mark", ['hidden="1"', 'hidden="true"', 'ht="0"'])
def test_a_row_may_be_hidden_in_three_ways(keep: Keep, mark: str) -> None:
    content = change_sheet(
        make_sheet(["name", "themes"], ["Alder", "all"], ["Birch", "all"]),
        lambda data: data.replace(b'<row r="2"', f'<row r="2" {mark}'.encode()),
    )
    assert [one.name for one in keep(content).partners] == ["Birch"]


def test_rows_and_cells_that_do_not_say_where_they_stand_follow_each_other(keep: Keep) -> None:
    rows = make_sheet(["name", "themes", "amount"], ["Alder", "all", "=1+1"])
    content = change_sheet(rows, lambda data: re.sub(rb' r="[A-Z]*[0-9]+"', b"", data))
    (problem,) = keep(content).problems
    assert problem.startswith("list.xlsx, line 2, amount: a formula without its value: '=1+1'")


def test_hidden_rows_that_opendocument_writes_as_one_are_all_left_out(keep: Keep) -> None:
    def repeat(count: int, visibility: str, name: str) -> str:
        start = f'table:number-rows-repeated="{count}" table:visibility="{visibility}"'
        cells = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p>'
            "</table:table-cell>"
            for text in (name, "all")
        )
        return f"<table:table-row {start}>{cells}</table:table-row>"

    more = repeat(2, "collapse", "Birch") + repeat(1, "visible", "Cedar")
    more += repeat(3, "filter", "Dogwood") + repeat(1, "visible", "Elder")
    read = keep(make_ods([["name", "themes"], ["Alder", "all"]], more=more), "list.ods")
    assert [one.name for one in read.partners] == ["Alder", "Cedar", "Elder"]
    assert "5 rows: left out: hidden or filtered out, first in line 3" in read.notes


def test_an_opendocument_sheet_whose_rest_is_hidden_is_read(keep: Keep) -> None:
    rest = "<table:table-row table:number-rows-repeated='99999999' table:visibility='collapse'/>"
    read = keep(make_ods([["name", "themes"], ["Alder", "all"]], more=rest), "list.ods")
    assert [one.name for one in read.partners] == ["Alder"]
