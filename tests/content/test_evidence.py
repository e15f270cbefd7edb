"""How well a fact is founded follows from where it was read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from proposalgen.content.evidence import find_contradictions, find_status
from proposalgen.model.records import Evidence, Fact, Source, name_host
from tests.content.spoilt import problems_of, spoil
from tests.support.small import make_fact


def make_source(**fields: Any) -> Source:
    return Source(id="report", title="World Report", publisher="The Office", **fields)


@pytest.mark.parametrize(
    ("source", "at", "status"),
    [
        ({"url": "https://office.example/report"}, "", "verified"),
        ({"url": "https://office.example/report"}, "https://www.office.example/p/9", "verified"),
        ({"url": "https://office.example/report"}, "https://daily.example/a", "secondary"),
        ({"seen_at": ("https://daily.example/a",)}, "", "secondary"),
        ({"url": "https://daily.example/a", "kind": "report"}, "", "secondary"),
        ({"url": "https://office.example/case", "kind": "own"}, "", "page"),
    ],
)
def test_a_fact_is_as_well_founded_as_where_it_was_read(
    source: dict[str, Any], at: str, status: str
) -> None:
    assert find_status(make_source(**source), at) == status


def test_a_host_is_named_as_readers_know_it() -> None:
    assert name_host("https://www.example.org/a/b?c") == "example.org"


def make_claim(claim: str, words: str = "", **fields: Any) -> Fact:
    evidence = Evidence(words=words) if words else None
    given = {"unit": "people", "evidence": evidence, "claim": claim} | fields
    value = given.pop("value", None)
    return make_fact("one", value, **given)


def contradictions(fact: Fact) -> list[str]:
    return [f"{field} {message}" for field, message, _ in find_contradictions(fact)]


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        (make_claim("3.8 billion people", value="3900000000"), "claim does not say the value"),
        (make_claim("40 people", value="40", qualifier="about"), "claim does not say 'about'"),
        (
            make_claim("40 people", "50 people", value="40"),
            "'40' is not in the source's words",
        ),
        (
            make_claim("40 people", "roughly 40 people", value="40"),
            "which has 'roughly'",
        ),
        (make_claim("40 people", "40 to 60 people", value="40"), "which has 40 to 60"),
        (make_claim("It widens rights", "potentially widening rights"), "which has 'potentially'"),
        (make_claim("It creates 4 jobs", "aims to create 4 jobs"), "which has 'aims'"),
    ],
)
def test_a_claim_that_says_more_than_its_evidence_is_told(fact: Fact, told: str) -> None:
    (message,) = contradictions(fact)
    assert told in message


@pytest.mark.parametrize(
    "fact",
    [
        make_claim("About 40 people", "roughly forty people", value="40", qualifier="about"),
        make_claim("40 to 60 people", "between 40 and 60 people", value="40"),
        make_claim("It may widen rights", "potentially widening rights"),
        make_claim("Goal: 4 jobs", "aims to create 4 jobs", value="4"),
        make_claim("In 2021-2025 it had 5 phases", "5 phases over some years", value="5"),
    ],
)
def test_a_claim_may_say_as_much_in_other_words(fact: Fact) -> None:
    assert contradictions(fact) == []


def test_what_does_not_agree_is_told_by_file_line_and_field(content: Path) -> None:
    spoil(content, "facts/town.yaml", "value: 300", "value: 400")
    assert problems_of(content) == [
        "facts/town.yaml, line 43, meals.claim: does not say the value, '400'. "
        "Let both say what the source says."
    ]
