"""ZIP archives that are the same whenever and wherever they are made, of members deflated once."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Packed:
    """A member as it is in a file; equal ones need not be inflated twice."""

    method: int
    stored: bytes

    @property
    def content(self) -> bytes:
        """The member inflated; zlib.error where it is damaged."""
        if self.method == _STORED:
            return self.stored
        return zlib.decompress(self.stored, -zlib.MAX_WBITS)


_LOCAL = struct.Struct("<4s2xHH8xIIHH")
"""Signature, flags, method, both sizes, and the length of the name and of extra fields (4.3.7)."""


def list_members(data: bytes) -> Iterator[tuple[str, Packed]]:
    """Yield the members of a file that ``zip_members`` made, each after its name.

    Raises:
        ValueError: something else made it.
    """
    at = 0
    while data[at : at + 4] == b"PK\x03\x04":
        _, flags, method, stored, _, length, extra = _LOCAL.unpack_from(data, at)
        if flags & ~_UTF_8_NAME or extra:
            raise ValueError("an archive of another program")
        start = at + _LOCAL.size + length
        at = start + stored
        yield data[start - length : start].decode(), Packed(method, data[start:at])
    if data[at : at + 4] != b"PK\x01\x02":
        raise ValueError("an archive that breaks off")


def zip_files(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return files, each after its name, as a ZIP file; the same bytes for the same files."""
    return zip_members((name, Member(data)) for name, data in files)
