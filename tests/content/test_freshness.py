"""Weak figures and lapsed dates are found, all of them and no others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from proposalgen.content.freshness import check_freshness, find_weaknesses
from proposalgen.model.document import Document, Text
from proposalgen.model.records import Exemption, Fact, Library, Source
from proposalgen.model.walk import find_fact_ids
from tests.content.printed import TODAY, figure, make_document
from tests.support import real
from tests.support.small import SOURCES, make_fact, make_library, t


def weigh(**fields: Any) -> list[str]:
    fact = make_fact("one", "5000", **fields)
    library = make_library(facts={"one": fact, "newer": make_fact("newer", "6000")})
    return [weakness.kind for weakness in find_weaknesses(fact, library, TODAY)]


def test_a_statistic_is_old_after_five_years_and_a_sum_of_money_after_three() -> None:
    assert weigh(as_of="2021") == []
    assert weigh(as_of="2020") == ["old"]
    assert weigh(as_of="2023", kind="money", unit="USD") == []
    assert weigh(as_of="2022", kind="money", unit="USD") == ["old"]


def test_a_date_of_review_decides_in_place_of_the_age() -> None:
    assert weigh(as_of="2010", review_by=date(2026, 11, 26)) == []
    assert weigh(as_of="2026", review_by=date(2026, 11, 25)) == ["overdue"]


@pytest.mark.parametrize("kind", ["target", "historical"])
def test_targets_and_historical_figures_are_never_stale(kind: str) -> None:
    assert weigh(as_of="1919", kind=kind) == []
    assert weigh(as_of="1919", kind=kind, review_by=date(2020, 1, 1)) == []


def test_a_figure_of_the_past_may_be_told_though_there_is_a_newer_one() -> None:
    assert weigh(as_of="1919", kind="historical", superseded_by="newer") == []
    assert weigh(as_of="1919", kind="target", superseded_by="newer") == ["superseded"]


def test_a_weak_figure_names_its_file_its_successor_and_its_owner() -> None:
    old = make_fact("old", "5000", superseded_by="newer", disputed="others say 4000", owner="Ana")
    facts = {"old": old, "newer": make_fact("newer", "6000")}
    library = make_library(facts=facts, places={"old": ("facts/town.yaml", 7)})
    (problem,) = check_freshness(make_document(figure(old)), library, TODAY)
    assert str(problem) == (
        "facts/town.yaml, line 7, facts: the fact 'old' is superseded, and is disputed: others say "
        "4000. Use 'newer'. Settle it, or leave it out. Ana keeps it."
    )


# -- two hundred -----------------------------------------------------------------------------------

NOWHERE = Source(id="nowhere", title="Somebody said so", publisher="Somebody")
SIX = (
    {"superseded_by": "fact-199"},
    {"review_by": date(2026, 11, 25)},
    {"as_of": "2019"},
    {"source": "nowhere"},
    {"disputed": "the census says otherwise"},
    None,  # a lapsed date in the words beside it
)
PLANTED = {number: SIX[at % len(SIX)] for at, number in enumerate(range(3, 200, 5))}
KINDS = ("statistic", "target", "historical", "money")


def make_two_hundred(planted: Mapping[int, Mapping[str, Any] | None]) -> tuple[Library, Document]:
    """Return a library of 200 facts and a document that prints each once."""
    facts: dict[str, Fact] = {}
    paragraphs = []
    for number in range(200):
        defect = planted.get(number, {})
        # Targets and historical figures are as old as they like; only others can be.
        kind = "statistic" if number in planted else KINDS[number % 4]
        as_of = "1950" if kind in ("target", "historical") else "2024"
        fields = {"kind": kind, "as_of": as_of, "unit": "USD", **(defect or {})}
        fact = make_fact(f"fact-{number}", str(1000 + number), **fields)
        facts[fact.id] = fact
        words = f" wells in region {chr(65 + number % 26)}{'a' * number}"
        lapsed = " will be dug by 2025." if defect is None else " will be dug by 2030."
        paragraphs.append((*figure(fact), Text(words + lapsed)))
    sources = {source.id: source for source in (*SOURCES, NOWHERE)}
    return make_library(facts=facts, sources=sources), make_document(*paragraphs)


def test_forty_planted_defects_of_six_kinds_are_found_in_two_hundred_facts_and_no_others() -> None:
    library, document = make_two_hundred(PLANTED)
    told = [str(problem) for problem in check_freshness(document, library, TODAY)]
    weak = {n for n, d in PLANTED.items() if d is not None}
    assert len(PLANTED) == len(told) == 40
    for number in weak:
        assert sum(f"the fact 'fact-{number}' " in line for line in told) == 1
    assert sum("'by 2025' is past" in line for line in told) == 40 - len(weak)


def test_a_clean_library_of_two_hundred_facts_is_told_nothing() -> None:
    library, document = make_two_hundred({})
    assert check_freshness(document, library, TODAY) == ()


def test_a_date_that_lapsed_is_found_in_bold() -> None:
    document = make_document((Text("It ends by "), Text("2025", bold=True), Text(".")))
    assert len(check_freshness(document, make_library(), TODAY)) == 1


def test_a_date_that_lapsed_may_be_declared() -> None:
    document = make_document(t("The goal of ending it by 2025 was missed."))
    missed = Exemption(id="missed", words="by 2025 was missed", reason="Says what became of it.")
    assert len(check_freshness(document, make_library(), TODAY)) == 1
    assert check_freshness(document, make_library(exceptions=(missed,)), TODAY) == ()


# -- the facts of a real pitch ---------------------------------------------------------------------


def test_the_facts_of_a_document_are_those_it_prints() -> None:
    document = real.make_pitch(themes=("social-protection",))
    found = list(find_fact_ids(document.sections))
    assert "uncovered" in found
    assert len(found) == len(set(found))


def check_changed(fact_id: str, **changes: object) -> list[str]:
    """Return the problems of a pitch, one of whose facts was changed."""
    library = real.library()
    fact = library.facts[fact_id].model_copy(update=changes)
    changed = library.model_copy(update={"facts": library.facts | {fact_id: fact}})
    document = real.make_pitch(themes=("social-protection",))
    return [str(p) for p in check_freshness(document, changed, date(2026, 11, 26))]


def test_a_superseded_fact_names_its_successor() -> None:
    assert check_changed("uncovered", superseded_by="newer") == [
        "facts/social-protection.yaml, line 11, facts: the fact 'uncovered' is superseded. "
        "Use 'newer'."
    ]


def test_a_fact_is_stale_the_day_after_its_review_was_due() -> None:
    assert check_changed("uncovered", review_by=date(2026, 11, 26)) == []
    (problem,) = check_changed("uncovered", review_by=date(2026, 11, 25))
    assert "to be reviewed by 2026-11-25" in problem
