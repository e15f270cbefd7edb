"""ToUnicode CMaps: which text each code of a font stands for (ISO 32000-1 9.10.3)."""

from __future__ import annotations

import re
from typing import Any

_PAIRS = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def read_cmap(font: Any) -> dict[bytes, str]:
    """Return the text of each code of a font of pikepdf's."""
    cmap = font.ToUnicode.read_bytes()
    # The ranges of codes before are pairs too, but not of a code and its text.
    pairs = _PAIRS.findall(cmap.partition(b"endcodespacerange")[2])
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be")
        for code, text in pairs
    }
