"""Find the facts that a document uses, and judge how fresh they are."""

from __future__ import annotations

from datetime import date

from proposalgen.document import Document, NoteMark, Text, section_inlines
from proposalgen.errors import Problem, quote
from proposalgen.records import Fact, Library


def find_printed(document: Document) -> dict[str, tuple[str, ...]]:
    """Return how a document prints each fact, by its id, in order of first use.

    A fact on which words rely without a figure is printed in no way.
    """
    printed: dict[str, dict[str, None]] = {}
    for section in document.sections:
        for inlines in section_inlines(section):
            for inline in inlines:
                if isinstance(inline, Text | NoteMark) and inline.fact:
                    ways = printed.setdefault(inline.fact, {})
                    if isinstance(inline, Text) and inline.text:
                        ways.setdefault(inline.text)
    return {fact: tuple(ways) for fact, ways in printed.items()}


def find_facts(document: Document, library: Library) -> tuple[Fact, ...]:
    """Return the facts whose figures a document prints or on which its words rely, in order."""
    return tuple(library.facts[fact] for fact in find_printed(document))


def judge_facts(document: Document, library: Library, today: date) -> tuple[Problem, ...]:
    """Return a problem for each fact used that is superseded, or whose review is overdue."""
    problems: list[Problem] = []
    for fact in find_facts(document, library):
        shown = f"the fact {quote(fact.id)}"
        if fact.superseded_by:
            hint = f"Use {quote(fact.superseded_by)}."
            problems.append(Problem(f"{shown} is superseded", field="facts", hint=hint))
        if fact.review_by and fact.review_by < today:
            message = f"{shown} was to be reviewed by {fact.review_by.isoformat()}"
            hint = "Look at its source, then set 'review_by' anew in content/facts/."
            problems.append(Problem(message, field="facts", hint=hint))
    return tuple(problems)
