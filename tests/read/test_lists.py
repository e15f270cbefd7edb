"""The kind of a list decides how it is read; all kinds give the same rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposalgen.errors import InputError
from proposalgen.read.csv import CsvForm
from proposalgen.read.lists import find_list_form, read_list
from proposalgen.read.table import Row
from tests.read.conftest import Read

TWO = [
    Row(2, {"name": "Nordhavn", "themes": ["a", "b"]}),
    Row(3, {"name": "Søn", "themes": ["c"]}),
]


@pytest.mark.parametrize(
    ("content", "name", "lines"),
    [
        ('[{"name": "Nordhavn", "themes": ["a", "b"]},\n {"name": "Søn", "themes": "c"}]',
         "l.json", (1, 2)),
        ('{"name": "Nordhavn", "themes": "a;b"}\n\n{"name": "Søn", "themes": ["c"]}\n',
         "l.jsonl", (1, 3)),
        ("- name: Nordhavn\n  themes: [a, b]\n- {name: Søn, themes: c}\n", "l.yaml", (1, 3)),
    ],
)  # fmt: skip
def test_trees_give_the_same_rows(
    read: Read, content: str, name: str, lines: tuple[int, ...]
) -> None:
    rows, _ = read(content, name)
    assert [row.fields for row in rows] == [row.fields for row in TWO]
    assert tuple(row.line for row in rows) == lines


def test_a_file_of_another_kind_is_told_with_the_kinds_there_are(read: Read) -> None:
    with pytest.raises(
        InputError, match=r"not a kind of list: 'l\.doc'\. Save it as \.csv, \.xlsx"
    ):
        read("x", "l.doc")


def test_a_record_that_is_none_is_told_and_the_others_are_read(read: Read) -> None:
    rows, _ = read('[1,\n{"name": "X"}]', "l.json")
    assert str(rows[0].problems[0]) == "l.json, line 1: not a record: '1'"
    assert rows[1].fields == {"name": "X"}


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file"):
        read_list(tmp_path / "none.csv")


def test_what_errors_csv_adds_is_no_field_of_a_record_either(read: Read) -> None:
    rows, _ = read('[{"line": 7, "name": "X", "field": "themes", "message": "m"}]', "l.json")
    assert rows[0].fields == {"name": "X"}


def test_a_value_deeper_than_any_field_is_kept_as_its_text(read: Read) -> None:
    rows, _ = read('[{"themes": [["a"], {"b": 1}], "name": {"c": 2}}]', "l.json")
    assert rows[0].fields == {
        "themes": ["'['a']'", "'{'b': 1}'"],
        "name": ["'{'c': 2}'"],
    }


def test_another_list_than_csv_has_the_form_that_excel_reads_anywhere(tmp_path: Path) -> None:
    assert find_list_form(tmp_path / "l.xlsx") == CsvForm("utf-8-sig", ",")
