"""The names that a template may use: the partner, the chosen records, dates and functions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from proposalgen.brand.spelling import is_spelled
from proposalgen.compose.ask import make_ask
from proposalgen.compose.dates import find_next_date, format_date, format_month
from proposalgen.compose.functions import Functions
from proposalgen.compose.templates import Template
from proposalgen.model.document import Inlines, Link, Text
from proposalgen.model.fields import is_address
from proposalgen.model.holding import hold_text
from proposalgen.model.numbers import format_money
from proposalgen.model.partner import Partner
from proposalgen.model.records import Library, Organisation, Programme, Standard, Theme

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
    called: Inlines
    """The name in running text; the name itself where the record gives no other."""
    country: Inlines
    contact_name: Inlines
    contact_email: Inlines
    amount: Inlines
    greeting: Inlines
    message: tuple[Inlines, ...]
    """Its paragraphs."""
    priority: Inlines
    priority_source: Inlines
    type: str
    """One of the contract's types; names a file of the template."""
    is_spelled: bool
    """Whether the tiles of the name are the letters that it is written in."""


@dataclass(frozen=True, slots=True)
class SenderView:
    """Who signs: each field prints as itself and is empty where nothing is known."""

    name: str
    title: str
    email: Inlines
    telephone: str


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
        "sender": view_sender(partner, library.organisation),
        "themes": themes,
        "all_themes": tuple(edition.values()),
        "lead": themes[0],
        "story": next((stories[t.id] for t in themes if t.id in stories), None),
        "standards": _group(library.standards, themes),
        "programmes": _group(library.programmes, themes),
        "charts": tuple(theme for theme in themes if theme.chart),
        "ask": make_ask(partner, themes, library),
        "today": format_date(partner.date, template.words),
        "next_date": format_date(find_next_date(partner), template.words),
        "month": format_month(partner.date, template.words),
        "year": partner.date.year,
        "draft": draft,
        "words": template.words,
    }
    next_day = find_next_date(partner)
    functions = Functions(library, partner.language, template.words, next_day, draft, partner)
    return context | functions.list_all()


def view_partner(partner: Partner) -> PartnerView:
    """Return a record's fields as templates print them, each an inline that knows its field."""

    def value(name: str) -> Inlines:
        text = getattr(partner, name)
        return (Text(text, field=name),) if text else ()

    money = hold_text(format_money(partner.amount, partner.currency))
    return PartnerView(
        name=value("name"),
        country=value("country"),
        contact_name=value("contact_name"),
        contact_email=value("contact_email"),
        called=value("called") or value("name"),
        greeting=value("greeting"),
        message=tuple((Text(line, field="message"),) for line in partner.message.splitlines()),
        priority=value("priority"),
        priority_source=_link(partner.priority_source) or value("priority_source"),
        amount=(Text(money, field="amount"),) if money else (),
        type=partner.type,
        is_spelled=is_spelled(partner.name),
    )


def view_sender(partner: Partner, organisation: Organisation) -> SenderView | None:
    """Return who signs a partner's letter; None where the organisation names nobody."""
    senders = organisation.senders
    sender = next((one for one in senders if one.id == partner.sender), next(iter(senders), None))
    if sender is None:
        return None
    email = sender.email or ""
    return SenderView(
        name=sender.name,
        title=sender.title or "",
        email=(Link(email, f"mailto:{email}"),) if email else (),
        telephone=sender.telephone or "",
    )


def _link(text: str) -> Inlines:
    """Return an https address as a link; nothing for any other text."""
    return (Link(text, text),) if is_address(text) else ()


def _group(records: Iterable[T], themes: Iterable[Theme]) -> tuple[Group[T], ...]:
    """Return the records of each theme that has any, in the order of the themes."""
    # A record of two chosen themes stands with the first of them, once.
    left, groups = list(records), []
    for theme in themes:
        groups.append(Group(theme, tuple(one for one in left if theme.id in one.themes)))
        left = [one for one in left if theme.id not in one.themes]
    return tuple(group for group in groups if group.records)
