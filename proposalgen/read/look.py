"""What the values of a sheet do not say: rows that are hidden, errors, and how numbers are shown.

The reader of workbooks gives values; here the parts of an XLSX or ODS file are looked through once
for the rest. They have been checked before: no entities, no part or row too large.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from lxml import etree

from proposalgen.errors import quote
from proposalgen.read.binary import is_compound, read_sheets
from proposalgen.read.cells import Unread
from proposalgen.read.package import split_reference, to_number
from proposalgen.read.table import MOST_ROWS

_BUILT_IN: dict[int, str | int] = {
    1: 0, 2: 2, 3: 0, 4: 2, 5: 0, 6: 0, 7: 2, 8: 2, 9: "0%", 10: "0.00%",
    37: 0, 38: 0, 39: 2, 40: 2, 41: 0, 42: 0, 43: 2, 44: 2,
}  # fmt: skip
"""The formats of numbers that every workbook has (ECMA-376, 18.8.30): decimals, or the code."""
_ODS = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_MEND = "Mend the cell."
_SAVE = "Open the list in a spreadsheet program and save it there."


@dataclass(slots=True)
class Look:
    """What a sheet shows besides its values."""

    hidden: set[int] = field(default_factory=set)
    """The rows that are hidden or filtered out, counted from 1."""
    cells: dict[int, dict[int, Unread | int]] = field(default_factory=dict)
    """By row from 1 and column from 0: what cannot be read, or the decimals that are shown."""


def look_at_sheet(path: Path, name: str) -> Look:
    """Return what a sheet shows besides its values; of a format without XML, its hidden rows.

    Raises:
        ValueError, SyntaxError, KeyError, zipfile.BadZipFile: the file is damaged.
    """
    for binary in read_sheets(path):
        if binary.name == name:
            return Look(binary.hidden)
    if is_compound(path):
        return Look()
    with zipfile.ZipFile(path) as file:
        names = file.namelist()
        if "content.xml" in names:
            with file.open("content.xml") as part:
                return _look_at_table(part, name)
        if not (sheet := _find_sheet(file, name)):
            return Look()
        formats = _read_formats(file) if "xl/styles.xml" in names else []
        with file.open(sheet) as part:
            return _look_at_worksheet(part, formats)


def _iterate(part: IO[bytes], *tags: str) -> Iterator[etree._Element]:
    """Yield the elements of these tags at their end, and drop them."""
    parser = etree.iterparse(
        part, events=("end",), tag=tags, resolve_entities=False, no_network=True, huge_tree=True,
        remove_comments=True,
    )  # fmt: skip
    for _, element in parser:
        yield element
        element.clear(keep_tail=False)
        while element.getprevious() is not None and (parent := element.getparent()) is not None:
            del parent[0]


# -- XLSX ----------------------------------------------------------------------------------------


def _find_sheet(file: zipfile.ZipFile, name: str) -> str:
    """Return the part that holds a sheet; empty where the workbook is not in XML."""
    try:
        book = etree.fromstring(file.read("xl/workbook.xml"), _make_parser())
        rels = etree.fromstring(file.read("xl/_rels/workbook.xml.rels"), _make_parser())
    except KeyError:
        return ""
    targets = {one.get("Id"): one.get("Target") or "" for one in rels.iterfind("{*}Relationship")}
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        if sheet.get("name") == name:
            ids = [str(value) for key, value in sheet.items() if str(key).endswith("}id")]
            target = next((targets.get(one, "") for one in ids), "")
            part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
            return part if target and part in file.namelist() else ""
    return ""


def _make_parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _read_formats(file: zipfile.ZipFile) -> list[str | int | None]:
    """Return the number format of each cell style: its code, its decimals, or None."""
    with file.open("xl/styles.xml") as part:
        root = etree.fromstring(part.read(), _make_parser())
    codes = {one.get("numFmtId"): one.get("formatCode") or "" for one in root.iter("{*}numFmt")}
    formats: list[str | int | None] = []
    for style in root.iterfind("{*}cellXfs/{*}xf"):
        number = style.get("numFmtId") or "0"
        code = codes.get(number)
        formats.append(read_format(code) if code else _BUILT_IN.get(to_number(number, 0)))
    return formats


def read_format(code: str) -> str | int | None:
    """Return the decimals that a number format shows, or its code where it shows another number.

    None for a format that shows a number as it is, or a date.
    """
    section = code.split(";")[0]
    plain = re.sub(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]', "", section)
    if re.search(r"[ymdhsYMDHS]|General|@", plain):
        return None
    if "%" in plain or re.search(r"[0#?],+(?![0#?,.])", plain) or re.search(r"[0#?],+\.", plain):
        return code
    match = re.search(r"[0#?](?:[0#?,]*)(?:\.([0#?]*))?", plain)
    if match is None or re.search(r"[eE/]", plain):
        return None
    return len(match[1] or "")


def _look_at_worksheet(part: IO[bytes], formats: list[str | int | None]) -> Look:
    look, line = Look(), 0
    for row in _iterate(part, "{*}row"):
        line = to_number(row.get("r"), line + 1)
        if row.get("hidden") in ("1", "true") or row.get("ht") == "0":
            look.hidden.add(line)
        at = -1
        for cell in row.iterfind("{*}c"):
            at = (split_reference(cell.get("r") or "")[0] or at + 2) - 1
            special = _look_at_cell(cell, formats)
            if special is not None:
                look.cells.setdefault(line, {})[at] = special
    return look


def _look_at_cell(cell: etree._Element, formats: list[str | int | None]) -> Unread | int | None:
    """Return what is special of a cell of a worksheet."""
    kind, value = cell.get("t") or "n", cell.findtext("{*}v")
    if kind == "e":
        return tell_error(value or "")
    # The formula of an empty text has a value, too: one of the kind "str".
    unknown = not value if kind == "n" else value is None and kind != "inlineStr"
    if unknown and (formula := cell.find("{*}f")) is not None:
        return Unread(f"a formula without its value: {quote('=' + (formula.text or ''))}", _SAVE)
    style = to_number(cell.get("s"), 0)
    if kind != "n" or value is None or not 0 <= style < len(formats):
        return None
    match formats[style]:
        case str() as code:
            hint = "Give the cell a plain number format."
            return Unread(f"a number whose format shows another: {quote(code)}", hint)
        case found:
            return found


def tell_error(value: str) -> Unread:
    """Return a cell that shows an error of the spreadsheet."""
    return Unread(f"an error of the spreadsheet: {quote(value)}", _MEND, value)


# -- ODS -----------------------------------------------------------------------------------------


def _look_at_table(part: IO[bytes], name: str) -> Look:
    look = Look()
    for table in _iterate(part, f"{_ODS}table"):
        if table.get(f"{_ODS}name") != name:
            continue
        line = 0
        for row in table.iter(f"{_ODS}table-row"):
            count = to_number(row.get(f"{_ODS}number-rows-repeated"), 1)
            if row.get(f"{_ODS}visibility") in ("collapse", "filter"):
                look.hidden.update(range(line + 1, min(line + count, MOST_ROWS) + 1))
            line += count
    return look
