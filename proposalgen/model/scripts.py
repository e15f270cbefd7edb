"""Writing systems: a text in pieces of one language and one direction, in the order of reading.

Directions follow UAX #9 (Unicode 16.0) without its explicit controls, which no record may hold.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

# Scripts.txt of the Unicode Character Database, in blocks: what the faces of this house can show.
_BLOCKS = """
0370 Grek|0400 Cyrl|0530 Armn|0590 Hebr|0600 Arab|0700 -|0750 Arab|0780 -|0870 Arab|0900 Deva
0980 Beng|0A00 -|0B80 Taml|0C00 -|0E00 Thai|0E80 Laoo|0F00 -|10A0 Geor|1100 Hang|1200 Ethi
13A0 -|1780 Khmr|1800 -|19E0 Khmr|1A00 -|1C80 Cyrl|1C90 Geor|1CC0 -|1F00 Grek|2000 -|2D00 Geor
2D30 -|2D80 Ethi|2DE0 Cyrl|2E00 -|2E80 Hani|3000 -|3005 Hani|3008 -|3040 Kana|3100 -|3130 Hang
3190 Hani|31A0 -|31C0 Hani|31F0 Kana|3200 -|3400 Hani|4DC0 -|4E00 Hani|A000 -|A640 Cyrl|A6A0 -
A8E0 Deva|A900 -|A960 Hang|A980 -|AB00 Ethi|AB30 -|AC00 Hang|D800 -|F900 Hani|FB00 -|FB13 Armn
FB1D Hebr|FB50 Arab|FE00 -|FE70 Arab|FEFF -|FF66 Kana|FFA0 Hang|FFE0 -|20000 Hani|323B0 -
"""
_STARTS, _SCRIPTS = zip(
    *((int(start, 16), script) for start, script in re.findall(r"(\w+) (\w+|-)", _BLOCKS)),
    strict=True,
)
_LANGUAGES = {
    "Grek": "el", "Cyrl": "ru", "Armn": "hy", "Hebr": "he", "Arab": "ar", "Deva": "hi",
    "Beng": "bn", "Taml": "ta", "Thai": "th", "Laoo": "lo", "Geor": "ka", "Hang": "ko",
    "Ethi": "am", "Khmr": "km", "Kana": "ja", "Hani": "zh",
}  # fmt: skip
"""The language most written in each script; a few letters tell some others."""
_TELLING = (
    ("Arab", "[ٹڈڑےھںہۂ]", "ur"),
    ("Arab", "[پچژگکی]", "fa"),
    ("Cyrl", "[ґєії]", "uk"),
    ("Cyrl", "[ўі]", "be"),
    ("Cyrl", "[ђјљњћџ]", "sr"),
    ("Hani", "[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f]", "ja"),
    ("Hani", "[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]", "ko"),
)
_VIETNAMESE = re.compile("(?i)[ơưạảấầẩẫậắằẳẵặẻếềểễệỉỏốồổỗộớờởỡợủứừửữựỳỵỷ]")
"""Letters of no other language that is much written: Croatian has đ, Yoruba ẹ and ọ, Igbo ị."""
_FOREIGN = re.compile("[\u01a0\u01af\u01b0\u0110\u0111\u0370-\u1fff\u200e\u200f\u2c80-\U0010ffff]")
"""What a text in plain Latin letters has none of; a quick look before a slow one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text in one language and of one level."""

    text: str
    language: str = ""
    """A BCP 47 tag where the text is not in Latin letters or is Vietnamese; else empty."""
    level: int = 0
    """UAX #9: odd from right to left, even from left to right."""


@lru_cache(maxsize=2048)
def split_text(text: str, *, apart: bool = False) -> tuple[Piece, ...]:
    """Return a text in pieces, as they are read.

    Args:
        text: Some words, without line breaks.
        apart: Whether it has a direction of its own, that of its first letter, as a name in a
            sentence has; else it runs from left to right.
    """
    if not _FOREIGN.search(text):
        return (Piece(text),) if text else ()
    base = int(apart and _starts_right(text))
    pieces: list[Piece] = []
    for letter, language, level in zip(
        text, _find_languages(text), find_levels(text, base), strict=True
    ):
        last = pieces[-1] if pieces else None
        if last and (last.language, last.level) == (language, level):
            pieces[-1] = Piece(last.text + letter, language, level)
        else:
            pieces.append(Piece(letter, language, level))
    return tuple(pieces)


def script_of(character: str) -> str:
    """Return the ISO 15924 code of a letter's script; ``-`` for Latin and what all scripts use."""
    at = bisect_right(_STARTS, ord(character)) - 1
    return str(_SCRIPTS[at]) if at >= 0 else "-"


def split_clusters(text: str) -> Iterator[str]:
    """Yield what a reader takes for one sign: a letter with its marks, joined signs, a flag."""
    cluster = ""
    for character in text:
        joined = (
            unicodedata.category(character)[0] == "M"
            or is_ignorable(character)
            or "\U0001f3fb" <= character <= "\U0001f3ff"  # the tint of a sign before it
            or cluster.endswith("\u200d")
            or (_is_flag(character) and len(cluster) == 1 and _is_flag(cluster))
        )
        if cluster and not joined:
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def is_ignorable(character: str) -> bool:
    """Return whether a character prints nothing, and only tells how others do."""
    if "\ufe00" <= character <= "\ufe0f":
        return True
    kind = unicodedata.category(character)
    return kind == "Cf" and unicodedata.bidirectional(character) != "AN"


def _is_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _find_languages(text: str) -> list[str]:
    """Return the language of each character; what all scripts use goes with what it follows."""
    latin = "vi" if _VIETNAMESE.search(text) else ""
    names: dict[str, str] = {"-": latin}
    for script, letters, language in _TELLING:
        if re.search(letters, text):
            names.setdefault(script, language)
    known: list[str | None] = []
    for character in text:
        script = script_of(character)
        if script == "-" and not character.isalpha():
            known.append(known[-1] if known else None)
        else:
            known.append(names.get(script) or _LANGUAGES.get(script, ""))
    first = next((language for language in known if language is not None), "")
    return [first if language is None else language for language in known]


def _starts_right(text: str) -> bool:
    """Return whether the first letter runs from right to left (UAX #9, P2 and P3)."""
    kinds = map(unicodedata.bidirectional, text)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), False)


_CLOSING = {"(": ")", "[": "]", "{": "}"}


def find_levels(text: str, base: int) -> list[int]:
    """Return the level of each character of a line that runs in the direction of ``base``."""
    start = "R" if base else "L"
    kinds = [unicodedata.bidirectional(character) or "L" for character in text]
    _resolve_weak(kinds, start)
    _resolve_brackets(text, kinds, start)
    at = 0
    while at < len(kinds):  # N1, N2
        end = at
        while end < len(kinds) and not _side(kinds[end]):
            end += 1
        if end > at:
            before = _side(kinds[at - 1]) if at else start
            after = _side(kinds[end]) if end < len(kinds) else start
            kinds[at:end] = [before if before == after else start] * (end - at)
        at = end + 1
    levels = {"L": base % 2 * 2, "R": 1}  # I1, I2
    return [levels.get(kind, 2) for kind in kinds]


def _resolve_weak(kinds: list[str], start: str) -> None:
    """Give marks, numbers and what stands between them the direction of letters (W1 to W7)."""
    before, strong = start, start
    for at, kind in enumerate(kinds):
        kind = kinds[at] = before if kind == "NSM" else kind
        before = kind
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[at] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for at in range(1, len(kinds) - 1):
        one, kind, other = kinds[at - 1 : at + 2]
        if one == other and ((kind == "ES" and one == "EN") or (kind == "CS" and one in _NUMBERS)):
            kinds[at] = one
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        beside = kinds[max(0, at - 1) : at] + kinds[end : end + 1]
        if end > at and "EN" in beside:
            kinds[at:end] = ["EN"] * (end - at)
        at = end + 1
    strong = start
    for at, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"
        elif kind in ("ES", "ET", "CS", "BN"):
            kinds[at] = "ON"


_NUMBERS = ("EN", "AN")


def _side(kind: str) -> str:
    return "R" if kind in ("R", "EN", "AN") else "L" if kind == "L" else ""


def _resolve_brackets(text: str, kinds: list[str], start: str) -> None:
    """Give a pair of brackets the direction of what it holds (N0)."""
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for at, character in enumerate(text):
        if kinds[at] != "ON":
            continue
        if character in _CLOSING:
            opened.append((_CLOSING[character], at))
        elif any(character == closing for closing, _ in opened):
            while opened[-1][0] != character:
                opened.pop()
            pairs.append((opened.pop()[1], at))
    for first, last in sorted(pairs):
        inside = {_side(kind) for kind in kinds[first + 1 : last]} - {""}
        if not inside:
            continue
        earlier = next((_side(kind) for kind in reversed(kinds[:first]) if _side(kind)), start)
        kinds[first] = kinds[last] = start if start in inside or earlier == start else earlier


def order_visually(levels: Sequence[int]) -> list[int]:
    """Return in which order the parts of a line stand from left to right (L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[at:end] = order[at:end][::-1]
            at = end + 1
    return order
