"""Hostile logos are refused by their field; damaged ones break nothing."""

from __future__ import annotations

import io
import os
import zlib
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from proposalgen.errors import InputError
from proposalgen.model.partner import Partner
from proposalgen.read.logo import read_logo, read_logo_file
from proposalgen.read.partners import check_record
from tests.support.bombs import (
    chunk,
    frames,
    make_jpeg,
    make_png,
)

linked = pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")


def check_logo(folder: Path, content: bytes) -> Partner:
    """Return a partner whose logo has this content; raises InputError."""
    (folder / "logo.png").write_bytes(content)
    record = {"name": "A", "themes": ["a"], "logo": "logo.png"}
    return check_record(
        record, themes=("a",), languages=("en",), today=date(2026, 11, 26), folder=folder
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (make_png(1, 25_001), "1 by 25001 pixels in 'logo.png'. At most 25,000 pixels a side."),
        (make_png(60_000, 60_000), "too many pixels"),
        (make_png(0, 0), "neither PNG nor JPEG"),
        (
            make_png(9, 9, chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(50_000_000)))),
            "neither PNG",
        ),
        (
            make_png(9, 9, chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(50_000_000)))),
            "neither PNG",
        ),
        (make_jpeg(200), "too many scans in 'logo.png'. Save it again as PNG."),
        (frames("GIF"), "neither PNG nor JPEG"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "neither PNG"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "neither PNG"),
        (b"%PDF-1.7", "neither PNG"),
        (b"", "neither PNG"),
    ],
)
def test_a_logo_that_is_a_bomb_or_no_picture_is_refused(
    tmp_path: Path, content: bytes, told: str
) -> None:
    with pytest.raises(InputError) as caught:
        check_logo(tmp_path, content)
    assert str(caught.value).startswith(f"logo: {told}")


def test_a_jpeg_as_encoders_write_it_is_taken(tmp_path: Path) -> None:
    logo = read_logo(check_logo(tmp_path, make_jpeg(0)), make_jpeg(0))
    assert logo.width == 64


def test_of_an_animated_logo_the_first_picture_is_taken(tmp_path: Path) -> None:
    logo = read_logo(check_logo(tmp_path, frames("PNG")), frames("PNG"))
    with Image.open(io.BytesIO(logo.data)) as picture:
        assert getattr(picture, "n_frames", 1) == 1
        assert picture.getpixel((0, 0)) == (255, 0, 0, 255)


@linked
def test_a_logo_that_became_a_link_or_a_pipe_since_it_was_checked_is_refused(
    tmp_path: Path,
) -> None:
    partner = check_logo(tmp_path, make_png(9, 9))
    (tmp_path / "logo.png").unlink()
    os.mkfifo(tmp_path / "logo.png")
    with pytest.raises(InputError, match="no file"):
        read_logo_file(partner, tmp_path)


@pytest.mark.parametrize("seed", range(4))
def test_a_logo_with_damaged_bytes_is_taken_or_refused(seed: int) -> None:
    content = bytearray((make_png(30, 30), make_jpeg(0))[seed % 2])
    for at in range(seed, len(content), 7):
        content[at] ^= 0x55
        partner = Partner(name="A", themes=("a",), date=date(2026, 1, 1), logo="logo.png")
        try:
            read_logo(partner, bytes(content))
        except InputError as error:
            if {problem.field for problem in error.problems} != {"logo"}:
                raise
        content[at] ^= 0x55
