"""Compound files ([MS-CFB]), in which Excel kept its workbooks until 2007: a stream of one."""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterator, Sequence

SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
_LAST = 0xFFFFFFFA
"""Numbers of sectors end below it; those from it on say why there is none."""
_ROOT, _STREAM = 5, 2


def read_stream(data: bytes, names: Collection[str]) -> bytes:
    """Return the stream of a compound file that has one of the names.

    Raises:
        ValueError: it is no compound file, is damaged, or has no such stream.
    """
    try:
        return _read_stream(data, names)
    except struct.error as error:
        raise ValueError("a damaged compound file") from error


def _read_stream(data: bytes, names: Collection[str]) -> bytes:
    power, small_power = struct.unpack_from("<HH", data, 30)
    if not data.startswith(SIGNATURE) or power not in (9, 12) or small_power != 6:
        raise ValueError("no compound file")
    size = 1 << power
    table = _read_table(data, size)
    (directory, _, small_most, small_table) = struct.unpack_from("<IIII", data, 48)
    root: tuple[int, int] | None = None
    for entry in _split(_join(data, size, table, directory, len(data), size), 128):
        length, kind = struct.unpack_from("<HB", entry, 64)
        start, count = struct.unpack_from("<II", entry, 116)
        name = entry[: max(length - 2, 0)].decode("utf-16-le", "replace")
        if kind == _ROOT:
            root = start, count
        elif kind == _STREAM and name in names and count >= small_most:
            return _join(data, size, table, start, count, size)
        elif kind == _STREAM and name in names and root:
            # A small stream lies in sectors of its own, which the root's stream holds.
            inner = _join(data, size, table, *root, size)
            numbers = _join(data, size, table, small_table, len(data), size)
            small = struct.unpack(f"<{len(numbers) // 4}I", numbers)
            return _join(inner, 64, small, start, count, 0)
    raise ValueError("no such stream")


def _read_table(data: bytes, size: int) -> tuple[int, ...]:
    """Return the number of the sector that follows each sector."""
    parts = [number for number in struct.unpack_from("<109I", data, 76) if number < _LAST]
    (more, count) = struct.unpack_from("<II", data, 68)
    for _ in range(min(count, len(data) // size)):
        *numbers, more = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        parts += (number for number in numbers if number < _LAST)
    table: list[int] = []
    for part in parts[: len(data) // size]:
        table += struct.unpack_from(f"<{size // 4}I", data, (part + 1) * size)
    return tuple(table)


def _join(
    data: bytes, size: int, table: Sequence[int], start: int, count: int, header: int
) -> bytes:
    """Return the sectors of a chain, cut to a count of bytes; they lie behind a header."""
    parts: list[bytes] = []
    for _ in range(min(len(table), count // size + 1)):
        if start >= _LAST:
            break
        at = header + start * size
        parts.append(data[at : at + size])
        if start >= len(table):
            raise ValueError("a damaged compound file")
        start = table[start]
    return b"".join(parts)[:count]


def _split(data: bytes, size: int) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data) - size + 1, size))
