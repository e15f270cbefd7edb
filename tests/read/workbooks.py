"""Workbooks, made and changed for tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

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
    return change_part(content, "xl/worksheets/sheet1.xml", edit)


def read_part(content: bytes, part: str) -> bytes:
    """Return a part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return file.read(part)


def change_part(content: bytes, part: str, edit: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook, one of its parts changed."""
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, edit(data) if name == part else data)
    return changed.getvalue()


_ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">
<office:body><office:spreadsheet><table:table table:name="Partners">{}</table:table>
</office:spreadsheet></office:body></office:document-content>"""


def make_ods(rows: Sequence[Sequence[object]], hidden: Sequence[int] = (), more: str = "") -> bytes:
    """Return an OpenDocument workbook with one sheet; rows are hidden by their number."""

    def write_cell(value: object) -> str:
        match value:
            case None:
                return "<table:table-cell/>"
            case int() | float():
                return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
            case _:
                text = f"<text:p>{escape(str(value))}</text:p>"
                return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'

    filtered = ' table:visibility="filter"'
    lines = (
        f"<table:table-row{filtered if line in hidden else ''}>"
        f"{''.join(map(write_cell, row))}</table:table-row>"
        for line, row in enumerate(rows, 1)
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", _ODS.format("".join(lines) + more))
        file.writestr(
            "META-INF/manifest.xml",
            '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return data.getvalue()
