"""What a fact is founded on: where it was read, and what was found there."""

from __future__ import annotations

from collections.abc import Iterator

from proposalgen.content.hedges import find_forms, find_hedges, find_range, says
from proposalgen.content.quantities import read_quantities
from proposalgen.errors import quote
from proposalgen.model.document import Status
from proposalgen.model.records import Fact, Source, name_host


def find_status(source: Source, at: str | None) -> Status:
    """Return how well a fact is founded that was read at an address, or at its source.

    ``verified``: at the source itself; ``secondary``: in a text that reports it; ``page``: it is
    the organisation's own word.
    """
    if source.kind == "own":
        return "page"
    if source.kind == "report" or not source.url:
        return "secondary"
    return "secondary" if at and name_host(at) != name_host(source.url) else "verified"


def find_contradictions(fact: Fact) -> Iterator[tuple[str, str, str]]:
    """Yield what does not agree between a fact's value, its claim and its evidence.

    Each is the field, what is wrong, and the way out.
    """
    if fact.value is not None and fact.value not in read_quantities(fact.claim):
        hint = "Let both say what the source says."
        yield "claim", f"does not say the value, {quote(fact.text)}", hint
    if fact.qualifier and not says(fact.claim, find_forms(fact.qualifier)):
        yield "claim", f"does not say {quote(fact.qualifier)}", "The qualifier is part of it."
    if fact.evidence is None:
        return
    words = fact.evidence.words
    if fact.value is not None and fact.value not in read_quantities(words):
        hint = "Correct the value, or take the words that say it."
        yield "value", f"{quote(fact.text)} is not in the source's words: {quote(words)}", hint
    for hedge in find_hedges(words):
        if not says(f"{fact.claim} {fact.qualifier or ''}", hedge):
            said = next(form for form in hedge if says(words, (form,)))
            hint = "Say it in the claim; where it bounds the value, as the qualifier."
            yield "claim", f"says more than the source, which has {quote(said)}", hint
    ends = find_range(words)
    if ends and fact.value is not None and not all(end in fact.claim for end in ends):
        hint = "Say both ends in the claim."
        yield "claim", f"says more than the source, which has {' to '.join(ends)}", hint
