"""What kind of file bytes without a name are: the extension that they would have."""

from __future__ import annotations

import codecs
import re

_COMPOUND = b"\xd0\xcf\x11\xe0"
"""Begins files of Office before 2007 (MS-CFB 2.2)."""
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_FIRST_YAML = re.compile(rb"(?:[ \t]*(?:#[^\n]*)?\r?\n)*(?:---|- )")
"""Comments and empty lines, then the mark of a document or of a list."""


def guess_record_kind(data: bytes) -> str:
    """Return the extension of a file that holds one record."""
    return ".json" if _trim(data).startswith(b"{") else ".yaml"


def guess_list_kind(data: bytes) -> str:
    """Return the extension of a list of partners."""
    if data.startswith(_COMPOUND):
        return ".xls"
    if data.startswith(b"PK"):
        if _ODS in data[:200]:
            return ".ods"
        return ".xlsb" if b"xl/workbook.bin" in data else ".xlsx"
    text = _trim(data)
    if text.startswith(b"["):
        return ".json"
    if text.startswith(b"{"):
        return ".jsonl"
    return ".yaml" if _FIRST_YAML.match(text) else ".csv"


def _trim(data: bytes) -> bytes:
    return data.removeprefix(codecs.BOM_UTF8).lstrip()
