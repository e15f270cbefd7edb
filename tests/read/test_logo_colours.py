"""A logo has the colours that a viewer which heeds its profile shows, whatever the kind of file."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import date

import pytest
from PIL import Image, ImageChops, ImageCms

from proposalgen.model.document import Logo
from proposalgen.model.partner import Partner
from proposalgen.read.icc import SRGB_GAMMA, SRGB_PRIMARIES, make_profile
from proposalgen.read.logo import read_logo
from tests.support.bombs import chunk
from tests.support.logos import CLEAR, GREEN, RED, convert, draw, make_press_profile, save_png

P3_PRIMARIES = (0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06)
P3 = make_profile(P3_PRIMARIES, SRGB_GAMMA)
ADOBE_RGB = make_profile((0.3127, 0.329, 0.64, 0.33, 0.21, 0.71, 0.15, 0.06), 256 / 563)
PROPHOTO = make_profile((0.3457, 0.3585, 0.7347, 0.2653, 0.1596, 0.8404, 0.0366, 0.0001), 1 / 1.8)
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

WHITE = (255, 255, 255)


def gamma(value: float) -> bytes:
    return chunk(b"gAMA", struct.pack(">I", round(value * 100_000)))


def primaries(*values: float) -> bytes:
    return chunk(b"cHRM", struct.pack(">8I", *(round(value * 100_000) for value in values)))


def take(data: bytes) -> tuple[Logo, Image.Image]:
    """Return the logo that a file becomes, and its picture."""
    partner = Partner(name="Nordhavn", themes=("a",), date=date(2026, 1, 1), logo="logo.png")
    logo = read_logo(partner, data)
    return logo, Image.open(io.BytesIO(logo.data))


def save(picture: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def look(picture: Image.Image) -> list[tuple[int, ...]]:
    """Return the colours of the circle, the bar and the corner of a picture without margins."""
    width, height = picture.size
    found = [(width // 6, height // 2), (width * 3 // 4, height // 2), (0, 0)]
    pixels = [picture.getpixel(place) for place in found]
    assert picture.mode == "RGBA"
    return [pixel for pixel in pixels if isinstance(pixel, tuple)]


def near(pixel: tuple[int, ...], colour: tuple[int, ...], by: int = 4) -> bool:
    return all(abs(a - b) <= by for a, b in zip(pixel, colour, strict=False))


@pytest.mark.parametrize("profile", [P3, ADOBE_RGB, PROPHOTO], ids=["P3", "AdobeRGB", "ProPhoto"])
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_colours_of_a_wide_space_are_turned_into_srgb(profile: bytes, kind: str) -> None:
    raw = convert(draw(), profile)
    corner = raw.getpixel((120, 120))
    assert isinstance(corner, tuple)
    assert not near(corner, GREEN, 8)  # or the test would test nothing
    logo, picture = take(save(raw, kind, icc_profile=profile, quality=95))
    circle, bar, ground = look(picture)
    assert near(circle, GREEN)
    assert near(bar, RED)
    assert near(ground, WHITE, 1)
    assert logo.doubts == ()
    assert "icc_profile" not in picture.info


def test_a_profile_changes_the_colours_of_a_transparent_logo_and_not_its_alpha() -> None:
    source = draw("RGBA", CLEAR)
    raw = convert(source, P3)
    raw.putalpha(source.getchannel("A"))
    _, picture = take(save(raw, "PNG", icc_profile=P3))
    assert near(look(picture)[0], GREEN)
    assert (
        picture.getchannel("A").tobytes()
        == source.getchannel("A").crop((24, 24, 541, 217)).tobytes()
    )


def test_colours_of_srgb_stay_exact_with_a_profile_that_says_so() -> None:
    source = draw()
    _, picture = take(save(source, "PNG", icc_profile=SRGB))
    assert (
        ImageChops.difference(picture.convert("RGB"), source.crop((24, 24, 541, 217))).getbbox()
        is None
    )


def test_a_grey_logo_is_lighter_or_darker_by_the_gamma_of_its_profile() -> None:
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, 256) + bytes(2)
    white = b"XYZ " + bytes(4) + struct.pack(">3i", 63190, 65536, 54061)
    head = struct.pack(">I4sI4s4s4s12x4s", 0, b"", 0x02400000, b"mntr", b"GRAY", b"XYZ ", b"acsp")
    head = (head.ljust(68, b"\0") + struct.pack(">3i", 63190, 65536, 54061)).ljust(128, b"\0")
    table = struct.pack(">I4sII4sII", 2, b"wtpt", 156, 20, b"kTRC", 176, 16)
    linear = head + table + white + curve
    linear = struct.pack(">I", len(linear)) + linear[4:]
    _, picture = take(save(Image.new("L", (300, 90), 55), "PNG", icc_profile=linear))
    assert near(look(picture)[0], (128, 128, 128))  # 55 of 255 in linear light


def test_a_grey_logo_with_a_profile_of_three_colours_is_taken_for_what_it_is() -> None:
    logo, picture = take(save(Image.new("L", (300, 90), 55), "PNG", icc_profile=SRGB))
    assert near(look(picture)[0], (55, 55, 55), 1)
    assert logo.doubts == ()


@pytest.mark.parametrize(
    "profile",
    [b"x" * 200, SRGB[:300], make_press_profile(), bytes(5_000_000)],
    ids=["no profile", "cut short", "of another space", "too large"],
)
def test_a_profile_that_cannot_be_used_is_told(profile: bytes) -> None:
    logo, picture = take(save(draw(), "JPEG", icc_profile=profile, quality=95))
    assert near(look(picture)[0], GREEN, 2)
    assert [str(one) for one in logo.doubts] == [
        "logo: the colour profile in 'logo.png' cannot be used, so that its colours may be others."
        " Compare them with the partner's own, or ask for a PNG in sRGB."
    ]


# -- pictures for a press ------------------------------------------------------------------------


def test_inks_become_the_colours_that_their_profile_says() -> None:
    cyan = Image.new("CMYK", (300, 90), (255, 0, 0, 0))
    logo, picture = take(save(cyan, "JPEG", icc_profile=make_press_profile()))
    circle = look(picture)[0]
    assert near(circle, (119, 119, 119), 8)  # Lab 50, 0, 0
    assert logo.doubts == ()


def test_inks_without_a_profile_are_shown_and_told() -> None:
    logo, picture = take(save(draw("CMYK"), "JPEG", quality=95))
    assert near(look(picture)[0], GREEN, 8)
    assert str(logo.doubts[0]).startswith(
        "logo: colours made for a printing press in 'logo.png', and no profile"
    )


def test_inks_are_not_taken_for_their_contrary_where_adobe_s_mark_is_missing() -> None:
    # Adobe's files say 0 for full ink, all others 255; Pillow writes Adobe's, with the mark.
    contrary = save(ImageChops.invert(draw("CMYK")), "JPEG", quality=95)
    at = contrary.index(b"\xff\xee")
    size = int.from_bytes(contrary[at + 2 : at + 4], "big")
    plain = contrary[:at] + contrary[at + 2 + size :]
    assert near(look(take(plain)[1])[0], GREEN, 8)


# -- the chunks of a PNG -------------------------------------------------------------------------


def linear(value: int) -> int:
    part = value / 255
    return round(255 * (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4))


@pytest.mark.parametrize(
    ("picture", "chunks"),
    [
        (draw().point(linear), (gamma(1.0),)),
        (convert(draw(), P3), (gamma(SRGB_GAMMA), primaries(*P3_PRIMARIES))),
        (convert(draw(), P3), (chunk(b"cICP", bytes((12, 13, 0, 1))),)),
        (draw(), (chunk(b"sRGB", b"\0"), gamma(1.0))),  # sRGB holds before gAMA
        (draw(), (gamma(SRGB_GAMMA), primaries(*SRGB_PRIMARIES))),
        (draw(), (chunk(b"cICP", bytes((9, 16, 0, 1))),)),  # of a film: left alone
        (draw(), (gamma(0),)),  # nonsense: left alone
    ],
    ids=["gAMA", "cHRM", "cICP", "sRGB", "sRGB in other words", "PQ", "gamma 0"],
)
def test_a_png_without_a_profile_says_its_colours_in_chunks(
    picture: Image.Image, chunks: tuple[bytes, ...]
) -> None:
    logo, shown = take(save_png(picture, *chunks))
    circle, bar, ground = look(shown)
    assert near(circle, GREEN)
    assert near(bar, RED)
    assert near(ground, WHITE, 1)
    assert logo.doubts == ()


BT_709 = (0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06)
BT_2020 = (0.3127, 0.329, 0.708, 0.292, 0.17, 0.797, 0.131, 0.046)
DCI_P3 = (0.314, 0.351, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06)


@pytest.mark.parametrize(
    ("number", "space"), [(1, BT_709), (9, BT_2020), (11, DCI_P3), (12, P3_PRIMARIES)]
)
@pytest.mark.parametrize(
    ("transfer", "exponent"),
    [(1, 2.2), (4, 2.2), (5, 2.8), (6, 2.2), (8, 1), (13, 2.2)],
)
def test_a_png_may_name_its_colours_by_the_numbers_of_h_273(
    number: int, space: tuple[float, ...], transfer: int, exponent: float
) -> None:
    raw = convert(draw(), make_profile(space, 1 / exponent))
    logo, shown = take(save_png(raw, chunk(b"cICP", bytes((number, transfer, 0, 1)))))
    circle, bar, ground = look(shown)
    assert near(circle, GREEN)
    assert near(bar, RED)
    assert near(ground, WHITE, 1)
    assert logo.doubts == ()


@pytest.mark.parametrize("at", range(8))
@pytest.mark.parametrize("wrong", [0, 1.5])
def test_primaries_that_are_no_colours_are_left_alone(at: int, wrong: float) -> None:
    values = [*P3_PRIMARIES[:at], wrong, *P3_PRIMARIES[at + 1 :]]
    if wrong == 0 and at % 2 == 0:
        pytest.skip("an x of nothing is a colour")
    _, shown = take(save_png(draw(), primaries(*values)))
    assert near(look(shown)[0], GREEN, 0)


# -- depths and transparency ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "ground"), [("L", "white"), ("RGB", "white"), ("LA", CLEAR), ("RGBA", CLEAR)]
)
def test_sixteen_bits_are_scaled_to_eight(mode: str, ground: str | tuple[int, ...]) -> None:
    source = draw(mode, ground)
    _, picture = take(save_png(source, wide=True))
    expected = source.crop((24, 24, 541, 217)).convert("RGBA")
    assert ImageChops.difference(picture, expected).getbbox() is None


@pytest.mark.parametrize("wide", [False, True], ids=["8 bits", "16 bits"])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_the_one_transparent_colour_of_a_png_is_alpha(mode: str, wide: bool) -> None:
    key = struct.pack(">H", 128 * 257 if wide else 128) * len(mode)
    source = draw(mode, (128, 128, 128))
    _, picture = take(save_png(source, chunk(b"tRNS", key), wide=wide))
    circle, bar, ground = look(picture)
    assert (circle[3], bar[3], ground[3]) == (255, 255, 0)
    assert picture.size == (517, 193)


def test_the_transparent_grey_of_two_bits_is_the_one_that_is_meant() -> None:
    head = struct.pack(">IIBBBBB", 8, 1, 2, 0, 0, 0, 0)
    parts = (
        chunk(b"IHDR", head),
        chunk(b"tRNS", b"\0\2"),
        chunk(b"IDAT", zlib.compress(bytes((0, 0b00_01_10_11, 0b00_01_10_11)))),
        chunk(b"IEND", b""),
    )
    _, picture = take(b"\x89PNG\r\n\x1a\n" + b"".join(parts))
    assert [picture.getpixel((x, 0)) for x in range(4)] == [
        (0, 0, 0, 255), (85, 85, 85, 255), (170, 170, 170, 0), (255, 255, 255, 255),
    ]  # fmt: skip


def test_a_palette_keeps_its_transparent_entries() -> None:
    _, picture = take(save(draw("RGBA", CLEAR).quantize(16), "PNG"))
    circle, bar, ground = look(picture)
    assert (circle, bar) == ((*GREEN, 255), (*RED, 255))
    assert ground[3] == 0
