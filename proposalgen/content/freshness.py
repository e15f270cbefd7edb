"""Judge whether a fact may still be printed, and whether a date in prose has passed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from proposalgen.content.passages import Mask, list_passages, quote_sentence
from proposalgen.errors import Problem, quote
from proposalgen.model.document import Document, Section, Text
from proposalgen.model.records import Fact, Library, Organisation, Source, name_host
from proposalgen.model.walk import find_fact_ids, find_inlines
from proposalgen.model.years import last_year

_LIFETIMES = {"statistic": 5, "money": 3}
"""For how many years a figure may be printed without another look, by its kind. Global estimates
come out every four or five years; sums are of a budget of two. A target is of its own year and a
historical figure of the past: neither grows old. A claim has no figure to grow old."""


@dataclass(frozen=True, slots=True)
class Weakness:
    """One reason not to print a fact."""

    kind: Literal["superseded", "overdue", "old", "unsourced", "misattributed", "disputed"]
    message: str
    """What follows the fact's name: "is superseded"."""
    hint: str


def check_freshness(document: Document, library: Library, today: date) -> tuple[Problem, ...]:
    """Return what a document should not print as of a day: one problem a weak fact or lapsed date.

    Each names the fact's place, and its owner where it has one.
    """
    problems = [
        _describe(fact, weaknesses, library)
        for fact in map(library.facts.__getitem__, find_fact_ids(document.sections))
        if (weaknesses := find_weaknesses(fact, library, today))
    ]
    mask = Mask(library, document.meta.date)
    lapsed: dict[str, Problem] = {}
    for section in document.sections:
        for sentence, problem in _find_lapsed(section, mask, today):
            lapsed.setdefault(sentence, problem)
    return (*problems, *lapsed.values())


# -- facts -----------------------------------------------------------------------------------------


def find_weaknesses(fact: Fact, library: Library, today: date) -> tuple[Weakness, ...]:
    """Return the reasons not to print a fact as of a day; a good fact has none.

    A date of review decides in place of the age. Targets and historical figures are never stale,
    and a historical figure may be superseded, since today's is always printed beside it.
    """
    return tuple(_find_weaknesses(fact, library, today))


def _find_weaknesses(fact: Fact, library: Library, today: date) -> Iterator[Weakness]:
    if fact.superseded_by and fact.kind != "historical":
        yield Weakness("superseded", "is superseded", f"Use {quote(fact.superseded_by)}.")
    elif fact.kind not in ("target", "historical"):
        look = "Look at its source, then set 'review_by' anew."
        year = last_year(fact.as_of or "")
        lifetime = _LIFETIMES.get(fact.kind)
        if fact.review_by:
            if fact.review_by < today:
                message = f"was to be reviewed by {fact.review_by.isoformat()}"
                yield Weakness("overdue", message, look)
        elif year and lifetime and today.year - year > lifetime:
            kind = "sum of money" if fact.kind == "money" else fact.kind
            message = f"is of {year}, old for a {kind} (more than {lifetime} years)"
            yield Weakness("old", message, look)
    # Whatever its age: a fact may be superseded, and without a source, and disputed.
    source = library.sources[fact.source]
    if not (source.url or source.seen_at or source.year):
        hint = f"Give {quote(source.id)} its address or its year in sources.yaml."
        yield Weakness("unsourced", "has a source that nobody can look up", hint)
    if source.url and source.kind == "original":
        yield from _find_misattributed(source, (library.organisation, *library.others))
    if fact.disputed:
        yield Weakness("disputed", f"is disputed: {fact.disputed}", "Settle it, or leave it out.")


_NEWS = re.compile(
    r"(?:news|times|herald|tribune|gazette|bulletin|daily|press)(?:[.-]|$)|(?:^|\.)(?:news|press)"
)
"""Hosts that are a newspaper's by their name."""


def _find_misattributed(source: Source, known: Iterable[Organisation]) -> Iterator[Weakness]:
    """Yield that a source is named as the original, and its address is of another text."""
    host = name_host(source.url or "")
    publishers = (one for one in known if source.publisher in (one.name, one.short_name))
    told = any(
        not any(f".{host}".endswith(f".{site}") for site in (name_host(one.url), *one.sites))
        for one in publishers
    )
    # A newswire carries what its publisher says.
    if told or (_NEWS.search(host) and "newswire" not in host):
        hint = "Give the address of the source itself; or put this one under 'seen_at', or name the"
        hint += " text that stands there, with 'kind: report'."
        yield Weakness("misattributed", f"has a source whose address is of {host}", hint)


def _describe(fact: Fact, weaknesses: Iterable[Weakness], library: Library) -> Problem:
    """Return the one line about a weak fact."""
    reasons = list(weaknesses)
    file, line = library.places.get(fact.id, ("", 0))
    message = f"the fact {quote(fact.id)} " + ", and ".join(reason.message for reason in reasons)
    hints = dict.fromkeys(reason.hint for reason in reasons)
    hint = " ".join([*hints, *([f"{fact.owner} keeps it."] if fact.owner else [])])
    return Problem(message, file, line, field="facts", hint=hint)


# -- dates in prose --------------------------------------------------------------------------------

_DEADLINE = re.compile(
    r"\b(?:by|until|before|no later than)(?: the end of)? ((?:19|20)\d\d)\b", re.IGNORECASE
)
_MAY_BE_DEADLINE = re.compile(
    rf"{_DEADLINE.pattern}|\b(?:by|until|before|than|end of)\W*$", re.IGNORECASE
)
"""Also where the year is in the next run of text, as when it is bold."""


def _find_lapsed(section: Section, mask: Mask, today: date) -> Iterator[tuple[str, Problem]]:
    """Yield the sentences that speak of a past day as still to come, and what is wrong."""
    # Most sections have no deadline: joining their text and masking it would be slow.
    if not any(_MAY_BE_DEADLINE.search(text.text) for text in find_inlines([section], Text)):
        return
    for passage in list_passages(section):
        if not _DEADLINE.search(passage.text):
            continue
        text = mask.cover(passage)
        for match in _DEADLINE.finditer(text):
            if int(match[1]) < today.year:
                sentence = quote_sentence(passage, match)
                yield (
                    sentence,
                    Problem(
                        f"{quote(match[0])} is past, in {sentence}",
                        record=f"section {section.id}",
                        hint="Say what became of it, or declare the words with a reason in "
                        "content/exceptions.yaml.",
                    ),
                )
