"""A logo is judged before it is decoded, and nothing of its file but the picture is kept."""

from __future__ import annotations

import os
import struct
import zlib
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from proposalgen.errors import InputError
from proposalgen.model.document import Logo
from proposalgen.model.partner import Partner
from proposalgen.read.logo import read_logo, read_logo_file
from tests.read.records import check, complain


def make_png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    data = zlib.compress(bytes(min(height, 10) * (width // 8 + 2)))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """A folder of pictures inside another."""
    folder = tmp_path / "list"
    (folder / "logos").mkdir(parents=True)
    (folder / "logos" / "good.png").write_bytes(make_png(5000, 5000))
    (folder / "wide.png").write_bytes(make_png(5001, 5000))
    (folder / "bomb.png").write_bytes(make_png(30000, 30000))
    (folder / "not.png").write_bytes(b"GIF89a" + bytes(20))
    (folder / "big.png").write_bytes(make_png(10, 10) + bytes(10_000_000))
    (tmp_path / "outside.png").write_bytes(make_png(10, 10))
    return folder


def test_a_jpeg_of_more_scans_than_an_encoder_writes_is_refused(tmp_path: Path) -> None:
    Image.new("RGB", (64, 64), "red").save(tmp_path / "logo.jpg", "JPEG", progressive=True)
    data = (tmp_path / "logo.jpg").read_bytes()
    scan = data[data.rindex(b"\xff\xda") : -2]
    (tmp_path / "logo.jpg").write_bytes(data[:-2] + scan * (100 - data.count(b"\xff\xda")))
    assert check(tmp_path, logo="logo.jpg").logo == "logo.jpg"
    (tmp_path / "logo.jpg").write_bytes(data[:-2] + scan * (101 - data.count(b"\xff\xda")))
    assert "too many scans in 'logo.jpg'. Save it again as PNG." in (
        complain(tmp_path, logo="logo.jpg")
    )


@pytest.mark.parametrize("size", [(1, 25_001), (25_001, 1)])
def test_a_logo_of_a_very_long_side_is_refused(tmp_path: Path, size: tuple[int, int]) -> None:
    (tmp_path / "long.png").write_bytes(make_png(*size))
    assert "At most 25,000 pixels a side." in complain(tmp_path, logo="long.png")


def test_a_logo_that_changed_after_the_record_was_checked_is_judged_again(tmp_path: Path) -> None:
    partner = make_logo(tmp_path, (20, 30, 190, 255))
    (tmp_path / "logo.png").write_bytes(make_png(5001, 5000))
    with pytest.raises(InputError, match="logo: 5001 by 5000 pixels in 'logo"):
        take(partner, tmp_path)


def test_a_logo_beside_the_list_is_taken(pictures: Path) -> None:
    assert check(pictures, logo="logos/good.png").logo == "logos/good.png"


@pytest.mark.parametrize(
    ("logo", "told"),
    [
        ("wide.png", "5001 by 5000 pixels in 'wide.png'. At most 25 megapixels."),
        ("bomb.png", "too many pixels"),
        ("not.png", "neither PNG nor JPEG: 'not.png'"),
        ("big.png", "10.0 MB in 'big.png'. At most 10 MB."),
        ("none.png", "no file 'none.png'"),
        ("logos", "no file 'logos'"),
        ("../outside.png", "outside the list's folder"),
        ("/etc/hostname", "outside the list's folder"),
    ],
)
def test_a_logo_that_could_do_harm_is_refused(pictures: Path, logo: str, told: str) -> None:
    assert f"logo: {told}" in complain(pictures, logo=logo)


@pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")
def test_a_link_out_of_the_folder_and_a_pipe_are_refused(pictures: Path) -> None:
    (pictures / "link.png").symlink_to(pictures.parent / "outside.png")
    os.mkfifo(pictures / "pipe.png")
    assert "outside the list's folder" in complain(pictures, logo="link.png")
    assert "no file 'pipe.png'" in complain(pictures, logo="pipe.png")


def make_logo(folder: Path, colour: tuple[int, ...], pnginfo: PngInfo | None = None) -> Partner:
    """Write a logo of one colour, 3000 by 600 pixels; return the partner's record of it."""
    Image.new("RGBA", (3000, 600), colour).save(folder / "logo.png", pnginfo=pnginfo)
    return Partner(name="Nordhavn", themes=("a",), date=date(2026, 1, 1), logo="logo.png")


def take(partner: Partner, folder: Path) -> Logo:
    data = read_logo_file(partner, folder)
    assert data is not None
    return read_logo(partner, data)


def test_a_logo_keeps_its_shape_and_nothing_of_its_file_but_the_picture(tmp_path: Path) -> None:
    said = PngInfo()
    said.add_text("Comment", "from another partner")
    logo = take(make_logo(tmp_path, (20, 30, 190, 255), pnginfo=said), tmp_path)
    assert (logo.width, logo.height, logo.alt) == (1200, 240, "Logo of Nordhavn")
    assert b"another partner" not in logo.data


@pytest.mark.parametrize(
    ("colour", "light"),
    [((255, 255, 255, 200), True), ((255, 255, 255, 255), False), ((9, 9, 9, 200), False)],
)
def test_a_white_logo_on_nothing_asks_for_a_dark_ground(
    tmp_path: Path, colour: tuple[int, ...], light: bool
) -> None:
    assert take(make_logo(tmp_path, colour), tmp_path).light == light


# -- margins, and what is told -------------------------------------------------------------------


def put(folder: Path, picture: Image.Image, kind: str = "PNG") -> Logo:
    """Return the logo that a picture becomes."""
    picture.save(folder / "logo.png", kind)
    return take(Partner(name="A", themes=("a",), date=date(2026, 1, 1), logo="logo.png"), folder)


def told(logo: Logo) -> str:
    return " ".join(map(str, logo.doubts))


@pytest.mark.parametrize(
    ("mode", "ground"), [("RGB", "white"), ("RGB", "#FAFAFA"), ("RGBA", "#0000")]
)
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_margins_that_cannot_be_seen_are_cut_off(
    tmp_path: Path, mode: str, ground: str, kind: str
) -> None:
    sheet = Image.new(mode, (2400, 2400), ground)
    sheet.paste(Image.new(mode, (480, 160), "navy"), (800, 1600))
    if kind == "JPEG" and mode == "RGBA":
        pytest.skip("a JPEG has no alpha")
    logo = put(tmp_path, sheet, kind)
    assert (logo.width, logo.height) == (480, 160)


@pytest.mark.parametrize(
    ("mode", "ground", "cut"),
    [
        ("RGB", (243, 255, 255), True),  # whiter than paper
        ("RGB", (242, 255, 255), False),
        ("RGB", (255, 242, 255), False),
        ("RGB", (255, 255, 242), False),
        ("L", 243, True),
        ("L", 242, False),
        ("RGBA", (0, 0, 0, 8), True),
        ("RGBA", (0, 0, 0, 9), False),
        ("LA", (0, 8), True),
        ("LA", (0, 9), False),
    ],
)
def test_a_margin_is_what_cannot_be_told_from_paper(
    tmp_path: Path, mode: str, ground: int | tuple[int, ...], cut: bool
) -> None:
    sheet = Image.new(mode, (900, 600), ground)
    sheet.paste(Image.new("RGB", (480, 160), "navy").convert(mode), (200, 300))
    logo = put(tmp_path, sheet)
    assert (logo.width, logo.height) == ((480, 160) if cut else (900, 600))


def test_a_coloured_ground_is_part_of_a_logo(tmp_path: Path) -> None:
    sheet = Image.new("RGB", (600, 400), "navy")
    sheet.paste(Image.new("RGB", (100, 50), "white"), (250, 200))
    logo = put(tmp_path, sheet)
    assert (logo.width, logo.height) == (600, 400)


def test_the_white_letters_of_a_transparent_logo_are_no_margin(tmp_path: Path) -> None:
    sheet = Image.new("RGBA", (600, 400))
    sheet.paste(Image.new("RGBA", (300, 200), "white"), (100, 100))
    sheet.paste(Image.new("RGBA", (90, 90), "navy"), (150, 110))
    sheet.putpixel((100, 100), (255, 255, 255, 20))
    logo = put(tmp_path, sheet)
    assert (logo.width, logo.height) == (300, 200)


@pytest.mark.parametrize(
    "picture", [Image.new("RGBA", (300, 300)), Image.new("RGB", (300, 300), "white")]
)
def test_a_logo_in_which_nothing_can_be_seen_is_told(tmp_path: Path, picture: Image.Image) -> None:
    assert told(put(tmp_path, picture)).startswith("logo: nothing can be seen in 'logo.png'. Is it")


def test_few_pixels_are_told_and_drawn_small(tmp_path: Path) -> None:
    logo = put(tmp_path, Image.new("RGB", (96, 48), "navy"))
    assert told(logo) == (
        "logo: few pixels in 'logo.png': 96 by 48 pixels without its margins."
        " Ask the partner for one at least 236 pixels wide or 130 high."
    )
    assert logo.size == pytest.approx((25.4, 12.7))


@pytest.mark.parametrize("size", [(236, 20), (20, 130), (236, 130)])
def test_as_many_pixels_as_fill_the_panel_are_enough(tmp_path: Path, size: tuple[int, int]) -> None:
    assert put(tmp_path, Image.new("RGB", size, "navy")).doubts == ()


def test_a_logo_fills_its_panel_in_width_or_in_height(tmp_path: Path) -> None:
    assert put(tmp_path, Image.new("RGB", (800, 400), "navy")).size == pytest.approx((40, 20))
    assert put(tmp_path, Image.new("RGB", (400, 400), "navy")).size == pytest.approx((22, 22))


def test_a_logo_like_a_line_is_told(tmp_path: Path) -> None:
    assert told(put(tmp_path, Image.new("RGB", (3000, 30), "navy"))) == (
        "logo: very long and narrow: 'logo.png', 1200 by 12 pixels; 40.0 by 0.4 mm in print."
        " Ask the partner for a more compact one."
    )


def test_a_photograph_s_turn_is_heeded(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    Image.new("RGB", (200, 600), "navy").save(tmp_path / "logo.png", "JPEG", exif=exif)
    logo = take(Partner(name="A", themes=("a",), date=date(2026, 1, 1), logo="logo.png"), tmp_path)
    assert (logo.width, logo.height) == (600, 200)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "MPO"])
def test_a_file_is_what_it_holds_whatever_its_name_ends_in(tmp_path: Path, kind: str) -> None:
    assert put(tmp_path, Image.new("RGB", (300, 150), "navy"), kind).width == 300


def test_a_partner_without_a_logo_has_none(tmp_path: Path) -> None:
    partner = Partner(name="A", themes=("a",), date=date(2026, 1, 1))
    assert read_logo_file(partner, tmp_path) is None


def test_a_logo_cut_short_is_told(tmp_path: Path) -> None:
    partner = make_logo(tmp_path, (20, 30, 190, 255))
    data = (tmp_path / "logo.png").read_bytes()
    (tmp_path / "logo.png").write_bytes(data[:-200])
    with pytest.raises(InputError, match=r"cannot be decoded: 'logo\.png'"):
        take(partner, tmp_path)
