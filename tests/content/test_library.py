"""Reading a library: a good one becomes values, a bad one is told mistake by mistake."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from proposalgen.content.load import load_library
from proposalgen.errors import ContentError
from proposalgen.model.document import Heading, ItemList, NoteMark, Paragraph, Text

GOOD = Path(__file__).parents[1] / "data" / "library"
BUSES = "themes/night-buses/en.md"
KITCHENS = "themes/open-kitchens/en.md"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the good library, to spoil."""
    return shutil.copytree(GOOD, tmp_path / "content")


def spoil(content: Path, file: str, old: str, new: str) -> None:
    path = content / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def problems_of(content: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load_library(content)
    return [str(problem) for problem in caught.value.problems]


# -- a good library -----------------------------------------------------------------------------


def test_a_good_library_becomes_values() -> None:
    library = load_library(GOOD)

    assert library.organisation.name == "Harbour Trust"
    assert list(library.themes["en"]) == ["night-buses", "open-kitchens"]
    assert library.facts["bus-cost"].text == "USD 1.2 million"
    assert [programme.id for programme in library.programmes] == ["last-bus"]
    assert library.standards[0].text == (Text("Everyone has a way home."), NoteMark("survey"))


def test_a_figure_in_prose_knows_its_fact() -> None:
    opening = load_library(GOOD).themes["en"]["night-buses"].opening

    assert opening[0] == Paragraph(
        (Text("More than "), Text("4,800", fact="walkers"), Text(" people walk home at night.")),
        role="letter",
    )


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


def test_the_digest_changes_with_a_single_character(content: Path) -> None:
    before = load_library(content).digest
    spoil(content, "stories.yaml", "She rides.", "She rides!")

    assert before == load_library(GOOD).digest
    assert before != load_library(content).digest


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


# -- a bad one ----------------------------------------------------------------------------------

TWENTY = [
    ("organisation.yaml", "url: https", "url: http",
     "organisation.yaml, line 4, url: not an address: 'http://example.org'. "
     "An address begins with https://."),
    ("organisation.yaml", "[founded]", "[foundd]",
     "organisation.yaml, line 6, facts.0: no fact called 'foundd'. Did you mean 'founded'? "
     "There are: founded, walkers-2020, walkers, riders, bus-cost, meals, shared-table."),
    ("sources.yaml", "title: Ledger", "titel: Ledger",
     "sources.yaml, line 7, ledger.title: missing"),
    ("sources.yaml", "", "",
     "sources.yaml, line 8, ledger.titel: no field called 'titel'. Did you mean 'title'? "
     "There are: title, publisher, year, url, seen_at."),
    ("facts/town.yaml", "kind: historical", "kind: history",
     "facts/town.yaml, line 2, founded.kind: nothing called 'history'. Did you mean 'historical'? "
     "There are: statistic, target, historical, money, claim."),
    ("facts/town.yaml", "value: 5200", "value: many",
     "facts/town.yaml, line 12, walkers-2020.value: must be a number, not 'many'"),
    ("facts/town.yaml", "value: 62.5\n", "\n",
     "facts/town.yaml, line 29, riders.value: a statistic without a value. "
     "Give it one, or let its kind be 'claim'."),
    ("facts/town.yaml", "unit: USD", "unit: dollars",
     "facts/town.yaml, line 42, bus-cost.unit: not a currency: 'dollars'. "
     "The unit of money is its code of ISO 4217, as in 'USD'."),
    ("facts/town.yaml", "source: ledger", "source: leger",
     "facts/town.yaml, line 51, meals.source: no source called 'leger'. Did you mean 'ledger'? "
     "There are: survey, ledger."),
    ("standards.yaml", "number: 7", "year: 2002",
     "standards.yaml, line 5, charter.year: written twice"),
    ("programmes.yaml", "themes: [night-buses]", "themes: night-buses",
     "programmes.yaml, line 3, last-bus.themes: must be a list, not 'night-buses'"),
    ("stories.yaml", "theme: night-buses", "theme: night-bus",
     "stories.yaml, line 2, ana.theme: no theme called 'night-bus'. Did you mean 'night-buses'? "
     "There are: night-buses, open-kitchens."),
    ("stories.yaml", "She rides.", '"See [here](http://example.org)."',
     "stories.yaml, line 10, ana.steps.1.text: a link to 'http://example.org'. "
     "An address begins with https:// or mailto:."),
    (KITCHENS, "[[meals]]", "[[mals]]",
     "themes/open-kitchens/en.md, line 9, opening.1: no figure called 'mals'. "
     "Did you mean 'meals'? There are: founded, walkers-2020, walkers, riders, bus-cost, meals, "
     "shared-table."),
    (KITCHENS, "{role: impact, fact: meals", "{role: need, fact: meals",
     "themes/open-kitchens/en.md, line 10, case: the cards are challenge, need, need. "
     "Write three, in this order: challenge, impact, need."),
    (KITCHENS, "fact: shared-table, words: A shared table", "fact: shared-table",
     "themes/open-kitchens/en.md, line 13, case.2: 'shared-table' has no value to print. "
     "Name a fact with a value, or give the card 'words'."),
    (KITCHENS, "Neighbours cook together.[^shared", "We share [[shared-table]].[^shared",
     "themes/open-kitchens/en.md, line 24: 'shared-table' has no value to print. "
     "Write [^shared-table] for its note alone."),
    (KITCHENS, "- A second pot.", "- A <b>second</b> pot.",
     "themes/open-kitchens/en.md, line 28: html inline has no place in a document"),
    (BUSES, "More than [[walkers]]", "The [[walkers]]",
     "themes/night-buses/en.md, line 8, opening.0: '4,800' stands without 'more than'. "
     "The source does not give the figure as exact: say so in the same paragraph."),
    (BUSES, "ask_fact: bus-cost", "ask_fact: meals",
     "themes/night-buses/en.md, line 26, ask_fact: 'meals' is not money. "
     "Leave it out where no sum is named."),
]  # fmt: skip
"""File, words, what to write for them, and what the user is told."""


def test_twenty_mistakes_are_told_at_once_each_with_its_file_and_line(content: Path) -> None:
    for file, old, new, _ in TWENTY:
        spoil(content, file, old, new)

    assert sorted(problems_of(content)) == sorted(told for *_, told in TWENTY)


def test_problems_come_file_by_file_and_line_by_line(content: Path) -> None:
    for file, old, new, _ in TWENTY:
        spoil(content, file, old, new)

    with pytest.raises(ContentError) as caught:
        load_library(content)
    places = [(problem.file, problem.line) for problem in caught.value.problems]
    assert places == sorted(places)


def test_a_file_that_is_not_there_is_one_mistake_not_many(content: Path) -> None:
    (content / "sources.yaml").unlink()

    assert problems_of(content) == ["sources.yaml: cannot be read: No such file or directory"]


def test_a_file_that_is_not_yaml_is_one_mistake_not_many(content: Path) -> None:
    spoil(content, "facts/town.yaml", "kind: historical", "kind: [historical")

    (told,) = problems_of(content)
    assert told.startswith("facts/town.yaml, line 3: not YAML: ")


def test_a_fact_with_a_mistake_may_still_be_referred_to(content: Path) -> None:
    spoil(content, "facts/town.yaml", "claim: 300 meals an evening", "claim: ''")

    assert problems_of(content) == ["facts/town.yaml, line 48, meals.claim: empty"]


def test_a_fact_is_stated_once_whatever_the_file(content: Path) -> None:
    again = "meals: {kind: claim, claim: Meals, source: ledger, status: page}\n"
    (content / "facts/zoo.yaml").write_text(again, "utf-8")

    assert problems_of(content) == [
        "facts/zoo.yaml, line 1, meals: written twice. It stands in facts/town.yaml too."
    ]


def test_figures_cannot_supersede_each_other_in_a_circle(content: Path) -> None:
    spoil(
        content, "facts/town.yaml", "  value: 4800", "  superseded_by: walkers-2020\n  value: 4800"
    )

    assert problems_of(content) == [
        "facts/town.yaml, line 17, walkers-2020.superseded_by: superseded in a circle: "
        "walkers-2020 → walkers → walkers-2020"
    ]


def test_a_bar_shows_a_part_of_a_hundred(content: Path) -> None:
    spoil(content, BUSES, "detail: riders, fact: riders", "detail: riders, fact: meals")

    assert problems_of(content) == [
        "themes/night-buses/en.md, line 23, chart.bars.0.fact: 'meals' is not a part of 100. "
        "A bar shows a fact whose unit is 'per cent' and whose value is 0 to 100."
    ]


def test_a_card_keeps_its_figures_qualifier(content: Path) -> None:
    spoil(content, BUSES, "people and more walk home at night.}", "people walk home at night.}")

    assert problems_of(content) == [
        "themes/night-buses/en.md, line 12, case.0.text: '4,800' stands without 'more than'. "
        "The source does not give the figure as exact: say so in the same paragraph."
    ]


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


def test_what_the_place_of_a_record_says_is_not_said_again(content: Path) -> None:
    spoil(content, "stories.yaml", "  person: Ana", "  id: anna\n  person: Ana")

    assert problems_of(content) == [
        "stories.yaml, line 3, ana.id: not a field here. Take it out: the record's place says it."
    ]


def test_an_empty_folder_is_told_file_by_file(tmp_path: Path) -> None:
    assert problems_of(tmp_path) == [
        "facts: no facts. Write facts/<name>.yaml.",
        "organisation.yaml: cannot be read: No such file or directory",
        "programmes.yaml: cannot be read: No such file or directory",
        "sources.yaml: cannot be read: No such file or directory",
        "standards.yaml: cannot be read: No such file or directory",
        "stories.yaml: cannot be read: No such file or directory",
        "themes: no themes. Write themes/<id>/<language>.md.",
    ]


def test_plain_words_stay_words(content: Path) -> None:
    """YAML 1.1 would read ``no`` as false and ``12:30`` as 750."""
    spoil(content, "stories.yaml", "title: Before", "title: no")
    spoil(content, "stories.yaml", "person: Ana", "person: 12:30")

    (story,) = load_library(content).stories
    assert (story.person, story.steps[0].title) == ("12:30", "no")


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("stories.yaml", "She rides.", '"\\a"', "stories.yaml, line 10, ana.steps.1.text"),
        (BUSES, "could ride", "could \ufdd00\ufdd1 ride", "themes/night-buses/en.md, line 33"),
        ("programmes.yaml", "Last Bus", "Last \x00 Bus", "programmes.yaml, line 2"),
    ],
)
def test_a_character_that_is_not_text_is_told(
    content: Path, file: str, old: str, new: str, told: str
) -> None:
    spoil(content, file, old, new)

    (problem,) = problems_of(content)
    assert problem.startswith(f"{told}: ")
    assert "U+" in problem


def test_a_file_of_facts_by_another_ending_is_not_passed_over(content: Path) -> None:
    (content / "facts/more.yml").write_text("", "utf-8")

    assert problems_of(content) == [
        "facts/more.yml: not a file of facts. Facts stand in files that end in .yaml."
    ]


def test_what_a_system_hides_in_a_folder_is_no_content(content: Path) -> None:
    (content / "themes/.DS_Store").write_bytes(b"\0")
    (content / "themes/night-buses/.en.md.swp").write_bytes(b"\0")

    assert list(load_library(content).themes["en"]) == ["night-buses", "open-kitchens"]


def test_a_language_is_a_code(content: Path) -> None:
    spoil(content, "organisation.yaml", "[en]", "[en, ../en]")

    assert problems_of(content) == [
        "organisation.yaml, line 5, languages.1: not a language: '../en'. "
        "Write its code, as in en, fr or pt-BR."
    ]


def test_a_chart_has_a_title(content: Path) -> None:
    spoil(content, BUSES, "chart_title: Most riders feel safe.", "")

    assert problems_of(content) == [
        "themes/night-buses/en.md, line 2, chart_title: a chart without a title"
    ]


def test_a_card_shows_a_figure_or_words(content: Path) -> None:
    spoil(content, KITCHENS, "words: Eating alone, text: Many do.", "text: Many do.")

    assert problems_of(content) == [
        "themes/open-kitchens/en.md, line 11, case.0: shows nothing. "
        "Name a fact with a value, or give the card 'words'."
    ]
