"""Workbooks without XML are read as others are, and looked through before their reader has them.

``partners.xls`` was made with xlwt and ``partners.xlsb`` with pyxlsbwriter; both have a hidden
first sheet and a hidden row.
"""

from __future__ import annotations

import struct
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from proposalgen.errors import InputError
from proposalgen.read import binary
from proposalgen.read.binary import count_cells, read_sheets
from tests.read.typed_lists import Keep
from tests.support.real import ROOT

BOOKS = ROOT / "tests" / "data" / "workbooks"
XLS, XLSB = BOOKS / "partners.xls", BOOKS / "partners.xlsb"


@pytest.mark.parametrize("book", [XLS, XLSB])
def test_a_workbook_without_xml_is_a_list(keep: Keep, book: Path) -> None:
    read = keep(book.read_bytes(), name=book.name)
    assert [(one.name, one.amount, one.contact_name) for one in read.partners] == [
        ("Alder Fund", Decimal(2_500_000), "Ana Lima"),
        ("日本財団", Decimal("1234.50"), "Łódź"),
    ]
    assert read.partners[0].date == date(2026, 11, 26)
    assert any("left out: hidden or filtered out" in note for note in read.notes)


@pytest.mark.parametrize("book", [XLS, XLSB])
def test_the_cells_of_all_sheets_are_counted_from_the_first_to_the_last(book: Path) -> None:
    last = {".xls": 6 * 6, ".xlsb": 4 * 6}[book.suffix]
    assert count_cells(book) == 2 * 2 + last
    (sheet,) = (one for one in read_sheets(book) if one.name == "Partners")
    assert sheet.hidden == {5 if book is XLS else 3}


@pytest.mark.parametrize("book", [XLS, XLSB])
def test_a_workbook_of_too_many_cells_is_refused(
    keep: Keep, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proposalgen.read.package.MOST_CELLS", 20)
    with pytest.raises(InputError, match="too many cells from the first to the last"):
        keep(book.read_bytes(), name=book.name)


def test_a_cell_far_away_is_seen_before_room_is_made_for_it(tmp_path: Path) -> None:
    far = b"\x00\x19" + struct.pack("<I", 1_048_575) + bytes(21) + b"\x05\x08"
    far += struct.pack("<I", 16_383) + bytes(4)
    path = tmp_path / "far.xlsb"
    with zipfile.ZipFile(XLSB) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name) + far * name.endswith("sheet2.bin"))
    assert count_cells(path) > binary.MOST_CELLS


@pytest.mark.parametrize("book", [XLS, XLSB])
def test_a_damaged_workbook_is_told_wherever_it_breaks_off(keep: Keep, book: Path) -> None:
    data = book.read_bytes()
    for length in range(0, len(data), len(data) // 23):
        with pytest.raises(InputError) as caught:
            keep(data[:length], name=book.name)
        assert "not an Excel workbook that can be read" in str(caught.value)
