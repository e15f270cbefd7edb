"""A workbook that would take all memory, or defines entities, is refused before it is read."""

from __future__ import annotations

import io
import zipfile

import pytest

from proposalgen.errors import InputError
from tests.read.conftest import Read
from tests.read.workbooks import change_sheet, make_sheet


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
