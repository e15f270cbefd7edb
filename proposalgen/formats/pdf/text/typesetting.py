"""Typesetting: inlines become runs, and runs lines of a width."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import assert_never

from proposalgen.brand.model import Brand
from proposalgen.caches import cached
from proposalgen.formats.pdf.fonts.face import Face
from proposalgen.formats.pdf.structure import Element
from proposalgen.formats.pdf.text.line_breaking import (
    Line,
    balance_lines,
    break_lines,
    measure_line,
)
from proposalgen.formats.pdf.text.shaping import Run, Shaper
from proposalgen.formats.pdf.text.style import TextStyle
from proposalgen.model.document import Break, Inlines, Link, NoteMark, PageMark, Text
from proposalgen.model.scripts import split_text

UNBROKEN = 10_000.0
"""A width in points that no text fills, for text that must stay on one line."""

_NOTE_FACE = "label"
_NOTE_SIZE, _NOTE_RISE = 7, 3
"""Size of a note's mark, and how far it is raised, in points (design 4)."""
_TITLE_SIZE, _NOTE_SIZE_IN_TITLE = 18, 7
"""From this size of text on a note's mark grows with it; then it is at least so large."""


@dataclass(slots=True)
class Lines:
    """Text set in lines. What is drawn of it belongs to elements, which parts of it share."""

    inlines: Inlines
    runs: tuple[Run, ...]
    lines: tuple[Line, ...]
    style: TextStyle
    width: float
    """Of the column, in points."""
    elements: dict[int, Element] = field(default_factory=dict)
    """The elements of links and of other languages, by run, so that one that wraps stays one."""

    @property
    def height(self) -> float:
        """The height of all lines, in points."""
        return len(self.lines) * self.style.leading

    @property
    def widest(self) -> float:
        """The width of the widest line, without the spaces at its end, in points."""
        return max(map(measure_line, self.lines))

    def split(self, count: int) -> tuple[Lines, Lines]:
        """Return the first ``count`` lines and the rest."""
        return replace(self, lines=self.lines[:count]), replace(self, lines=self.lines[count:])


class Compositor:
    """Sets runs in a brand's faces. It knows nothing of any document.

    The same runs give the same lines, and documents are alike, so its results are cached.
    """

    def __init__(self, files: Mapping[str, Path]) -> None:
        """Load the faces, given as TrueType files by their roles in the brand."""
        self.shaper = Shaper(files)
        self.set_runs = cached(
            "lines of text", size=4096, why="Documents share most of their paragraphs."
        )(self._set_runs)
        """Return runs in lines of at most so many points, about equally long where asked."""
        self.measure = cached(
            "widths of runs", size=1024, why="Figures are measured again each time they are fitted."
        )(self.shaper.measure)
        """Return the width of a run on one line, in points."""
        self.find_equal_width = cached(
            "numbers of equal width", size=4096, why="Each note is marked in each document."
        )(self._find_equal_width)
        """Return the least number whose note mark is as wide as that of a number."""

    def _set_runs(self, runs: tuple[Run, ...], width: float, balance: bool) -> tuple[Line, ...]:
        words = [word for at, run in enumerate(runs) for word in self.shaper.shape_run(at, run)]
        return tuple((balance_lines if balance else break_lines)(words, width))

    def _find_equal_width(self, number: int) -> int:
        def measure(one: int) -> float:
            return self.measure(Run(str(one), _NOTE_FACE, 1, ""))

        width = measure(number)
        # The search ends with the number itself.
        return next(one for one in range(1, number + 1) if measure(one) == width)


@cached("compositors", size=8, why="All documents in one look share their lines.")
def load_compositor(brand: Brand) -> Compositor:
    """Return the compositor of a brand's faces, always the same object."""
    return Compositor(brand.font_files)


class Typesetter:
    """Sets the inlines of one section in a brand's faces."""

    def __init__(self, brand: Brand, notes: Mapping[str, int], pages: Mapping[str, int]) -> None:
        """Begin a section.

        Args:
            brand: The look.
            notes: For the source of each note a number as wide as the note's own.
            pages: An estimate of each section's page, for the width of a number known later.
        """
        self._brand = brand
        self._notes = notes
        self._pages = pages
        self._compositor = load_compositor(brand)

    @property
    def faces(self) -> Mapping[str, Face]:
        """The brand's faces by their roles."""
        return self._compositor.shaper.faces

    def set(self, inlines: Inlines, style: TextStyle, width: float) -> Lines:
        """Return inlines broken into lines of at most ``width`` points.

        Raises:
            InputError: a character that no face has.
        """
        runs = tuple(self._make_runs(inlines, style))
        lines = self._compositor.set_runs(runs, width, style.balance)
        return Lines(inlines, runs, lines, style, width)

    def measure(self, text: str, style: TextStyle) -> float:
        """Return the width of a text on one line, in points."""
        return self._compositor.measure(self._make_run(text, style))

    def _make_run(self, text: str, style: TextStyle) -> Run:
        return Run(text, style.font, style.size, style.colour, style.tracking)

    def _make_runs(self, inlines: Inlines, style: TextStyle) -> Iterator[Run]:
        plain = self._make_run("", style)
        for inline in inlines:
            match inline:
                case Text():
                    yield from self._split_text(inline, plain)
                case Link(text=text, url=url):
                    contents = f"{text}: {url}"
                    yield replace(plain, text=text, url=url, colour=style.link, contents=contents)
                case NoteMark():
                    yield self._mark_note(inline, plain)
                case PageMark(section=section):
                    yield replace(
                        plain,
                        text=str(self._pages.get(section, 1)),
                        destination=f"section-{section}",
                        contents="Page of the section",
                        deferred=True,
                    )
                case Break():
                    yield replace(plain, text="\n")
                case _:
                    assert_never(inline)

    def _split_text(self, text: Text, plain: Run) -> Iterator[Run]:
        """Yield text as runs of one direction and one language each."""
        font = self._emphasise(plain.font, bold=text.bold, italic=text.italic)
        # A partner's text has a direction of its own, whatever stands around it.
        for piece in split_text(text.text, isolated=bool(text.field)):
            yield replace(
                plain,
                text=piece.text,
                font=font,
                language=piece.language,
                level=piece.level,
                field=text.field,
            )

    def _mark_note(self, mark: NoteMark, plain: Run) -> Run:
        """Return a note's number, small and raised."""
        title = plain.size >= _TITLE_SIZE
        return replace(
            plain,
            text=str(self._notes[mark.note]),
            font=_NOTE_FACE,
            size=max(_NOTE_SIZE_IN_TITLE, plain.size * 0.3) if title else _NOTE_SIZE,
            rise=plain.size * 0.4 if title else _NOTE_RISE,
            tracking=0,
            destination=f"note-{mark.note}",
            deferred=True,
        )

    def _emphasise(self, font: str, *, bold: bool, italic: bool) -> str:
        """Return the face for bold or italic text; the same where the brand has no other."""
        emphasis = self._brand.emphasis.get(font)
        if emphasis is None:
            return font
        return emphasis.bold if bold else emphasis.italic if italic else font
