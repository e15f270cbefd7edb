"""Markers: places in a text that stand for values, which stay values.

A marker is a number between U+FDD0 and U+FDD1, two non-characters that Unicode keeps for a
program's own use (Unicode 16.0, 23.7): no text from outside may hold them, so none can forge one.
"""

from __future__ import annotations

import re

from proposalgen.model.document import Block, Inlines

OPEN, CLOSE = "\ufdd0", "\ufdd1"
MARKER = re.compile(f"{OPEN}([0-9]{{1,9}}){CLOSE}")
"""Its first group is the index of the value."""

Value = str | Inlines | tuple[Block, ...]
"""What a marker stands for: plain text, inlines, or blocks (in a paragraph of its own)."""


def mark_value(index: int) -> str:
    """Return the marker for the value at ``index``."""
    return f"{OPEN}{index}{CLOSE}"
