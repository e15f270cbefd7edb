"""A title that counts counts what stands below it."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations

import pytest

from proposalgen.content.counts import find_false_counts
from proposalgen.model.document import (
    Block,
    Card,
    Cards,
    Document,
    Heading,
    Inlines,
    ItemList,
    Section,
    Table,
    Text,
)
from proposalgen.model.records import THEME_IDS
from tests.content.printed import make_document
from tests.support.real import library, make_pitch
from tests.support.small import make_library, t

CARD = Card(number="1", text=t("text."))


def below(title: str | Inlines, *blocks: Block) -> Document:
    """Return a document of one section with a title and blocks."""
    inlines = t(title) if isinstance(title, str) else title
    return replace(make_document(), sections=(Section("page", inlines, blocks),))


def told(document: Document) -> list[str]:
    return [problem.message for problem in find_false_counts(document, make_library())]


@pytest.mark.parametrize(
    ("title", "things"),
    [
        ("The case in three numbers", Cards((CARD,) * 3)),
        ("Two ways to join", ItemList((t("a"), t("b")))),
        ("One text", Table((t("Text"),), ((t("a"),),))),
    ],
)
def test_a_title_may_count_what_stands_right_below_it(title: str, things: Block) -> None:
    assert told(below(title, things)) == []


def test_a_title_that_counts_wrongly_is_told_with_what_there_is() -> None:
    assert told(below("Two agreements set the course.", Cards((CARD,) * 3))) == [
        "'Two' counts what is 3 below it, in 'Two agreements set the course'"
    ]


def test_the_section_of_a_wrong_count_and_the_way_out_are_told() -> None:
    document = below("Two agreements set the course.", Cards((CARD,) * 3))
    (problem,) = find_false_counts(document, make_library())
    assert problem.record == "section page"
    assert problem.hint == "Write a title that does not count."


def test_headings_are_counted_where_nothing_else_stands_above_them() -> None:
    ways = [Heading(3, t(name)) for name in ("Fund", "Lend", "Speak")]

    assert told(below("Title", Heading(2, t("Three ways to join")), *ways)) == []
    assert told(below("Title", Heading(2, t("Four ways to join")), *ways)) != []


def test_what_stands_below_the_next_heading_of_the_level_is_another_titles() -> None:
    blocks = (
        Heading(2, t("Two texts")),
        ItemList((t("a"),)),
        Heading(2, t("More")),
        ItemList((t("b"),)),
    )

    assert told(below("Title", *blocks)) == ["'Two' counts what is 1 below it, in 'Two texts'"]


@pytest.mark.parametrize(
    "title",
    [
        "Convention No. 102",
        "To 2030",
        "3.8 billion",
        "Over 40% are covered",
        "Water Convention, 1950",
    ],
)
def test_a_figure_a_name_or_a_year_is_no_count(title: str) -> None:
    assert told(below(title)) == []


def test_a_figure_of_a_fact_is_no_count() -> None:
    assert told(below((Text("136", fact="countries"), Text(" countries")))) == []


SETS = [
    *(chosen for size in range(1, 8) for chosen in combinations(THEME_IDS, size)),
    *permutations(THEME_IDS, 2),
]


def test_no_choice_of_themes_makes_a_title_lie() -> None:
    """All 127 sets in the library's order, and every order of two."""
    lies = {
        problem.message: chosen
        for chosen in SETS
        for kind in ("pitch", "one-pager")
        for problem in find_false_counts(make_pitch(themes=chosen, kind=kind), library())
    }
    assert lies == {}
