"""The Unicode Bidirectional Algorithm (UAX #9) for a paragraph without explicit formatting.

No record may hold explicit directional embeddings, overrides or isolates (X1 to X8), so a
paragraph is one level run and one isolating run sequence: its ends are both of the paragraph's
own direction. Classes of characters are those of the Unicode version that Python carries.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Sequence

_STRONG = ("L", "R", "AL")
_SIDES = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
"""The direction of a resolved class among neutrals; numbers are as if right to left (N0, N1)."""
_MOST_OPEN_BRACKETS = 63
"""The depth of the stack of BD16."""

# The opening brackets of BidiBrackets.txt (Unicode 15.0) and, where it is not the next character
# but one code point up, what closes each.
_OPENING = """
0028 005B-005D 007B-007D 0F3A 0F3C 169B 2045 207D 208D 2308 230A 2329 2768 276A 276C 276E 2770
2772 2774 27C5 27E6 27E8 27EA 27EC 27EE 2983 2985 2987 2989 298B 298D-2990 298F-298E 2991 2993
2995 2997 29D8 29DA 29FC 2E22 2E24 2E26 2E28 2E55 2E57 2E59 2E5B 3008 300A 300C 300E 3010 3014
3016 3018 301A FE59 FE5B FE5D FF08 FF3B-FF3D FF5B-FF5D FF5F FF62
"""
_CANONICAL = {"\u2329": "\u3008", "\u232a": "\u3009"}
"""Brackets that are canonically equivalent pair with each other (BD16)."""


def _read_brackets(table: str) -> dict[str, str]:
    closing = {}
    for entry in table.split():
        first, _, second = entry.partition("-")
        code = int(first, 16)
        closing[chr(code)] = chr(int(second, 16) if second else code + 1)
    return closing


_CLOSING = _read_brackets(_OPENING)
_BRACKETS = re.compile("[" + re.escape("".join((*_CLOSING, *_CLOSING.values()))) + "]")


def find_paragraph_level(text: str) -> int:
    """Return 1 if the first strong character runs from right to left, else 0 (P2, P3)."""
    classes = map(unicodedata.bidirectional, text)
    return int(next((kind for kind in classes if kind in _STRONG), "L") != "L")


def resolve_levels(text: str, paragraph_level: int) -> list[int]:
    """Return each character's embedding level: odd from right to left, even from left to right.

    A boundary neutral, such as a joiner, takes the level of the character before it (5.2).

    Args:
        text: A paragraph, or a line that begins and ends one.
        paragraph_level: 0 for a paragraph from left to right, 1 for one from right to left.
    """
    classes = [unicodedata.bidirectional(character) or "L" for character in text]
    kept = [at for at, kind in enumerate(classes) if kind != "BN"]
    resolved = _resolve(
        "".join(text[at] for at in kept),
        [classes[at] for at in kept],
        "R" if paragraph_level % 2 else "L",
    )
    level_of = {"L": paragraph_level % 2 * 2, "R": 1, "EN": 2, "AN": 2}  # I1, I2
    levels: list[int] = []
    at = 0
    for kind in classes:
        if kind == "BN":
            levels.append(levels[-1] if levels else paragraph_level)
        else:
            levels.append(level_of[resolved[at]])
            at += 1
    return levels


def reorder(levels: Sequence[int]) -> list[int]:
    """Return the positions of a line's parts in the order in which they stand, left first (L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        for start, end in _find_runs([levels[at] >= level for at in order]):
            order[start:end] = order[start:end][::-1]
    return order


def _resolve(text: str, classes: list[str], embedding: str) -> list[str]:
    """Return the classes L, R, EN and AN of characters, from those of the character database.

    ``embedding`` is the direction of the paragraph, which is also what its ends count as.
    """
    marks = [kind == "NSM" for kind in classes]
    classes = _resolve_weak(classes, embedding)
    if _BRACKETS.search(text):
        _resolve_brackets(text, classes, marks, embedding)
    for start, end in _find_runs([kind not in _SIDES for kind in classes]):  # N1, N2
        before = _SIDES[classes[start - 1]] if start else embedding
        after = _SIDES[classes[end]] if end < len(classes) else embedding
        classes[start:end] = [before if before == after else embedding] * (end - start)
    return classes


def _resolve_weak(classes: list[str], embedding: str) -> list[str]:
    """Give marks, numbers and what stands between them their classes (W1 to W7)."""
    classes = list(classes)
    before = strong = embedding
    for at, kind in enumerate(classes):
        if kind == "NSM":  # W1
            kind = classes[at] = before
        if kind == "EN" and strong == "AL":  # W2
            classes[at] = "AN"
        elif kind in _STRONG:
            strong = kind
        before = kind
    classes = ["R" if kind == "AL" else kind for kind in classes]  # W3
    for at in range(1, len(classes) - 1):  # W4
        one, kind, other = classes[at - 1 : at + 2]
        if one == other == "EN" and kind in ("ES", "CS"):
            classes[at] = "EN"
        elif one == other == "AN" and kind == "CS":
            classes[at] = "AN"
    for start, end in _find_runs([kind == "ET" for kind in classes]):  # W5
        if "EN" in classes[max(0, start - 1) : start] + classes[end : end + 1]:
            classes[start:end] = ["EN"] * (end - start)
    strong = embedding
    for at, kind in enumerate(classes):
        if kind in ("ES", "ET", "CS"):  # W6
            classes[at] = "ON"
        elif kind == "EN" and strong == "L":  # W7
            classes[at] = "L"
        elif kind in ("L", "R"):
            strong = kind
    return classes


def _resolve_brackets(text: str, classes: list[str], marks: list[bool], embedding: str) -> None:
    """Give each pair of brackets the direction of what it holds, or of its context (N0)."""
    for first, last in _pair_brackets(text, classes):
        inside = {_SIDES[kind] for kind in classes[first + 1 : last] if kind in _SIDES}
        if not inside:
            continue
        direction = embedding
        if embedding not in inside:
            context = (_SIDES[kind] for kind in reversed(classes[:first]) if kind in _SIDES)
            direction = next(context, embedding)
        for at in (first, last):
            classes[at] = direction
            while at + 1 < len(classes) and marks[at + 1]:  # marks of a bracket go with it
                at += 1
                classes[at] = direction


def _pair_brackets(text: str, classes: Sequence[str]) -> list[tuple[int, int]]:
    """Return the positions of brackets that belong together, in the order of the opening (BD16)."""
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for at, character in enumerate(text):
        if classes[at] != "ON":
            continue
        character = _CANONICAL.get(character, character)
        if character in _CLOSING:
            if len(opened) == _MOST_OPEN_BRACKETS:
                return []
            opened.append((_CLOSING[character], at))
        elif any(character == closing for closing, _ in opened):
            while opened[-1][0] != character:
                opened.pop()
            pairs.append((opened.pop()[1], at))
    return sorted(pairs)


def _find_runs(flags: Sequence[bool]) -> list[tuple[int, int]]:
    """Return where each run of true flags starts and ends."""
    runs: list[tuple[int, int]] = []
    start = 0
    for flag, group in itertools.groupby(flags):
        end = start + sum(1 for _ in group)
        if flag:
            runs.append((start, end))
        start = end
    return runs
