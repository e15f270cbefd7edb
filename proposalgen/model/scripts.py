"""Writing systems: scripts, the languages most written in them, and what a reader sees as a letter.

A script is named by its code of ISO 15924, a language by its tag of BCP 47.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from proposalgen.caches import cached
from proposalgen.model.bidi import find_paragraph_level, resolve_levels

# Where in the code points a script begins, by whole blocks of Scripts.txt: the scripts that the
# package's fonts can show. "-" is Latin, what all scripts use, and what no font here can show.
# Unlike Scripts.txt it gives the signs between two letters, such as the Arabic comma, to the
# letters' script: they are set in the same font.
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
"""The language most written in each script, unless the letters below show another."""
_LETTERS_OF = (
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
"""Characters that need a closer look. Most texts have none, and a search is quick."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text in one language and of one embedding level."""

    text: str
    language: str = ""
    """The language of its script, or Vietnamese; empty for a text in other Latin letters."""
    level: int = 0
    """UAX #9: odd from right to left, even from left to right."""


@cached("pieces of texts", size=2048, why="documents share most texts, and both formats split them")
def split_text(text: str, *, isolated: bool = False) -> tuple[Piece, ...]:
    """Return a text in pieces of one language and one level, in the order of reading.

    Args:
        text: Some words, without line breaks.
        isolated: Whether its direction is that of its first letter, whatever stands around it, as
            a name in a sentence is a first strong isolate (UAX #9, FSI); else it runs from left
            to right.
    """
    if not _FOREIGN.search(text):
        return (Piece(text),) if text else ()
    levels = resolve_levels(text, find_paragraph_level(text) if isolated else 0)
    pieces: list[Piece] = []
    for letter, language, level in zip(text, _find_languages(text), levels, strict=True):
        last = pieces[-1] if pieces else None
        if last and (last.language, last.level) == (language, level):
            pieces[-1] = Piece(last.text + letter, language, level)
        else:
            pieces.append(Piece(letter, language, level))
    return tuple(pieces)


def script_of(character: str) -> str:
    """Return the code of a character's script; ``-`` for Latin and what all scripts use."""
    at = bisect_right(_STARTS, ord(character)) - 1
    return str(_SCRIPTS[at]) if at >= 0 else "-"


def split_clusters(text: str) -> Iterator[str]:
    """Yield what a reader sees as one character: a letter with its marks, joined emoji, a flag.

    This is close to the extended grapheme clusters of UAX #29, which also join separate jamo.
    """
    cluster = ""
    for character in text:
        joined = (
            unicodedata.category(character)[0] == "M"
            or is_ignorable(character)
            or "\U0001f3fb" <= character <= "\U0001f3ff"  # an emoji modifier: the tone of skin
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
    """Return whether a character has no shape of its own, such as a joiner (UAX #44, 5.3).

    An Arabic number sign is a format character too, and has one.
    """
    if "\ufe00" <= character <= "\ufe0f":
        return True
    kind = unicodedata.category(character)
    return kind == "Cf" and unicodedata.bidirectional(character) != "AN"


def _is_flag(character: str) -> bool:
    """Return whether a character is a regional indicator, of which two make a flag."""
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _find_languages(text: str) -> list[str]:
    """Return the language of each character; what all scripts use has that of what it follows."""
    latin = "vi" if _VIETNAMESE.search(text) else ""
    names: dict[str, str] = {"-": latin}
    for script, letters, language in _LETTERS_OF:
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
