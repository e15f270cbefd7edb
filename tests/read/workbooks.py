"""Workbooks, made and changed for tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

import openpyxl


def make_sheet(*rows: Sequence[object]) -> bytes:
    """Return a workbook with one sheet of rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def change_sheet(content: bytes, edit: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook, the first sheet's XML changed."""
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, edit(data) if "sheet1" in name else data)
    return changed.getvalue()
