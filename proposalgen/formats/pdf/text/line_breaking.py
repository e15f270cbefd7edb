"""Line breaking: words become lines of a width, and a line's words get their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from proposalgen.formats.pdf.fonts.face import Face
from proposalgen.formats.pdf.text.shaping import Run, Word
from proposalgen.model.bidi import reorder
from proposalgen.model.scripts import split_clusters

Line = tuple[Word, ...]


def break_lines(words: list[Word], width: float) -> list[Line]:
    """Return words in lines no wider than ``width`` points: greedy, without hyphens.

    A space stays at the end of its line, where it is not seen but can be read out. A word wider
    than a line is cut.
    """
    lines: list[Line] = []
    line: list[Word] = []
    used = 0.0
    # The next word is the last of this list, so that words can be put back at little cost.
    pending = list(reversed(words))
    while pending:
        word = pending.pop()
        if word.breaks:
            lines.append((*line, word))
            line, used = [], 0.0
            continue
        if word.space and not line and lines:
            lines[-1] = (*lines[-1], word)
            continue
        if used + word.width <= width or word.space:
            line.append(word)
            used += word.width
            continue
        cut = _find_break(line)
        if cut:
            pending.append(word)
            pending.extend(reversed(line[cut:]))
            lines.append(tuple(line[:cut]))
            line, used = [], 0.0
        elif line:
            pending.append(word)
            lines.append(tuple(line))
            line, used = [], 0.0
        else:
            head, tail = _cut_word(word, width)
            line, used = [head], head.width
            if tail:
                pending.append(tail)
    if line or not lines:
        lines.append(tuple(line))
    return _fill_last(lines, width)


def _fill_last(lines: list[Line], width: float) -> list[Line]:
    """Return lines of which the last has two words, where the line before it can spare one."""
    if len(lines) < 2 or _count_words(lines[-1]) != 1 or lines[-2][-1].breaks:
        return lines
    *before, last_but_one, last = lines
    # A space ends the line, and one parts its last word from the others.
    spaces = [
        at for at, word in enumerate(last_but_one) if word.space and at + 1 < len(last_but_one)
    ]
    spaces = [at for at in spaces if not all(word.space for word in last_but_one[at:])]
    if len(spaces) < _SPARES:
        return lines
    cut = spaces[-1] + 1
    filled = (*last_but_one[cut:], *last)
    return [*before, last_but_one[:cut], filled] if measure_line(filled) <= width else lines


def _count_words(line: Line) -> int:
    """Return how many words stand between the spaces of a line."""
    spaces = [word.space for word in line]
    return sum(not one and (at == 0 or spaces[at - 1]) for at, one in enumerate(spaces))


_SPARES = 2
"""The fewest words that stay on a line that spares one to the next."""
_BALANCED = 4
"""The most lines that are balanced; more are running text, where nobody sees the difference."""


def balance_lines(words: list[Word], width: float) -> list[Line]:
    """Return words in as few lines as ``break_lines`` makes, about equally long."""
    lines = break_lines(words, width)
    if not 1 < len(lines) <= _BALANCED:
        return lines
    # The narrowest width that takes no more lines makes these about equally long.
    low, high = width / 2, width
    while high - low > 2:  # points; a finer search changes no line
        middle = (low + high) / 2
        if len(break_lines(words, middle)) == len(lines):
            high = middle
        else:
            low = middle
    return break_lines(words, high)


def _find_break(line: list[Word]) -> int:
    """Return how many words of an overfull line stay on it; 0 where it cannot be broken."""
    return next((at for at in range(len(line), 0, -1) if line[at - 1].may_end_line), 0)


def _cut_word(word: Word, width: float) -> tuple[Word, Word | None]:
    """Split a word where its head fits; its pieces are shaped anew, grapheme by grapheme."""
    per_unit = word.width / max(1.0, sum(glyphs.width for _, glyphs, _ in word.pieces))
    used = 0.0
    head: list[tuple[Face, str]] = []
    tail: list[tuple[Face, str]] = []
    for face, _, text in word.pieces:
        for cluster in split_clusters(text):
            used += face.shape(cluster, word.rtl).width * per_unit
            # One grapheme stays on the line, however narrow that is, or breaking would never end.
            part = head if used <= width or not head else tail
            if part and part[-1][0] is face:
                part[-1] = (face, part[-1][1] + cluster)
            else:
                part.append((face, cluster))

    def build(parts: list[tuple[Face, str]], *, may_end_line: bool) -> Word:
        pieces = tuple((face, face.shape(text, word.rtl), text) for face, text in parts)
        return replace(
            word,
            text="".join(text for _, text in parts),
            width=sum(glyphs.width for _, glyphs, _ in pieces) * per_unit,
            pieces=pieces,
            may_end_line=may_end_line,
        )

    first = build(head, may_end_line=True)
    return first, build(tail, may_end_line=word.may_end_line) if tail else None


def measure_line(line: Line) -> float:
    """Return a line's width without the spaces at its end, in points."""
    end = len(line)
    while end and line[end - 1].space:
        end -= 1
    return sum(word.width for word in line[:end])


def place_words(line: Line, runs: Sequence[Run], left: float) -> Iterator[tuple[Word, float]]:
    """Yield a line's words in reading order, and where each begins, in points."""
    levels = [runs[word.run].level for word in line]
    for at in range(len(line) - 1, -1, -1):  # UAX #9, L1: spaces that end a line stand at its end
        if not line[at].space:
            break
        levels[at] = 0
    starts: dict[int, float] = {}
    for at in reorder(levels):
        starts[at] = left
        left += line[at].width
    return ((word, starts[at]) for at, word in enumerate(line))
