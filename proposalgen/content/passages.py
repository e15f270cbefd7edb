"""What a document says, in passages: words that stand together, and the facts they rely on."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import assert_never

from proposalgen.caches import cached
from proposalgen.content.quantities import COUNTS
from proposalgen.errors import quote
from proposalgen.model.document import (
    Block,
    Break,
    Card,
    Cards,
    Chart,
    Columns,
    Contents,
    Document,
    Heading,
    Inlines,
    ItemList,
    Link,
    NoteMark,
    Notes,
    PageMark,
    Panel,
    Paragraph,
    Quote,
    Section,
    Table,
    Text,
)
from proposalgen.model.records import Library
from proposalgen.model.text import fold_typing
from proposalgen.model.walk import block_inlines, section_inlines, walk_blocks

GAP = "\ufffc"
"""OBJECT REPLACEMENT CHARACTER: a fact's figure or a field of the partner stands here."""

_SLOTS = {
    "{number}": r"\d+(?:[.,]\d+)*",
    "{count}": rf"(?:{'|'.join(COUNTS)})",
    "{year}": r"(?:19|20)\d\d",
}
# Names by the C locale, since nothing here sets another: dates of English prose.
_MONTHS = "|".join(filter(None, calendar.month_name))
_DATE = re.compile(rf"(?:\b\d{{1,2}} )?\b(?:{_MONTHS}) (\d{{4}})\b")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand together: a paragraph, a card, a chart, a row of a table."""

    text: str
    """With a gap for each value; a line for each of its parts."""
    facts: tuple[str, ...]
    """The ids of the facts that it prints or marks."""
    sources: tuple[str, ...] = ()
    """The ids of the sources that it marks."""
    printed: tuple[str, ...] = field(default=(), compare=False)
    """The ids of the facts whose figure it prints."""
    said: str = field(default="", compare=False)
    """The text with the figures of facts, and with each fact's id after what relies on it, between
    ``GAP``s."""


Passages = tuple[tuple[Section, Passage], ...]
"""Passages, each with the section that it stands in."""


def list_all_passages(document: Document) -> Passages:
    """Return a document's passages in reading order, each with its section."""
    return tuple(
        (section, passage) for section in document.sections for passage in list_passages(section)
    )


def list_passages(section: Section) -> Iterator[Passage]:
    """Yield a section's passages in reading order."""
    for inlines in (section.label, section.title, section.promise):
        yield make_passage([inlines])
    for block in walk_blocks(section.blocks):
        if isinstance(block, Cards) and block.size == "units":
            # They draw the figure that the words beside them state.
            stated = make_passage(section_inlines(section)).facts
            yield from (make_passage([card.label, card.as_of], stated) for card in block.cards)
        else:
            yield from _list_of_block(block)


def _list_of_block(block: Block) -> Iterator[Passage]:
    match block:
        case Cards():
            yield from map(_make_card_passage, block.cards)
        case Chart():
            facts = [bar.fact for bar in block.bars if bar.fact]
            yield make_passage(block_inlines(block), facts)
        case Table():
            yield make_passage([block.caption])
            for row in (block.head, *block.rows):
                yield make_passage(row)
        case Heading() | Paragraph() | ItemList() | Quote() | Contents():
            for inlines in block_inlines(block):
                yield make_passage([inlines])
        case Columns() | Panel() | Notes():  # what they hold is walked; notes are the library's
            pass
        case _:
            assert_never(block)


def _make_card_passage(card: Card) -> Passage:
    """Return a card's passage, without what is computed from its figure: what one unit is."""
    figure: Inlines = ()
    if card.title and not card.fact:  # a standard, whose number is part of its name
        figure = (Text(f"No. {card.number}"),)
    elif not card.fact:
        figure = (Text(" ".join(filter(None, (card.number, card.unit)))),)
    parts = (card.label, figure, card.words, card.title, card.text, card.as_of)
    return make_passage(parts, [card.fact] if card.number else [])


def make_passage(parts: Iterable[Inlines], facts: Iterable[str] = ()) -> Passage:
    """Return runs of inlines as one passage, with the facts that they and the caller name."""
    text = ""
    said = "".join(f"{GAP}{fact}{GAP}" for fact in filter(None, facts))
    printed = dict.fromkeys(filter(None, facts))
    found = dict(printed)
    sources: dict[str, None] = {}
    for inlines in parts:
        for inline in inlines:
            match inline:
                case Text():
                    text += GAP if inline.fact or inline.field else inline.text
                    said += GAP if inline.field else inline.text
                    if inline.fact:
                        said += f"{GAP}{inline.fact}{GAP}"
                        found[inline.fact] = printed[inline.fact] = None
                case NoteMark():
                    sources[inline.source] = None
                    if inline.fact:
                        said += f"{GAP}{inline.fact}{GAP}"
                        found[inline.fact] = None
                case Link():
                    text += inline.text
                    said += inline.text
                case Break():
                    text += " "
                    said += " "
                case PageMark():
                    pass
                case _:
                    assert_never(inline)
        text += "\n"
        said += "\n"
    kept = fold_typing(text), fold_typing(said)
    return Passage(kept[0], tuple(found), tuple(sources), tuple(printed), kept[1])


class Mask:
    """What is no figure in a document's prose, though it holds a numeral.

    These are names of standards and programmes, dates of the document's year and the next, and,
    where ``declared``, the words that ``exceptions.yaml`` declares.
    """

    def __init__(self, library: Library, day: date, *, declared: bool = True) -> None:
        self._day = day
        self._years = {str(standard.year) for standard in library.standards} | {str(day.year)}
        excused = tuple(exception.words for exception in library.exceptions) if declared else ()
        self._names = _compile_names(_list_names(library), excused)

    def cover(self, passage: Passage) -> str:
        """Return a passage's text with spaces for what is no figure; positions stay as they are."""
        if passage.text.strip() in self._years:  # a step of a journey
            return ""
        return self._names.sub(_blank, _DATE.sub(self._blank_date, passage.text))

    def _blank_date(self, match: re.Match[str]) -> str:
        year = self._day.year
        return _blank(match) if year <= int(match[1]) <= year + 1 else match[0]


def _blank(match: re.Match[str]) -> str:
    # Spaces, so that what is found later has its place in the passage, for the message.
    return " " * len(match[0])


def _list_names(library: Library) -> tuple[str, ...]:
    """Return the names and addresses with a numeral in them, as documents print them."""
    names: dict[str, None] = {}
    for standard in library.standards:
        year = f", {standard.year}" if standard.year else ""
        number = f"No. {standard.number}" if standard.number else ""
        names |= dict.fromkeys((f"{standard.title}{year}", f"{standard.kind}{year}"))
        names |= dict.fromkeys((standard.title, f"{number}{year}", number))
    for programme in library.programmes:
        names |= dict.fromkeys((programme.name, programme.long_name or ""))
    for sender in library.organisation.senders:
        fields = (sender.name, sender.title, sender.email, sender.telephone)
        names |= dict.fromkeys(field for field in fields if field)
    return tuple(name for name in names if re.search(r"\d", name))


@cached("pattern of names", size=16, why="the documents of one library ask for the same names")
def _compile_names(names: tuple[str, ...], declared: tuple[str, ...]) -> re.Pattern[str]:
    # The longest first, or a short name would be blanked inside a long one and leave its rest.
    patterns = [re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name))]
    for text in declared:
        parts = re.split(r"(\{\w+\})", text)
        pattern = "".join(_SLOTS.get(part) or re.escape(part) for part in parts)
        patterns.append(rf"(?i:{pattern})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns) or '(?!)'})(?!\w)")


def quote_sentence(passage: Passage, match: re.Match[str]) -> str:
    """Return the sentence about a match, quoted for a message."""
    text = passage.text
    start = max(text.rfind(end, 0, match.start()) for end in ("\n", ". ", "? ", "! ")) + 1
    ends = [at for end in ("\n", ". ") if (at := text.find(end, match.end())) >= 0]
    sentence = text[start : min(ends, default=len(text))].strip(" .").replace(GAP, "…")
    return quote(sentence, 70)
