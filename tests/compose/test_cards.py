"""Cards show a figure with what it counts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from proposalgen.compose.cards import add_field, lay_units
from proposalgen.compose.document import compose
from proposalgen.model.document import (
    Card,
    Cards,
    Field,
    Inlines,
    NoteMark,
)
from proposalgen.model.records import Figure, Programme, Standard
from proposalgen.model.walk import plain_text
from tests.compose.composing import NOTES, WORDS, compose_with, only_cards, write_template
from tests.support.small import make_fact, make_library, make_partner, t


def test_a_key_number_is_a_field_of_units_and_says_what_one_is(tmp_path: Path) -> None:
    body = "# A\n\n{{ cards(lead.case, 'band') }}"
    cards = only_cards(compose_with(tmp_path, a=body, notes=NOTES).sections[0])
    challenge, impact, need = (card.field for card in cards.cards)
    assert challenge == Field(380, "dots", t("One dot is 10\u00a0million people."))
    assert impact == Field(136, "tiles", t("One tile is one of them."))
    assert need is None


def test_a_named_sum_stands_in_units_beside_the_words_that_state_it(tmp_path: Path) -> None:
    document = compose_with(tmp_path, ask="# A\n\n{{ units(themes | first) }}")
    (card,) = only_cards(document.sections[0]).cards
    assert card.field == Field(43, "outlines", t("One tile is US$\u00a01\u00a0million."))
    assert (card.number, card.fact, card.label) == ("", "", t("Water"))


def test_no_units_are_drawn_where_no_sum_is_named(tmp_path: Path) -> None:
    partner = make_partner(themes=("light",))
    document = compose_with(tmp_path, partner, ask="# A\n\n{{ units(themes | first) }}")
    assert document.sections[0].blocks == ()


def test_a_draft_flags_figures_in_doubt_and_cards_without_one(tmp_path: Path) -> None:
    words = WORDS + "  flag_weak: Confirm\n  flag_none: No figure\n"
    body = "# A\n\n{{ cards(lead.case, 'small') }}"
    template = write_template(tmp_path, words, a=body, sources=NOTES)

    def flags(draft: bool) -> list[Inlines]:
        document = compose(make_partner(), make_library(), template, draft=draft)
        return [card.flag for card in only_cards(document.sections[0]).cards]

    assert flags(True) == [(), t("Confirm"), t("No figure")]
    assert flags(False) == [(), (), ()]


def make_standard(number: int, **fields: Any) -> Standard:
    given = {"title": f"Title {number}", "kind": "Convention", "year": 1950, "number": number}
    return Standard(id=f"c{number}", themes=("water",), text=t("It says."), **(given | fields))


def test_the_first_two_standards_are_tiles_with_their_own_numbers(tmp_path: Path) -> None:
    standards = (make_standard(102), make_standard(5, year=None, kind="Agenda"), make_standard(7))
    library = make_library(standards=standards)
    document = compose_with(
        tmp_path, library=library, a="# A\n\n{{ tiles((standards | first).records) }}"
    )
    assert only_cards(document.sections[0]) == Cards(
        (
            Card(
                role="impact", label=t("Convention"), number="102",
                title=t("Title 102, 1950 (No.\u00a0102)"),
                text=t("It says."),
            ),
            Card(
                role="challenge", label=t("Agenda"), number="5", title=t("Title 5 (No.\u00a05)"),
                text=t("It says."),
            ),
        ),
        "tile",
    )  # fmt: skip


def test_the_figures_of_a_programme_stand_in_rows_without_their_dates(tmp_path: Path) -> None:
    figures = (Figure(fact="countries", text=t("countries joined.")),)
    programme = Programme(
        id="p1", name="Pipes", themes=("water",), text=t("It lays pipes."), figures=figures
    )
    library = make_library(programmes=(programme,))
    body = "# A\n\n{{ figures((programmes | first).records | first) }}"
    document = compose_with(tmp_path, library=library, a=body, notes=NOTES)
    card = Card(
        number="136",
        text=(*t("countries joined."), NoteMark("page", fact="countries")),
        fact="countries",
    )
    assert only_cards(document.sections[0]) == Cards((card,), "row")


@pytest.mark.parametrize(
    ("value", "unit", "field"),
    [
        ("2", "wells", None),
        ("3", "wells", Field(3, "dots", t("One dot is one of them."))),
        ("420", "wells", Field(420, "dots", t("One dot is one of them."))),
        ("421", "wells", None),
        ("4210", "wells", None),
        ("4200", "wells", Field(420, "dots", t("One dot is 10 wells."))),
        ("1230", "wells", Field(123, "dots", t("One dot is 10 wells."))),
        ("1235", "wells", None),
        ("12", "per cent", None),
        ("12", "times as many", None),
        ("12", None, None),
    ],
)
def test_a_field_has_units_that_can_be_told_apart(
    value: str, unit: str | None, field: Field | None
) -> None:
    library = make_library(facts={"wells": make_fact("wells", value, unit=unit)})
    words = {"one_dot": "One dot is", "one_of_them": "one of them"}
    card = Card(role="challenge", number=value, fact="wells")
    assert add_field(card, library, words) == replace(card, field=field)


@pytest.mark.parametrize(
    ("value", "role", "count"),
    [("77", "challenge", 77), ("52.4", "challenge", 0), ("100", "challenge", 0), ("77", "need", 0)],
)
def test_a_whole_share_that_opens_a_case_is_so_many_of_a_hundred_dots(
    value: str, role: str, count: int
) -> None:
    library = make_library()
    fact = library.facts["gap"].model_copy(update={"value": Decimal(value), "unit": "per cent"})
    changed = library.model_copy(update={"facts": {**library.facts, "gap": fact}})
    words = {"one_dot": "One dot is", "one_in_a_hundred": "one in a hundred"}
    card = Card(number=f"{value}%", fact="gap", role=role)  # type: ignore[arg-type]
    field = add_field(card, changed, words).field
    expected = Field(count, "dots", t("One dot is one in a hundred."), of=100)
    assert field == (expected if count else None)


@pytest.mark.parametrize(
    ("amount", "currency", "laid"),
    [("2500000", "USD", 2.5), ("99000000", "USD", 43), ("2500000", "EUR", 0), ("50000", "USD", 0)],
)
def test_a_sum_in_the_same_currency_lays_its_part_of_the_units(
    amount: str, currency: str, laid: float
) -> None:
    partner = make_partner(amount=Decimal(amount), currency=currency)
    card = Card(fact="gap", field=Field(43, "outlines", t("One tile is USD 1 million.")))
    made = lay_units(card, partner, make_library(), {"laid_tiles": "White tiles would be yours."})
    assert made.field
    assert made.field.laid == laid
    assert (plain_text(made.field.words).endswith("would be yours.")) == bool(laid)
