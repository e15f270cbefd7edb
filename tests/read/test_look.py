"""How a sheet shows its numbers, what it hides, and what it could not work out."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest

from proposalgen.read.look import read_format
from tests.read.typed_lists import Keep
from tests.read.workbooks import change_sheet, make_sheet


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


def make_amount(value: object, code: str) -> bytes:
    """Return a list whose one sum has a number format."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["name", "themes", "amount", "currency"])
    sheet.append(["Alder", "all", value, "EUR"])
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
