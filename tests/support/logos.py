"""Logos as other programs save them: one drawing in many kinds of PNG, and profiles for it."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image, ImageCms, ImageDraw

from tests.support.bombs import chunk

GREEN, RED = (0, 150, 64), (200, 30, 40)
"""The colours of the drawing's circle and of its bar."""
CLEAR = (0, 0, 0, 0)


def draw(mode: str = "RGB", ground: str | tuple[int, ...] = "white") -> Image.Image:
    """Return a green circle beside a red bar, with margins: 600 by 240 pixels."""
    picture = Image.new("RGBA", (600, 240), ground)
    pen = ImageDraw.Draw(picture)
    pen.ellipse((24, 24, 216, 216), fill=GREEN)
    pen.rectangle((240, 72, 540, 168), fill=RED)
    return picture.convert(mode)


def save_png(picture: Image.Image, *chunks: bytes, wide: bool = False) -> bytes:
    """Return a PNG of L, LA, RGB or RGBA with further chunks, of 8 or 16 bits."""
    kind = {"L": 0, "RGB": 2, "LA": 4, "RGBA": 6}[picture.mode]
    head = struct.pack(">IIBBBBB", *picture.size, 16 if wide else 8, kind, 0, 0, 0)
    pixels, step = picture.tobytes(), picture.width * len(picture.getbands())
    rows = (pixels[at : at + step] for at in range(0, len(pixels), step))
    if wide:
        rows = (bytes(value for sample in row for value in (sample, sample)) for row in rows)
    body = zlib.compress(b"".join(b"\0" + row for row in rows))
    parts = (chunk(b"IHDR", head), *chunks, chunk(b"IDAT", body), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def convert(picture: Image.Image, profile: bytes) -> Image.Image:
    """Return a picture of sRGB in the colour space of a profile."""
    space = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    plain = picture.convert("RGB")
    made = ImageCms.profileToProfile(plain, ImageCms.createProfile("sRGB"), space)
    assert made is not None
    return made


def make_press_profile() -> bytes:
    """Return the profile of a press whose full cyan prints as Lab 50, 0, 0, a grey.

    Any other mix of inks is white, so that no conversion without the profile looks like it.
    """
    head = struct.pack(">I4sI4s4s4s12x4s", 0, b"", 0x02400000, b"prtr", b"CMYK", b"Lab ", b"acsp")
    head = (head.ljust(68, b"\0") + struct.pack(">3i", 63190, 65536, 54061)).ljust(128, b"\0")
    # Type mft1 (10.9): 4 channels in, 3 out, 2 points a channel; each curve a straight line.
    straight = bytes(range(256))
    grid = b"".join(
        bytes((128, 128, 128) if mix == 0b1000 else (255, 128, 128)) for mix in range(16)
    )
    identity = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    table = b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + identity
    table += straight * 4 + grid + straight * 3
    entry = struct.pack(">I4sII", 1, b"A2B0", 128 + 16, len(table))
    data = head + entry + table
    return struct.pack(">I", len(data)) + data[4:]
