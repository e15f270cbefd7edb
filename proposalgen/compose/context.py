"""The names that a template may use: the partner, the chosen records, dates and functions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from proposalgen.brand.spelling import is_spelled
from proposalgen.compose.ask import make_ask
from proposalgen.compose.dates import format_date, format_month
from proposalgen.compose.functions import Functions
from proposalgen.compose.templates import Template
from proposalgen.model.document import (
    Inlines,
    Text,
)
from proposalgen.model.numbers import format_money
from proposalgen.model.partner import Partner
from proposalgen.model.records import Library, Programme, Standard, Theme

T = TypeVar("T", Standard, Programme)


@dataclass(frozen=True, slots=True)
class Group(Generic[T]):
    """The records of one theme, so that what stands under its title is its own."""

    theme: Theme
    records: tuple[T, ...]


@dataclass(frozen=True, slots=True)
class PartnerView:
    """The partner record as values: each prints as itself and is empty where nothing was given."""

    name: Inlines
    country: Inlines
    contact_name: Inlines
    contact_email: Inlines
    amount: Inlines
    type: str
    """One of the contract's types; names a file of the template."""
    is_spelled: bool
    """Whether the tiles of the name are the letters that it is written in."""


def make_context(
    partner: Partner, library: Library, template: Template, *, draft: bool = False
) -> dict[str, object]:
    """Return the names that a template's sections may use, and what they stand for."""
    edition = library.themes[partner.language]
    themes = tuple(edition[theme] for theme in partner.themes)
    stories = {story.theme: story for story in library.stories}
    context: dict[str, object] = {
        "partner": view_partner(partner),
        "organisation": library.organisation,
        "themes": themes,
        "lead": themes[0],
        "story": next((stories[t.id] for t in themes if t.id in stories), None),
        "standards": _group(library.standards, themes),
        "programmes": _group(library.programmes, themes),
        "charts": tuple(theme for theme in themes if theme.chart),
        "ask": make_ask(partner, themes, library),
        "today": format_date(partner.date, template.words),
        "month": format_month(partner.date, template.words),
        "year": partner.date.year,
        "words": template.words,
    }
    functions = Functions(library, partner.language, template.words, partner.date, draft)
    return context | functions.list_all()


def view_partner(partner: Partner) -> PartnerView:
    """Return a record's fields as templates print them, each an inline that knows its field."""

    def value(name: str) -> Inlines:
        text = getattr(partner, name)
        return (Text(text, field=name),) if text else ()

    money = format_money(partner.amount, partner.currency)
    return PartnerView(
        name=value("name"),
        country=value("country"),
        contact_name=value("contact_name"),
        contact_email=value("contact_email"),
        amount=(Text(money, field="amount"),) if money else (),
        type=partner.type,
        is_spelled=is_spelled(partner.name),
    )


def _group(records: Iterable[T], themes: Iterable[Theme]) -> tuple[Group[T], ...]:
    """Return the records of each theme that has any, in the order of the themes."""
    # A record of two chosen themes stands with the first of them, once.
    left = dict.fromkeys(records)
    groups = []
    for theme in themes:
        own = tuple(record for record in left if theme.id in record.themes)
        left = {record: None for record in left if record not in own}
        groups.append(Group(theme, own))
    return tuple(group for group in groups if group.records)
