"""Records of the library: what a map of fields may say."""

from __future__ import annotations

from pathlib import Path

from proposalgen.content.load import load_library
from tests.content.spoilt import problems_of, spoil


def test_what_the_place_of_a_record_says_is_not_said_again(content: Path) -> None:
    spoil(content, "stories.yaml", "  person: Ana", "  id: anna\n  person: Ana")

    assert problems_of(content) == [
        "stories.yaml, line 3, ana.id: not a field here. Take it out: the record's place says it."
    ]


def test_plain_words_stay_words(content: Path) -> None:
    """YAML 1.1 would read ``no`` as false and ``12:30`` as 750."""
    spoil(content, "stories.yaml", "title: Before", "title: no")
    spoil(content, "stories.yaml", "person: Ana", "person: 12:30")

    (story,) = load_library(content).stories
    assert (story.person, story.steps[0].title) == ("12:30", "no")


def test_a_language_is_a_code(content: Path) -> None:
    spoil(content, "organisation.yaml", "[en]", "[en, ../en]")

    assert problems_of(content) == [
        "organisation.yaml, line 5, languages.1: not a language: '../en'. "
        "Write its code, as in en, fr or pt-BR."
    ]


def test_senders_are_people_with_ids_of_their_own(content: Path) -> None:
    senders = """[en]
senders:
  - id: ana
    name: Ana Lima
    email: ana@example.org
  - id: ana
    name: Ana Moe
"""
    spoil(content, "organisation.yaml", "[en]", senders)
    assert problems_of(content) == [
        "organisation.yaml, line 6, senders: 'ana' is there twice. "
        "Give each sender an id of its own."
    ]
    spoil(content, "organisation.yaml", "id: ana\n    name: Ana Moe", "id: bo\n    name: Bo Ek")
    assert load_library(content).organisation.sender_ids == ("ana", "bo")
    spoil(content, "organisation.yaml", "ana@example.org", "ana@example")
    assert "senders.0.email: not one plain address: 'ana@example'" in problems_of(content)[0]
