"""Boxes of boxes: stacks, rows and filled panels. All measures are points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from proposalgen.formats.pdf.boxes.box import Box
from proposalgen.formats.pdf.text.pen import Pen

TOLERANCE = 0.01
"""What a box may be too high for a page: sums of heights are inexact in floating point."""


@dataclass(slots=True)
class Stack:
    """Boxes one below the other, each after a gap; there is none before the first."""

    boxes: list[Box] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    whole: bool = False
    """Whether it must not be split."""
    indent: float = 0
    """How far its boxes are moved to the right."""

    def add(self, box: Box, gap: float = 0) -> None:
        """Put a box below the others, after a gap."""
        self.gaps.append(gap if self.boxes else 0)
        self.boxes.append(box)

    @property
    def height(self) -> float:
        return sum(self.gaps) + sum(box.height for box in self.boxes)

    @property
    def keep(self) -> bool:
        return bool(self.boxes) and self.boxes[-1].keep

    def draw(self, pen: Pen, x: float, y: float) -> None:
        for gap, box in zip(self.gaps, self.boxes, strict=True):
            box.draw(pen, x + self.indent, y + gap)
            y += gap + box.height

    def split(self, room: float, *, tear: bool = False) -> tuple[Box, Box] | None:
        if self.whole and not tear:
            return None
        used = 0.0
        for at, (gap, box) in enumerate(zip(self.gaps, self.boxes, strict=True)):
            if used + gap + box.height <= room + TOLERANCE:
                used += gap + box.height
                continue
            # The first box that does not fit as a whole is split, if it can be.
            parts = box.split(room - used - gap, tear=tear)
            cut = at
            if parts is None:
                # A heading goes with what follows it, and a heading above it goes too.
                while cut and self.boxes[cut - 1].keep:
                    cut -= 1
            if parts is None and cut == 0:
                return None
            head = [*self.boxes[:at], parts[0]] if parts else self.boxes[:cut]
            tail = [parts[1], *self.boxes[at + 1 :]] if parts else self.boxes[cut:]
            gaps = self.gaps[at if parts else cut :]
            first = Stack(head, self.gaps[: len(head)], indent=self.indent)
            return first, Stack(tail, [0, *gaps[1:]], indent=self.indent)
        return None

    def squeeze(self, room: float, least: float = 0.5) -> None:
        """Shrink the gaps so that all fits into ``room``, if they keep this share of themselves."""
        over, gaps = self.height - room, sum(self.gaps)
        if 0 < over <= gaps * (1 - least):
            self.gaps = [gap * (1 - over / gaps) for gap in self.gaps]

    def cut(self, at: int) -> tuple[Stack, Stack]:
        """Return the boxes before one, and those from it on."""
        return (
            Stack(self.boxes[:at], self.gaps[:at], indent=self.indent),
            Stack(self.boxes[at:], [0, *self.gaps[at + 1 :]], indent=self.indent),
        )


@dataclass(slots=True)
class Row:
    """Boxes side by side, each at its distance from the left."""

    cells: Sequence[tuple[float, Box]]
    keep: bool = False
    whole: bool = True
    """Whether it must not be split."""

    @property
    def height(self) -> float:
        return max((box.height for _, box in self.cells), default=0)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        for left, box in self.cells:
            box.draw(pen, x + left, y)

    def split(self, room: float, *, tear: bool = False) -> tuple[Box, Box] | None:
        if self.whole and not tear:
            return None
        first: list[tuple[float, Box]] = []
        rest: list[tuple[float, Box]] = []
        for left, box in self.cells:
            if box.height <= room + TOLERANCE:
                first.append((left, box))
                continue
            parts = box.split(room, tear=tear)
            if parts is None:
                return None
            first.append((left, parts[0]))
            rest.append((left, parts[1]))
        # Without a rest all cells fit, which the caller has seen already.
        if not (first and rest):
            return None
        return Row(first, whole=self.whole), Row(rest, whole=self.whole)


@dataclass(slots=True)
class Filled:
    """A box on a ground, with padding around it."""

    inside: Box
    width: float
    colour: str
    padding: tuple[float, float, float, float]
    """Left, top, right, bottom."""
    least: float = 0
    """Its least height."""
    keep: bool = False

    @property
    def height(self) -> float:
        return max(self.least, self.inside.height + self.padding[1] + self.padding[3])

    def draw(self, pen: Pen, x: float, y: float) -> None:
        pen.canvas.fill_rect(x, y, self.width, self.height, self.colour)
        self.inside.draw(pen, x + self.padding[0], y + self.padding[1])

    def split(self, room: float, *, tear: bool = False) -> tuple[Box, Box] | None:
        parts = self.inside.split(room - self.padding[1] - self.padding[3], tear=tear)
        if parts is None:
            return None
        return (
            Filled(parts[0], self.width, self.colour, self.padding),
            Filled(parts[1], self.width, self.colour, self.padding),
        )


def stack(boxes: Iterable[tuple[float, Box]], *, whole: bool = False) -> Stack:
    """Return boxes one below the other, each given after its gap."""
    made = Stack(whole=whole)
    for gap, box in boxes:
        made.add(box, gap)
    return made
