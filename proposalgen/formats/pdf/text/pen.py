"""The pen: draws set text on a canvas, as marked content of its elements."""

from __future__ import annotations

from dataclasses import dataclass

from proposalgen.brand.operators import set_colour
from proposalgen.formats.pdf.canvas import TaggedCanvas
from proposalgen.formats.pdf.fonts.face import Face, record_use
from proposalgen.formats.pdf.structure import Element
from proposalgen.formats.pdf.syntax import number, pdf_string
from proposalgen.formats.pdf.text.line_breaking import measure_line, place_words
from proposalgen.formats.pdf.text.shaping import Run, Word
from proposalgen.formats.pdf.text.typesetting import Lines


@dataclass(frozen=True, slots=True)
class _LinkedWord:
    """A word of a link, and where it was drawn: points from the top left corner."""

    index: int
    """Of its run."""
    run: Run
    element: Element
    left: float
    right: float
    baseline: float


class Pen:
    """Draws set text on a canvas."""

    def __init__(self, canvas: TaggedCanvas) -> None:
        self.canvas = canvas

    def draw(
        self, text: Lines, x: float, y: float, element: Element | None, *, visible: bool = True
    ) -> None:
        """Draw set text with its upper left corner at x, y, in points.

        Without an element it becomes an artifact, its links too. Text that is not visible is there
        to be found and copied.
        """
        text_object = _TextObject(self.canvas, text, element, visible=visible)
        baseline = y + text.style.baseline
        for line in text.lines:
            left = x
            if text.style.align == "right":
                left += text.width - measure_line(line)
            text_object.show_line(line, left, baseline)
            baseline += text.style.leading
        self.canvas.add_marked(text_object.finish())
        self._add_links(text_object.links)

    def _add_links(self, words: list[_LinkedWord]) -> None:
        """Put one annotation on each line of each link."""
        first: dict[tuple[int, float], _LinkedWord] = {}
        last: dict[tuple[int, float], _LinkedWord] = {}
        for word in words:
            place = (word.index, word.baseline)
            first.setdefault(place, word)
            last[place] = word
        for place, word in last.items():
            run = word.run
            base = word.baseline - run.rise
            # About as high as most faces' ascenders, and as low as their descenders.
            top, bottom = base - run.size * 0.85, base + run.size * 0.25
            box = (first[place].left, top, word.right, bottom)
            self.canvas.add_link(
                word.element, box, run.contents, url=run.url, destination=run.destination
            )


class _TextObject:
    """Writes the operators of one text object (ISO 32000-1 9.4), word by word."""

    def __init__(
        self, canvas: TaggedCanvas, text: Lines, element: Element | None, *, visible: bool
    ) -> None:
        self.links: list[_LinkedWord] = []
        """The words of links that were shown."""
        self._canvas = canvas
        self._text = text
        self._element = element
        self._code = ["BT"] if element else ["/Artifact BMC BT"]
        self._visible = visible
        if not visible:
            self._code.append("3 Tr")  # neither filled nor stroked (9.3.6)
        self._state: tuple[object, ...] = ()
        """Font, size, colour, tracking and rise in force."""
        self._open: Element | None = None
        """The element whose marked content is open."""

    def show_line(self, line: tuple[Word, ...], left: float, baseline: float) -> None:
        """Show a line whose words begin at ``left``; in points from the top left corner."""
        end = -1.0
        for word, start in place_words(line, self._text.runs, left):
            if abs(start - end) > 0.005:  # the words before it did not bring us here
                y = self._canvas.height - baseline
                self._code.append(f"1 0 0 1 {number(start)} {number(y)} Tm")
            self._show_word(word, start, baseline)
            end = start + word.width

    def finish(self) -> str:
        """End the text object; return all its operators."""
        if self._open:
            self._code.append("EMC")
        if not self._visible:
            self._code.append("0 Tr")  # the mode outlives the text object
        self._code.append("ET" if self._element else "ET EMC")
        return " ".join(self._code)

    def _show_word(self, word: Word, start: float, baseline: float) -> None:
        run = self._text.runs[word.run]
        actual = self._find_actual_text(word)
        if self._element:
            owner = self._find_owner(word.run, run, self._element)
            if owner is not self._open or actual:
                self._begin(owner, actual)
            if run.url or run.destination:
                right = start + word.width
                self.links.append(_LinkedWord(word.run, run, owner, start, right, baseline))
        elif actual:
            self._code.append(f"/Span <</ActualText {pdf_string(actual)}>> BDC")
        for face, glyphs, _ in reversed(word.pieces) if word.rtl else word.pieces:
            self._set_state(face, run)
            if run.deferred:
                self._code.append(self._defer_number(run, face))
            else:
                self._code.append(glyphs.show(run.size, run.rise))
        if actual:  # the next word is not part of this ActualText
            self._code.append("EMC")
            self._open = None

    def _begin(self, owner: Element, actual: str) -> None:
        if self._open:
            self._code.append("EMC")
        self._code.append(self._canvas.begin_marked_content(owner, actual))
        self._open = owner

    def _set_state(self, face: Face, run: Run) -> None:
        state = (face, run.size, run.colour, run.tracking, run.rise)
        if state != self._state:
            self._code.append(
                f"/{face.resource} {run.size:g} Tf {set_colour(run.colour)}"
                f" {round(run.tracking * run.size, 3):g} Tc {run.rise:g} Ts"
            )
            self._state = state

    def _defer_number(self, run: Run, face: Face) -> str:
        """Return a token for the number of a run's destination, known when all is laid out."""
        record_digits(self._canvas, face)
        return self._canvas.defer_number(
            run.destination, lambda number: face.shape(str(number)).show(run.size, run.rise)
        )

    def _find_actual_text(self, word: Word) -> str:
        """Return the word's text if its glyphs do not give it back on this canvas, else nothing."""
        find = self._canvas.find_unicode
        # A list, not a generator: every piece is recorded, also after one that is not plain.
        plain = [record_use(find(face), glyphs) for face, glyphs, _ in word.pieces]
        plain.append(len(plain) == 1 or not word.rtl)
        return "" if all(plain) else word.text

    def _find_owner(self, index: int, run: Run, element: Element) -> Element:
        """Return the element that a run belongs to: that of a link or a language, or the text's."""
        if not (run.url or run.destination or run.language):
            return element
        elements = self._text.elements
        if index not in elements:
            if run.language:
                elements[index] = element.add("Span", language=run.language)
                return elements[index]
            # The mark of a note is a citation, for which the standard has Reference (14.8.4.4).
            note = run.destination.startswith("note-")
            holder = element.add("Reference") if note else element
            elements[index] = holder.add("Link")
        return elements[index]


def record_digits(canvas: TaggedCanvas, face: Face) -> None:
    """Record that any number may be drawn on a canvas, so that the font gets all digits."""
    for digit in "0123456789":
        record_use(canvas.find_unicode(face), face.shape(digit))
