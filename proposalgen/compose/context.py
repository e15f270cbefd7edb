"""What a template may use: the partner, the chosen records, and functions that make blocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal, TypeVar

from proposalgen.brand.spelling import is_spelled
from proposalgen.compose.ask import make_ask
from proposalgen.compose.cards import add_field, add_flag, make_card, make_text, make_tile
from proposalgen.compose.dates import format_date, format_month
from proposalgen.compose.templates import Template, for_templates
from proposalgen.errors import quote, suggest
from proposalgen.model.document import (
    Block,
    Cards,
    Contents,
    Inlines,
    NoteMark,
    Notes,
    PageMark,
    Text,
)
from proposalgen.model.numbers import format_money
from proposalgen.model.partner import Partner
from proposalgen.model.records import CaseCard, Fact, Library, Programme, Standard, Theme

T = TypeVar("T", Standard, Programme)


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
        "partner": _view_partner(partner),
        "organisation": library.organisation,
        "themes": themes,
        "lead": themes[0],
        "story": next((stories[t.id] for t in themes if t.id in stories), None),
        "standards": _choose(library.standards, partner.themes),
        "programmes": _choose(library.programmes, partner.themes),
        "chart": next((theme for theme in themes if theme.chart), None),
        "ask": make_ask(partner, themes, library),
        "today": format_date(partner.date, template.words),
        "month": format_month(partner.date, template.words),
        "year": partner.date.year,
        "words": template.words,
    }
    return context | _make_functions(partner, library, template, draft=draft)


def _make_functions(
    partner: Partner, library: Library, template: Template, *, draft: bool
) -> dict[str, object]:
    words = template.words
    edition = library.themes[partner.language]

    def find_fact(fact_id: str) -> Fact:
        try:
            return library.facts[fact_id]
        except KeyError:
            near = suggest(str(fact_id), library.facts).partition("There are:")[0]
            raise LookupError(f"no fact called {quote(fact_id)}. {near}".strip()) from None

    @for_templates
    def figure(fact_id: str) -> Inlines:
        return (Text(find_fact(fact_id).text, fact=fact_id),)

    @for_templates
    def mark(fact_id: str) -> Inlines:
        return (NoteMark(find_fact(fact_id).source, fact=fact_id),)

    @for_templates
    def source(source_id: str) -> Inlines:
        if source_id not in library.sources:
            raise LookupError(f"no source called {quote(source_id)}")
        return (NoteMark(source_id),)

    @for_templates
    def page(section: str) -> Inlines:
        if not isinstance(section, str):
            raise TypeError(f"not the name of a section: {quote(section)}")
        return (PageMark(section),)

    @for_templates
    def cards(cases: Iterable[CaseCard], size: Literal["band", "small", "row"]) -> Block:
        made = tuple(make_card(case, library, words) for case in cases)
        if draft:
            made = tuple(add_flag(card, library, words) for card in made)
        if size == "band":
            made = tuple(add_field(card, library, words) for card in made)
        return Cards(made, size)

    @for_templates
    def units(theme: Theme) -> Block | tuple[Block, ...]:
        case = CaseCard(role="need", fact=theme.ask_fact, text=())
        card = add_field(make_card(case, library, {}), library, words)
        if card.field is None:
            return ()
        # The words beside it state the figure, and carry its note.
        said = replace(card, label=make_text(theme.short_title), number="", unit="", fact="")
        return Cards((said,), "units")

    @for_templates
    def figures(programme: Programme) -> Block | tuple[Block, ...]:
        made = tuple(
            make_card(CaseCard(role="impact", fact=f.fact, text=f.text), library, {})
            for f in programme.figures
        )
        return Cards(tuple(replace(card, role="", as_of=()) for card in made), "row")

    @for_templates
    def tiles(standards: Iterable[Standard]) -> Block:
        roles: tuple[Literal["impact", "challenge"], ...] = ("impact", "challenge")
        made = zip(roles, standards, strict=False)
        return Cards(tuple(make_tile(standard, role) for role, standard in made), "tile")

    @for_templates
    def theme(theme_id: str) -> Theme:
        return edition[theme_id]

    @for_templates
    def contents() -> Block:
        return Contents(())

    @for_templates
    def notes() -> Block:
        return Notes()

    @for_templates
    def date_after(days: int) -> str:
        return format_date(partner.date + timedelta(days=days), words)

    functions = (
        figure, mark, source, page, cards, units, figures, tiles, theme, contents, notes,
        date_after,
    )  # fmt: skip
    return {function.__name__: function for function in functions}


def _view_partner(partner: Partner) -> PartnerView:
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


def _choose(records: Iterable[T], themes: tuple[str, ...]) -> tuple[T, ...]:
    """Return the records of the chosen themes, in the order of the themes."""
    known = list(records)
    chosen = [record for theme in themes for record in known if theme in record.themes]
    return tuple(dict.fromkeys(chosen))
