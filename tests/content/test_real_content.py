"""The library of this repository: what it may say, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from proposalgen.model.document import Bar, Inlines, NoteMark, Paragraph, Text
from proposalgen.model.fields import Record
from proposalgen.model.records import THEME_IDS, CaseCard, Figure, Library, Theme
from tests.support.real import TYPES, library

THEMES = [pytest.param(theme, id=theme) for theme in THEME_IDS]
NAMES = re.compile(r"Alliance 8\.7|target 8\.7|Rio\+20|Skills 21|GB\.347/INS/8|COVID-19")
YEARS = re.compile(r"\b(?:19|20)\d\d(?:[-–](?:19|20)?\d\d)?\b|\b2018/19\b")
NUMBERS = re.compile(r"\bNo\. \d+|\bArticle 33\b|^Protocol of 2014 .* 1930$")


def theme_of(theme_id: str) -> Theme:
    return library().themes["en"][theme_id]


def values_in(value: object) -> Iterator[object]:
    """Yield every value in a record, however deep, and the record itself."""
    yield value
    if isinstance(value, Record):
        for name in type(value).model_fields:
            yield from values_in(getattr(value, name))
    elif is_dataclass(value):
        for field in fields(value):
            yield from values_in(getattr(value, field.name))
    elif isinstance(value, dict):
        for item in value.values():
            yield from values_in(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from values_in(item)


def printed_records() -> Iterator[Record]:
    content = library()
    yield from content.standards
    yield from content.programmes
    yield from content.stories
    for edition in content.themes.values():
        yield from edition.values()


def spell(inlines: Inlines) -> str:
    return "".join(inline.text for inline in inlines if isinstance(inline, Text))


def used_facts(content: Library) -> set[str]:
    used = set(content.organisation.facts)
    for record in printed_records():
        for value in values_in(record):
            match value:
                case Text(fact=fact) | NoteMark(fact=fact) | Bar(fact=fact):
                    used.add(fact)
                case CaseCard() | Figure():
                    used.add(value.fact or "")
                case Theme():
                    used.add(value.ask_fact or "")
    return used - {""}


def test_the_seven_themes_are_there_in_the_order_of_the_contract() -> None:
    assert tuple(library().themes["en"]) == THEME_IDS


def test_every_figure_that_is_used_is_the_current_one_or_told_as_past_beside_it() -> None:
    old = {f.id for f in library().facts.values() if f.superseded_by}

    assert used_facts(library()) & old == {"uncovered-2020"}
    for runs in values_in(tuple(printed_records())):
        facts = (
            [run.fact for run in runs if isinstance(run, Text)] if isinstance(runs, tuple) else []
        )
        assert "uncovered-2020" not in facts or "uncovered" in facts


def test_a_superseded_figure_stays_in_the_register_and_leads_to_todays() -> None:
    facts = library().facts

    assert facts["uncovered-2020"].text == "4 billion"
    assert facts[facts["uncovered-2020"].superseded_by or ""].text == "3.8 billion"
    assert facts[facts["child-labour-2020"].superseded_by or ""].text == "138 million"


def test_every_source_says_where_it_can_be_read() -> None:
    assert not [s.id for s in library().sources.values() if not s.url and not s.seen_at]


def test_what_was_not_read_at_its_source_is_not_called_verified() -> None:
    content = library()
    unread = {s.id for s in content.sources.values() if not s.url}

    assert not [
        f.id for f in content.facts.values() if f.source in unread and f.status == "verified"
    ]


def test_every_digit_in_prose_comes_from_a_fact() -> None:
    """Years, the numbers of standards and names with a number in them are no figures."""
    prose = (
        value.text
        for record in printed_records()
        for value in values_in(record)
        if isinstance(value, Text) and not value.fact
    )

    bare = [t for t in prose if re.search(r"\d", NUMBERS.sub("", YEARS.sub("", NAMES.sub("", t))))]

    assert bare == []


@pytest.mark.parametrize(
    "word", ["donors?", "sign(?:ed|s)?", "overn", "beneficiar(?:y|ies)", "poor people"]
)
def test_a_word_that_does_not_belong_here_is_nowhere_in_the_text(word: str) -> None:
    texts = (v for r in printed_records() for v in values_in(r) if isinstance(v, str))

    assert not [text for text in texts if re.search(rf"\b{word}\b", text.casefold())]


def test_champa_is_quoted_word_for_word() -> None:
    (champa,) = library().stories

    assert champa.quote == (
        "I want to convey a message to the government to please include domestic workers in "
        "Social Security Article 33 like other workers. We are workers. Domestic work is an "
        "occupation. Actually, we are productive for the country and the economy."
    )
    assert champa.speaker == (
        "Champa, Domestic worker and President, Network of Migrant Domestic Workers, Thailand"
    )
    assert champa.theme == "social-protection"


def test_only_a_sum_that_the_source_names_is_asked_for() -> None:
    named = {theme.id: theme.ask_fact for theme in library().themes["en"].values()}

    assert {theme: fact for theme, fact in named.items() if fact} == {
        "social-protection": "protection-gap",
        "lifelong-learning-skills": "skills-extra",
    }


@pytest.mark.parametrize("theme_id", THEMES)
def test_a_theme_makes_its_case_in_challenge_impact_and_need(theme_id: str) -> None:
    theme = theme_of(theme_id)

    for cards in (theme.case, theme.cards):
        assert [card.role for card in cards] == ["challenge", "impact", "need"]
        assert all(5 <= len(spell(card.text).split()) <= 26 for card in cards)


@pytest.mark.parametrize("theme_id", THEMES)
def test_a_theme_has_words_for_its_letter_and_its_page(theme_id: str) -> None:
    theme = theme_of(theme_id)

    assert len(spell(theme.promise)) <= 60
    assert len(theme.headline) <= 60
    assert len(theme.opening) == 3
    for paragraph in theme.opening:
        assert isinstance(paragraph, Paragraph)
        assert 20 <= len(spell(paragraph.inlines).split()) <= 55


@pytest.mark.parametrize("theme_id", THEMES)
def test_the_letter_expands_the_organisations_short_name_at_first_use(theme_id: str) -> None:
    said = " ".join(
        spell(p.inlines) for p in theme_of(theme_id).opening if isinstance(p, Paragraph)
    )

    assert "ILO" not in said.partition("International Labour Organization (ILO)")[0]


def test_every_theme_has_a_text_for_every_type_of_partner() -> None:
    for theme in library().themes["en"].values():
        assert sorted(own.type for own in theme.partners) == sorted(TYPES), theme.id


def test_every_theme_leads_to_the_organizations_own_page_on_it() -> None:
    sources = library().sources
    for theme in library().themes["en"].values():
        assert sources[theme.source or ""].title.startswith("ILO Business case"), theme.id
