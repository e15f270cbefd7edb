"""Reading a library: a good one becomes values, and all mistakes of a bad one are told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposalgen.content.load import load_library
from proposalgen.errors import ContentError
from proposalgen.model.document import NoteMark, Paragraph, Text
from tests.content.spoilt import BUSES, GOOD, KITCHENS, problems_of, spoil


def test_a_good_library_becomes_values() -> None:
    library = load_library(GOOD)

    assert library.organisation.name == "Harbour Trust"
    assert list(library.themes["en"]) == ["night-buses", "open-kitchens"]
    assert library.facts["bus-cost"].text == "US$ 1.2 million"
    assert [programme.id for programme in library.programmes] == ["last-bus"]
    assert library.standards[0].text == (Text("Everyone has a way home."), NoteMark("survey"))


def test_an_organisation_says_who_it_is_with_its_figures(content: Path) -> None:
    spoil(content, "organisation.yaml", "facts: [founded]", "about:\n  - We began in [[founded]].")
    (about,) = load_library(content).organisation.about

    assert about == Paragraph((Text("We began in "), Text("1990", fact="founded"), Text(".")))


def test_the_digest_changes_with_a_single_character(content: Path) -> None:
    before = load_library(content).digest
    spoil(content, "stories.yaml", "She rides.", "She rides!")

    assert before == load_library(GOOD).digest
    assert before != load_library(content).digest


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
     "There are: title, publisher, kind, year, url, seen_at."),
    ("facts/town.yaml", "kind: historical", "kind: history",
     "facts/town.yaml, line 2, founded.kind: nothing called 'history'. Did you mean 'historical'? "
     "There are: statistic, target, historical, money, claim."),
    ("facts/town.yaml", "value: 5200", "value: many",
     "facts/town.yaml, line 11, walkers-2020.value: must be a number, not 'many'"),
    ("facts/town.yaml", "value: 62.5\n", "\n",
     "facts/town.yaml, line 26, riders.value: a statistic without a value. "
     "Give it one, or let its kind be 'claim'."),
    ("facts/town.yaml", "unit: USD", "unit: dollars",
     "facts/town.yaml, line 38, bus-cost.unit: not a currency: 'dollars'. "
     "The unit of money is its code of ISO 4217, as in 'USD'."),
    ("facts/town.yaml", "source: ledger", "source: leger",
     "facts/town.yaml, line 46, meals.source: no source called 'leger'. Did you mean 'ledger'? "
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
