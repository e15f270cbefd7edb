"""Words that bound a figure or hold back a claim, and whether a text says them."""

from __future__ import annotations

import re

from proposalgen.caches import cached

Hedge = tuple[str, ...]
"""Words that bound alike; a text may say any of them."""

_QUALIFIERS: tuple[Hedge, ...] = (
    ("more than", "over", "at least", "or more", "and more", "exceeds"),
    ("about", "around", "some", "roughly", "approximately", "an estimated"),
    ("nearly", "almost", "close to"),
    ("up to", "as many as", "at most"),
)
_RESERVES: tuple[Hedge, ...] = (
    ("potentially", "possibly", "may", "might", "could", "can"),
    ("aims", "aim", "goal", "goals", "target", "ambition", "sought", "plans", "intends"),
    ("likely", "expected", "projected", "projection"),
)
_NUMBER = r"(?:(?:US\$|USD|EUR|\$)\s*)?(?:\d|half\b|two\b|three\b|one\b)"
_RANGE = re.compile(
    r"\b(?:between|from)\s+(\d[\d,.]*)(?:\s+\w+)?\s+(?:and|to)\s+(\d[\d,.]*)"
    r"|\b(\d{1,3}(?:[.,]\d+)*)(?:\s*[–-]\s*|\s+to\s+)(\d{1,3}(?:[.,]\d+)*)\b"
)


def find_forms(hedge: str) -> Hedge:
    """Return the words that bound as a qualifier does, itself among them."""
    return next((group for group in (*_QUALIFIERS, *_RESERVES) if hedge in group), (hedge,))


@cached("hedges of evidence", size=1024, why="documents of a batch state the same few facts")
def find_hedges(words: str) -> tuple[Hedge, ...]:
    """Return the hedges of a source's words: those before a number, and what holds a claim back."""
    return tuple(
        group
        for group in _QUALIFIERS
        if re.search(rf"\b(?:{'|'.join(group)})\s+(?:the\s+)?{_NUMBER}", words, re.IGNORECASE)
    ) + tuple(group for group in _RESERVES if says(words, group))


def says(text: str, hedge: Hedge) -> bool:
    """Return whether a text says one of a hedge's words."""
    said = " ".join(text.casefold().split())  # they may be broken over two lines
    return bool(_compile(hedge).search(said))


@cached("patterns of hedges", size=256, why="few qualifiers bound all figures")
def _compile(hedge: Hedge) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, hedge))})\b")


def find_range(words: str) -> tuple[str, str] | None:
    """Return the two ends of a range that words give: ``between 10 and 20 million``."""
    match = _RANGE.search(words)
    if match is None:
        return None
    low, high = (end for end in match.groups() if end is not None)
    return low, high
