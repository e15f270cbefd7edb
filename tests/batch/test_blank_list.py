"""A list begins as a workbook that our own reader reads back."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from proposalgen.batch.blank_list import write_blank_list
from proposalgen.model.partner import FIELDS, Partner
from proposalgen.model.records import Sender
from proposalgen.read.kept import Forgiving
from proposalgen.read.lists import read_list
from proposalgen.read.vocabulary import list_words
from tests.read.typed_lists import Keep
from tests.support.real import library


def open_sheet(data: bytes) -> Worksheet:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert isinstance(sheet, Worksheet)
    return sheet


@pytest.fixture(scope="module")
def blank() -> bytes:
    return write_blank_list(library())


def fill(data: bytes, **cells: Any) -> bytes:
    """Return the workbook with a third row of cells by their headers."""
    sheet = open_sheet(data)
    at = {cell.value: number for number, cell in enumerate(sheet[1], 1)}
    for header, value in cells.items():
        sheet.cell(3, at[header.replace("_", " ")], value)
    filled = io.BytesIO()
    assert sheet.parent is not None
    sheet.parent.save(filled)
    return filled.getvalue()


def test_a_row_below_the_example_is_a_partner_and_the_example_is_none(
    keep: Keep, blank: bytes
) -> None:
    read = keep(fill(blank, Partner="Alder Fund", Social_protection="x", Amount=5, Currency="EUR"))
    assert [(one.name, one.themes, one.currency) for one in read.partners] == [
        ("Alder Fund", ("social-protection",), "EUR")
    ]
    assert read.notes == ["1 row: 'Example: Nordhavn Foundation' skipped: the example, in line 2"]
    assert not read.problems


def test_the_example_itself_would_be_a_whole_record(keep: Keep, blank: bytes) -> None:
    sheet = open_sheet(blank)
    row = {str(head.value).replace(" ", "_"): cell.value
           for head, cell in zip(sheet[1], sheet[2], strict=True)}  # fmt: skip
    (partner,) = keep(fill(blank, **{**row, "Partner": "Nordhavn Foundation"})).partners
    assert partner.themes == ("supply-chains", "just-transition")  # 1 leads
    assert partner.priority_source == "Strategy 2030, page 4"


def test_every_field_has_a_column_with_its_help(tmp_path: Path) -> None:
    ana = Sender(id="ana", name="Ana Lima")
    organisation = library().organisation.model_copy(update={"senders": (ana,)})
    ours = library().model_copy(update={"organisation": organisation})
    path = tmp_path / "list.xlsx"
    path.write_bytes(fill(write_blank_list(ours), Partner="Alder"))
    rows, _ = read_list(path, forgiving=Forgiving(list_words(ours)))
    assert next(rows).fields.keys() == set(FIELDS)
    helps = {str(cell.value): cell.comment.text for cell in open_sheet(path.read_bytes())[1]
             if cell.comment}  # fmt: skip
    assert helps["Greeting"] == Partner.model_fields["greeting"].description
    assert len(helps) == open_sheet(path.read_bytes()).max_column


def test_what_there_is_to_choose_is_in_drop_downs_and_the_header_stays(blank: bytes) -> None:
    sheet = open_sheet(blank)
    assert sheet.freeze_panes == "B2"
    heads = {get_column_letter(at): cell.value for at, cell in enumerate(sheet[1], 1)}
    assert sheet.parent is not None
    choices = sheet.parent["Choices"]
    assert choices.sheet_state == "hidden"
    offered = {}
    for rule in sheet.data_validations.dataValidation:
        letter = str(rule.sqref).rstrip("0123456789:").partition("2:")[0]
        cells = choices[rule.formula1.partition("!")[2].replace("$", "")]
        offered[heads[letter]] = [row[0].value for row in cells]
    assert offered["Type"][:2] == ["government", "foundation"]
    assert {"USD", "EUR", "XOF"} <= set(offered["Currency"])
    assert offered["Language"] == ["en"]
    assert offered["Social protection"] == ["x", *"1234567"]
    assert len(offered) == 3 + 7
