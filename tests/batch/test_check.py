"""Rows are checked by themselves and against those before them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from proposalgen.batch.check import CheckedRow, Checker, check_list
from proposalgen.errors import Problem
from proposalgen.read.table import Row


def check(folder: Path, *rows: dict[str, object]) -> list[CheckedRow]:
    checker = Checker("list.csv", ("water",), ("en",), date(2026, 11, 26), folder)
    listed = (Row(line, {"themes": ["water"], **row}) for line, row in enumerate(rows, 2))
    return list(check_list(listed, checker))


def list_messages(checked: Iterable[CheckedRow]) -> list[list[str]]:
    return [[str(problem) for problem in one.problems] for one in checked]


def test_a_good_row_is_a_partner_with_the_date_of_the_day(tmp_path: Path) -> None:
    (checked,) = check(tmp_path, {"name": "Nordhavn"})
    assert checked.partner is not None
    assert (checked.record, checked.partner.name) == (1, "Nordhavn")
    assert checked.partner.date == date(2026, 11, 26)


def test_every_mistake_of_a_row_is_there_at_once(tmp_path: Path) -> None:
    (checked,) = check(tmp_path, {"name": "", "themes": ["fire"]})
    assert checked.partner is None
    assert {problem.field for problem in checked.problems} == {"name", "themes"}
    assert {problem.line for problem in checked.problems} == {2}


def test_a_partner_that_an_earlier_row_has_is_refused_in_any_spelling(tmp_path: Path) -> None:
    checked = check(tmp_path, {"name": "Søn"}, {"name": " SØN "}, {"name": "So\u0308n"})
    assert [one.partner is None for one in checked] == [False, True, False]
    assert list_messages(checked)[1] == [
        "list.csv, line 3, name: ' SØN ' is there already, in line 2. Name each partner once."
    ]


def test_a_name_of_a_row_with_mistakes_counts_too(tmp_path: Path) -> None:
    checked = check(tmp_path, {"name": "A", "themes": ["fire"]}, {"name": "a"})
    assert checked[1].partner is None


def test_two_partners_of_one_folder_are_refused(tmp_path: Path) -> None:
    checker = Checker("list.csv", ("water",), ("en",), date(2026, 11, 26), tmp_path)
    checker.folders["nordhavn"] = 9  # as if another name had come to it by chance
    _, problems = checker.check(Row(10, {"name": "Nordhavn", "themes": ["water"]}))
    assert [str(problem) for problem in problems] == [
        "list.csv, line 10, name: 'Nordhavn' would share a folder with the partner in line 9. "
        "Change one name a little."
    ]


def test_what_the_reader_told_of_a_field_is_not_told_again(tmp_path: Path) -> None:
    told = Problem("two readings", "list.csv", 2, field="amount")
    row = Row(2, {"name": "A", "themes": ["water"], "amount": "$5", "type": "x"}, (told,))
    checker = Checker("list.csv", ("water",), ("en",), date(2026, 11, 26), tmp_path)
    partner, problems = checker.check(row)
    assert partner is None
    assert [problem.field for problem in problems] == ["amount", "type"]
