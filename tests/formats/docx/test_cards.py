"""Cards: a figure is as large as fits, and is laid in its units."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest

from proposalgen.formats.docx.reader import DocxReader
from proposalgen.model.document import Card, Cards, Field, Section, Text
from tests.formats.docx.support import make_with, open_word, write
from tests.support.sample import make_document


@pytest.mark.parametrize("shape", ["dots", "tiles", "outlines"])
def test_a_figure_is_laid_in_its_units_and_says_what_one_is(
    shape: Literal["dots", "tiles", "outlines"],
) -> None:
    field = Field(136, shape, (Text("One tile is one of them."),))
    card = Card(role="impact", number="136", text=(Text("countries"),), field=field)
    section = Section("numbers", (Text("Numbers"),), (Cards((card,), size="band"),), "numbers")
    data = write(replace(make_document(), sections=(section,), notes=()))
    (shown,) = DocxReader(data).drawn_objects()
    assert shown.svg.count(b"Z") == 136
    assert "One tile is one of them." in " ".join(DocxReader(data).words())


def test_a_figure_without_units_is_laid_in_none() -> None:
    card = Card(role="impact", number="60%", text=(Text("of people"),))
    section = Section("numbers", (Text("Numbers"),), (Cards((card,), size="band"),), "numbers")
    data = write(replace(make_document(), sections=(section,), notes=()))
    assert DocxReader(data).drawn_objects() == []


def write_card(card: Card, size: Literal["band", "tile", "small", "row"]) -> list[tuple[str, str]]:
    """Return the style and the text of each paragraph that a card is set in."""
    element = open_word(write(make_with(Cards((card,), size=size)))).element
    return [
        (paragraph.style, "".join(paragraph.xpath(".//w:t/text()")))
        for paragraph in element.xpath("//w:body//w:p")
        if paragraph.xpath(".//w:t") and paragraph.style != "Heading1"
    ]


@pytest.mark.parametrize(
    ("number", "style"),
    [("3.8", "PitchNumberLarge"), ("12,345", "PitchNumber"), ("1,234,567,890", "PitchNumberWord")],
)
def test_a_number_is_set_as_large_as_fits(number: str, style: str) -> None:
    assert write_card(Card(number=number), "band") == [(style, number)]


def test_a_small_card_has_its_unit_beside_its_number() -> None:
    card = Card(number="3.8", unit="billion", text=(Text("people"),))
    assert write_card(card, "small") == [("PitchNumber", "3.8 billion"), ("PitchFact", "people")]


def test_a_row_has_a_line_for_each_thing_that_is_said() -> None:
    card = Card(
        label=(Text("Need"),), number="43", text=(Text("US dollars"),), as_of=(Text("2023"),)
    )
    assert write_card(card, "row") == [
        ("PitchLabel", "Need"), ("PitchNumberRow", "43"),
        ("PitchFact", "US dollars"), ("PitchNote", "2023"),
    ]  # fmt: skip


def test_what_a_reviewer_should_do_stands_beside_the_label() -> None:
    card = Card(label=(Text("Need"),), flag=(Text("Ask again"),), words=(Text("Laws"),))
    assert write_card(card, "tile") == [
        ("PitchLabel", "Need  \u00a0Ask again\u00a0"), ("PitchNumberWord", "Laws"),
    ]  # fmt: skip
