"""Text: inlines become runs, runs shaped words, words lines; lines are drawn tagged."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path

from proposalgen.brand.model import Brand
from proposalgen.brand.operators import set_colour
from proposalgen.brand.type_scale import Style
from proposalgen.errors import InputError, Problem, quote
from proposalgen.formats.pdf.canvas import Element, TaggedCanvas
from proposalgen.formats.pdf.fonts import Face, Glyphs, find_fallbacks, load_face, note_use
from proposalgen.formats.pdf.syntax import number
from proposalgen.model.bidi import reorder
from proposalgen.model.document import Break, Inlines, Link, NoteMark, PageMark, Text
from proposalgen.model.scripts import (
    is_ignorable,
    script_of,
    split_clusters,
    split_text,
)

_WORDS = re.compile(r"\s+|\S+")
_WIDE = (
    "\u2e80-\u303f\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffee"
    "\U00020000-\U0003ffff"
)
"""Letters and signs as wide as they are high, between which a line may end."""
_OPENING = "「『（［｛〈《【〔“‘"
_CLOSING = "」』）］｝〉》】〕”’、。，．：；？！ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
_BREAKS = re.compile(
    rf"(?<=[^\s/–—-])[/–—-]+(?=\w)|(?<=[{_WIDE}])(?<![{_OPENING}])(?=[{_WIDE}])(?![{_CLOSING}])"
)
"""Where a word may end a line without a hyphen being added: at dashes, and between ideographs."""

_NOTE_FACE = "label"

ASCENT = 0.76
"""Height of the letters above the baseline, in em; centres a line of text in its leading."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of text looks: a step of the type scale in a colour. Sizes in points."""

    font: str
    size: float
    leading: float
    tracking: float
    colour: str
    link: str
    align: str = "left"
    balance: bool = False
    """Whether lines are made about equally long."""

    @classmethod
    def of(cls, style: Style, colour: str, link: str = "") -> Look:
        """Return the look of a style in a colour."""
        return cls(style.font, style.size, style.leading, style.tracking, colour, link or colour)

    def scale(self, size: float) -> Look:
        """Return the look at another size, its leading in proportion."""
        return replace(self, size=size, leading=self.leading * size / self.size)


def find_baseline(look: Look) -> float:
    """Return how far below the top of its line the letters stand, in points."""
    return (look.leading - look.size) / 2 + look.size * ASCENT


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one face, size and colour, and where it leads."""

    text: str
    font: str
    size: float
    colour: str
    tracking: float = 0
    rise: float = 0
    url: str = ""
    destination: str = ""
    spoken: str = ""
    """What a link says of itself to those who cannot see it."""
    counted: bool = False
    """Whether the text stands for the number of the note or the page that it leads to."""
    language: str = ""
    """A BCP 47 tag where it is not the document's."""
    level: int = 0
    """UAX #9: odd from right to left."""
    field: str = ""
    """The partner's, of which the text is."""


@dataclass(frozen=True, slots=True)
class Word:
    """A piece that stays on one line."""

    text: str
    run: int
    width: float
    pieces: tuple[tuple[Face, Glyphs, str], ...]
    """Its parts of one face each, in the order of reading."""
    right: bool = False
    """Whether it runs from right to left."""
    space: bool = False
    may_end_line: bool = False
    breaks: bool = False


class Compositor:
    """Breaks runs into lines of shaped words. What it made is kept, for documents are alike.

    It knows nothing of any document: the same runs give the same lines.
    """

    def __init__(self, files: Mapping[str, Path]) -> None:
        self.faces = {name: load_face(path) for name, path in files.items()}
        self.set_runs = lru_cache(maxsize=4096)(self._set_runs)
        """Return runs in lines of at most so many points, about equally long where asked."""
        self.measure = lru_cache(maxsize=1024)(self._measure)
        """Return the width of a run on one line, in points."""
        self.stand_in = lru_cache(maxsize=4096)(self._stand_in)
        """Return the least number whose note mark is as wide as that of a number."""

    def _set_runs(
        self,
        runs: tuple[Run, ...],
        width: float,
        balance: bool,
    ) -> tuple[tuple[Word, ...], ...]:
        words = [word for at, run in enumerate(runs) for word in self._split(at, run)]
        lines = break_lines(words, width)
        if balance and 1 < len(lines) <= 4:
            low, high = width / 2, width
            while high - low > 2:
                middle = (low + high) / 2
                if len(break_lines(words, middle)) == len(lines):
                    high = middle
                else:
                    low = middle
            lines = break_lines(words, high)
        return tuple(lines)

    def _measure(self, run: Run) -> float:
        return sum(word.width for word in self._split(0, run))

    def _stand_in(self, number: int) -> int:
        def measure(one: int) -> float:
            return self.measure(Run(str(one), _NOTE_FACE, 1, ""))

        width = measure(number)
        return next(one for one in range(1, number + 1) if measure(one) == width)

    def _split(self, at: int, run: Run) -> Iterator[Word]:
        if run.text == "\n":
            # A space is drawn at the end of the line, so that a reader hears two words.
            yield replace(self._shape(at, run, " ", space=True), breaks=True)
            return
        for match in _WORDS.finditer(run.text):
            text = match[0]
            if text.isspace():
                yield self._shape(at, run, " ", space=True)
                continue
            start = 0
            for end in (found.end() for found in _BREAKS.finditer(text)):
                if end < len(text):
                    yield replace(self._shape(at, run, text[start:end]), may_end_line=True)
                start = end
            yield self._shape(at, run, text[start:])

    def _shape(self, at: int, run: Run, text: str, *, space: bool = False) -> Word:
        right = run.level % 2 == 1
        pieces = tuple(
            (face, face.shape(part, right), part) for face, part in self._choose_faces(run, text)
        )
        ems = sum(glyphs.width for _, glyphs, _ in pieces) / 1000
        count = sum(glyphs.count for _, glyphs, _ in pieces)
        width = (ems + count * run.tracking) * run.size
        return Word(text, at, width, pieces, right, space=space, may_end_line=space)

    def _choose_faces(self, run: Run, text: str) -> list[tuple[Face, str]]:
        """Split text into pieces of one face each: the asked one, or the first that can.

        A text in another language keeps to one face where there is one for all of it.
        """
        asked = self.faces[run.font]
        if asked.characters.issuperset(map(ord, run.text if run.language else text)):
            return [(asked, text)]
        whole = self._find_face(run, run.text) if run.language else None
        if whole:
            return [(whole, text)]
        chosen: list[tuple[Face, str]] = []
        for cluster in split_clusters(text):
            face = self._find_face(run, cluster)
            if face is None:
                raise InputError(self._explain_missing(run, cluster, text))
            if chosen and chosen[-1][0] is face:
                chosen[-1] = (face, chosen[-1][1] + cluster)
            else:
                chosen.append((face, cluster))
        return chosen

    def _find_face(self, run: Run, text: str) -> Face | None:
        """Return the first face that has all of a text: the asked, the house's, the brand's."""
        asked = self.faces[run.font]
        needed = {ord(character) for character in text if not is_ignorable(character)}
        letter = next((c for c in text if script_of(c) != "-"), text[0])
        house = find_fallbacks(letter, run.language, asked.weight)
        faces = chain((asked,), house, self.faces.values())
        return next((face for face in faces if face.characters.issuperset(needed)), None)

    def _explain_missing(self, run: Run, cluster: str, text: str) -> Problem:
        single = (letter for letter in cluster if not self._find_face(run, letter))
        return explain_missing(next(single, cluster[0]), text, run.field)


@lru_cache(maxsize=8)
def load_compositor(brand: Brand) -> Compositor:
    """Return the compositor of a brand's faces, always the same."""
    return Compositor(brand.font_files)


class Typesetter:
    """Sets inlines in a brand's faces."""

    def __init__(self, brand: Brand, notes: Mapping[str, int], guesses: Mapping[str, int]) -> None:
        self.brand = brand
        self.notes = notes
        """For each note a number as wide as its own."""
        self.guesses = guesses
        """A guess of each section's page, for the width of a number that comes later."""
        self.compositor = load_compositor(brand)

    @property
    def faces(self) -> Mapping[str, Face]:
        """The brand's faces by their names."""
        return self.compositor.faces

    def set(self, inlines: Inlines, look: Look, width: float) -> Lines:
        """Return inlines broken into lines of at most ``width`` points."""
        runs = tuple(self._make_runs(inlines, look))
        lines = self.compositor.set_runs(runs, width, look.balance)
        return Lines(inlines, runs, lines, look, width)

    def measure(self, text: str, look: Look) -> float:
        """Return the width of a text on one line, in points."""
        return self.compositor.measure(self._make_run(text, look))

    def _make_run(self, text: str, look: Look) -> Run:
        return Run(text, look.font, look.size, look.colour, look.tracking)

    def _make_runs(self, inlines: Inlines, look: Look) -> Iterator[Run]:
        plain = self._make_run("", look)
        for inline in inlines:
            match inline:
                case Text():
                    font = self._emphasise(look.font, bold=inline.bold, italic=inline.italic)
                    # A partner's text has a direction of its own, whatever stands around it.
                    for piece in split_text(inline.text, isolated=bool(inline.field)):
                        language, level = piece.language, piece.level
                        yield replace(
                            plain, text=piece.text, font=font, language=language, level=level,
                            field=inline.field,
                        )  # fmt: skip
                case Link():
                    spoken = f"{inline.text}: {inline.url}"
                    yield replace(
                        plain, text=inline.text, url=inline.url, colour=look.link, spoken=spoken
                    )
                case NoteMark():
                    title = look.size >= 18
                    yield replace(
                        plain,
                        text=str(self.notes[inline.source]),
                        font=_NOTE_FACE,
                        size=max(6.5, look.size * 0.3) if title else 6,
                        rise=look.size * 0.4 if title else 3,
                        tracking=0,
                        destination=f"note-{inline.source}",
                        counted=True,
                    )
                case PageMark():
                    guess = str(self.guesses.get(inline.section, 1))
                    yield replace(
                        plain,
                        text=guess,
                        destination=f"section-{inline.section}",
                        spoken="Page of the section",
                        counted=True,
                    )
                case Break():
                    yield replace(plain, text="\n")

    def _emphasise(self, font: str, *, bold: bool, italic: bool) -> str:
        emphasis = self.brand.emphasis.get(font)
        if emphasis is None:
            return font
        return emphasis.bold if bold else emphasis.italic if italic else font


def explain_missing(character: str, text: str, field: str = "") -> Problem:
    """Return the problem of a character that no face of the brand has."""
    name = unicodedata.name(character, "a character without a name")
    return Problem(
        f"no font of the brand has U+{ord(character):04X} {name}, in {quote(text)}",
        field=field,
        hint="Write it another way, or add a font that has it to the brand.",
    )


def break_lines(words: list[Word], width: float) -> list[tuple[Word, ...]]:
    """Return words in lines no wider than ``width``: greedy, without hyphens.

    A space stays at the end of its line, where it is not seen but can be read out. A word wider
    than a line is cut.
    """
    lines: list[tuple[Word, ...]] = []
    line: list[Word] = []
    used = 0.0
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
        cut = _find_cut(line)
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
    return lines


def _find_cut(line: list[Word]) -> int:
    """Return how many words of an overfull line stay on it; 0 where it cannot be broken."""
    return next((at for at in range(len(line), 0, -1) if line[at - 1].may_end_line), 0)


def _cut_word(word: Word, width: float) -> tuple[Word, Word | None]:
    """Split a word so that its head fits; its pieces are shaped anew, glyph by glyph."""
    per_unit = word.width / max(1.0, sum(glyphs.width for _, glyphs, _ in word.pieces))
    used = 0.0
    head: list[tuple[Face, str]] = []
    tail: list[tuple[Face, str]] = []
    for face, _, text in word.pieces:
        for cluster in split_clusters(text):
            used += face.shape(cluster, word.right).width * per_unit
            part = head if used <= width or not head else tail
            if part and part[-1][0] is face:
                part[-1] = (face, part[-1][1] + cluster)
            else:
                part.append((face, cluster))

    def build(parts: list[tuple[Face, str]], *, may_end_line: bool) -> Word:
        pieces = tuple((face, face.shape(text, word.right), text) for face, text in parts)
        return replace(
            word,
            text="".join(text for _, text in parts),
            width=sum(glyphs.width for _, glyphs, _ in pieces) * per_unit,
            pieces=pieces,
            may_end_line=may_end_line,
        )

    first = build(head, may_end_line=True)
    return first, build(tail, may_end_line=word.may_end_line) if tail else None


@dataclass(slots=True)
class Lines:
    """Set text. Drawing it gives it to an element; parts of a split text share the element."""

    inlines: Inlines
    runs: tuple[Run, ...]
    lines: tuple[tuple[Word, ...], ...]
    look: Look
    width: float
    elements: dict[int, Element] = field(default_factory=dict)
    """The links inside, by run, so that one that wraps stays one."""

    @property
    def height(self) -> float:
        """The height of all lines, in points."""
        return len(self.lines) * self.look.leading

    @property
    def widest(self) -> float:
        """The width of the widest line, without the space at its end."""
        return max(map(measure_line, self.lines))

    def split(self, count: int) -> tuple[Lines, Lines]:
        """Return the first ``count`` lines and the rest."""
        return replace(self, lines=self.lines[:count]), replace(self, lines=self.lines[count:])


def measure_line(line: tuple[Word, ...]) -> float:
    """Return a line's width without the space at its end, in points."""
    end = len(line)
    while end and line[end - 1].space:
        end -= 1
    return sum(word.width for word in line[:end])


def place_words(
    line: tuple[Word, ...], runs: Sequence[Run], left: float
) -> Iterator[tuple[Word, float]]:
    """Yield a line's words as they are read, and where each begins, in points."""
    levels = [runs[word.run].level for word in line]
    for at in range(len(line) - 1, -1, -1):  # UAX #9, L1: what ends a line stands at its end
        if not line[at].space:
            break
        levels[at] = 0
    starts: dict[int, float] = {}
    for at in reorder(levels):
        starts[at] = left
        left += line[at].width
    return ((word, starts[at]) for at, word in enumerate(line))


class Pen:
    """Draws set text on a canvas."""

    def __init__(self, canvas: TaggedCanvas) -> None:
        self.canvas = canvas

    def draw(self, text: Lines, x: float, y: float, element: Element | None) -> None:
        """Draw set text with its upper left corner at x, y.

        Without an element it becomes an artifact, its links too.
        """
        look, canvas = text.look, self.canvas
        code = ["BT"] if element else ["/Artifact BMC BT"]
        state: tuple[object, ...] = ()
        owner: Element | None = None
        links: list[tuple[int, Element, float, float, float, Run]] = []
        baseline = y + find_baseline(look)
        for line in text.lines:
            left = x
            if look.align == "right":
                left += text.width - measure_line(line)
            pen = -1.0
            for word, start in place_words(line, text.runs, left):
                run = text.runs[word.run]
                if abs(start - pen) > 0.005:
                    code.append(f"1 0 0 1 {number(start)} {number(canvas.height - baseline)} Tm")
                said = self._find_actual(word)
                if element:
                    target = self._find_element(text, word.run, run, element)
                    if target is not owner or said or not owner:
                        if owner:
                            code.append("EMC")
                        code.append(canvas.open_mark(target, said))
                        owner = target
                    if run.url or run.destination:
                        links.append((word.run, target, start, baseline, start + word.width, run))
                for face, glyphs, _ in reversed(word.pieces) if word.right else word.pieces:
                    wanted = (face, run.size, run.colour, run.tracking, run.rise)
                    if wanted != state:
                        code.append(
                            f"/{face.resource} {run.size:g} Tf {set_colour(run.colour)}"
                            f" {round(run.tracking * run.size, 3):g} Tc {run.rise:g} Ts"
                        )
                        state = wanted
                    if run.counted:
                        code.append(self._defer_number(run, face))
                    else:
                        code.append(glyphs.show(run.size, run.rise))
                if said and element:  # the next word may not be part of what is said here
                    code.append("EMC")
                    owner = None
                pen = start + word.width
            baseline += look.leading
        if owner:
            code.append("EMC")
        code.append("ET" if element else "ET EMC")
        canvas.add_marked(" ".join(code))
        self._add_links(links)

    def _defer_number(self, run: Run, face: Face) -> str:
        """Return code that shows the number of where a run leads, known when all is printed."""
        self.note_digits(face)
        return self.canvas.defer(
            run.destination, lambda number: face.shape(str(number)).show(run.size, run.rise)
        )

    def note_digits(self, face: Face) -> None:
        """Note that any number may be drawn."""
        for digit in "0123456789":
            note_use(self.canvas.find_spelled(face), face.shape(digit))

    def _find_actual(self, word: Word) -> str:
        """Return the word's text where its glyphs do not spell it on this canvas."""
        find = self.canvas.find_spelled
        plain = [note_use(find(face), glyphs) for face, glyphs, _ in word.pieces]
        plain.append(len(plain) == 1 or not word.right)
        return "" if all(plain) else word.text

    def _find_element(self, text: Lines, at: int, run: Run, element: Element) -> Element:
        if not (run.url or run.destination or run.language):
            return element
        if at not in text.elements:
            if run.language:
                text.elements[at] = element.add("Span", language=run.language)
                return text.elements[at]
            note = run.destination.startswith("note-")
            holder = element.add("Reference") if note else element
            text.elements[at] = holder.add("Link")
        return text.elements[at]

    def _add_links(self, links: list[tuple[int, Element, float, float, float, Run]]) -> None:
        """Put one annotation on each line of each link."""
        merged: dict[tuple[int, float], tuple[Element, float, float, Run]] = {}
        for at, element, left, baseline, right, run in links:
            start = merged[at, baseline][1] if (at, baseline) in merged else left
            merged[at, baseline] = (element, start, right, run)
        for (_, baseline), (element, left, right, run) in merged.items():
            base = baseline - run.rise
            box = (left, base - run.size * 0.85, right, base + run.size * 0.25)
            self.canvas.add_link(element, box, run.spoken, url=run.url, destination=run.destination)
