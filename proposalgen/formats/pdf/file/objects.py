"""Objects of a growing file, with object and cross-reference streams (ISO 32000-1 7.5.7, 7.5.8)."""

from __future__ import annotations

import hashlib
import itertools
import struct
from collections.abc import Iterable, Mapping

from proposalgen.formats.pdf.syntax import stream

CATALOG, PAGES, INFO, STRUCT_TREE, DOCUMENT, PARENT_TREE, RESOURCES = range(1, 8)
METADATA, PROFILE, OUTLINE, OBJECT_STREAM, CROSS_REFERENCE = range(8, 13)
"""Numbers of the objects that every file has once."""

FIRST, STEP = 16, 16
"""The first number of a section's objects, and of what the next section's is a multiple.

Rounding up keeps the numbers after a section when its length changes by a few objects, which
makes it likelier that the sections after it are found in the cache.
"""

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""With four bytes above 127, so that nobody takes the file for text (7.5.2)."""

_ROW = struct.Struct(">BIH")
"""Type, offset or number of the object stream, generation or index: fields of 1, 4 and 2 bytes."""


def row_of_object(offset: int) -> bytes:
    """Return the row of the cross-reference stream for an object at an offset (table 18)."""
    return _ROW.pack(1, offset, 0)


def row_in_stream(number: int, index: int) -> bytes:
    """Return the row for the object at an index of the object stream of that number (table 18)."""
    return _ROW.pack(2, number, index)


def count_rows(rows: bytes) -> int:
    """Return how many objects rows of the cross-reference stream are for."""
    return len(rows) // _ROW.size


def indirect_object(number: int, body: bytes) -> bytes:
    """Return an indirect object (7.3.10)."""
    return b"%d 0 obj\n%b\nendobj\n" % (number, body)


def object_stream(objects: Mapping[int, str]) -> bytes:
    """Return an object stream of objects by their numbers (7.5.7)."""
    bodies = [body.encode("latin-1") for body in objects.values()]
    # One offset too many: the last is where the last object ends.
    offsets = itertools.accumulate((len(body) + 1 for body in bodies), initial=0)
    head = b" ".join(b"%d %d" % pair for pair in zip(objects, offsets, strict=False))
    entries = f"/Type /ObjStm /N {len(bodies)} /First {len(head) + 1} "
    return stream(head + b"\n" + b"\n".join(bodies), entries)


def _join_runs(runs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return runs of numbers, each its first and how many, with those that meet made one."""
    joined: list[tuple[int, int]] = []
    for start, count in runs:
        before, length = joined[-1] if joined else (0, 0)
        if joined and before + length == start:
            joined[-1] = (before, length + count)
        else:
            joined.append((start, count))
    return joined


class FileWriter:
    """Collects objects and returns the file that they make."""

    def __init__(self) -> None:
        self.free = FIRST
        """The next number that no object has."""
        self._data = bytearray(_HEADER)
        # Object 0 heads the list of free numbers (7.5.4), in which there is no other.
        self._rows: dict[int, bytes] = {0: _ROW.pack(0, 0, 65535)}
        """Rows of consecutive objects, by the number of the first."""
        self._small: dict[int, str] = {}
        """Objects that go into the file's object stream."""

    def take(self) -> int:
        """Return a number for an object."""
        self.free += 1
        return self.free - 1

    def add(self, number: int, body: str) -> None:
        """Add an object that is not a stream."""
        self._small[number] = body

    def add_stream(self, number: int, body: bytes) -> None:
        """Add a stream object."""
        self._rows[number] = row_of_object(self.write(number, body))

    def add_written(self, data: bytes) -> int:
        """Add objects that are written already; return the offset of the first."""
        offset = len(self._data)
        self._data += data
        return offset

    def add_rows(self, number: int, rows: Iterable[bytes], size: int) -> None:
        """Add rows of objects with consecutive numbers, and reserve ``size`` numbers for them."""
        # -(-a // b) is a / b rounded up.
        self._rows[number] = b"".join(rows)
        self.free = number + -(-size // STEP) * STEP

    def write(self, number: int, body: bytes) -> int:
        """Write an object whose row the caller adds; return its offset."""
        return self.add_written(indirect_object(number, body))

    def finish(self) -> bytes:
        """Return the whole file."""
        self.add_stream(OBJECT_STREAM, object_stream(self._small))
        for index, number in enumerate(self._small):
            self._rows[number] = row_in_stream(OBJECT_STREAM, index)
        # The identifier follows from the content (14.4): the same document, the same bytes.
        digest = hashlib.sha256(self._data).hexdigest()[:32].upper()
        offset = len(self._data)
        self._rows[CROSS_REFERENCE] = row_of_object(offset)
        starts = sorted(self._rows)
        runs = ((start, count_rows(self._rows[start])) for start in starts)
        ranges = " ".join(f"{start} {count}" for start, count in _join_runs(runs))
        entries = (
            f"/Type /XRef /Size {self.free} /W [1 4 2] /Index [{ranges}] /Root {CATALOG} 0 R"
            f" /Info {INFO} 0 R /ID [<{digest}> <{digest}>] "
        )
        self.write(CROSS_REFERENCE, stream(b"".join(self._rows[n] for n in starts), entries))
        self._data += b"startxref\n%d\n%%%%EOF\n" % offset
        return bytes(self._data)
