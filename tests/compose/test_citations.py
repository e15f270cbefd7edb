"""Every figure has its note, and every note says what it stands for."""

from __future__ import annotations

from pathlib import Path

import pytest

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
from proposalgen.model.records import Source
from tests.compose.composing import NOTES, compose_with, only_cards
from tests.support.small import make_library, t


def test_a_figure_gets_its_mark_at_the_end_of_its_sentence() -> None:
    inlines = (Text("3.8 billion", fact="unserved"), Text(" go without. More follows."))
    assert cite(inlines, make_library()) == (
        Text("3.8 billion", fact="unserved"),
        Text(" go without."),
        NoteMark("report", fact="unserved"),
        Text(" More follows."),
    )


def test_a_mark_that_is_there_is_not_doubled() -> None:
    mark = NoteMark("report", fact="unserved")
    inlines = (Text("3.8 billion", fact="unserved"), Text(" go without."), mark)
    assert cite(inlines, make_library()) == inlines


def test_each_figure_of_a_sentence_has_its_mark_and_no_two_touch() -> None:
    inlines = (
        Text("136", fact="countries"),
        Text(" and "),
        Text("US$ 43 million", fact="gap"),
        Text(" so."),
    )
    assert cite(inlines, make_library())[3:] == (
        Text(" so."),
        NoteMark("page", fact="countries"),
        Text("\u00a0"),
        NoteMark("page", fact="gap"),
    )


def test_a_successor_that_a_writer_has_put_there_is_not_put_in_again() -> None:
    inlines = (
        Text("4 billion", fact="unserved-2020"),
        Text(" were too many; now they are "),
        Text("3.8 billion", fact="unserved"),
        Text("."),
    )
    said = "".join(getattr(i, "text", "*") for i in cite(inlines, make_library()))
    assert said == "4 billion were too many; now they are 3.8 billion.*\u00a0*"


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


def test_each_claim_has_a_note_in_order_of_use_and_a_source_its_whole_reference_once(
    tmp_path: Path,
) -> None:
    body = "# A\n\n{{ figure('gap') }}. {{ figure('unserved') }}. {{ figure('countries') }}."
    notes = compose_with(tmp_path, a=body, notes=NOTES).notes
    assert [(note.id, note.claim, note.reference, note.url) for note in notes] == [
        ("gap", "gap in words", "A page. The Office", "https://example.org/page"),
        ("unserved", "unserved in words", "World Report. The Office. 2024", ""),
        ("countries", "countries in words", "A page", ""),
    ]


@pytest.mark.parametrize(("draft", "said"), [(True, ("page", "Stated")), (False, (None, ""))])
def test_only_a_draft_says_how_well_a_claim_was_checked(
    tmp_path: Path, draft: bool, said: tuple[str | None, str]
) -> None:
    document = compose_with(tmp_path, a="# A\n\n[[gap]].", notes=NOTES, draft=draft)
    assert [(note.status, note.status_text) for note in document.notes] == [said]


def test_what_was_read_elsewhere_says_where_and_leads_there(tmp_path: Path) -> None:
    elsewhere = Source(
        id="report", title="World Report", publisher="The Office", year=2024,
        seen_at=("https://www.news.example/a",),
    )  # fmt: skip
    sources = make_library().sources | {"report": elsewhere}
    document = compose_with(
        tmp_path, library=make_library(sources=sources), a="# A\n\n[[unserved]].", notes=NOTES
    )
    (note,) = document.notes
    assert note.reference == "World Report. The Office. 2024, as reported in news.example"
    assert note.url == "https://www.news.example/a"


def test_a_text_that_reports_another_is_named_as_that(tmp_path: Path) -> None:
    told = Source(
        id="report", title="Wells for all", publisher="Daily", url="https://daily.example/a",
        kind="report",
    )  # fmt: skip
    library = make_library(sources=make_library().sources | {"report": told})
    (note,) = compose_with(tmp_path, library=library, a="# A\n\n[[unserved]].", notes=NOTES).notes
    assert note.reference == "As reported in Wells for all. Daily"


def test_a_source_marked_for_no_fact_is_named_and_no_more(tmp_path: Path) -> None:
    body = "# A\n\nWords. {{ source('report') }}"
    (note,) = compose_with(tmp_path, a=body, notes=NOTES).notes
    assert (note.id, note.claim) == ("report", "")
    assert note.reference == "World Report. The Office. 2024"
