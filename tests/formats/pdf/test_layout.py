"""Nothing runs out of its place: no line of text leaves the page or lies over another."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import pytest

from proposalgen.formats.pdf.canvas import MM
from proposalgen.formats.pdf.layouts import sections
from proposalgen.formats.pdf.structure import Element
from proposalgen.formats.pdf.text.line_breaking import measure_line
from proposalgen.formats.pdf.text.pen import Pen
from proposalgen.formats.pdf.text.typesetting import Lines
from proposalgen.formats.pdf.writer import write_pdf
from proposalgen.model.document import Document
from proposalgen.model.records import THEME_IDS
from tests.support.real import brand, make_pitch

EDGE = 11.9 * MM
"""How near live text may come to the trim (design 2)."""


@dataclass(frozen=True)
class Line:
    page: tuple[object, int]
    """A section's canvas, and which of its sheets."""
    left: float
    top: float
    right: float
    bottom: float
    text: str

    def lies_over(self, other: Line) -> bool:
        return (
            self.page == other.page
            and min(self.right, other.right) - max(self.left, other.left) > 0.5
            and min(self.bottom, other.bottom) - max(self.top, other.top) > 0.5
        )


Draw = Callable[..., tuple[Line, ...]]
"""Prints a document, on a paper, and returns the lines of live text it drew."""


@pytest.fixture
def draw(monkeypatch: pytest.MonkeyPatch) -> Draw:
    """Return a function that prints a document and returns the lines of live text it drew."""
    lines: list[Line] = []
    original = Pen.draw

    def record(
        pen: Pen, text: Lines, x: float, y: float, element: Element | None, *, visible: bool = True
    ) -> None:
        if element is not None:
            style = text.style
            for number, line in enumerate(text.lines):
                width = measure_line(line)
                left = x + (text.width - width if style.align == "right" else 0)
                baseline = y + number * style.leading + style.baseline
                said = "".join(word.text for word in line).strip()
                top, bottom = baseline - 0.66 * style.size, baseline + 0.02 * style.size
                if said:
                    page = (pen.canvas, pen.canvas.page)
                    lines.append(Line(page, left, top, left + width, bottom, said))
        original(pen, text, x, y, element, visible=visible)

    monkeypatch.setattr(Pen, "draw", record)
    monkeypatch.setattr(sections, "_lay_out_shared", sections._lay_out)

    def draw(document: Document, paper: str = "") -> tuple[Line, ...]:
        lines.clear()
        write_pdf(document, brand(paper))
        return tuple(lines)

    return draw


def find_faults(lines: Sequence[Line], paper: str = "") -> tuple[list[Line], list[tuple[str, str]]]:
    """Return what leaves the page's live area, and what lies over something else."""
    page = brand(paper).page
    width, height = page.width * MM, page.height * MM
    outside = [
        line
        for line in lines
        if line.left < EDGE or line.right > width - EDGE or line.top < 0 or line.bottom > height
    ]
    by_page: dict[tuple[object, int], list[Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    over = [
        (one.text, other.text)
        for on_page in by_page.values()
        for one, other in combinations(on_page, 2)
        if one.lies_over(other)
    ]
    return outside, over


def make_names(count: int, seed: int = 1919) -> list[str]:
    """Return names of 1 to 300 characters, of short words and of long ones."""
    chance = random.Random(seed)
    letters = "abcdefghijklmnopqrstuvwxyzåéøüñçšžABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789&-.'’"
    names = []
    for _ in range(count):
        length, longest = chance.randint(1, 300), chance.choice((3, 8, 14, 40, 300))
        name = ""
        while len(name) < length:
            name += "".join(chance.choices(letters, k=chance.randint(1, longest))) + " "
        names.append(name[:length].strip() or "X")
    return names


SETS = [themes for size in range(1, len(THEME_IDS) + 1) for themes in combinations(THEME_IDS, size)]


@pytest.mark.parametrize("kind", ["pitch", "one-pager"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("size", range(1, 8))
def test_every_set_of_themes_stays_in_its_place(
    draw: Draw, kind: str, paper: str, size: int
) -> None:
    for themes in (themes for themes in SETS if len(themes) == size):
        lines = draw(make_pitch(kind=kind, themes=themes), paper)
        assert find_faults(lines, paper) == ([], []), themes


def test_there_are_127_sets_of_themes() -> None:
    assert len(SETS) == 127


@pytest.mark.parametrize("batch", range(10))
def test_two_hundred_names_stay_in_their_place(draw: Draw, batch: int) -> None:
    for number, name in enumerate(make_names(200)[batch * 20 : batch * 20 + 20]):
        themes = (THEME_IDS[number % 7], THEME_IDS[(number + 3) % 7])
        kind = "one-pager" if number % 4 == 0 else "pitch"
        lines = draw(make_pitch(kind=kind, name=name, themes=themes))
        assert find_faults(lines) == ([], []), name


def test_a_line_over_another_or_off_the_page_would_be_found() -> None:
    first, second = ("canvas", 1), ("canvas", 2)
    inside = Line(first, 100, 100, 200, 110, "inside")
    over, beside = (
        Line(first, 150, 105, 250, 115, "over"),
        Line(second, 150, 105, 250, 115, "beside"),
    )
    off = Line(first, 500, 300, 700, 310, "off")
    assert find_faults([inside, beside]) == ([], [])
    assert find_faults([inside, over, off]) == ([off], [("inside", "over")])
