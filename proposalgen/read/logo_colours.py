"""The colours of a picture from outside, in sRGB as a viewer that heeds its profile shows them."""

from __future__ import annotations

import io
from collections.abc import Iterator

from PIL import Image, ImageChops, ImageCms

from proposalgen.read.icc import SRGB_GAMMA, SRGB_PRIMARIES, make_profile

_LARGEST_PROFILE = 4_000_000
"""Bytes of a profile; those of printing presses have about two million."""
_DEVICES = ("scnr", "mntr", "prtr", "spac")
"""Classes of profiles that describe a picture's colours (ICC.1:2022, 7.2.5)."""
_SPACES = {"L": "GRAY", "RGB": "RGB ", "CMYK": "CMYK"}
_NEAR = 3
"""By how many of 255 steps a space may differ from sRGB that is sRGB in other words."""


def to_eight_bits(picture: Image.Image, data: bytes) -> Image.Image:
    """Return a picture as L, LA, RGB, RGBA or CMYK of 8 bits, what is transparent as alpha.

    Args:
        picture: As Pillow reads it from a PNG or JPEG.
        data: Its file.
    """
    match picture.mode:
        case "P":
            return picture.convert("RGBA" if "transparency" in picture.info else "RGB")
        case "CMYK" if "adobe" not in picture.info:
            # Pillow takes every CMYK JPEG for one of Adobe's, in which 0 is full ink.
            return ImageChops.invert(picture)
        case "L" | "LA" | "RGB" | "RGBA" | "CMYK":
            plain = picture
        case "1":
            plain = picture.convert("L")
        case _:  # 16 bits of grey; Pillow's own conversion cuts off all above 255
            wide = picture.convert("I")
            plain = wide.point([round(value / 257) for value in range(65536)], "L")
    key = picture.info.get("transparency")
    if key is not None and picture.mode not in ("LA", "RGBA"):
        plain = plain.copy()
        plain.putalpha(_mask(picture, plain, key, data[24]))  # data[24]: the bit depth, of IHDR
    return plain


def _mask(
    picture: Image.Image, plain: Image.Image, key: int | tuple[int, ...], depth: int
) -> Image.Image:
    """Return the alpha of a picture in which one colour is transparent (PNG, 11.3.1.1)."""
    if isinstance(key, int) and depth == 16:
        return picture.convert("I").point([255 * (v != key) for v in range(65536)], "L")
    samples = (key,) if isinstance(key, int) else key
    # Pillow scales samples to 8 bits, but not the key.
    scaled = [value >> 8 if depth == 16 else value * 255 // (2**depth - 1) for value in samples]
    differs = [
        band.point([255 * (value != sample) for value in range(256)])
        for band, sample in zip(plain.split(), scaled, strict=True)
    ]
    mask = differs[0]
    for band in differs[1:]:
        mask = ImageChops.lighter(mask, band)
    return mask


def to_srgb(picture: Image.Image, profile: bytes) -> tuple[Image.Image, bool]:
    """Return a picture as RGBA in sRGB, and whether its colours are known to be right.

    Args:
        picture: L, LA, RGB, RGBA or CMYK.
        profile: The ICC profile of its colours; empty where there is none.
    """
    alpha = picture.getchannel("A") if picture.mode.endswith("A") else None
    plain = picture.convert(picture.mode.removesuffix("A"))
    shown = _apply(plain, profile) if profile else None
    sure = bool(shown) if profile else plain.mode != "CMYK"
    result = (shown or plain).convert("RGB").convert("RGBA")
    if alpha:
        result.putalpha(alpha)
    result.info = {}  # its profile holds no longer, and Pillow would save it
    return result, sure


def _apply(picture: Image.Image, data: bytes) -> Image.Image | None:
    """Return a picture in sRGB by its profile; None where that is broken or of another space."""
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
        space, device = profile.profile.xcolor_space, profile.profile.device_class
        if space == "RGB " and picture.mode == "L":  # against the rules, and often so
            picture = picture.convert("RGB")
        if space != _SPACES[picture.mode] or device not in _DEVICES:
            return None
        transform = ImageCms.buildTransform(
            profile,
            ImageCms.createProfile("sRGB"),
            picture.mode,
            "RGB",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,  # white stays white, as on a screen
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
        if picture.mode == "RGB" and _is_srgb(transform):
            return picture
        return ImageCms.applyTransform(picture, transform)
    except (OSError, ImageCms.PyCMSError, ValueError, TypeError):
        return None


def _is_srgb(transform: ImageCms.ImageCmsTransform) -> bool:
    """Return whether a transform changes next to nothing: then the colours stay exact."""
    steps = (0, 64, 128, 192, 255)
    cube = bytes(value for r in steps for g in steps for b in steps for value in (r, g, b))
    probe = Image.frombytes("RGB", (len(cube) // 3, 1), cube)
    apart = ImageChops.difference(probe, ImageCms.applyTransform(probe, transform) or probe)
    return max(apart.tobytes()) <= _NEAR


def find_profile(picture: Image.Image, data: bytes) -> bytes:
    """Return the profile of a picture's colours, its own or one that says the same; or nothing.

    A PNG may say it in four ways, of which the first here holds (PNG, third edition, 4.3).
    """
    chunks = dict(_read_chunks(data))
    if found := _read_code_points(chunks.get(b"cICP", b"")):
        return found
    profile = picture.info.get("icc_profile")
    if isinstance(profile, bytes) and profile:
        return profile if len(profile) <= _LARGEST_PROFILE else b"too large"
    if b"sRGB" in chunks:
        return b""
    gamma, primaries = picture.info.get("gamma"), picture.info.get("chromaticity")
    if gamma is None and primaries is None:
        return b""
    return make_profile(primaries or SRGB_PRIMARIES, gamma or SRGB_GAMMA)


# ITU-T H.273: primaries (white, red, green, blue) and transfer, by their numbers.
_D65 = 0.3127, 0.329
_PRIMARIES = {
    1: SRGB_PRIMARIES,
    9: (*_D65, 0.708, 0.292, 0.17, 0.797, 0.131, 0.046),
    11: (0.314, 0.351, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06),
    12: (*_D65, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06),
}
_GAMMAS = {1: SRGB_GAMMA, 4: 1 / 2.2, 5: 1 / 2.8, 6: SRGB_GAMMA, 8: 1.0, 13: SRGB_GAMMA}


def _read_code_points(chunk: bytes) -> bytes:
    """Return the profile that a cICP chunk names; nothing for one that is not known here."""
    if len(chunk) != 4 or chunk[0] not in _PRIMARIES or chunk[1] not in _GAMMAS:
        return b""
    return make_profile(_PRIMARIES[chunk[0]], _GAMMAS[chunk[1]])


def _read_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield type and content of the small chunks of a PNG that stand before its pixels."""
    at = 8 if data.startswith(b"\x89PNG\r\n\x1a\n") else len(data)
    while at + 8 <= len(data) and data[at + 4 : at + 8] != b"IDAT":
        size = int.from_bytes(data[at : at + 4], "big")
        if size <= 32:
            yield data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        at += 12 + size
