"""Cards show a figure with what it counts."""

from __future__ import annotations

from pathlib import Path

from proposalgen.compose.document import compose
from proposalgen.model.document import (
    Field,
    Inlines,
)
from tests.compose.composing import NOTES, WORDS, compose_with, only_cards, write_template
from tests.support.small import make_library, make_partner, t


def test_a_key_number_is_a_field_of_units_and_says_what_one_is(tmp_path: Path) -> None:
    body = "# A\n\n{{ cards(lead.case, 'band') }}"
    cards = only_cards(compose_with(tmp_path, a=body, notes=NOTES).sections[0])
    challenge, impact, need = (card.field for card in cards.cards)
    assert challenge == Field(380, "dots", t("One dot is 10 million people."))
    assert impact == Field(136, "tiles", t("One tile is one of them."))
    assert need is None


def test_a_named_sum_stands_in_units_beside_the_words_that_state_it(tmp_path: Path) -> None:
    document = compose_with(tmp_path, ask="# A\n\n{{ units(themes | first) }}")
    (card,) = only_cards(document.sections[0]).cards
    assert card.field == Field(43, "outlines", t("One tile is USD 1 million."))
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
