"""Numbers in words of prose: ``3.8 billion``, ``two thirds``, ``half a billion``, ``61%``."""

from __future__ import annotations

import re
from decimal import Decimal

_SMALL = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_SMALL += " sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
COUNTS = {word: str(number) for number, word in enumerate(_SMALL.split(), 1)} | {
    word: str(10 * number) for number, word in enumerate(_TENS.split(), 2)
}
"""Number words and their digits."""

SCALES = {
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "million": Decimal(10) ** 6,
    "billion": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12,
}
_PARTS = {"half": Decimal("0.5"), "third": Decimal(1) / 3, "quarter": Decimal("0.25")}
_QUANTITY = re.compile(
    rf"(?P<digits>\d+(?:,\d{{3}})*(?:\.\d+)?)|\b(?P<word>{'|'.join(COUNTS)}|half an?)\b",
    re.IGNORECASE,
)
_SCALE = re.compile(rf"[\s-]+({'|'.join(SCALES)})s?\b", re.IGNORECASE)
_PART = re.compile(rf"[\s-]+({'|'.join(_PARTS)})s?\b", re.IGNORECASE)


def read_quantities(text: str) -> frozenset[Decimal]:
    """Return the numbers that a text says, in digits or words; a part is a share of 1."""
    found = {_PARTS["half"]} if re.search(r"\bhalf\b(?! an?\b)", text, re.IGNORECASE) else set()
    for match in _QUANTITY.finditer(text):
        digits = match["digits"]
        if digits:
            number = Decimal(digits.replace(",", ""))
        else:
            word = match["word"].casefold()
            number = _PARTS["half"] if word.startswith("half") else Decimal(COUNTS[word])
        if scale := _SCALE.match(text, match.end()):
            number *= SCALES[scale[1].casefold()]
        elif part := _PART.match(text, match.end()):
            number *= _PARTS[part[1].casefold()]
        found.add(number)
    return frozenset(found)
