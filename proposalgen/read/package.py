"""A workbook's package, checked before it is read: no bomb, and no entities.

A small file can name cells that take all memory there is, since its reader makes room for each cell
from the first to the last. Here each part is read once as a stream.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import IO, NoReturn
from xml.parsers import expat

from proposalgen.errors import quote
from proposalgen.read.binary import MOST_CELLS, count_cells, is_compound
from proposalgen.read.table import LARGEST_LIST, MOST_ROWS

_MOST_PARTS = 10_000
_CHUNK = 1 << 20
_ELEMENT = 100
"""Bytes that an element takes in memory besides those that it is written with, about."""
_LARGEST_ROW, _LARGEST_REST, _LARGEST_STRINGS = 10_000_000, 30_000_000, 100_000_000
"""Bytes that may be taken by a row, by all outside of rows, and by the texts that cells share."""


class PackageError(Exception):
    """What a package has that no list needs, in words."""


def check_package(path: Path) -> None:
    """Check the parts of a workbook.

    Raises:
        PackageError: a part is too large, has too many rows, or defines entities.
        zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError: damaged.
        ValueError: a part that should be XML is not.
    """
    if not is_compound(path):
        _check_parts(path)
    if count_cells(path) > MOST_CELLS:
        raise PackageError("too many cells from the first to the last")


def _check_parts(path: Path) -> None:
    with zipfile.ZipFile(path) as file:
        parts = file.infolist()
        if sum(one.file_size for one in parts) > LARGEST_LIST or len(parts) > _MOST_PARTS:
            raise PackageError("too large inside")
        for one in parts:
            if one.filename.endswith((".xml", ".rels")):
                with file.open(one) as part:
                    _Part(one.filename).check(part)


_ROWS = {"worksheet": ("row", 2), "document-content": ("table-row", 4)}
"""The element of a row, and how deep it stands at least, in the parts of XLSX and of ODS."""


class _Area:
    """How far the cells of a sheet reach that hold something."""

    def __init__(self) -> None:
        self.line = self.column = self.lines = 0
        self.last_line = self.last_column = 0

    def grow(self, name: str, attributes: dict[str, str]) -> int:
        """Take one more element; return the cells from the first to the last so far."""
        match name:
            case "row":
                self.line, self.column = to_number(attributes.get("r"), self.line + 1), 0
            case "c":
                column, line = split_reference(attributes.get("r", ""))
                self.line, self.column = line or self.line, column or self.column + 1
            case "v" | "is" | "p":
                self.last_line = max(self.last_line, self.line)
                self.last_column = max(self.last_column, self.column)
            case "table":
                self.line = self.lines = self.last_line = self.last_column = 0
            case "table-row":
                self.line, self.column = self.line + self.lines, 0
                self.lines = to_number(attributes.get("table:number-rows-repeated"), 1)
            case "table-cell" | "covered-table-cell":
                self.column += to_number(attributes.get("table:number-columns-repeated"), 1)
                if "office:value-type" in attributes:
                    self.last_line = max(self.last_line, self.line + self.lines)
                    self.last_column = max(self.last_column, self.column)
        return self.last_line * self.last_column


def split_reference(reference: str) -> tuple[int, int]:
    """Return the column and the line of a cell such as ``AB12``, from 1; 0 for a missing one."""
    match = re.fullmatch(r"([A-Z]{0,3})([0-9]{0,9})", reference)
    if match is None:
        return 0, 0
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return column, int(match[2] or 0)


def to_number(text: str | None, default: int) -> int:
    """Return the number that an attribute says, of nine digits at most; another for none."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else default


class _Part:
    """Counts what a part of a workbook would take in memory, and stops where it is too much."""

    def __init__(self, name: str) -> None:
        self.name = name
        strings = name.casefold().endswith("sharedstrings.xml")
        self.most = _LARGEST_STRINGS if strings else _LARGEST_REST
        self.depth = self.rows = self.row = self.rest = self.seen = 0
        self.sheet = self.inside = False
        self.row_tag, self.row_depth = "", 0
        self.area = _Area()
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self.refuse_entities
        self.parser.StartElementHandler = self.open
        self.parser.EndElementHandler = self.close

    def check(self, part: IO[bytes]) -> None:
        """Read the part.

        Raises:
            PackageError: it would take too much.
            ValueError: it is not XML.
        """
        taken = 0
        try:
            while chunk := part.read(_CHUNK):
                taken += len(chunk)
                self.parser.Parse(chunk)
                # One tag or text that goes on for megabytes reaches no handler.
                if taken - self.parser.CurrentByteIndex > _LARGEST_ROW // 2:
                    self.refuse()
            self.parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise ValueError("not XML") from error

    def open(self, name: str, attributes: dict[str, str]) -> None:
        """Count an element."""
        name = name.rpartition(":")[2]
        if self.depth == 0 and name in _ROWS:
            self.sheet = True
            self.row_tag, self.row_depth = _ROWS[name]
        if self.sheet and not self.inside and self.depth >= self.row_depth and name == self.row_tag:
            self.measure(0)
            self.inside, self.row, self.rows = True, 0, self.rows + 1
            self.row_depth = self.depth
            if self.rows > MOST_ROWS:
                raise PackageError("too many rows")
        else:
            self.measure(_ELEMENT)
        if self.sheet and self.area.grow(name, attributes) > MOST_CELLS:
            raise PackageError("too many cells from the first to the last")
        self.depth += 1

    def close(self, _: str) -> None:
        """Count what stood before an element's end."""
        self.measure(0)
        self.depth -= 1
        self.inside &= self.depth > self.row_depth

    def measure(self, more: int) -> None:
        """Add what was read since the last time, and ``more``, to its count."""
        at = self.parser.CurrentByteIndex
        size, self.seen = at - self.seen + more, at
        if self.inside:
            self.row += size
        else:
            self.rest += size
        if self.row > _LARGEST_ROW or self.rest > self.most:
            self.refuse()

    def refuse(self) -> NoReturn:
        """Stop at a part that would take too much."""
        raise PackageError(f"too large inside, in {quote(self.name)}")

    def refuse_entities(self, *_: object) -> NoReturn:
        """Stop at a document type, which alone can define entities."""
        raise PackageError(f"{quote(self.name)} defines entities")
