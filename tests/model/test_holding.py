"""No line ends inside a figure, or between it and what belongs to it."""

from __future__ import annotations

import pytest

from proposalgen.model.document import (
    Card,
    Cards,
    Inlines,
    Link,
    Note,
    NoteMark,
    PageMark,
    Section,
    Text,
)
from proposalgen.model.holding import hold, hold_note, hold_section, hold_text
from proposalgen.model.walk import plain_text


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("more than 2.4 billion people", "more than 2.4~billion people"),
        ("5.8 per cent of it", "5.8~per~cent of it"),
        ("12 % of all", "12~% of all"),
        ("1 500 000 jobs", "1~500~000~jobs"),
        ("USD 43 million", "USD~43~million"),
        ("US$ 43 million", "US$~43~million"),
        ("Convention No. 102, 1952", "Convention No.~102, 1952"),
        ("see page 8 and pages 9 to 12", "see page~8 and pages~9 to 12"),
        ("in 2021 and later", "in 2021 and later"),
        ("the millions who work", "the millions who work"),
        ("It says No. 12 say yes", "It says No.~12 say yes"),
    ],
)
def test_a_figure_holds_to_what_belongs_to_it(text: str, held: str) -> None:
    assert hold_text(text).replace("\u00a0", "~") == held


def shown(inlines: Inlines) -> str:
    return plain_text(hold(inlines)).replace("\u00a0", "~")


def test_a_fact_holds_to_its_unit_in_any_language() -> None:
    assert shown((Text("4,2 millions de personnes", fact="a"),)) == "4,2~millions de personnes"
    assert shown((Text("136", fact="a"), Text(" Länder und mehr"))) == "136~Länder und mehr"


def test_words_before_the_number_of_a_page_hold_to_it() -> None:
    assert shown((Text("It ends on page "), PageMark("ask"))) == "It ends on page~"
    assert shown((Text("Seite "), PageMark("ask"))) == "Seite~"


def test_a_figure_in_a_link_or_before_a_mark_holds_too() -> None:
    inlines = (Link("All 5 million", "https://example.org"), NoteMark("a"), Text(" see 3 km"))
    assert shown(inlines) == "All 5~million see 3~km"


def test_what_a_partner_wrote_stays_as_it_is() -> None:
    name = Text("Fund of 5 million No. 8", field="name")
    assert hold((name,)) == (name,)


def test_all_parts_of_a_section_hold() -> None:
    text = (Text("No. 7 of 8 million"),)
    card = Card(number="4 811", unit="US dollars", words=text, title=text, text=text, as_of=text)
    held = hold_section(Section("a", text, (Cards((card,)),), label=text, promise=text))
    (cards,) = held.blocks
    assert isinstance(cards, Cards)
    (one,) = cards.cards
    assert (one.number, one.unit) == ("4\u00a0811", "US\u00a0dollars")
    runs = (held.title, held.label, held.promise, one.words, one.title, one.text, one.as_of)
    assert {plain_text(inlines) for inlines in runs} == {"No.\u00a07 of 8\u00a0million"}


def test_the_claims_of_a_note_hold() -> None:
    note = Note("a", "About 54 million children.", "Report")
    assert hold_note(note).claim == "About 54\u00a0million children."
