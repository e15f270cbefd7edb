"""What an editor has to look up: nothing untrue, but known less well than a reader may expect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from proposalgen.content.locks import LOCKS
from proposalgen.errors import Problem, quote
from proposalgen.model.records import Fact, Library, Theme


def find_gaps(library: Library, today: date) -> tuple[Problem, ...]:
    """Return what to look up as of a day, each with the way out."""
    edition = library.themes.get(library.organisation.languages[0], {})
    found = [
        problem for theme in edition.values() for problem in _find_of_theme(theme, library, today)
    ]
    unread = [fact.id for fact in library.facts.values() if not fact.evidence]
    if unread:
        found.append(
            Problem(
                f"{len(unread)} of {len(library.facts)} facts hold no words of their source",
                file="facts",
                hint="Write them as 'evidence' when you look at a source; 'proposalgen facts "
                "--gaps' lists the facts.",
            )
        )
    if library.locks is None and (library.stories or library.standards):
        hint = "Lock quotations and standards with 'proposalgen check --renew-locks'."
        found.append(Problem("nothing is locked", file=LOCKS, hint=hint))
    return tuple(dict.fromkeys(found))


def _find_of_theme(theme: Theme, library: Library, today: date) -> Iterator[Problem]:
    """Yield what to look up of a theme: its sum, and its headline figures."""
    if ask := library.facts.get(theme.ask_fact or ""):
        if ask.is_over(today):
            what = (
                f"the sum of {quote(theme.id)} was for a period that is over, so it is not printed"
            )
            hint = "Look up today's sum and its period, and let 'ask_fact' name it."
            yield _describe(ask, what, hint, library)
        elif not (ask.as_of or ask.ends):
            what = f"the sum of {quote(theme.id)} has no period"
            yield _describe(ask, what, "Look up for which years it is, and write 'as_of'.", library)
    for card in theme.case:
        fact = library.facts.get(card.fact or "")
        if fact and fact.status == "secondary":
            title = library.sources[fact.source].title
            what = f"a reported figure stands in the case of {quote(theme.id)}"
            hint = f"Look for the primary source of {quote(title, 90)}, and give its address."
            yield _describe(fact, what, hint, library)


def _describe(fact: Fact, what: str, hint: str, library: Library) -> Problem:
    file, line = library.places.get(fact.id, ("", 0))
    kept = f"{hint} {fact.owner} keeps it." if fact.owner else hint
    return Problem(f"{what}: {quote(fact.id)}", file, line, field="facts", hint=kept)
