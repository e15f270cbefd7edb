"""Find what is another partner's in a pack: names, contacts, amounts and logos of its batch."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from PIL import Image, ImageChops, ImageStat

from proposalgen.errors import Problem
from proposalgen.formats.table import FORMATS
from proposalgen.model.document import Document, Logo
from proposalgen.model.numbers import format_money
from proposalgen.model.partner import Partner
from proposalgen.model.walk import words

_WORD = re.compile(r"\w+")

Words = tuple[str, ...]


def split_words(text: str) -> Words:
    """Return the words of a text, without case, as they are compared."""
    return tuple(_WORD.findall(text.casefold()))


def list_marks(partner: Partner) -> Iterator[tuple[str, str]]:
    """Yield the fields by which a partner is known, and what each says."""
    yield "name", partner.name
    for name in ("contact_name", "contact_email"):
        if value := getattr(partner, name):
            yield name, value
    if partner.amount is not None:
        yield "amount", format_money(partner.amount, partner.currency)


@dataclass(slots=True)
class Marks:
    """What all partners of a batch are known by, to be looked up by first words."""

    by_first: dict[str, dict[Words, str]] = field(default_factory=dict)
    """The words of each mark, and its field, by the first of them."""

    def add(self, partner: Partner) -> None:
        """Take up a partner."""
        for name, text in list_marks(partner):
            self.add_text(name, text)

    def add_text(self, name: str, text: str) -> None:
        """Take up what a field says."""
        if said := split_words(text):
            self.by_first.setdefault(said[0], {}).setdefault(said, name)

    def find(self, said: Sequence[str]) -> Iterator[tuple[int, Words]]:
        """Yield where each mark stands in a text, and its words."""
        for at, word in enumerate(said):
            for mark in self.by_first.get(word, ()):
                if tuple(said[at : at + len(mark)]) == mark:
                    yield at, mark


@dataclass(frozen=True, slots=True)
class Ordinary:
    """What a document says to any partner: its words, and what stands on every page of it."""

    words: tuple[str, ...]
    phrases: tuple[str, ...]

    @classmethod
    def of(cls, document: Document) -> Ordinary:
        """Return what a document made for a partner without a name says."""
        meta = document.meta
        pages = {section.id: 1 for section in document.sections}
        phrases = (meta.title, meta.organisation, meta.subject, *meta.keywords, meta.draft)
        return cls(tuple(words(document, pages)), phrases)


def find_leaks(
    partner: Partner,
    marks: Marks,
    files: Mapping[str, bytes],
    ordinary: Ordinary,
    logo: Logo | None = None,
) -> tuple[Problem, ...]:
    """Return what in a partner's files is another's.

    What stands inside the partner's own marks is no leak, nor is what the library says anyway.

    Args:
        partner: Whose files they are.
        marks: Those of all partners.
        files: The finished files, by the names of their formats.
        ordinary: What the same document says to a partner without a name.
        logo: The partner's own.
    """
    own = Marks()
    own.add(partner)
    for phrase in ordinary.phrases:
        own.add_text("", phrase)
    usual = _count(marks.find(split_words(" ".join(ordinary.words))))
    problems: dict[Problem, None] = {}
    for format_, data in files.items():
        reader = FORMATS[format_].read(data)
        for text in reader.all_text():
            said = split_words(text)
            covered = {place for at, mark in own.find(said) for place in range(at, at + len(mark))}
            foreign = (
                (at, mark)
                for at, mark in marks.find(said)
                if not covered.issuperset(range(at, at + len(mark)))
            )
            for mark, count in _count(foreign).items():
                if count > usual.get(mark, 0):
                    name = marks.by_first[mark[0]][mark]
                    message = f"the {format_.upper()} holds another partner's {name}"
                    problems[Problem(message, field=name, hint=_HINT)] = None
        if not all(logo and _shows(picture, logo) for picture in reader.pictures()):
            message = f"the {format_.upper()} holds another partner's logo"
            problems[Problem(message, field="logo", hint=_HINT)] = None
    return tuple(problems)


_HINT = "This is a fault in the program: nothing was written; please report it."


def _count(found: Iterable[tuple[int, Words]]) -> dict[Words, int]:
    counts: dict[Words, int] = defaultdict(int)
    for _, mark in found:
        counts[mark] += 1
    return counts


_EDGE, _NEAR = 16, 24
"""Pixels of the edge at which pictures are compared; how far their colours may be apart."""


def _shows(picture: Image.Image, logo: Logo) -> bool:
    """Return whether a picture shows a logo, alone on a plain ground, in any size."""
    shown = picture.convert("RGBA")
    ground = shown.getpixel((0, 0))
    if not isinstance(ground, tuple) or ground[3] == 0:
        ground = (128, 128, 128, 255)
    with Image.open(io.BytesIO(logo.data)) as own:
        pair = [_trim(one.convert("RGBA"), ground) for one in (shown, own)]
    apart = ImageStat.Stat(ImageChops.difference(*pair)).mean
    return max(apart) < _NEAR


def _trim(picture: Image.Image, ground: tuple[int, ...]) -> Image.Image:
    """Return what stands on the ground, small and square."""
    under = Image.new("RGBA", picture.size, ground)
    flat = Image.alpha_composite(under, picture).convert("RGB")
    apart = ImageChops.difference(flat, under.convert("RGB")).convert("L")
    box = apart.point(lambda value: 255 * (value > _NEAR)).getbbox()
    return flat.crop(box or (0, 0, *flat.size)).resize((_EDGE, _EDGE))
