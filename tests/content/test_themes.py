"""Themes of the library: a folder each, a file a language, two sections of prose."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from proposalgen.content.load import load_library
from proposalgen.model.document import Heading, ItemList, NoteMark, Text
from tests.content.spoilt import BUSES, GOOD, problems_of, spoil


def test_a_themes_text_is_two_sections_each_with_its_heading() -> None:
    theme = load_library(GOOD).themes["en"]["night-buses"]

    assert theme.work[0] == Heading(2, (Text("What we do"),))
    assert theme.offer == (
        Heading(2, (Text("What a partnership makes possible"),)),
        ItemList(
            (
                (Text("A bus on the hill."),),
                (Text("A bus at the port."), NoteMark("survey", fact="riders")),
            )
        ),
    )


def test_a_chart_draws_its_figures_from_the_facts_and_says_them_in_words() -> None:
    chart = load_library(GOOD).themes["en"]["night-buses"].chart

    assert chart is not None
    assert [(bar.figure, bar.share, bar.fact) for bar in chart.bars] == [("62.5%", 62.5, "riders")]
    assert chart.alt == "Share of riders, per cent. Feel safe (riders): 62.5% safe."


def test_the_contracts_themes_come_first_and_in_its_order(content: Path) -> None:
    for theme in ("supply-chains", "just-transition"):
        shutil.copytree(content / "themes/open-kitchens", content / "themes" / theme)

    assert list(load_library(content).themes["en"]) == [
        "just-transition",
        "supply-chains",
        "night-buses",
        "open-kitchens",
    ]


def test_a_bar_shows_a_part_of_a_hundred(content: Path) -> None:
    spoil(content, BUSES, "detail: riders, fact: riders", "detail: riders, fact: meals")

    assert problems_of(content) == [
        "themes/night-buses/en.md, line 23, chart.bars.0.fact: 'meals' is not a part of 100. "
        "A bar shows a fact whose unit is 'per cent' and whose value is 0 to 100."
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("## What we do", "# What we do"),
        ("## What we do", "Before.\n\n## What we do"),
        ("## What a partnership", "### What a partnership"),
        ("- A bus on the hill.", "## And more\n\n- A bus on the hill."),
    ],
)
def test_a_themes_text_has_exactly_two_sections(content: Path, old: str, new: str) -> None:
    spoil(content, BUSES, old, new)

    assert problems_of(content) == [
        "themes/night-buses/en.md, line 29: the text is not two sections. "
        "Write '## ' and what is done, then '## ' and what a partnership makes possible."
    ]


def test_a_theme_without_a_file_in_a_language_is_told(content: Path) -> None:
    (content / "themes/empty").mkdir()

    assert problems_of(content) == ["themes/empty/en.md: cannot be read: No such file or directory"]


def test_a_folder_that_cannot_be_a_themes_name_is_told(content: Path) -> None:
    (content / "themes/open-kitchens").rename(content / "themes/Open Kitchens")
    spoil(content, "standards.yaml", ", open-kitchens", "")

    assert problems_of(content) == [
        "themes/Open Kitchens/en.md, line 2, id: not an id: 'Open Kitchens'. "
        "An id is small letters, digits and single hyphens."
    ]


def test_an_edition_that_the_library_does_not_name_is_told(content: Path) -> None:
    (content / "themes/open-kitchens/de.md").write_text("---\n---\n", "utf-8")

    assert problems_of(content) == [
        "themes/open-kitchens/de.md: not a file of a theme. "
        "A theme has one file a language of organisation.yaml: en.md."
    ]


def test_a_library_without_themes_is_told(content: Path) -> None:
    shutil.rmtree(content / "themes")

    assert "themes: no themes. Write themes/<id>/<language>.md." in problems_of(content)


def test_front_matter_without_end_is_told(content: Path) -> None:
    spoil(content, BUSES, "ask_fact: bus-cost\n---", "ask_fact: bus-cost\n")

    assert problems_of(content) == [
        "themes/night-buses/en.md, line 1: front matter without end. Close it with a line of '---'."
    ]
