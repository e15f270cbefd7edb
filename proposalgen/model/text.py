"""What plain text may hold, and its one normal form."""

from __future__ import annotations

import re
import unicodedata

# Line breaks fold with other white space: LF, VT, FF, CR, NEL (UAX #14, classes BK, CR, LF, NL).
WHITE_SPACE = " \t\n\v\f\r\x85"
# UAX #9, 2: embeddings, overrides and isolates reorder the text that follows them.
_BIDI_CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Letters and signs that print nothing: Hangul fillers and the empty Braille cell.
_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"

UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
"""Characters that no prose or template may hold: controls, which XML 1.0 (2.2) cannot hold either;
bidi controls, which hide what a line says; non-characters, among them our own markers; lone
surrogates."""

_FOLDED = str.maketrans(
    {"\u00ad": "", "\u200e": "", "\u200f": "", "\u2060": "", "\ufeff": "",
     "\u2010": "-", "\u2011": "-", "\u00a0": " ", "\u202f": " "}
)  # fmt: skip
"""Characters that only say where a line may end or which way it runs, and what they look like."""


def fold_typing(text: str) -> str:
    """Return text as a reader sees it, however it was typed.

    A hyphen that keeps a line together, or one that is not seen, makes no other words.
    """
    return text.translate(_FOLDED)


def normalise(text: str) -> str:
    """Return text as NFC with its white space folded to single spaces and its ends trimmed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def name_forbidden(character: str) -> str:
    """Return what kind of forbidden character this is; an empty string for one that is allowed."""
    code = ord(character)
    if character in _BIDI_CONTROLS:
        return "a bidi control"
    if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return "a non-character"
    match unicodedata.category(character):
        case "Cc" if character not in WHITE_SPACE:
            return "a control character"
        case "Cs":
            return "a lone surrogate"
    return ""


def is_visible(text: str) -> bool:
    """Return whether a text holds a letter, digit, sign or symbol that prints something."""
    return any(unicodedata.category(c)[0] in "LNPS" and c not in _BLANKS for c in text)
