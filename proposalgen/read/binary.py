"""Workbooks without XML, XLS and XLSB: how far their cells reach, and which rows are hidden.

Their reader makes room for each cell from the first to the last of a sheet, and of an XLS for all
sheets at once; here the records are looked through before it does.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from proposalgen.read.compound import SIGNATURE, read_stream

MOST_CELLS = 8_000_000
"""Cells from the first to the last that holds something; each takes 32 bytes, empty or not."""
_STREAMS = ("Workbook", "Book")


@dataclass(slots=True)
class BinarySheet:
    """What the records of a sheet say besides its values."""

    name: str = ""
    hidden: set[int] = field(default_factory=set)
    """The rows that are hidden or filtered out, counted from 1."""
    lines: int = 0
    columns: int = 0

    def grow(self, line: int, column: int) -> None:
        """Take one more cell, counted from 1."""
        self.lines, self.columns = max(self.lines, line), max(self.columns, column)


def is_compound(path: Path) -> bool:
    """Return whether a file begins as an XLS does; all other workbooks are packages."""
    with path.open("rb") as file:
        return file.read(len(SIGNATURE)) == SIGNATURE


def count_cells(path: Path) -> int:
    """Return the cells of a workbook's sheets, each from the first to the last.

    Raises:
        ValueError, KeyError, zipfile.BadZipFile: the file is damaged.
    """
    return sum(sheet.lines * sheet.columns for sheet in read_sheets(path))


def read_sheets(path: Path) -> Iterator[BinarySheet]:
    """Yield what the records of each sheet say; nothing for a workbook in XML.

    Raises:
        ValueError, KeyError, zipfile.BadZipFile: the file is damaged.
    """
    try:
        if is_compound(path):
            yield from _read_xls(read_stream(path.read_bytes(), _STREAMS))
            return
        with zipfile.ZipFile(path) as file:
            if "xl/workbook.bin" in file.namelist():
                yield from _read_xlsb(file)
    except (struct.error, IndexError) as error:
        raise ValueError("a damaged workbook") from error


# -- XLS: [MS-XLS] -------------------------------------------------------------------------------

_BOUND_SHEET, _START, _ROW, _MANY = 0x85, 0x809, 0x208, (0xBD, 0xBE)
_CELLS = (0x06, 0xBD, 0xBE, 0xD6, 0xFD, 0x201, 0x203, 0x204, 0x205, 0x27E)


def _read_xls(stream: bytes) -> Iterator[BinarySheet]:
    names: dict[int, str] = {}
    sheet = BinarySheet()
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + length]
        if kind == _BOUND_SHEET:
            (start,) = struct.unpack_from("<I", body)
            encoding = "utf-16-le" if body[7] & 1 else "latin-1"
            names[start] = body[8 : 8 + body[6] * (1 + (body[7] & 1))].decode(encoding, "replace")
        elif kind == _START and at in names:  # others are of a chart within a sheet
            yield sheet
            sheet = BinarySheet(names[at])
        elif kind == _ROW and body[12] & 0x20:
            sheet.hidden.add(struct.unpack_from("<H", body)[0] + 1)
        elif kind in _CELLS:
            line, column = struct.unpack_from("<HH", body)
            last = struct.unpack_from("<H", body, length - 2)[0] if kind in _MANY else column
            sheet.grow(line + 1, last + 1)
        at += 4 + length
    yield sheet


# -- XLSB: [MS-XLSB] -----------------------------------------------------------------------------

_ROW_HEADER, _LAST_CELL, _BUNDLE_SHEET = 0, 11, 156


def _read_xlsb(file: zipfile.ZipFile) -> Iterator[BinarySheet]:
    relations = etree.fromstring(
        file.read("xl/_rels/workbook.bin.rels"),
        etree.XMLParser(resolve_entities=False, no_network=True),
    )
    targets = {one.get("Id"): one.get("Target") or "" for one in relations.iterfind("{*}*")}
    for kind, body in _iter_records(file.read("xl/workbook.bin")):
        if kind == _BUNDLE_SHEET:
            relation, rest = _read_text(body[8:])
            name, _ = _read_text(rest)
            part = posixpath.normpath(posixpath.join("/xl", targets.get(relation, ""))).lstrip("/")
            if part in file.namelist():
                yield _read_part(name, file.read(part))


def _read_part(name: str, data: bytes) -> BinarySheet:
    sheet, line = BinarySheet(name), 0
    for kind, body in _iter_records(data):
        if kind == _ROW_HEADER:
            line = struct.unpack_from("<I", body)[0] + 1
            if body[11] & 0x10:
                sheet.hidden.add(line)
        elif kind <= _LAST_CELL:
            sheet.grow(line, struct.unpack_from("<I", body)[0] + 1)
    return sheet


def _iter_records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and the body of each record: both numbers have 7 bits a byte."""
    at = 0
    while at < len(data):
        kind, at = _read_number(data, at, 2)
        length, at = _read_number(data, at, 4)
        yield kind, data[at : at + length]
        at += length


def _read_number(data: bytes, at: int, most: int) -> tuple[int, int]:
    number = 0
    for shift in range(most):
        byte = data[at + shift]
        number |= (byte & 0x7F) << (7 * shift)
        if byte < 0x80:
            break
    return number, at + shift + 1


def _read_text(data: bytes) -> tuple[str, bytes]:
    """Return the text that begins a record's body, and what follows it."""
    (count,) = struct.unpack_from("<I", data)
    end = 4 + 2 * min(count, len(data))
    return data[4:end].decode("utf-16-le", "replace"), data[end:]
