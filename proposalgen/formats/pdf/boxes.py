"""Boxes: what a block becomes on paper, measured, drawn and split between pages.

All measures are points; a box is drawn from its upper left corner.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from proposalgen.brand.drawing import Drawing as Paths
from proposalgen.formats.pdf.canvas import MM, Element
from proposalgen.formats.pdf.text import Lines, Pen


class Box(Protocol):
    """Something of a known height."""

    @property
    def height(self) -> float:
        """Height in points."""

    @property
    def keep(self) -> bool:
        """Whether it must not stand last on a page."""

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw with the upper left corner at x, y."""

    def split(self, room: float) -> tuple[Box, Box] | None:
        """Return what fits into ``room`` and the rest; None where nothing does."""


@dataclass(slots=True)
class TextBox:
    """A paragraph or a heading."""

    text: Lines
    element: Element | None
    keep: bool = False
    outline: tuple[str, int] | None = None
    """The title and level under which the bookmarks list it."""
    destination: str = ""
    once: bool = False
    """Whether it is an artifact after its first drawing, as a table's head on a second page."""

    @property
    def height(self) -> float:
        return self.text.height

    def draw(self, pen: Pen, x: float, y: float) -> None:
        if self.destination:
            pen.canvas.add_destination(self.destination, y)
        if self.outline:
            pen.canvas.add_bookmark(*self.outline, y)
        self.outline, self.destination = None, ""
        element = self.element
        if self.once and element and element.kids:
            element = None
        pen.draw(self.text, x, y, element)

    def split(self, room: float) -> tuple[Box, Box] | None:
        count = int(room / self.text.look.leading + 1e-6)
        count = min(count, len(self.text.lines) - 2)
        if self.keep or count < 2:
            return None
        first, rest = self.text.split(count)
        return (
            TextBox(first, self.element, outline=self.outline, destination=self.destination),
            TextBox(rest, self.element),
        )


@dataclass(slots=True)
class Drawing:
    """Shapes of a fixed size; artifacts, unless an element is given."""

    height: float
    paint: Callable[[Pen, float, float], None]
    element: Element | None = None
    width: float = 0
    keep: bool = False

    def draw(self, pen: Pen, x: float, y: float) -> None:
        if self.element is None:
            self.paint(pen, x, y)
            return
        top, bottom = pen.canvas.height - y, pen.canvas.height - y - self.height
        box = f"[{x:.1f} {bottom:.1f} {x + self.width:.1f} {top:.1f}]"
        self.element.attributes = f"<</O /Layout /Placement /Block /BBox {box}>>"
        with pen.canvas.tag(self.element):
            self.paint(pen, x, y)

    def split(self, room: float) -> tuple[Box, Box] | None:  # noqa: ARG002
        return None


@dataclass(slots=True)
class Picture:
    """A drawing: decoration, or with an element text in drawn letters, which ``says`` spells."""

    drawing: Paths
    element: Element | None = None
    says: str = ""
    keep: bool = False

    @property
    def width(self) -> float:
        return self.drawing.width * MM

    @property
    def height(self) -> float:
        return self.drawing.height * MM

    def draw(self, pen: Pen, x: float, y: float) -> None:
        if self.element is None:
            pen.canvas.draw(self.drawing, x, y)
            return
        with pen.canvas.tag(self.element, self.says):
            pen.canvas.draw(self.drawing, x, y)

    def split(self, room: float) -> tuple[Box, Box] | None:  # noqa: ARG002
        return None


@dataclass(slots=True)
class Stack:
    """Boxes one below the other, each after its gap; the first gap counts only where asked."""

    boxes: list[Box] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    whole: bool = False
    """Whether it must not be split."""
    indent: float = 0

    def add(self, box: Box, gap: float = 0) -> None:
        """Put a box below the others."""
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

    def split(self, room: float) -> tuple[Box, Box] | None:
        if self.whole:
            return None
        used = 0.0
        for at, (gap, box) in enumerate(zip(self.gaps, self.boxes, strict=True)):
            if used + gap + box.height <= room + 0.01:
                used += gap + box.height
                continue
            parts = box.split(room - used - gap)
            cut = at
            if parts is None:
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
        """Take from the gaps what is too much for a room, if they keep this share of themselves."""
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

    @property
    def height(self) -> float:
        return max((box.height for _, box in self.cells), default=0)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        for left, box in self.cells:
            box.draw(pen, x + left, y)

    def split(self, room: float) -> tuple[Box, Box] | None:
        first: list[tuple[float, Box]] = []
        rest: list[tuple[float, Box]] = []
        for left, box in self.cells:
            if box.height <= room + 0.01:
                first.append((left, box))
                continue
            parts = box.split(room)
            if parts is None:
                return None
            first.append((left, parts[0]))
            rest.append((left, parts[1]))
        return (Row(first), Row(rest)) if first and rest else None


@dataclass(slots=True)
class Filled:
    """A box on a ground, with space around it; may bleed to the right."""

    inside: Box
    width: float
    colour: str
    padding: tuple[float, float, float, float]
    """Left, top, right, bottom."""
    least: float = 0
    keep: bool = False

    @property
    def height(self) -> float:
        return max(self.least, self.inside.height + self.padding[1] + self.padding[3])

    def draw(self, pen: Pen, x: float, y: float) -> None:
        pen.canvas.fill_rect(x, y, self.width, self.height, self.colour)
        self.inside.draw(pen, x + self.padding[0], y + self.padding[1])

    def split(self, room: float) -> tuple[Box, Box] | None:
        parts = self.inside.split(room - self.padding[1] - self.padding[3])
        if parts is None:
            return None
        return (
            Filled(parts[0], self.width, self.colour, self.padding),
            Filled(parts[1], self.width, self.colour, self.padding),
        )


@dataclass(slots=True)
class Grid:
    """A table: a head that comes back on each page, and rows under hairlines."""

    head: Row
    rows: list[Row]
    width: float
    rule: str
    hairline: str
    pad: float = 5
    keep: bool = False

    @property
    def height(self) -> float:
        return sum(row.height + 2 * self.pad for row in (self.head, *self.rows))

    def draw(self, pen: Pen, x: float, y: float) -> None:
        def line(at: float, weight: float, colour: str) -> None:
            pen.canvas.fill_rect(x, at - weight / 2, self.width, weight, colour)

        line(y, 0.5 * MM, self.rule)
        for number, row in enumerate((self.head, *self.rows)):
            row.draw(pen, x, y + self.pad)
            y += row.height + 2 * self.pad
            last = number in (0, len(self.rows))
            line(y, (0.5 if last else 0.3) * MM, self.rule if last else self.hairline)

    def split(self, room: float) -> tuple[Box, Box] | None:
        used, count = self.head.height + 2 * self.pad, 0
        for row in self.rows:
            used += row.height + 2 * self.pad
            if used > room:
                break
            count += 1
        if not 0 < count < len(self.rows):
            return None
        shape = (self.width, self.rule, self.hairline, self.pad)
        return (
            Grid(self.head, self.rows[:count], *shape),
            Grid(self.head, self.rows[count:], *shape),
        )


def rules(width: float, colour: str, weight: float = 0.9 * MM, pitch: float = 1.7 * MM) -> Drawing:
    """Return the triple rule: three lines, ``pitch`` apart."""

    def paint(pen: Pen, x: float, y: float) -> None:
        for number in range(3):
            pen.canvas.fill_rect(x, y + number * pitch, width, weight, colour)

    return Drawing(2 * pitch + weight, paint)


def rule(width: float, colour: str, weight: float) -> Drawing:
    """Return one line."""
    return Drawing(weight, lambda pen, x, y: pen.canvas.fill_rect(x, y, width, weight, colour))


def space(height: float) -> Drawing:
    """Return nothing, of a height."""
    return Drawing(height, lambda _pen, _x, _y: None)


def stack(boxes: Iterable[tuple[float, Box]], *, whole: bool = False) -> Stack:
    """Return boxes one below the other, each with the gap before it."""
    made = Stack(whole=whole)
    for gap, box in boxes:
        made.add(box, gap)
    return made
