"""The sums that themes still need, and what a partner's amount is beside them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext

from proposalgen.model.document import Inlines, NoteMark, Text
from proposalgen.model.partner import Partner
from proposalgen.model.records import Library, Theme


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


def make_ask(partner: Partner, themes: tuple[Theme, ...], library: Library) -> Ask:
    """Return what each chosen theme needs, in the order of the themes."""
    rows = tuple(_make_row(partner, theme, library) for theme in themes)
    return Ask(
        rows=rows,
        named=tuple(row for row in rows if row.sum),
        unnamed=tuple(row.theme for row in rows if not row.sum),
        shared=tuple(row for row in rows if row.share),
    )


def _make_row(partner: Partner, theme: Theme, library: Library) -> AskRow:
    fact = library.facts[theme.ask_fact] if theme.ask_fact else None
    # A sum of a period that is over is not asked for.
    if fact is None or fact.is_over(partner.date):
        return AskRow(theme, (), "", "")
    named: Inlines = (Text(fact.text, fact=fact.id), NoteMark(fact.source, fact=fact.id))
    share = ""
    # Sums in different currencies are not compared: no rate is true on every day of a document.
    if partner.amount is not None and fact.value and partner.currency == fact.unit:
        share = format_share(partner.amount / fact.value)
    return AskRow(theme, named, fact.as_of or "", share)


def format_share(share: Decimal) -> str:
    """Return a share as a reader sees it: ``5.8 per cent``, ``less than 0.1 per cent``."""
    percent = share * 100
    if 0 < percent < Decimal("0.1"):
        return "less than 0.1 per cent"
    # Two digits are enough to compare by: 5.8, 42.
    digits = Decimal("0.1") if percent < 10 else Decimal(1)
    with localcontext(prec=60):
        rounded = percent.quantize(digits)
    number = rounded.normalize() if rounded == rounded.to_integral_value() else rounded
    return f"{number:f} per cent"
