"""A small library and a partner, built in code; all of it invented."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from proposalgen.model.document import Heading, ItemList, Paragraph, Text
from proposalgen.model.partner import Partner
from proposalgen.model.records import (
    CaseCard,
    Fact,
    Library,
    Organisation,
    Programme,
    Source,
    Standard,
    Theme,
)


def t(text: str) -> tuple[Text, ...]:
    """Return a text as the content of a block."""
    return (Text(text),)


def make_fact(fact_id: str, value: str | None = None, **fields: Any) -> Fact:
    """Return a verified statistic, or what the fields change it to."""
    given: dict[str, Any] = {
        "kind": "statistic",
        "claim": f"{fact_id} in words",
        "source": "report",
        "status": "verified",
        "as_of": "2023",
    }
    number = None if value is None else Decimal(value)
    return Fact(id=fact_id, value=number, **(given | fields))


FACTS = (
    make_fact("unserved", "3800000000", unit="people"),
    make_fact("unserved-2020", "4000000000", as_of="2020", superseded_by="unserved"),
    make_fact("countries", "136", unit="countries", source="page", status="page"),
    make_fact("gap", "43000000", kind="money", unit="USD", source="page", status="page"),
    make_fact("promise", None, kind="claim", source="page", status="page", as_of=None),
)
SOURCES = (
    Source(id="report", title="World Report", publisher="The Office", year=2024),
    Source(id="page", title="A page", publisher="The Office", url="https://example.org/page"),
)


def make_theme(
    theme_id: str, *, ask_fact: str | None = None, cover_title: str = "A floor for everyone"
) -> Theme:
    """Return a theme with three case cards."""
    cases = (
        CaseCard(role="challenge", fact="unserved", text=t("people are not served.")),
        CaseCard(role="impact", fact="countries", text=t("countries moved.")),
        CaseCard(role="need", fact="promise", words="From promise to practice", text=t("Laws.")),
    )
    return Theme(
        id=theme_id,
        language="en",
        title=f"All about {theme_id}",
        short_title=theme_id.title(),
        cover_title=cover_title,
        promise=t("A short promise."),
        headline="A headline.",
        opening=(Paragraph(t("An opening.")),),
        case=cases,
        cards=cases,
        ask_fact=ask_fact,
        work=(Heading(2, t("What we do")), Heading(3, t("Law")), Paragraph(t("We help."))),
        offer=(Heading(2, t("What a partnership makes possible")), ItemList((t("A first."),))),
    )


def make_library(**changes: Any) -> Library:
    """Return a library of two themes.

    ``water`` names a sum; ``light`` names no sum and has neither standard nor programme.
    """
    given: dict[str, Any] = {
        "organisation": Organisation(
            name="The Office", short_name="TO", url="https://example.org"
        ),
        "sources": {source.id: source for source in SOURCES},
        "facts": {fact.id: fact for fact in FACTS},
        "standards": (
            Standard(
                id="c1", kind="Convention", title="Water Convention", year=1950, number=1,
                themes=("water",), text=t("All get water."),
            ),
        ),
        "programmes": (
            Programme(id="p1", name="Pipes", themes=("water",), text=t("It lays pipes.")),
        ),
        "stories": (),
        "themes": {
            "en": {
                "water": make_theme("water", ask_fact="gap"),
                "light": make_theme("light", cover_title="Light for all"),
            }
        },
    }  # fmt: skip
    return Library(**(given | changes))


def make_partner(**changes: Any) -> Partner:
    """Return Nordhavn Foundation, or what the changes make of it."""
    given: dict[str, Any] = {
        "name": "Nordhavn Foundation",
        "themes": ("water",),
        "date": date(2026, 11, 26),
    }
    return Partner(**(given | changes))
