"""Measure the pages of the PDF: ``python -m tests.proofs.layout [--sample N] [--list]``.

Over all 127 sets of themes, both papers, both kinds of document, and names of 3, 40, 120 and 300
characters it counts pages with a blank band, torn rows, headings alone at the end of a page and
figures on two lines. What is drawn is recorded where it is drawn, once for each different section.
"""

from __future__ import annotations

import argparse
import itertools
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from proposalgen.brand.drawing import Drawing
from proposalgen.brand.model import Brand
from proposalgen.formats.pdf.canvas import MM, TaggedCanvas
from proposalgen.formats.pdf.drawn import DrawnPages
from proposalgen.formats.pdf.inputs import SectionInputs, find_inputs
from proposalgen.formats.pdf.layouts.sections import lay_out_section
from proposalgen.formats.pdf.structure import Element, MarkedContent
from proposalgen.formats.pdf.text.pen import Pen
from proposalgen.formats.pdf.text.typesetting import Lines, load_compositor
from proposalgen.model.document import Document, Section
from proposalgen.model.records import THEME_IDS
from tests.support.real import TYPES, brand, make_pitch

BLANK, LARGE_BLANK = 0.25, 0.35
"""Shares of the live height from which on a band without anything on it is counted."""
NAMES = tuple(
    ("Ministry of Employment, Labour and Social Dialogue of the Federated Islands " * 5)[:length]
    .strip()
    .ljust(length, "s")
    for length in (3, 40, 120, 300)
)
KINDS, PAPERS = ("pitch", "one-pager"), ("a4", "letter")
COUNTS = (
    "documents", "pages", "filled", "blank 25%", "blank 35%", "torn rows", "headings alone",
    "figures on two lines", "one-pagers over",
)  # fmt: skip

_UNITS = r"(?:million|billion|per cent|percent|%|countries|people|workers|years|jobs|mm|km)\b"
BROKEN_FIGURE = re.compile(
    rf"\d\s*⏎\s*{_UNITS}|\d[.,]?⏎[.,]?\d|\b(?:No\.|page|pages|[A-Z]{{3}})\s*⏎\s*\d|\d\s*⏎\s*%"
)
"""A figure, a numbered text, a page or a sum with the end of a line (⏎) inside."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something drawn on a page; measures in points from the upper left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    kind: str = ""
    """The structure type of a text's element."""
    text: str = ""
    """With ⏎ at the end of each line but the last."""


@dataclass(slots=True)
class Fault:
    """One thing that does not look right."""

    kind: str
    page: int
    what: str


@dataclass(slots=True)
class Recorder:
    """Notes what is drawn, on which page and where."""

    marks: dict[int, list[Mark]] = field(default_factory=dict)
    """By the canvas: a section may be laid out on several before one is chosen."""
    chosen: int = 0
    """The canvas that was finished last."""

    def add(self, canvas: TaggedCanvas, mark: Mark) -> None:
        self.marks.setdefault(id(canvas), []).append(mark)

    def add_text(self, pen: Pen, text: Lines, x: float, y: float, element: Element | None) -> None:
        words = "⏎".join("".join(word.text for word in line) for line in text.lines)
        box = (x, y, x + text.widest, y + text.height)
        kind = element.kind if element else ""
        self.add(pen.canvas, Mark(pen.canvas.page, *box, kind, words))

    def add_box(self, canvas: TaggedCanvas, x: float, y: float, size: tuple[float, float]) -> None:
        self.add(canvas, Mark(canvas.page, x, y, x + size[0], y + size[1]))


@contextmanager
def recording() -> Iterator[Recorder]:
    """Record what is drawn while the block runs."""
    seen = Recorder()
    draw_text, fill, draw = Pen.draw, TaggedCanvas.fill_rect, TaggedCanvas.draw
    logo, finish = TaggedCanvas.draw_logo, TaggedCanvas.finish

    def on_text(
        pen: Pen, text: Lines, x: float, y: float, element: Element | None, **given: Any
    ) -> None:
        seen.add_text(pen, text, x, y, element)
        draw_text(pen, text, x, y, element, **given)

    def on_fill(
        canvas: TaggedCanvas, x: float, y: float, width: float, height: float, colour: str
    ) -> None:
        if colour != "#FFFFFF":
            seen.add_box(canvas, x, y, (width, height))
        fill(canvas, x, y, width, height, colour)

    def on_draw(canvas: TaggedCanvas, drawing: Drawing, x: float, y: float) -> None:
        seen.add_box(canvas, x, y, (drawing.width * MM, drawing.height * MM))
        draw(canvas, drawing, x, y)

    def on_logo(canvas: TaggedCanvas, *given: Any) -> None:
        (x, y), (wide, high) = given[3], given[0].size
        seen.add_box(canvas, x - wide * MM / 2, y - high * MM / 2, (wide * MM, high * MM))
        logo(canvas, *given)

    def on_finish(canvas: TaggedCanvas, **given: Any) -> DrawnPages:
        seen.chosen = id(canvas)
        return finish(canvas, **given)

    with ExitStack() as patches:
        for owner, name, replaced in (
            (Pen, "draw", on_text),
            (TaggedCanvas, "fill_rect", on_fill),
            (TaggedCanvas, "draw", on_draw),
            (TaggedCanvas, "draw_logo", on_logo),
            (TaggedCanvas, "finish", on_finish),
        ):
            patches.enter_context(patch.object(owner, name, replaced))
        yield seen


def find_faults(drawn: DrawnPages, marks: Iterable[Mark], look: Brand) -> Iterator[Fault]:
    """Yield what does not look right on the pages of one section."""
    by_page: dict[int, list[Mark]] = {number: [] for number in range(1, len(drawn.pages) + 1)}
    for mark in marks:
        by_page[mark.page].append(mark)
    top, bottom = look.page.top * MM, (look.page.height - look.page.bottom) * MM
    for page, seen in by_page.items():
        at, blank = find_blank(seen, top, bottom)
        if blank >= BLANK:
            name = "blank 35%" if blank >= LARGE_BLANK else "blank 25%"
            yield Fault(name, page, f"{blank:.0%} from {at / MM:.0f} mm")
        for mark in seen:
            if re.fullmatch(r"H\d", mark.kind) and not any(map(mark_stands_above(mark), seen)):
                yield Fault("headings alone", page, mark.text)
            for broken in BROKEN_FIGURE.finditer(mark.text):
                around = mark.text[max(0, broken.start() - 12) : broken.end() + 12]
                yield Fault("figures on two lines", page, around)
    yield from find_torn(drawn)


def mark_stands_above(heading: Mark) -> Any:
    """Return whether a mark is a text below a heading, in its column."""
    return lambda mark: (
        mark.text
        and mark.top > heading.top
        and mark.left < heading.right
        and mark.right > heading.left
    )


def find_blank(marks: Iterable[Mark], top: float, bottom: float) -> tuple[float, float]:
    """Return where the highest blank band begins, and its share of the live height."""
    at, best = top, (top, 0.0)
    for low, high in [*sorted((mark.top, mark.bottom) for mark in marks), (bottom, bottom)]:
        blank = (min(low, bottom) - at) / (bottom - top)
        best = max(best, (at, blank), key=lambda one: one[1])
        at = max(at, high)
    return best


def find_torn(drawn: DrawnPages) -> Iterator[Fault]:
    """Yield rows of tables and boxes of rows that stand on two pages."""
    for element in drawn.elements:
        pages = sorted(
            {
                kid.page
                for one in element.walk()
                for kid in one.kids
                if isinstance(kid, MarkedContent)
            }
        )
        alone = all(not isinstance(kid, Element) or kid.kind != "Div" for kid in element.kids)
        if len(pages) > 1 and element.kind in ("TR", "Div", "Note", "LI") and alone:
            yield Fault("torn rows", pages[0], f"{element.kind} on pages {pages}")


@dataclass(slots=True)
class Survey:
    """What was found over many documents; a section that many share is looked at once."""

    known: dict[tuple[Section, SectionInputs, str], tuple[int, int, list[Fault]]] = field(
        default_factory=dict
    )
    counts: Counter[str] = field(default_factory=Counter)
    settings: Counter[tuple[str, str]] = field(default_factory=Counter)
    places: Counter[tuple[str, str]] = field(default_factory=Counter)
    told: dict[tuple[str, str], str] = field(default_factory=dict)

    def look_at(self, document: Document, look: Brand, paper: str, name: str) -> None:
        """Count what is found in one document."""
        find_equal = load_compositor(look).find_equal_width
        pages = 0
        for section, inputs in zip(
            document.sections, find_inputs(document, find_equal), strict=True
        ):
            key = (section, inputs, paper)
            if key not in self.known:
                with recording() as seen:
                    made = lay_out_section(section, inputs, look, {})
                full = section.layout in ("cover", "back")
                marks = seen.marks.get(seen.chosen, [])
                faults = [] if full else list(find_faults(made.drawn, marks, look))
                filled = sum(page.filled for page in made.plan.pages)
                self.known[key] = len(made.drawn.pages), filled, faults
                self.settings[section.layout, made.plan.setting] += 1
            count, filled, faults = self.known[key]
            pages += count
            self.counts["filled"] += filled
            for fault in faults:
                self.counts[fault.kind] += 1
                place = (section.layout, fault.kind)
                self.places[place] += 1
                self.told.setdefault(place, f"{name}, {paper}, page {fault.page}: {fault.what}")
        self.counts["documents"] += 1
        self.counts["pages"] += pages
        if document.sections[0].layout == "one-pager" and pages > 1:
            self.counts["one-pagers over"] += 1
            self.told.setdefault(("one-pager", "over"), f"{name}, {paper}: {pages} pages")

    def report(self) -> str:
        """Return the counts, and by section what is behind them, each with one example."""
        lines = [f"{name:<22}{self.counts[name]:>7}" for name in COUNTS]
        lines.append("")
        for (layout, kind), count in sorted(self.places.items()):
            lines.append(f"{layout:<12}{kind:<22}{count:>6}  {self.told[layout, kind]}")
        lines.append("")
        for layout, settings in itertools.groupby(sorted(self.settings), key=lambda one: one[0]):
            told = (f"{setting} {self.settings[layout, setting]}" for _, setting in settings)
            lines.append(f"{layout:<12}{', '.join(told)}")
        return "\n".join(lines)


def survey(sample: int) -> dict[str, Survey]:
    """Return what is found in every ``sample``th document, by its kind."""
    sets = [
        chosen
        for count in range(1, len(THEME_IDS) + 1)
        for chosen in itertools.combinations(THEME_IDS, count)
    ]
    found = {kind: Survey() for kind in KINDS}
    cases = itertools.product(KINDS, PAPERS, NAMES, enumerate(sets))
    for kind, paper, name, (at, chosen) in itertools.islice(cases, 0, None, sample):
        turn = at % len(chosen)
        themes = (*chosen[turn:], *chosen[:turn])
        fields: dict[str, Any] = {"name": name, "themes": themes, "type": TYPES[at % 7]}
        if at % 3 == 0:
            fields |= {"amount": str(1_250_000 + at), "currency": ("USD", "EUR")[at % 2]}
        document = make_pitch(kind=kind, **fields)
        told = f"{len(name)} letters, {'+'.join(themes)}, {fields['type']}"
        found[kind].look_at(document, brand(paper), paper, told)
    return found


def main() -> int:
    """Print what is found; return 1 if anything does not look right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--sample", type=int, default=1, metavar="N", help="every Nth document only"
    )
    given = parser.parse_args()
    found = survey(given.sample)
    for kind, one in found.items():
        print(f"== {kind}\n{one.report()}\n")
    return int(any(one.counts[name] for one in found.values() for name in COUNTS[4:]))


if __name__ == "__main__":
    sys.exit(main())
