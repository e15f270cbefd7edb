"""Find the facts that no document prints, and that nobody has said to keep."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from proposalgen.errors import Problem, quote
from proposalgen.model.records import Library


def find_idle_facts(library: Library, printed: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each fact that is neither printed nor kept, or kept and yet printed.

    Args:
        library: all facts.
        printed: the ids of the facts that some document prints or relies on.
    """
    for fact in library.facts.values():
        file, line = library.places.get(fact.id, ("", 0))
        if fact.id in printed and fact.kept:
            message = f"the fact {quote(fact.id)} is kept out of documents, and one prints it"
            yield Problem(message, file, line, field="kept", hint="Take 'kept' out.")
        # What is superseded stays for those who have it in an older document.
        elif fact.id not in printed and not fact.kept and not fact.superseded_by:
            message = f"no document prints the fact {quote(fact.id)}"
            hint = "Use it, take it out, or say under 'kept' why it stays."
            yield Problem(message, file, line, field="facts", hint=hint)
