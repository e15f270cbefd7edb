"""The ask states what themes need, and the share that a partner gives."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from proposalgen.compose.ask import format_share, make_ask
from proposalgen.model.document import (
    NoteMark,
    Paragraph,
    Text,
)
from proposalgen.model.text import fold_typing
from tests.compose.composing import NOTES, compose_with
from tests.support.small import make_library, make_partner

ASK = (
    "# A\n\n{% for row in ask.rows %}"
    "{{ row.theme.short_title }}: {{ row.sum }} {{ row.share }}\n\n"
    "{% endfor %}Without: {% for theme in ask.unnamed %}{{ theme.short_title }}{% endfor %}"
)


def ask_lines(tmp_path: Path, **fields: Any) -> list[str]:
    partner = make_partner(themes=("water", "light"), **fields)
    document = compose_with(tmp_path, partner=partner, a=ASK, notes=NOTES)
    return [
        fold_typing("".join(i.text for i in block.inlines if isinstance(i, Text)).strip())
        for block in document.sections[0].blocks
        if isinstance(block, Paragraph)
    ]


def test_the_ask_states_the_share_of_the_sum_and_names_what_has_none(tmp_path: Path) -> None:
    lines = ask_lines(tmp_path, amount=Decimal("2500000"), currency="USD")
    assert lines == ["Water: US$ 43 million 5.8 per cent", "Light:", "Without: Light"]


def test_a_sum_has_its_fact_and_its_note() -> None:
    partner = make_partner(themes=("water", "light"))
    library = make_library()
    ask = make_ask(partner, tuple(library.themes["en"][theme] for theme in partner.themes), library)
    (row,) = ask.named
    assert row.sum == (Text("US$ 43 million", fact="gap"), NoteMark("page", fact="gap"))
    assert (row.theme.id, row.as_of, row.share) == ("water", "2023", "")
    assert [theme.id for theme in ask.unnamed] == ["light"]
    assert len(ask.rows) == 2
    assert ask.shared == ()
    giving = make_partner(themes=("water", "light"), amount=Decimal("4300000"), currency="USD")
    themes = tuple(library.themes["en"][theme] for theme in giving.themes)
    assert [row.share for row in make_ask(giving, themes, library).shared] == ["10 per cent"]


def test_there_is_no_share_in_another_currency_or_without_an_amount(tmp_path: Path) -> None:
    others: tuple[dict[str, Any], ...] = ({}, {"amount": Decimal("2500000"), "currency": "EUR"})
    for fields in others:
        assert ask_lines(tmp_path, **fields)[0] == "Water: US$ 43 million"


@pytest.mark.parametrize(
    ("share", "text"),
    [
        ("0", "0 per cent"),
        ("0.0004", "less than 0.1 per cent"),
        ("0.001", "0.1 per cent"),
        ("0.058139", "5.8 per cent"),
        ("0.0996", "10 per cent"),
        ("0.05", "5 per cent"),
        ("0.4188", "42 per cent"),
        ("1.5", "150 per cent"),
    ],
)
def test_a_share_is_rounded_as_a_reader_expects(share: str, text: str) -> None:
    assert format_share(Decimal(share)) == text
