"""A workbook's package, checked before it is read: no bomb, and no entities.

openpyxl keeps all of a part in memory but what stands in a row of a sheet, which it drops row by
row; so a small file can take all memory there is. Here each part is read once as a stream.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import IO, NoReturn
from xml.parsers import expat

from proposalgen.errors import quote
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
    with zipfile.ZipFile(path) as file:
        parts = file.infolist()
        if sum(one.file_size for one in parts) > LARGEST_LIST or len(parts) > _MOST_PARTS:
            raise PackageError("too large inside")
        for one in parts:
            if one.filename.endswith((".xml", ".rels")):
                with file.open(one) as part:
                    _Part(one.filename).check(part)


class _Part:
    """Counts what a part of a workbook would take in memory, and stops where it is too much."""

    def __init__(self, name: str) -> None:
        self.name = name
        strings = name.casefold().endswith("sharedstrings.xml")
        self.most = _LARGEST_STRINGS if strings else _LARGEST_REST
        self.depth = self.rows = self.row = self.rest = self.seen = 0
        self.sheet = self.inside = False
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

    def open(self, name: str, _: object) -> None:
        """Count an element."""
        name = name.rpartition(":")[2]
        if self.depth == 0:
            self.sheet = name == "worksheet"
        if self.sheet and self.depth == 2 and name == "row":
            self.measure(0)
            self.inside, self.row, self.rows = True, 0, self.rows + 1
            if self.rows > MOST_ROWS:
                raise PackageError("too many rows")
        else:
            self.measure(_ELEMENT)
        self.depth += 1

    def close(self, _: str) -> None:
        """Count what stood before an element's end."""
        self.measure(0)
        self.depth -= 1
        self.inside &= self.depth > 2

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
