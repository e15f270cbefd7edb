"""Titles that count: each number in one must be the number of things below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from proposalgen.content.passages import (
    Mask,
    Passage,
    make_passage,
    quote_sentence,
)
from proposalgen.content.quantities import COUNTS
from proposalgen.errors import Problem, quote
from proposalgen.model.document import (
    Block,
    Cards,
    Document,
    Heading,
    Inlines,
    ItemList,
    Section,
    Table,
)
from proposalgen.model.records import Library
from proposalgen.model.walk import walk_blocks

_WORDS = tuple(word for word in COUNTS if word != "one")
_COUNT = re.compile(
    rf"^one\b|\b(?:{'|'.join(_WORDS)})\b|(?<!No\. )(?<![\d.,/-])\d{{1,3}}(?![\d.,/%-])",
    re.IGNORECASE,
)
"""A year is no count; nor is a part of another number, or of a date."""


def find_false_counts(document: Document, library: Library) -> tuple[Problem, ...]:
    """Return a problem for each title or heading whose number is not that of the things below.

    Things are the cards, items and rows that stand right below a title; where there are none, the
    headings one level down.
    """
    mask = Mask(library, document.meta.date, declared=False)
    problems: dict[str, Problem] = {}
    for section in document.sections:
        for title, below in list_titles(section):
            for match, passage in find_counts(title, mask):
                number = int(COUNTS.get(match[0].casefold(), match[0]))
                there = count_things(below)
                if number != there:
                    said = quote_sentence(passage, match)
                    problem = Problem(
                        f"{quote(match[0])} counts what is {there} below it, in {said}",
                        record=f"section {section.id}",
                        hint="Write a title that does not count.",
                    )
                    problems.setdefault(said, problem)
    return tuple(problems.values())


def list_titles(section: Section) -> Iterator[tuple[Inlines, Sequence[Block]]]:
    """Yield a section's title and headings, each with the blocks that it stands above."""
    blocks = list(walk_blocks(section.blocks))
    yield section.title, blocks
    for at, block in enumerate(blocks):
        if isinstance(block, Heading):
            ends = (
                end
                for end, other in enumerate(blocks[at + 1 :], at + 1)
                if isinstance(other, Heading) and other.level <= block.level
            )
            yield block.inlines, blocks[at + 1 : next(ends, len(blocks))]


def find_counts(title: Inlines, mask: Mask) -> Iterator[tuple[re.Match[str], Passage]]:
    """Yield each number of a title that is no figure of a fact, no name and no year."""
    passage = make_passage([title])
    if _COUNT.search(passage.text):  # most titles have none, and covering names is slow
        for match in _COUNT.finditer(mask.cover(passage)):
            yield match, passage


def count_things(blocks: Sequence[Block]) -> int:
    """Return how many things blocks show: those before the first heading, else the headings."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    first = blocks.index(headings[0]) if headings else len(blocks)
    things = 0
    for block in blocks[:first]:
        match block:
            case Cards():
                things += len(block.cards)
            case ItemList():
                things += len(block.items)
            case Table():
                things += len(block.rows)
    level = min((heading.level for heading in headings), default=0)
    return things or sum(heading.level == level for heading in headings)
