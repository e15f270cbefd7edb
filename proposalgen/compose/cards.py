"""Cards: a figure with what it counts, as units where it can be, and flagged in a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from proposalgen.model.document import Card, Field, Inlines, Text
from proposalgen.model.numbers import format_money, format_number
from proposalgen.model.partner import Partner
from proposalgen.model.records import CaseCard, Library, Standard


def make_card(case: CaseCard, library: Library, words: Mapping[str, str]) -> Card:
    """Return a key number as a card; ``words`` has the label of its role."""
    fact = library.facts[case.fact] if case.fact else None
    # Words that a card has take the figure's place; its fact still gives the note.
    number, unit = ("", "") if fact is None or case.words else fact.figure
    as_of = case.as_of or (fact.as_of if fact else None)
    return Card(
        role=case.role,
        label=make_text(words.get(case.role, "")),
        number=number,
        unit=unit,
        words=make_text(case.words or ""),
        text=case.text,
        as_of=make_text(as_of or ""),
        fact=case.fact or "",
    )


def add_flag(card: Card, library: Library, words: Mapping[str, str]) -> Card:
    """Return a card with what its reviewers should know: a weak figure, or none; no date."""
    fact = library.facts[card.fact] if card.fact and card.number else None
    if fact and not card.as_of:
        card = replace(card, as_of=make_text(words["not_stated"]))
    if fact is None:
        return replace(card, flag=make_text(words.get("flag_none", "")))
    if fact.status != "verified" or fact.superseded_by:
        return replace(card, flag=make_text(words.get("flag_weak", "")))
    return card


_SHAPES: dict[str, Literal["dots", "tiles", "outlines"]] = {
    "challenge": "dots", "impact": "tiles", "need": "outlines",
}  # fmt: skip
_FEWEST, _MOST = 3, 420
"""How many units a field has: enough to be a field, and few enough to be seen one by one."""


def lay_units(card: Card, partner: Partner, library: Library, words: Mapping[str, str]) -> Card:
    """Return a card with as many of its units filled as the partner's sum lays of them."""
    fact, field, said = library.facts.get(card.fact), card.field, words.get("laid_tiles")
    if fact is None or field is None or not fact.value or not said or not partner.amount:
        return card
    laid = min(partner.amount * field.count / fact.value, Decimal(field.count))
    if fact.unit != partner.currency or laid < _LEAST_LAID:
        return card
    text = (*field.words, *make_text(f" {said}"))
    return replace(card, field=replace(field, laid=round(float(laid), 3), words=text))


_LEAST_LAID = Decimal("0.1")
"""The least part of a unit that can be seen."""
_HUNDRED = 100


def add_field(card: Card, library: Library, words: Mapping[str, str]) -> Card:
    """Return a card with its figure as units, where a power of ten makes whole ones of it."""
    fact = library.facts[card.fact] if card.fact and card.number else None
    if fact is None or fact.value is None or card.role not in _SHAPES:
        return card
    if (fact.unit or "").startswith("per cent") and card.role == "challenge":
        return _add_hundred(card, fact.value, words)
    if (fact.unit or "per cent").startswith(("per cent", "times")):  # no things to be counted
        return card
    sizes = (Decimal(10) ** power for power in range(12))
    fitting = (size for size in sizes if _FEWEST <= fact.value / size <= _MOST)
    # Whole units only: a part of a dot would be a part of a person.
    size = next((size for size in fitting if fact.value % size == 0), None)
    shape = _SHAPES[card.role]
    start = words.get("one_dot" if shape == "dots" else "one_tile")
    if size is None or start is None:
        return card
    if fact.kind == "money":
        unit = format_money(size, fact.unit or "")
    elif size == 1:
        unit = words["one_of_them"]
    else:
        unit = " ".join(filter(None, (*format_number(size), fact.unit)))
    return replace(card, field=Field(int(fact.value / size), shape, make_text(f"{start} {unit}.")))


def _add_hundred(card: Card, share: Decimal, words: Mapping[str, str]) -> Card:
    """Return a card with a share as so many dots of a hundred, where it makes whole ones."""
    start, one = words.get("one_dot"), words.get("one_in_a_hundred")
    if start is None or one is None or share % 1 or not 0 < share < _HUNDRED:
        return card
    text = make_text(f"{start} {one}.")
    return replace(card, field=Field(int(share), "dots", text, of=_HUNDRED))


def make_tile(standard: Standard, role: Literal["impact", "challenge"]) -> Card:
    """Return a standard as a card whose number is its own: ``Convention``, ``102``."""
    return Card(
        role=role,
        label=make_text(standard.kind),
        number=str(standard.number or ""),
        title=make_text(standard.citation),
        text=standard.text,
    )


def make_text(text: str) -> Inlines:
    """Return a text as inlines; none where it is empty."""
    return (Text(text),) if text else ()
