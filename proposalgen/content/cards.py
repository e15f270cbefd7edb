"""What a theme and its cards must show: a figure with its qualifier, or words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from proposalgen.content.prose import is_qualified, is_words_only, miss_qualifier
from proposalgen.content.reading import Entry, Reading
from proposalgen.errors import quote
from proposalgen.model.partner import PartnerType
from proposalgen.model.records import CaseCard, Figure, Theme
from proposalgen.model.walk import plain_text

_ROLES = ("challenge", "impact", "need")


def check_theme(reading: Reading, entry: Entry[Theme]) -> None:
    """Add problems: not three cards in their order, a chart without a title, a sum not money."""
    theme = entry.record
    for name, cards in (("case", theme.case), ("cards", theme.cards)):
        if tuple(card.role for card in cards) != _ROLES:
            hint = f"Write three, in this order: {', '.join(_ROLES)}."
            found = ", ".join(card.role for card in cards) or "none"
            reading.problems.append(entry.problem((name,), f"the cards are {found}", hint))
        check_figures(reading, entry, name, cards, theme.language)
    if theme.chart and not theme.chart_title:
        reading.problems.append(entry.problem(("chart_title",), "a chart without a title"))
    if theme.ask_fact:
        fact = reading.facts.find(theme.ask_fact)
        if fact and fact.kind != "money":
            hint = "Leave it out where no sum is named."
            message = f"{quote(fact.id)} is not money"
            reading.problems.append(entry.problem(("ask_fact",), message, hint))


def check_partners(reading: Reading, themes: Iterable[Entry[Theme]]) -> None:
    """Add a problem for each theme whose partners' texts are not one for each type.

    A library whose themes have none has no such texts at all.
    """
    themes = list(themes)
    if not any(entry.record.partners for entry in themes):
        return
    for entry in themes:
        types = [partner.type for partner in entry.record.partners]
        missing = [name for name in get_args(PartnerType) if name not in types]
        twice = sorted({name for name in types if types.count(name) > 1})
        hint = "Write one paragraph for each type of partner."
        if missing:
            message = f"no text for {', '.join(missing)}"
            reading.problems.append(entry.problem(("partners",), message, hint))
        if twice:
            message = f"more than one text for {', '.join(twice)}"
            reading.problems.append(entry.problem(("partners",), message, hint))


def check_figures(
    reading: Reading,
    entry: Entry[Any],
    name: str,
    cards: Iterable[CaseCard | Figure],
    language: str,
) -> None:
    """Add a problem for each card that shows nothing, or a figure without its qualifier."""
    for at, card in enumerate(cards):
        words = card.words if isinstance(card, CaseCard) else None
        fact = reading.facts.find(card.fact)
        if not words and (not card.fact or (fact and is_words_only(fact))):
            message = f"{quote(fact.id)} has no value to print" if fact else "shows nothing"
            hint = "Name a fact with a value, or give the card 'words'."
            reading.problems.append(entry.problem((name, at), message, hint))
        # Only prose in the language of the facts can be searched for their qualifiers.
        elif (
            fact
            and not words
            and language == reading.language
            and not is_qualified(fact, plain_text(card.text))
        ):
            reading.problems.append(entry.problem((name, at, "text"), *miss_qualifier(fact)))
