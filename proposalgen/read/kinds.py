"""What kind of file bytes without a name are: the extension that they would have."""

from __future__ import annotations

import codecs
import re

_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_FIRST_YAML = re.compile(rb"(?:[ \t]*(?:#[^\n]*)?\r?\n)*(?:---|- )")
"""Comments and empty lines, then the mark of a document or of a list."""


def guess_record_kind(data: bytes) -> str:
    """Return the extension of a file that holds one record."""
    return ".json" if _trim(data).startswith(b"{") else ".yaml"


def guess_list_kind(data: bytes) -> str:
    """Return the extension of a list of partners."""
    if data.startswith(b"PK"):
        return ".ods" if _ODS in data[:200] else ".xlsx"
    text = _trim(data)
    if text.startswith(b"["):
        return ".json"
    if text.startswith(b"{"):
        return ".jsonl"
    return ".yaml" if _FIRST_YAML.match(text) else ".csv"


def _trim(data: bytes) -> bytes:
    return data.removeprefix(codecs.BOM_UTF8).lstrip()
