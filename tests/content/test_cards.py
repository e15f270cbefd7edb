"""Cards of a theme: each shows a figure with its qualifier, or words."""

from __future__ import annotations

from pathlib import Path

from tests.content.spoilt import BUSES, KITCHENS, problems_of, spoil


def test_a_card_keeps_its_figures_qualifier(content: Path) -> None:
    spoil(content, BUSES, "people and more walk home at night.}", "people walk home at night.}")

    assert problems_of(content) == [
        "themes/night-buses/en.md, line 12, case.0.text: '4,800' stands without 'more than'. "
        "The source does not give the figure as exact: say so in the same paragraph."
    ]


def test_a_card_shows_a_figure_or_words(content: Path) -> None:
    spoil(content, KITCHENS, "words: Eating alone, text: Many do.", "text: Many do.")

    assert problems_of(content) == [
        "themes/open-kitchens/en.md, line 11, case.0: shows nothing. "
        "Name a fact with a value, or give the card 'words'."
    ]


def test_a_chart_has_a_title(content: Path) -> None:
    spoil(content, BUSES, "chart_title: Most riders feel safe.", "")

    assert problems_of(content) == [
        "themes/night-buses/en.md, line 2, chart_title: a chart without a title"
    ]
