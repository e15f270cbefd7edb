"""What a template may use: the partner, the chosen records, and functions that make blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal, localcontext
from typing import Literal, TypeVar

from proposalgen.brand.spelling import is_spelled
from proposalgen.compose.templates import Template, for_templates
from proposalgen.errors import quote, suggest
from proposalgen.model.document import (
    Block,
    Card,
    Cards,
    Contents,
    Field,
    Inlines,
    NoteMark,
    Notes,
    PageMark,
    Text,
)
from proposalgen.model.numbers import format_money, format_number
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


@dataclass(frozen=True, slots=True)
class AskRow:
    """What one theme names as still needed."""

    theme: Theme
    sum: Inlines
    """Empty where no sum is named."""
    as_of: str
    share: str
    """The partner's amount as a share of the sum; empty where there is nothing to compare."""


@dataclass(frozen=True, slots=True)
class Ask:
    """The sums that the chosen themes name, and what the partner's amount is beside them."""

    rows: tuple[AskRow, ...]
    named: tuple[AskRow, ...]
    """The rows with a sum."""
    unnamed: tuple[Theme, ...]
    """The themes without one."""
    shared: tuple[AskRow, ...]
    """The rows with a share: sums in the currency of the partner's amount."""


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
        "ask": _make_ask(partner, themes, library),
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
        made = tuple(_make_card(case, library, words) for case in cases)
        if draft:
            made = tuple(_add_flag(card, library, words) for card in made)
        if size == "band":
            made = tuple(_add_field(card, library, words) for card in made)
        return Cards(made, size)

    @for_templates
    def units(theme: Theme) -> Block | tuple[Block, ...]:
        case = CaseCard(role="need", fact=theme.ask_fact, text=())
        card = _add_field(_make_card(case, library, {}), library, words)
        if card.field is None:
            return ()
        # The words beside it state the figure, and carry its note.
        said = replace(card, label=_text(theme.short_title), number="", unit="", fact="")
        return Cards((said,), "units")

    @for_templates
    def figures(programme: Programme) -> Block | tuple[Block, ...]:
        made = tuple(
            _make_card(CaseCard(role="impact", fact=f.fact, text=f.text), library, {})
            for f in programme.figures
        )
        return Cards(tuple(replace(card, role="", as_of=()) for card in made), "row")

    @for_templates
    def tiles(standards: Iterable[Standard]) -> Block:
        roles: tuple[Literal["impact", "challenge"], ...] = ("impact", "challenge")
        made = zip(roles, standards, strict=False)
        return Cards(tuple(_make_tile(standard, role) for role, standard in made), "tile")

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


def _make_card(case: CaseCard, library: Library, words: Mapping[str, str]) -> Card:
    fact = library.facts[case.fact] if case.fact else None
    number, unit = ("", "") if fact is None or case.words else fact.figure
    as_of = case.as_of or (fact.as_of if fact else None)
    return Card(
        role=case.role,
        label=_text(words.get(case.role, "")),
        number=number,
        unit=unit,
        words=_text(case.words or ""),
        text=case.text,
        as_of=_text(as_of or ""),
        fact=case.fact or "",
    )


def _add_flag(card: Card, library: Library, words: Mapping[str, str]) -> Card:
    """Return a card with what a reviewer should do about its figure, where it is a weak one."""
    fact = library.facts[card.fact] if card.fact and card.number else None
    if fact is None:
        return replace(card, flag=_text(words.get("flag_none", "")))
    if fact.status != "verified" or fact.superseded_by:
        return replace(card, flag=_text(words.get("flag_weak", "")))
    return card


_SHAPES: dict[str, Literal["dots", "tiles", "outlines"]] = {
    "challenge": "dots", "impact": "tiles", "need": "outlines",
}  # fmt: skip
_FEWEST, _MOST = 3, 420
"""How many units a field has, so that it is one and they can be told apart."""


def _add_field(card: Card, library: Library, words: Mapping[str, str]) -> Card:
    """Return a card with its figure as units, where a power of ten makes whole ones of it."""
    fact = library.facts[card.fact] if card.fact and card.number else None
    if fact is None or fact.value is None or card.role not in _SHAPES:
        return card
    if (fact.unit or "per cent").startswith(("per cent", "times")):  # no things to be counted
        return card
    sizes = (Decimal(10) ** power for power in range(12))
    fitting = (size for size in sizes if _FEWEST <= fact.value / size <= _MOST)
    size = next((size for size in fitting if fact.value % size == 0), None)
    shape = _SHAPES[card.role]
    start = words.get("one_dot" if shape == "dots" else "one_tile")
    if size is None or start is None:
        return card
    if fact.kind == "money":
        unit = f"{fact.unit} {' '.join(filter(None, format_number(size)))}"
    elif size == 1:
        unit = words["one_of_them"]
    else:
        unit = " ".join(filter(None, (*format_number(size), fact.unit)))
    return replace(card, field=Field(int(fact.value / size), shape, _text(f"{start} {unit}.")))


def _make_tile(standard: Standard, role: Literal["impact", "challenge"]) -> Card:
    label = f"{standard.kind}, {standard.year}" if standard.year else standard.kind
    return Card(
        role=role,
        label=_text(label),
        number=str(standard.number or ""),
        title=_text(standard.title),
        text=standard.text,
    )


def _make_ask(partner: Partner, themes: tuple[Theme, ...], library: Library) -> Ask:
    rows = tuple(_make_ask_row(partner, theme, library) for theme in themes)
    return Ask(
        rows=rows,
        named=tuple(row for row in rows if row.sum),
        unnamed=tuple(row.theme for row in rows if not row.sum),
        shared=tuple(row for row in rows if row.share),
    )


def _make_ask_row(partner: Partner, theme: Theme, library: Library) -> AskRow:
    if theme.ask_fact is None:
        return AskRow(theme, (), "", "")
    fact = library.facts[theme.ask_fact]
    named: Inlines = (Text(fact.text, fact=fact.id), NoteMark(fact.source, fact=fact.id))
    share = ""
    if partner.amount is not None and fact.value and partner.currency == fact.unit:
        share = format_share(partner.amount / fact.value)
    return AskRow(theme, named, fact.as_of or "", share)


def format_share(share: Decimal) -> str:
    """Return a share as a reader sees it: ``5.8%``, ``42%``, ``less than 0.1%``."""
    percent = share * 100
    if 0 < percent < Decimal("0.1"):
        return "less than 0.1%"
    digits = Decimal("0.1") if percent < 10 else Decimal(1)
    with localcontext(prec=60):
        rounded = percent.quantize(digits)
    return f"{rounded.normalize() if rounded == rounded.to_integral_value() else rounded:f}%"


def format_date(day: date, words: Mapping[str, str]) -> str:
    """Return ``26 November 2026``, with the template's names of the months."""
    return f"{day.day} {format_month(day, words)}"


def format_month(day: date, words: Mapping[str, str]) -> str:
    """Return ``November 2026``."""
    return f"{words['months'].split()[day.month - 1]} {day.year}"


def _text(text: str) -> Inlines:
    return (Text(text),) if text else ()
