"""XML as text: namespaces, escaping, colours and lengths as WordprocessingML writes them."""

from __future__ import annotations

import re

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 does not allow as a character (production 2)."""


def escape(text: str) -> str:
    """Return text as XML character data, safe in attributes too.

    Raises:
        ValueError: the text holds a character that XML does not allow; it is named.
    """
    if forbidden := _FORBIDDEN.search(text):
        raise ValueError(f"XML allows no character U+{ord(forbidden[0]):04X}")
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


def hex_colour(colour: str) -> str:
    """Return ``#1E2DBE`` as an ST_HexColorRGB, ``1E2DBE`` (17.18.38, 22.9.2.5)."""
    return colour.removeprefix("#")


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point, as most of WordprocessingML counts (17.18.81)."""
    return round(millimetres * 1440 / 25.4)
