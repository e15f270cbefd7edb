"""A partner's logo: judged by its header before it is decoded, then trimmed and re-encoded."""

from __future__ import annotations

import io
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageChops, ImageOps, ImageStat
from pydantic_core import PydanticCustomError

from proposalgen.errors import InputError, Problem, quote
from proposalgen.model.document import LOGO_ROOM, Logo
from proposalgen.model.fields import Mistake, invalid
from proposalgen.model.partner import Partner
from proposalgen.read.logo_colours import find_profile, to_eight_bits, to_srgb
from proposalgen.read.logo_files import find_logo
from proposalgen.read.place import Place

LARGEST_FILE = 10_000_000
"""Bytes of a logo's file."""
MOST_PIXELS = 25_000_000
"""Pixels of a logo."""
LONGEST_EDGE = 25_000
"""Pixels of a logo's side: Pillow keeps a pointer for each row."""
MOST_SCANS = 100
"""Scans of a JPEG, each of which takes as long as a picture; encoders write about ten."""
# ITU-T T.81, B.1.1.3: the markers that begin a file (SOI) and a scan (SOS). No entropy-coded data
# holds them: a 0xFF there is followed by 0x00 or a restart marker.
_SOI, _SOS = b"\xff\xd8", b"\xff\xda"
_QUIET = threading.Lock()
_FORMATS = ("PNG", "JPEG")
_AS_PNG = "Save it as PNG."

DRAWN_EDGE = 1200
"""Pixels of a logo's longer edge in a document: 600 dpi at the size of its panel."""
_LIGHT = 190
"""Mean luma, 0 to 255, above which what can be seen of a logo is nearly white."""
_FAINT, _WHITE = 8, 243
"""Up to which alpha, and from which value of each channel on, a pixel cannot be seen on white."""
_LEAST_DPI = 150
"""Pixels per inch below which a logo that fills its panel looks blurred."""
_LEAST_SIDE = 2.0
"""Millimetres below which a side of a logo is a mere line."""


def check_logo(name: str, folder: Path) -> Path:
    """Return the path of a logo's file, which was judged by its size and header, not decoded.

    Args:
        name: the path that the record gives.
        folder: where that path starts, and what it may not leave, through links neither.

    Raises:
        PydanticCustomError: the file is not inside, not regular, too large, or no PNG or JPEG.
    """
    path = find_logo(name, folder)
    _judge_file(path, name)
    return path


@contextmanager
def _as_input_error() -> Iterator[None]:
    """Raise a mistake of the field as one of the record."""
    try:
        yield
    except PydanticCustomError as error:
        mistakes: tuple[Mistake, ...] = (error.context or {})["mistakes"]
        raise InputError(Place().problem(("logo",), m.message, m.hint) for m in mistakes) from error


def _judge_file(path: Path, name: str) -> bytes:
    """Return what is in a logo's file, if it is a picture that may be decoded."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST_FILE else b""
    except OSError as error:
        raise invalid(f"cannot be read: {quote(name)}") from error
    _judge(data, name, size)
    return data


def _judge(data: bytes, name: str, size: int = 0) -> None:
    """Check that a picture may be decoded: by its size and header, before anything is decoded.

    ``size`` is that of the file, where it is too large to be read.

    Raises:
        PydanticCustomError: it may not.
    """
    size = size or len(data)
    if size > LARGEST_FILE:
        hint = f"At most {LARGEST_FILE // 1_000_000} MB."
        raise invalid(f"{size / 1_000_000:.1f} MB in {quote(name)}", hint)
    if data.startswith(_SOI) and data.count(_SOS) > MOST_SCANS:
        raise invalid(f"too many scans in {quote(name)}", "Save it again as PNG.")
    width, height = _measure(data, name)
    if max(width, height) > LONGEST_EDGE:
        hint = f"At most {LONGEST_EDGE:,} pixels a side."
        raise invalid(f"{width} by {height} pixels in {quote(name)}", hint)
    if width * height > MOST_PIXELS:
        hint = f"At most {MOST_PIXELS // 1_000_000} megapixels."
        raise invalid(f"{width} by {height} pixels in {quote(name)}", hint)


def _measure(data: bytes, name: str) -> tuple[int, int]:
    """Return the width and height, in pixels, that a PNG's or JPEG's header states."""
    try:
        # Pillow warns from 89 megapixels on; the caller refuses far smaller pictures.
        with _without_warnings(), Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            return picture.size
    except Image.DecompressionBombError as error:
        hint = f"At most {MOST_PIXELS // 1_000_000} megapixels."
        raise invalid(f"too many pixels in {quote(name)}", hint) from error
    except Exception as error:  # a damaged header can make Pillow raise anything
        raise invalid(f"neither PNG nor JPEG: {quote(name)}", _AS_PNG) from error


def read_logo_file(partner: Partner, folder: Path) -> bytes | None:
    """Return the file of a partner's logo, which is a picture that may be decoded.

    Args:
        partner: a partner, with or without a logo.
        folder: where the logo's path starts.

    Raises:
        InputError: the file has changed since the record was checked.
    """
    if not partner.logo:
        return None
    with _as_input_error():
        return _judge_file(find_logo(partner.logo, folder), partner.logo)


def read_logo(partner: Partner, data: bytes) -> Logo:
    """Return a partner's logo as a new PNG, which keeps nothing of its file but the picture.

    Its colours are sRGB, its empty margins are cut off, and what an officer should know of it is
    told: the panel of a document is small, and another picture may be a mail away.

    Args:
        partner: whose logo it is.
        data: a PNG or JPEG file.

    Raises:
        InputError: it cannot be decoded, or must not be.
    """
    given = partner.logo or "the bytes of the logo"
    with _as_input_error():
        _judge(data, given)
    name = quote(given)
    try:
        decoded, profile = _decode(data)
        trimmed = _trim(decoded)
        picture, colours_known = to_srgb(_shrink(trimmed or decoded), profile)
    except Exception as error:  # a damaged picture can make Pillow raise anything
        message = f"cannot be decoded: {name}"
        raise InputError(Place().problem(("logo",), message, "Save it again as PNG.")) from error
    file = io.BytesIO()
    picture.save(file, "PNG")
    alt = f"Logo of {partner.name}"
    logo = Logo(file.getvalue(), picture.width, picture.height, _is_light(picture), alt)
    doubts = []
    if not trimmed:
        hint = "Is it the right file? Ask the partner for another."
        doubts.append(Problem(f"nothing can be seen in {name}", field="logo", hint=hint))
    else:
        doubts += _doubt_size(logo, name)
    if not colours_known:
        doubts.append(_doubt_colours(decoded, name))
    return replace(logo, doubts=tuple(doubts))


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Ignore warnings, in one thread at a time.

    Which warnings are shown is a setting of the whole process: two threads that change it at once
    would each put back what the other had found.
    """
    with _QUIET, warnings.catch_warnings(action="ignore"):
        yield


def _decode(data: bytes) -> tuple[Image.Image, bytes]:
    """Return a picture of 8 bits, upright, and the profile of its colours."""
    with (
        _without_warnings(),  # of metadata, which is dropped
        Image.open(io.BytesIO(data), formats=_FORMATS) as opened,
    ):
        opened.load()
        profile = find_profile(opened, data)
        return ImageOps.exif_transpose(to_eight_bits(opened, data)), profile


def _trim(picture: Image.Image) -> Image.Image | None:
    """Return a picture without its empty margins; None where there is nothing but them.

    A margin is what cannot be seen on the white of a logo's panel. A coloured ground stays: it is
    part of the logo.
    """
    if picture.mode in ("LA", "RGBA"):
        alpha = picture.getchannel("A")
        box = alpha.point([value > _FAINT for value in range(256)]).getbbox()
        if box is None:
            return None
        picture = picture.crop(box)
        if picture.getchannel("A").getextrema() != (255, 255):
            return picture
        picture = picture.convert(picture.mode[:-1])
    seen = picture.convert("RGB").split()
    darkest = ImageChops.darker(ImageChops.darker(seen[0], seen[1]), seen[2])
    box = darkest.point([value < _WHITE for value in range(256)]).getbbox()
    return picture.crop(box) if box else None


def _shrink(picture: Image.Image) -> Image.Image:
    """Return a picture of no more pixels than a document shows."""
    if max(picture.size) > DRAWN_EDGE:
        picture.thumbnail((DRAWN_EDGE, DRAWN_EDGE))
    return picture


def _is_light(picture: Image.Image) -> bool:
    """Return whether a picture on a transparent ground is nearly white, where it can be seen."""
    alpha = picture.getchannel("A")
    if alpha.getextrema()[0] == 255:
        return False
    seen = ImageStat.Stat(picture.convert("L"), alpha.point(lambda value: 255 * (value > 127)))
    return bool(seen.count[0]) and seen.mean[0] > _LIGHT


# -- what an officer should know -----------------------------------------------------------------


def _doubt_size(logo: Logo, name: str) -> Iterator[Problem]:
    """Yield why a logo will look small, blurred or like a line."""
    pixels = f"{logo.width} by {logo.height} pixels"
    least = [round(side / 25.4 * _LEAST_DPI) for side in LOGO_ROOM]
    if logo.width < least[0] and logo.height < least[1]:
        message = f"few pixels in {name}: {pixels} without its margins"
        hint = f"Ask the partner for one at least {least[0]} pixels wide or {least[1]} high."
        yield Problem(message, field="logo", hint=hint)
    elif min(logo.size) < _LEAST_SIDE:
        width, height = logo.size
        message = f"very long and narrow: {name}, {pixels}; {width:.1f} by {height:.1f} mm in print"
        yield Problem(message, field="logo", hint="Ask the partner for a more compact one.")


def _doubt_colours(picture: Image.Image, name: str) -> Problem:
    if picture.mode == "CMYK":
        message = f"colours made for a printing press in {name}, and no profile that says for which"
    else:
        message = f"the colour profile in {name} cannot be used, so that its colours may be others"
    hint = "Compare them with the partner's own, or ask for a PNG in sRGB."
    return Problem(message, field="logo", hint=hint)
