"""A message says what is wrong, where, and the way out, on one line."""

from __future__ import annotations

import pytest

from proposalgen import errors
from proposalgen.errors import (
    ExitCode,
    FaultError,
    LeakError,
    OutputError,
    Problem,
    ProposalError,
    StrictError,
    escape_hidden,
    quote,
    suggest,
)


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (Problem("is missing"), "is missing"),
        (Problem("is missing", "a.csv"), "a.csv: is missing"),
        (
            Problem("is missing", "a.csv", 14, "record 3", "themes"),
            "a.csv, line 14, record 3, themes: is missing",
        ),
        (Problem("is missing", line=1, hint="Add it."), "line 1: is missing. Add it."),
        (Problem("is missing.", hint="Add it."), "is missing. Add it."),
        (Problem("is it missing?", hint="Add it."), "is it missing? Add it."),
    ],
)
def test_a_problem_is_one_line_with_its_place_and_its_remedy(problem: Problem, line: str) -> None:
    assert str(problem) == line


def test_an_error_holds_one_problem_or_many_and_prints_a_line_for_each() -> None:
    one, other = Problem("one"), Problem("other", hint="Mend it.")
    assert ProposalError("one").problems == ProposalError(one).problems == (one,)
    assert ProposalError(iter([one, other])).problems == (one, other)
    assert str(ProposalError([one, other])) == "one\nother. Mend it."


def test_each_error_knows_its_exit_code() -> None:
    family = {kind.__name__: kind.exit_code for kind in ProposalError.__subclasses__()}
    assert family.pop("StrictError") == StrictError.exit_code == ExitCode.REFUSED
    assert family.pop("OutputError") == OutputError.exit_code == ExitCode.UNWRITABLE
    assert family.pop("FaultError") == FaultError.exit_code == ExitCode.FAULT
    assert family.pop("LeakError") == LeakError.exit_code == ExitCode.FAULT
    assert set(family.values()) == {ExitCode.INVALID}


def test_exit_codes_are_those_of_the_contract() -> None:
    assert {code.name: code.value for code in ExitCode} == {
        "DONE": 0, "FAULT": 1, "USAGE": 2, "INVALID": 3, "REFUSED": 4, "PARTLY": 5,
        "UNWRITABLE": 6, "DIFFERENT": 7, "INTERRUPTED": 130,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("", "''"),
        ("Søn", "'Søn'"),
        (7, "'7'"),
        ("a\nb\x00\u202e", r"'a\nb\x00\u202e'"),
        ("x" * 60, f"'{'x' * 60}'"),
        ("x" * 61, f"'{'x' * 59}…'"),
        ("\n" * 31, "'" + r"\n" * 29 + "\\…'"),
    ],
)
def test_a_value_is_quoted_on_one_line_and_cut(value: object, shown: str) -> None:
    assert quote(value) == shown


def test_a_value_is_cut_where_asked() -> None:
    assert quote("abcdef", 6) == "'abcdef'"
    assert quote("abcdefg", 6) == "'abcde…'"


def test_a_value_that_cannot_be_written_is_named_by_its_type() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    assert quote(deep) == "'a large list'"
    while deep:  # by hand, or freeing it would be as deep
        deep = deep.pop()  # type: ignore[assignment]


def test_what_cannot_be_seen_is_written_as_python_writes_it() -> None:
    assert escape_hidden("a b\tc\u200bé") == r"a b\tc\u200bé"


def test_the_nearest_choice_comes_first_and_then_all() -> None:
    choices = ["just-transition", "supply-chains"]
    assert suggest("Just-Transitoin", choices) == (
        "Did you mean 'just-transition'? There are: just-transition, supply-chains."
    )
    assert suggest("zzz", choices) == "There are: just-transition, supply-chains."
    assert suggest("zzz", []) == "There are: none."


def test_a_long_list_of_choices_is_left_out() -> None:
    choices = [f"choice-{number}" for number in range(errors.MOST_CHOICES)]
    assert "There are" in suggest("choice-x", choices, errors.MOST_CHOICES)
    assert suggest("choice-1x", [*choices, "more"], errors.MOST_CHOICES) == (
        "Did you mean 'choice-1'?"
    )
    assert suggest("zzz", [*choices, "more"], errors.MOST_CHOICES) == ""
