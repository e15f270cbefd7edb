"""Prose of the library: figures know their facts and keep their qualifiers."""

from __future__ import annotations

from pathlib import Path

from proposalgen.content.load import load_library
from proposalgen.model.document import Paragraph, Text
from tests.content.spoilt import BUSES, GOOD, KITCHENS, problems_of, spoil


def test_a_figure_in_prose_knows_its_fact() -> None:
    opening = load_library(GOOD).themes["en"]["night-buses"].opening

    assert opening[0] == Paragraph(
        (Text("More than "), Text("4,800", fact="walkers"), Text(" people walk home at night.")),
        role="letter",
    )


def test_a_qualifier_may_be_said_in_any_of_its_forms(content: Path) -> None:
    spoil(content, BUSES, "Over [[walkers]] people could", "At least [[walkers]] people could")

    load_library(content)


def test_another_edition_is_not_held_to_the_qualifiers_words(content: Path) -> None:
    spoil(content, "organisation.yaml", "[en]", "[en, fr]")
    for file in (BUSES, KITCHENS):
        french = (content / file).with_name("fr.md")
        text = (content / file).read_text("utf-8")
        french.write_text(text.replace("More than", "Plus de").replace("Over", "Plus de"), "utf-8")

    assert list(load_library(content).themes) == ["en", "fr"]


def test_a_qualifier_in_another_paragraph_does_not_count(content: Path) -> None:
    spoil(
        content,
        BUSES,
        "Over [[walkers]] people",
        "There are more than a few.\n\n[[walkers]] people",
    )

    (told,) = problems_of(content)
    assert told.startswith("themes/night-buses/en.md, line 35: '4,800' stands without 'more than'.")


def test_cover_is_not_over(content: Path) -> None:
    spoil(content, BUSES, "Over [[walkers]] people could ride", "Cover for [[walkers]] people")

    (told,) = problems_of(content)
    assert "'4,800' stands without 'more than'" in told
