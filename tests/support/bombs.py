"""Small files that would fill the memory, or never end: workbooks, pictures, templates."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import openpyxl
from PIL import Image

SHEET, STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"


SHARED = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def make_book(part: str = "", old: bytes = b"", new: bytes = b"", **added: bytes) -> bytes:
    """Return a workbook, one of its parts changed and others put in."""
    book, plain, changed = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet.append(["name", "themes"])
    sheet.append(["X", "water"])
    book.save(plain)
    with (
        zipfile.ZipFile(plain) as file,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as other,
    ):
        for name in file.namelist():
            data = file.read(name)
            assert name != part or old in data
            other.writestr(name, data.replace(old, new, 1) if name == part else data)
        for name, data in added.items():
            other.writestr(f"xl/{name}.xml", data)
    return changed.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG file: its length, kind, data and checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def make_png(width: int, height: int, extra: bytes = b"") -> bytes:
    """Return a PNG with chunks before its data, which is left out where it would be large."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = zlib.compress(bytes((width + 1) * height)) if width * height < 100_000 else b""
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", data)
            + chunk(b"IEND", b""))  # fmt: skip


def make_jpeg(scans: int) -> bytes:
    """Return a progressive JPEG that repeats its last scan."""
    data = io.BytesIO()
    Image.new("RGB", (64, 64), "red").save(data, "JPEG", progressive=True)
    content = data.getvalue()
    return content[:-2] + content[content.rindex(b"\xff\xda") : -2] * scans + content[-2:]


def frames(kind: str) -> bytes:
    """Return an animated picture of two frames, red and blue."""
    data = io.BytesIO()
    first, *others = (Image.new("RGB", (20, 20), colour) for colour in ("red", "blue"))
    first.save(data, kind, save_all=True, append_images=others)
    return data.getvalue()


NESTS = "".join(f"{{% for a{n} in [1,2,3,4,5,6,7,8,9,0] %}}" for n in range(9))


DOUBLED = "{% set a0 %}xxxxxxxxxx{% endset %}" + "".join(
    f"{{% set a{n + 1} %}}{{{{ a{n} }}}}{{{{ a{n} }}}}{{% endset %}}" for n in range(40)
)


CALLS = "{% macro m0() %}x{% endmacro %}" + "".join(
    f"{{% macro m{n + 1}() %}}{{{{ m{n}() }}}}{{{{ m{n}() }}}}{{% endmacro %}}" for n in range(40)
)
