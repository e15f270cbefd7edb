"""Statements that a document should not make, whatever their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proposalgen.content.hedges import Hedge, find_forms, find_hedges, find_range, says
from proposalgen.content.passages import GAP, Mask, Passage, Passages, quote_sentence
from proposalgen.errors import Problem, quote
from proposalgen.model.document import Document, Link
from proposalgen.model.records import Fact, Library, name_host
from proposalgen.model.walk import find_inlines

_DECLARE = "or declare the words with a reason in content/exceptions.yaml."
_NEVER = (
    r"guarante\w*",
    r"exclusiv\w*",
    r"endors\w*",
    r"donors?",
    r"tax[- ](?:deduct\w*|relief|benefits?|exempt\w*|credits?|breaks?|free)",
    r"deduct\w*\b[^.\n]{0,40}\btax\w*",
)
"""Promises that nobody may make in an organisation's name, and "donor", for which we say partner.
An organisation adds words of its own in organisation.yaml."""


def find_forbidden_words(
    passages: Passages, document: Document, library: Library
) -> Iterator[Problem]:
    """Yield a problem for each word that is never printed, in the text and in the notes."""
    own = (rf"{re.escape(word)}" for word in library.organisation.never)
    never = re.compile(rf"\b(?:{'|'.join((*_NEVER, *own))})\b", re.IGNORECASE)
    mask = Mask(library, document.meta.date)
    notes = (
        (f"note {number}", Passage(note.claim, ())) for number, note in enumerate(document.notes, 1)
    )
    said = ((f"section {section.id}", passage) for section, passage in passages)
    for where, passage in (*said, *notes):
        if not never.search(passage.text):  # most say none, and masking is slow
            continue
        for match in never.finditer(mask.cover(passage)):
            yield Problem(
                f"{quote(match[0])} is never printed, in {quote_sentence(passage, match)}",
                record=where,
                hint=f"Say it in other words, {_DECLARE}",
            )


def find_unqualified(passages: Passages, document: Document, library: Library) -> Iterator[Problem]:
    """Yield a problem for each figure or claim that is said with less reserve than its source."""
    if document.meta.language != library.organisation.languages[0]:
        return  # only prose in the language of the facts can be searched for their words
    for section, passage in passages:
        for fact_id in passage.facts:
            fact = library.facts[fact_id]
            for said in _find_missing(fact, passage, printed=fact_id in passage.printed):
                start = passage.said.split(GAP, 1)[0].strip() or fact.claim
                told = f"the fact {quote(fact_id)} is told without {quote(said)}"
                yield Problem(
                    f"{told}, in {quote(start, 70)}",
                    *library.places.get(fact_id, ("", 0)),
                    record=f"section {section.id}",
                    hint="Its source says no more than that: say so in the same paragraph.",
                )


def _find_missing(fact: Fact, passage: Passage, *, printed: bool) -> Iterator[str]:
    """Yield what bounds a fact and is not said in a passage that prints it or relies on it."""
    # A note alone may stand behind words that do not give the figure.
    if not (fact.qualifier or fact.evidence) or not (printed or fact.value is None):
        return
    hedges: list[Hedge] = [find_forms(fact.qualifier)] if fact.qualifier else []
    words = fact.evidence.words if fact.evidence else ""
    hedges += (hedge for hedge in find_hedges(words) if hedge not in hedges)
    for hedge in hedges:
        if not says(passage.said, hedge):
            yield fact.qualifier if fact.qualifier in hedge else hedge[0]
    ends = find_range(words) if printed else None
    yield from (end for end in ends or () if end not in passage.said)


def find_other_organisations(
    passages: Passages, document: Document, library: Library
) -> Iterator[Problem]:
    """Yield a problem for each name or address of another organisation whose texts were copied."""
    mask = Mask(library, document.meta.date)
    for other in library.others:
        name = re.compile(
            rf"(?<!\w)(?:{re.escape(other.name)}|{re.escape(other.short_name)})(?!\w)"
        )
        for section, passage in passages:
            for match in name.finditer(passage.text) and name.finditer(mask.cover(passage)):
                yield Problem(
                    f"{quote(match[0])} is another organisation, in "
                    f"{quote_sentence(passage, match)}",
                    record=f"section {section.id}",
                    hint=f"This is {library.organisation.name}: write its name as "
                    f"'{{{{ organisation.name }}}}', {_DECLARE}",
                )
        host = name_host(other.url)
        for section in document.sections:
            for link in find_inlines([section], Link):
                if name_host(link.url) == host:
                    yield Problem(
                        f"{quote(link.url)} leads to {other.name}",
                        record=f"section {section.id}",
                        hint="Write '{{ organisation.url }}', or the address that you mean.",
                    )
