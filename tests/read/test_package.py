"""A workbook that would take all memory, or defines entities, is refused before it is read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from proposalgen.errors import InputError
from proposalgen.read.package import PackageError, check_package
from tests.read.conftest import Read
from tests.read.workbooks import change_sheet, make_ods, make_sheet


def test_a_workbook_with_entities_is_refused(read: Read) -> None:
    data = io.BytesIO(make_sheet(["name", "themes"], ["X", "a"]))
    changed = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            bomb = b'<!DOCTYPE a [<!ENTITY b "cc">]>' if "sheet1" in name else b""
            new.writestr(name, bomb + old.read(name))
    with pytest.raises(InputError, match="defines entities"):
        read(changed.getvalue(), "list.xlsx")


@pytest.mark.parametrize(
    "bomb",
    [
        b" " * 5000 + b'<!DOCTYPE a [<!ENTITY b "cc">]><a/>',
        '<!DOCTYPE a [<!ENTITY b "cc">]><a/>'.encode("utf-16"),
    ],
)
def test_entities_are_found_however_they_hide(read: Read, bomb: bytes) -> None:
    sheet = make_sheet(["name", "themes"], ["X", "a"])
    with pytest.raises(InputError, match="defines entities"):
        read(change_sheet(sheet, lambda data: bomb), "list.xlsx")


def test_a_bomb_is_refused_before_it_is_opened(read: Read) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for number in range(3):
            file.writestr(f"xl/{number}.xml", b" " * 80_000_000)
    with pytest.raises(InputError, match="too large inside"):
        read(data.getvalue(), "list.xlsx")


@pytest.mark.parametrize(
    ("limit", "inside", "count", "message"),
    [
        ("MOST_ROWS", "<sheetData>{}</sheetData>", 1001, "too many rows"),
        # An element takes about a hundred bytes besides its own.
        ("_LARGEST_ROW", "<sheetData><row>{}</row></sheetData>", 10, "too large inside, in 'a.xml"),
        ("_LARGEST_REST", "{}", 10, "too large inside, in 'a.xml'"),
    ],
)
def test_each_part_may_take_so_much_memory_and_no_more(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
    inside: str,
    count: int,
    message: str,
) -> None:
    monkeypatch.setattr(f"proposalgen.read.package.{limit}", 1000)

    def check(count: int) -> None:
        with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as file:
            file.writestr("a.xml", f"<worksheet>{inside.format('<row/>' * count)}</worksheet>")
        check_package(tmp_path / "a.xlsx")

    check(4)
    with pytest.raises(PackageError, match=message):
        check(count)


def test_one_tag_that_never_ends_is_not_kept_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proposalgen.read.package._CHUNK", 1000)
    monkeypatch.setattr("proposalgen.read.package._LARGEST_ROW", 10_000)
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as file:
        file.writestr("a.xml", "<a b='" + "x" * 20_000)  # not XML, if it were read to its end
    with pytest.raises(PackageError, match="too large inside"):
        check_package(tmp_path / "a.xlsx")


def test_a_workbook_has_no_more_parts_than_a_workbook_needs(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proposalgen.read.package._MOST_PARTS", 3)
    with pytest.raises(InputError, match="too large inside"):
        read(make_sheet(["name", "themes"], ["X", "a"]), "list.xlsx")


@pytest.mark.parametrize("reference", ["XFD1048576", "A99999999", "AAA200000"])
def test_a_cell_far_away_does_not_make_room_for_all_before_it(read: Read, reference: str) -> None:
    far = f'<row><c r="{reference}"><v>1</v></c></row></sheetData>'.encode()
    sheet = make_sheet(["name", "themes"], ["X", "a"])
    with pytest.raises(InputError, match="too many cells from the first to the last"):
        read(change_sheet(sheet, lambda data: data.replace(b"</sheetData>", far)), "list.xlsx")


def test_a_cell_far_away_that_holds_nothing_is_no_matter(read: Read) -> None:
    far = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    sheet = make_sheet(["name", "themes"], ["X", "a"])
    changed = change_sheet(sheet, lambda data: data.replace(b"</sheetData>", far))
    assert len(read(changed, "list.xlsx")[0]) == 1


def test_a_cell_that_opendocument_repeats_is_counted_as_often(read: Read) -> None:
    cell = '<table:table-cell table:number-columns-repeated="16000" office:value-type="float"'
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell} office:value="1"/>'
    with pytest.raises(InputError, match="too many cells from the first to the last"):
        read(make_ods([["name", "themes"]], more=f"{row}</table:table-row>"), "list.ods")


def test_empty_rows_that_opendocument_repeats_to_the_end_are_no_matter(read: Read) -> None:
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/>'
    content = make_ods([["name", "themes"], ["X", "a"]], more=f"{empty}</table:table-row>")
    assert len(read(content, "list.ods")[0]) == 1
