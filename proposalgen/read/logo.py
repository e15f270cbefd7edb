"""A partner's logo: judged by its header before it is decoded, then re-encoded."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

from PIL import Image, ImageOps, ImageStat
from pydantic_core import PydanticCustomError

from proposalgen.errors import InputError, quote
from proposalgen.model.document import Logo
from proposalgen.model.fields import Mistake, invalid
from proposalgen.model.partner import Partner
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
_FORMATS = ("PNG", "JPEG")
_AS_PNG = "Save it as PNG."

DRAWN_EDGE = 1200
"""Pixels of a logo's longer edge in a document: 600 dpi at the size of its panel."""
_LIGHT = 190
"""Mean luma, 0 to 255, above which what can be seen of a logo is nearly white."""


def check_logo(name: str, folder: Path) -> Path:
    """Return the path of a logo's file, which was judged by its size and header, not decoded.

    Args:
        name: the path that the record gives.
        folder: where that path starts, and what it may not leave, through links neither.

    Raises:
        PydanticCustomError: the file is not inside, not regular, too large, or no PNG or JPEG.
    """
    path = _find_file(name, folder)
    data = path.read_bytes()
    if data.startswith(_SOI) and data.count(_SOS) > MOST_SCANS:
        raise invalid(f"too many scans in {quote(name)}", "Save it again as PNG.")
    width, height = _measure(path, name)
    if max(width, height) > LONGEST_EDGE:
        hint = f"At most {LONGEST_EDGE:,} pixels a side."
        raise invalid(f"{width} by {height} pixels in {quote(name)}", hint)
    if width * height > MOST_PIXELS:
        hint = f"At most {MOST_PIXELS // 1_000_000} megapixels."
        raise invalid(f"{width} by {height} pixels in {quote(name)}", hint)
    return path


def _find_file(name: str, folder: Path) -> Path:
    try:
        path = (folder / name).resolve()
        inside = path.is_relative_to(folder.resolve())
        regular = path.is_file()
        size = path.stat().st_size if regular else 0
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle, before 3.13
        raise invalid(f"cannot be read: {quote(name)}") from error
    if Path(name).is_absolute() or not inside:
        hint = "Copy the picture beside the list and name it from there."
        raise invalid(f"outside the list's folder: {quote(name)}", hint)
    if not regular:
        hint = f"It is looked for in {quote(str(folder), 200)}."
        raise invalid(f"no file {quote(name)}", hint)
    if size > LARGEST_FILE:
        hint = f"At most {LARGEST_FILE // 1_000_000} MB."
        raise invalid(f"{size / 1_000_000:.1f} MB in {quote(name)}", hint)
    return path


def _measure(path: Path, name: str) -> tuple[int, int]:
    """Return the width and height, in pixels, that a PNG's or JPEG's header states."""
    try:
        with warnings.catch_warnings():
            # Pillow warns from 89 megapixels on; the caller refuses far smaller pictures.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path, formats=_FORMATS) as picture:
                return picture.size
    except Image.DecompressionBombError as error:
        hint = f"At most {MOST_PIXELS // 1_000_000} megapixels."
        raise invalid(f"too many pixels in {quote(name)}", hint) from error
    except Exception as error:  # a damaged header can make Pillow raise anything
        raise invalid(f"neither PNG nor JPEG: {quote(name)}", _AS_PNG) from error


def read_logo(partner: Partner, folder: Path) -> Logo | None:
    """Return the partner's logo as a new PNG, which keeps nothing of its file but the picture.

    Args:
        partner: a partner, with or without a logo.
        folder: where the logo's path starts.

    Raises:
        InputError: the file has changed since the record was checked, or cannot be decoded.
    """
    if not partner.logo:
        return None
    try:
        path = check_logo(partner.logo, folder)
    except PydanticCustomError as error:
        mistakes: tuple[Mistake, ...] = (error.context or {})["mistakes"]
        raise InputError(Place().problem(("logo",), m.message, m.hint) for m in mistakes) from error
    try:
        with (
            warnings.catch_warnings(action="ignore"),  # of metadata, which is dropped
            Image.open(path, formats=_FORMATS) as opened,
        ):
            picture = ImageOps.exif_transpose(opened).convert("RGBA")
    except Exception as error:  # a damaged picture can make Pillow raise anything
        message = f"cannot be decoded: {quote(partner.logo)}"
        raise InputError(Place().problem(("logo",), message, "Save it again as PNG.")) from error
    picture.thumbnail((DRAWN_EDGE, DRAWN_EDGE))
    data = io.BytesIO()
    picture.save(data, "PNG")
    alt = f"Logo of {partner.name}"
    return Logo(data.getvalue(), picture.width, picture.height, _is_light(picture), alt)


def _is_light(picture: Image.Image) -> bool:
    """Return whether a picture on a transparent ground is nearly white, where it can be seen."""
    alpha = picture.getchannel("A")
    if alpha.getextrema()[0] == 255:
        return False
    seen = ImageStat.Stat(picture.convert("L"), alpha.point(lambda value: 255 * (value > 127)))
    return bool(seen.count[0]) and seen.mean[0] > _LIGHT
