"""Cards of a theme: each shows a figure with its qualifier, or words."""

from __future__ import annotations

from pathlib import Path

from proposalgen.content.load import load_library
from proposalgen.model.document import Text
from tests.content.spoilt import BUSES, KITCHENS, problems_of, spoil
from tests.support.real import TYPES


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


# -- texts for types of partners -------------------------------------------------------------------


def add_partners(content: Path, file: str, *types: str) -> None:
    """Write a text for each of some types of partners into a theme."""
    texts = "".join(f"  - {{type: {name}, text: A bus for you.}}\n" for name in types)
    spoil(content, file, "cards:\n", f"partners:\n{texts}cards:\n")


def test_a_library_may_have_no_texts_for_types_of_partners(content: Path) -> None:
    assert not any(t.partners for t in load_library(content).themes["en"].values())


def test_texts_for_types_of_partners_are_there_for_every_theme_and_type(content: Path) -> None:
    add_partners(content, BUSES, *TYPES[1:], "ngo")
    first, second, third = problems_of(content)
    assert "themes/night-buses/en.md" in first
    assert "partners: no text for government. Write one paragraph for each type of" in first
    assert "partners: more than one text for ngo" in second
    assert "themes/open-kitchens/en.md" in third
    assert "partners: no text for government, foundation, company" in third


def test_a_text_for_each_type_is_read_as_prose(content: Path) -> None:
    add_partners(content, BUSES, *TYPES)
    add_partners(content, KITCHENS, *TYPES)
    buses = load_library(content).themes["en"]["night-buses"]
    assert [(own.type, own.text) for own in buses.partners][:1] == [
        ("government", (Text("A bus for you."),))
    ]
