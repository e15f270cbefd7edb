"""JSON is read strictly, record by record, and its amounts exactly."""

from __future__ import annotations

import json
import pickle

import pytest

from proposalgen.errors import InputError, quote
from tests.read.conftest import Read


def test_an_amount_with_a_point_stays_as_it_is_written(read: Read) -> None:
    rows, _ = read('[{"name": "X", "amount": 0.10}]', "l.json")
    assert str(rows[0].fields["amount"]) == "0.10"


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        ("{}", "l.json", "not a list of records"),
        ('[{"name": 1}\n{"name": 2}]', "l.json", "line 2: not JSON: a comma or '\\]' is missing"),
        ('[{"name": 1},\n{"name": }]', "l.json", "line 2: not JSON"),
        ('[{"a": 1, "a": 2}]', "l.json", "'a' is written twice"),
        ("[" * 100_000, "l.json", "not JSON"),
        ('{"a": 1}\n{"a": \n', "l.jsonl", "line 2: not JSON"),
        ('{"a": 1} {"a": 2}\n', "l.jsonl", "more than one value"),
        (b"\xff{}", "l.jsonl", "not UTF-8"),
    ],
)
def test_a_broken_tree_is_told(read: Read, content: str | bytes, name: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(content, name)


def test_records_are_read_one_by_one_from_a_file_longer_than_what_is_at_hand(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proposalgen.read.json.LARGEST_ROW", 64)
    names = [f"Partner {number}" for number in range(100)]
    rows, _ = read(json.dumps([{"name": name} for name in names], indent=1), "l.json")
    assert [row.fields["name"] for row in rows] == names
    assert [row.line for row in rows] == list(range(2, 302, 3))


@pytest.mark.parametrize(
    ("content", "name", "line"),
    [
        ('[{"a": 1},\n' + '{"a": "' + "x" * 100 + '"}]', "l.json", 2),
        ('{"a": 1}\n{"a": "' + "x" * 100 + '"}\n', "l.jsonl", 2),
        ('[{"a": 1},\n' + '{"a": [' + "1," * 500, "l.json", 2),
    ],
)
def test_a_record_that_is_too_large_is_told_with_its_line(
    read: Read, monkeypatch: pytest.MonkeyPatch, content: str, name: str, line: int
) -> None:
    monkeypatch.setattr("proposalgen.read.json.LARGEST_ROW", 64)
    with pytest.raises(InputError, match=f"line {line}: a record too large"):
        read(content, name)


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_what_json_does_not_have_is_a_value_that_shows_itself(read: Read, constant: str) -> None:
    rows, _ = read(f'[{{"name": {constant}}}]', "l.json")
    kept = pickle.loads(pickle.dumps(rows[0].fields["name"]))
    assert quote(kept) == f"'{constant}'"


def test_an_empty_key_written_twice_is_told_too(read: Read) -> None:
    with pytest.raises(InputError, match="'' is written twice"):
        read('[{"": 1, "": 2}]', "l.json")
