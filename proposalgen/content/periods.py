"""Periods that are over: what was asked for then, and what is told as if it went on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from proposalgen.content.passages import GAP, Passage, Passages
from proposalgen.errors import Problem, quote
from proposalgen.model.document import Cards, Document, Section
from proposalgen.model.records import Fact, Library
from proposalgen.model.walk import find_blocks

_SENTENCE = re.compile(rf"\S.*?(?:[.?!](?:{GAP}[^{GAP}]*{GAP}|\u00a0)*(?=\s|$)|$)", re.MULTILINE)
_PAST = re.compile(
    r"\b(?!(?:need|call)ed\b)(?:\w+[^\We]ed|agreed|was|were|had|did|began|brought|came|found|gave|got|"
    r"grew|held|kept|led|made|met|ran|saw|set|sought|stood|took|went|won|wrote)\b",
    re.IGNORECASE,
)


def find_expired(
    passages: Passages, document: Document, library: Library, today: date
) -> Iterator[Problem]:
    """Yield a problem for each sum that is asked for, or phase told as going on, that is over."""
    for section in document.sections:
        for cards in find_blocks(section, Cards):
            for card in cards.cards:
                fact = library.facts.get(card.fact)
                if fact and card.role == "need" and fact.kind == "money" and fact.is_over(today):
                    yield _describe(fact, library, section, "asks for a sum whose period is over")
    for section, passage in passages:
        for fact_id in passage.printed:
            fact = library.facts[fact_id]
            if fact.ends and fact.ends < today:
                yield from _find_present(fact, passage, section, library)


def _find_present(
    fact: Fact, passage: Passage, section: Section, library: Library
) -> Iterator[Problem]:
    """Yield a problem for each sentence that tells what is over as if it went on."""
    assert fact.ends
    for line in passage.said.split("\n\n"):
        for match in _SENTENCE.finditer(line):
            sentence = match[0]
            if f"{GAP}{fact.id}{GAP}" not in sentence or str(fact.ends.year) in passage.said:
                continue
            if not _PAST.search(re.sub(rf"{GAP}[^{GAP}]*{GAP}", " ", sentence)):
                yield _describe(fact, library, section, "is told as if its period went on")


def _describe(fact: Fact, library: Library, section: Section, what: str) -> Problem:
    file, line = library.places.get(fact.id, ("", 0))
    until = f"on {fact.ends.isoformat()}" if fact.ends else f"with {fact.as_of}"
    return Problem(
        f"the fact {quote(fact.id)} {what}: it ended {until}",
        file,
        line,
        record=f"section {section.id}",
        hint="Look up what holds today, or tell it as past with its years.",
    )
