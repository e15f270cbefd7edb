"""Every figure has its note, and every note says what it stands for."""

from __future__ import annotations

from pathlib import Path

from proposalgen.compose.citations import cite, cite_section
from proposalgen.model.document import (
    Card,
    Inlines,
    NoteMark,
    Quote,
    Section,
    Table,
    Text,
)
from tests.compose.composing import NOTES, compose_with, only_cards
from tests.support.small import make_fact, make_library, t


def test_a_figure_gets_its_mark_at_the_end_of_its_sentence() -> None:
    inlines = (Text("3.8 billion", fact="unserved"), Text(" go without. More follows."))
    assert cite(inlines, make_library()) == (
        Text("3.8 billion", fact="unserved"),
        Text(" go without."),
        NoteMark("report", fact="unserved"),
        Text(" More follows."),
    )


def test_a_mark_that_is_there_is_not_doubled() -> None:
    inlines = (Text("3.8 billion", fact="unserved"), Text(" go without."), NoteMark("report"))
    assert cite(inlines, make_library()) == inlines


def test_two_figures_of_one_source_in_a_sentence_share_a_mark() -> None:
    inlines = (
        Text("136", fact="countries"),
        Text(" and "),
        Text("USD 43 million", fact="gap"),
        Text(" so."),
    )
    marks = [i for i in cite(inlines, make_library()) if isinstance(i, NoteMark)]
    assert marks == [NoteMark("page", fact="countries")]


def test_a_superseded_figure_has_its_successor_beside_it() -> None:
    inlines = (Text("4 billion", fact="unserved-2020"), Text(" go without."))
    said = "".join(getattr(i, "text", "*") for i in cite(inlines, make_library()))
    assert said == "4 billion go without.* (2023: 3.8 billion*)"
    assert cite(inlines, make_library())[2:] == (
        NoteMark("report", fact="unserved-2020"),
        Text(" (2023: "),
        Text("3.8 billion", fact="unserved"),
        NoteMark("report", fact="unserved"),
        Text(")"),
    )


def test_a_figure_has_its_mark_wherever_words_stand() -> None:
    figure: Inlines = (Text("3.8 billion", fact="unserved"),)
    marked = (*figure, NoteMark("report", fact="unserved"))
    section = Section(
        "one",
        label=figure,
        title=figure,
        promise=figure,
        blocks=(Quote(figure, figure), Table((figure,), ((figure,),), caption=figure)),
    )
    cited = Section(
        "one",
        label=marked,
        title=marked,
        promise=marked,
        blocks=(Quote(marked, marked), Table((marked,), ((marked,),), caption=marked)),
    )
    assert cite_section(section, make_library()) == cited


def test_a_card_carries_its_mark_also_where_words_stand_for_a_figure(tmp_path: Path) -> None:
    body = "# A\n\n{{ cards(lead.case, 'small') }}"
    cards = only_cards(compose_with(tmp_path, a=body, notes=NOTES).sections[0])
    assert cards.cards[0] == Card(
        role="challenge",
        label=t("The challenge"),
        number="3.8",
        unit="billion",
        text=(Text("people are not served."), NoteMark("report", fact="unserved")),
        as_of=t("2023"),
        fact="unserved",
    )
    assert cards.cards[2].words == t("From promise to practice")
    assert cards.cards[2].text[-1] == NoteMark("page", fact="promise")


def test_notes_come_once_each_in_order_of_use_with_all_they_stand_for(tmp_path: Path) -> None:
    body = "# A\n\n{{ figure('gap') }}. {{ figure('unserved') }}. {{ figure('countries') }}."
    notes = compose_with(tmp_path, a=body, notes=NOTES).notes
    assert [(note.source, note.claims, note.status_text) for note in notes] == [
        ("page", ("gap in words", "countries in words"), "Stated"),
        ("report", ("unserved in words",), "Checked"),
    ]


def test_a_note_has_the_weakest_status_of_its_facts(tmp_path: Path) -> None:
    facts = make_library().facts | {
        "one": make_fact("one", "5"),
        "two": make_fact("two", "6", status="secondary"),
        "three": make_fact("three", "7", source="page"),
    }
    body = "# A\n\n[[one]]. [[two]]. [[three]]."
    document = compose_with(tmp_path, library=make_library(facts=facts), a=body, notes=NOTES)
    assert [(note.source, note.status) for note in document.notes] == [
        ("report", "secondary"), ("page", "verified"),
    ]  # fmt: skip


def test_a_source_marked_for_no_fact_is_stated_and_no_more(tmp_path: Path) -> None:
    body = "# A\n\nWords. {{ source('report') }}"
    (note,) = compose_with(tmp_path, a=body, notes=NOTES).notes
    assert (note.status, note.status_text, note.claims) == ("page", "Stated", ())
    assert (note.title, note.publisher, note.year) == ("World Report", "The Office", "2024")
