"""ZIP archives that are the same whenever and wherever they are made, of members deflated once."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

_PNG = b"\x89PNG"
"""How a PNG begins. Its pixels are deflated already, so deflating it again saves nothing."""
_STORED, _DEFLATED = 0, 8
"""Compression methods (PKWARE APPNOTE 4.4.5)."""
_VERSION_NEEDED = 20
"""Deflate takes version 2.0 to extract (4.4.3)."""
_UTF_8_NAME = 0x800
"""Flag of a name that is not plain ASCII (4.4.4)."""
_TIME, _DATE = 0, 0x21
"""1 January 1980, the first day that a ZIP file can hold (4.4.6)."""


class Member:
    """The contents of one member, deflated if that makes them smaller.

    Documents that share a member share the work of deflating it.
    """

    __slots__ = ("content", "crc", "method", "stored")

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.crc = zlib.crc32(content)
        self.method, self.stored = _STORED, content
        if content.startswith(_PNG):
            return
        # Negative: without zlib's header and checksum, which a ZIP file does not have.
        deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
        deflated = deflate.compress(content) + deflate.flush()
        if len(deflated) < len(content):
            self.method, self.stored = _DEFLATED, deflated


def zip_members(members: Iterable[tuple[str, Member]]) -> bytes:
    """Return members, each after its name, as a ZIP file (PKWARE APPNOTE 4.3).

    Python's own ``zipfile`` would deflate every member again for each file.
    """
    out, directory = bytearray(), bytearray()
    count = 0
    for name, member in members:
        count += 1
        encoded = name.encode()
        flags = 0 if name.isascii() else _UTF_8_NAME
        sizes = (member.crc, len(member.stored), len(member.content), len(encoded))
        header = struct.pack(
            "<HHHHHIIIHH", _VERSION_NEEDED, flags, member.method, _TIME, _DATE, *sizes, 0
        )
        placed = struct.pack("<HHHII", 0, 0, 0, 0, len(out))
        directory += b"PK\x01\x02" + struct.pack("<H", _VERSION_NEEDED) + header + placed + encoded
        out += b"PK\x03\x04" + header + encoded + member.stored
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(out), 0)
    return bytes(out + directory + b"PK\x05\x06" + end)


def zip_files(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return files, each after its name, as a ZIP file; the same bytes for the same files."""
    return zip_members((name, Member(data)) for name, data in files)
