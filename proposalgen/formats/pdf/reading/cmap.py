"""ToUnicode CMaps: which text each code of a font stands for (ISO 32000-1 9.10.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(
    rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[(.*?)\])", re.DOTALL
)
_TEXT = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_LONGEST_RANGE = 65536


def read_cmap(font: Any) -> dict[bytes, str]:
    """Return the text of each code of a font of pikepdf's; none for a font that does not tell."""
    stream = font.get("/ToUnicode")
    if not isinstance(stream, pikepdf.Stream):
        return {}
    return dict(_list_pairs(stream.read_bytes()))


def _list_pairs(cmap: bytes) -> Iterator[tuple[bytes, str]]:
    for section in _SECTION.finditer(cmap):
        if section[1] == b"bfchar":
            for code, text in _PAIR.findall(section[2]):
                yield bytes.fromhex(code.decode()), _decode(text)
            continue
        for first, last, text, texts in _RANGE.findall(section[2]):
            yield from _list_range(first, last, text, texts)


def _list_range(
    first: bytes, last: bytes, text: bytes, texts: bytes
) -> Iterator[tuple[bytes, str]]:
    """Yield the pairs of a range: of texts one after the other, or of each code its own text."""
    start, width = int(first, 16), len(first) // 2
    codes = range(start, min(int(last, 16), start + _LONGEST_RANGE) + 1)
    each = [_decode(one) for one in _TEXT.findall(texts)]
    base = _decode(text) if text else ""
    for at, code in enumerate(codes):
        if text:
            shown = base[:-1] + chr(ord(base[-1]) + at) if base else ""
        else:
            shown = each[at] if at < len(each) else ""
        yield code.to_bytes(width), shown


def _decode(text: bytes) -> str:
    return bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
