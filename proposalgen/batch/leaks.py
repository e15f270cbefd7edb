"""Find in a pack what belongs to another partner of its batch: names, contacts, amounts, logos."""

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


def list_identifiers(partner: Partner) -> Iterator[tuple[str, str]]:
    """Yield the fields by which a partner is known, and what each says."""
    yield "name", partner.name
    for name in ("contact_name", "contact_email"):
        if value := getattr(partner, name):
            yield name, value
    if partner.amount is not None:
        yield "amount", format_money(partner.amount, partner.currency)


@dataclass(slots=True)
class Identifiers:
    """What the partners of a batch are known by, found in a text by their first words."""

    by_first: dict[str, dict[Words, str]] = field(default_factory=dict)
    """The words of each identifier, and its field, by the first of the words."""

    def add(self, partner: Partner) -> None:
        """Add what a partner is known by."""
        for name, text in list_identifiers(partner):
            self.add_text(name, text)

    def add_text(self, name: str, text: str) -> None:
        """Add a text that a field holds; of equal texts, the first field counts."""
        # A name of signs only has no words, by which it could be found.
        if identifier := split_words(text):
            self.by_first.setdefault(identifier[0], {}).setdefault(identifier, name)

    def find(self, text: Sequence[str]) -> Iterator[tuple[int, Words]]:
        """Yield where each identifier stands in the words of a text, and its own words."""
        for at, word in enumerate(text):
            for identifier in self.by_first.get(word, ()):
                if tuple(text[at : at + len(identifier)]) == identifier:
                    yield at, identifier

    def name_field(self, identifier: Words) -> str:
        """Return the field that an identifier comes from."""
        return self.by_first[identifier[0]][identifier]


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a document says to any partner: its words, and what stands on every page of it."""

    words: tuple[str, ...]
    phrases: tuple[str, ...]

    @classmethod
    def of(cls, document: Document) -> Baseline:
        """Return the baseline of a document that was made for a partner without a name."""
        meta = document.meta
        pages = {section.id: 1 for section in document.sections}
        phrases = (meta.title, meta.organisation, meta.subject, *meta.keywords, meta.draft)
        return cls(tuple(words(document, pages)), phrases)


def find_leaks(
    partner: Partner,
    identifiers: Identifiers,
    files: Mapping[str, bytes],
    baseline: Baseline,
    logo: Logo | None = None,
) -> tuple[Problem, ...]:
    """Return what in a partner's files belongs to another partner.

    An identifier of another partner is no leak where it stands inside one of the partner's own
    ("Nordhavn" in "Nordhavn Foundation"), nor as often as the library says it anyway.

    Args:
        partner: Whose files they are.
        identifiers: Those of all partners.
        files: The finished files by the names of their formats.
        baseline: What the same document says to a partner without a name.
        logo: The partner's own.
    """
    own = Identifiers()
    own.add(partner)
    for phrase in baseline.phrases:
        own.add_text("", phrase)
    usual = _count(identifiers.find(split_words(" ".join(baseline.words))))
    problems: dict[Problem, None] = {}
    for format_, data in files.items():
        reader = FORMATS[format_].read(data)
        for text in map(split_words, reader.all_text()):
            for identifier, count in _count(_find_foreign(text, identifiers, own)).items():
                if count > usual.get(identifier, 0):
                    name = identifiers.name_field(identifier)
                    message = f"the {format_.upper()} holds another partner's {name}"
                    problems[Problem(message, field=name, hint=_HINT)] = None
        if not all(logo and _shows(picture, logo) for picture in reader.pictures()):
            message = f"the {format_.upper()} holds another partner's logo"
            problems[Problem(message, field="logo", hint=_HINT)] = None
    return tuple(problems)


def _find_foreign(
    text: Sequence[str], identifiers: Identifiers, own: Identifiers
) -> Iterator[tuple[int, Words]]:
    """Yield where identifiers stand that are not inside the partner's own."""
    covered = {
        place for at, identifier in own.find(text) for place in range(at, at + len(identifier))
    }
    for at, identifier in identifiers.find(text):
        if not covered.issuperset(range(at, at + len(identifier))):
            yield at, identifier


_HINT = "This is a fault in the program: nothing was written; please report it."


def _count(found: Iterable[tuple[int, Words]]) -> dict[Words, int]:
    counts: dict[Words, int] = defaultdict(int)
    for _, identifier in found:
        counts[identifier] += 1
    return counts


_EDGE, _NEAR = 16, 24
"""The side of the square, in pixels, to which pictures are scaled to be compared; by how much, of
255, their colours may differ."""


def _shows(picture: Image.Image, logo: Logo) -> bool:
    """Return whether a picture shows a logo, in any size, with nothing but a plain ground."""
    shown = picture.convert("RGBA")
    ground = shown.getpixel((0, 0))
    if not isinstance(ground, tuple) or ground[3] == 0:
        ground = (128, 128, 128, 255)
    with Image.open(io.BytesIO(logo.data)) as own:
        pair = [_trim(one.convert("RGBA"), ground) for one in (shown, own)]
    apart = ImageStat.Stat(ImageChops.difference(*pair)).mean
    return max(apart) < _NEAR


def _trim(picture: Image.Image, ground: tuple[int, ...]) -> Image.Image:
    """Return what stands on the ground, scaled to a small square."""
    under = Image.new("RGBA", picture.size, ground)
    flat = Image.alpha_composite(under, picture).convert("RGB")
    apart = ImageChops.difference(flat, under.convert("RGB")).convert("L")
    box = apart.point(lambda value: 255 * (value > _NEAR)).getbbox()
    return flat.crop(box or (0, 0, *flat.size)).resize((_EDGE, _EDGE))
