"""Which letters, A to Z, a name is laid in."""

from __future__ import annotations

import hashlib
import string
import unicodedata

_ALPHABET = string.ascii_uppercase
_SPELLED = str.maketrans(
    {"Ø": "O", "Æ": "AE", "Œ": "OE", "Ł": "L", "Þ": "TH", "Ð": "D", "Đ": "D", "ẞ": "SS"}
)


def spell(name: str) -> str:
    """Return the letters A to Z that a name is laid in, at least one.

    Accents are dropped, ligatures are split, and digits follow the letters as A to J. A name in
    another script gets letters from a hash of it; an empty name gets those of ILO.
    """
    if own := read_letters(name):
        return "".join(letter for _, letter in sorted(own, key=lambda pair: pair[0].isdigit()))
    upper = unicodedata.normalize("NFKD", name).strip().upper()
    if not upper:
        return "ILO"
    # The same name has the same tiles on every machine, which Python's own hash() would not give.
    digest = hashlib.sha256(upper.encode(errors="surrogatepass")).digest()
    return "".join(_ALPHABET[byte % 26] for byte in digest[: max(6, len(upper))])


def shorten_to_initials(name: str) -> str:
    """Return the initials of a name's words that begin with a capital; of all where none does."""
    words = [word for word in name.split() if read_letters(word)]
    capital = [word for word in words if word[0].isupper() or word[0].isdigit()]
    return "".join(read_letters(word)[0][0] for word in capital or words)


def is_spelled(name: str) -> bool:
    """Return whether the tiles of a name are the letters that it is written in."""
    plain = unicodedata.normalize("NFKD", name).upper().translate(_SPELLED)
    letters = [char for char in plain if char.isalpha()]
    return bool(read_letters(name)) and all(char.isascii() for char in letters)


def read_letters(name: str) -> list[tuple[str, str]]:
    """Return each letter and digit of a name, and the letter of its tile."""
    # Decomposed, an accent is a character of its own, which is not ASCII and so left out.
    upper = unicodedata.normalize("NFKD", name).upper().translate(_SPELLED)
    plain = [char for char in upper if char.isascii() and char.isalnum()]
    return [(char, _ALPHABET[int(char)] if char.isdigit() else char) for char in plain]
