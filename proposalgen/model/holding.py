"""Numbers hold together: no line ends inside a figure, or between it and what belongs to it.

Spaces there become U+00A0. What a partner wrote stays as it is, and words are the same for whoever
splits text at white space.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from proposalgen.caches import cached
from proposalgen.model.document import (
    Block,
    Card,
    Cards,
    Inline,
    Inlines,
    Link,
    Note,
    PageMark,
    Section,
    Text,
)
from proposalgen.model.walk import map_blocks, map_inlines

NO_BREAK = "\u00a0"

_PAGE, _OTHER = "\x00", "\x01"
"""What stands for the number of a page, and for what is not ours to change, while text is read."""
_HELD = re.compile(
    # A figure and its unit: "2.4 billion", "5.8 per cent", "12 %".
    r"(?<=\d) (?=(?:thousand|million|billion|trillion|per cent|percent|points?|tiles?|km|mm"
    r"|countries|people|workers|children|jobs|years|partners|programmes)\b|%)"
    r"|(?<=\bper) (?=cent\b)"
    # The groups of a number: "1 500 000".
    r"|(?<=\d) (?=\d{3}(?!\d))"
    # A sum after its currency, and a numbered text: "EUR 43", "US$ 43", "No. 102", "page 8".
    r"|(?<=\b[A-Z]{3}) (?=\d)|(?<=\bUS\$) (?=\d)"
    r"|(?<=\bNo\.) (?=\d)|(?<=\bNos\.) (?=\d)|(?<=\bNo) (?=\d)|(?<=\bn°) (?=\d)"
    r"|(?<=\bArticle) (?=\d)|(?<=\bGoal) (?=\d)"
    rf"|(?<=\bpage) (?=[\d{_PAGE}])|(?<=\bpages) (?=[\d{_PAGE}])|(?<=\w) (?={_PAGE})"
)
_UNIT = re.compile(r"(?<=\d) (?=\w)")
"""In a fact's own text whatever follows its figure is its unit, in any language."""


@cached("held sections", size=256, why="Documents share sections; each is read once.")
def hold_section(section: Section) -> Section:
    """Return a section whose figures hold together."""
    return replace(
        section,
        label=hold(section.label),
        title=hold(section.title),
        promise=hold(section.promise),
        blocks=map_blocks(section.blocks, _hold_block),
    )


def hold(inlines: Inlines) -> Inlines:
    """Return inlines whose figures hold together, also where one begins in the next inline."""
    read = [_read(inline) for inline in inlines]
    for at, (figure, after) in enumerate(pairwise(read)):
        # A fact that is a number alone has its unit in the words behind it.
        one = inlines[at]
        if isinstance(one, Text) and one.fact and _UNIT.match(figure[-1:] + after, 1):
            read[at + 1] = NO_BREAK + after[1:]
    held = hold_text("".join(read))
    made: list[Inline] = []
    at = 0
    for inline, text in zip(inlines, read, strict=True):
        own = held[at : at + len(text)]
        at += len(text)
        if isinstance(inline, Text | Link) and _OTHER not in own and own != inline.text:
            made.append(replace(inline, text=own))
        else:
            made.append(inline)
    return tuple(made)


def hold_note(note: Note) -> Note:
    """Return a note in whose claim figures hold together."""
    return replace(note, claim=hold_text(note.claim))


def hold_text(text: str) -> str:
    """Return plain text whose figures hold together."""
    return _HELD.sub(NO_BREAK, text)


def _read(inline: Inline) -> str:
    """Return what stands for an inline; a text that comes from the partner is not read."""
    match inline:
        case Text(text=text, field=field) if field:
            return _OTHER * len(text)
        case Text(text=text, fact=fact) if fact:
            return _UNIT.sub(NO_BREAK, text)
        case Text(text=text) | Link(text=text):
            return text
        case PageMark():
            return _PAGE
        case _:
            return _OTHER


def _hold_block(block: Block) -> Block:
    block = map_inlines(block, hold)
    if isinstance(block, Cards):
        return replace(block, cards=tuple(map(_hold_card, block.cards)))
    return block


def _hold_card(card: Card) -> Card:
    field = card.field and replace(card.field, words=hold(card.field.words))
    return replace(
        card,
        number=hold_text(card.number),
        unit=card.unit.replace(" ", NO_BREAK) if len(card.unit) <= _SHORT_UNIT else card.unit,
        words=hold(card.words),
        title=hold(card.title),
        as_of=hold(card.as_of),
        field=field,
    )


_SHORT_UNIT = 12
"""Letters of a unit that stays on one line: "per cent", "US dollars"."""
