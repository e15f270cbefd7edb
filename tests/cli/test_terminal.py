"""What commands write, and where."""

from __future__ import annotations

import json

import pytest

from proposalgen.cli.terminal import (
    format_count,
    problem_to_json,
    write_json,
    write_message,
    write_paragraph,
)
from proposalgen.errors import Problem


def test_messages_go_to_stderr_and_data_to_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    write_message("Made 2 files.")
    write_json({"files": 2})
    written = capsys.readouterr()
    assert written.err == "Made 2 files.\n"
    assert json.loads(written.out) == {"files": 2}


def test_json_is_ascii_for_any_console(capsys: pytest.CaptureFixture[str]) -> None:
    write_json("日本")
    written = capsys.readouterr().out
    assert written.isascii()
    assert json.loads(written) == "日本"


@pytest.mark.parametrize(("columns", "widest"), [(40, 40), (300, 100)])
def test_a_paragraph_is_as_wide_as_the_terminal_and_never_wider_than_a_hundred(
    columns: int,
    widest: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    write_paragraph("a-fact  5%", ["word " * 60])
    title, *lines = capsys.readouterr().out.splitlines()
    assert title == "a-fact  5%"
    assert widest - 10 < max(map(len, lines)) < widest
    assert lines[0].startswith("    word")
    assert lines[1].startswith("      word")


def test_an_address_is_never_broken(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    address = "https://example.org/" + "a-long-path/" * 5
    write_paragraph("", [f"source: {address}"])
    assert address in capsys.readouterr().out


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 packs"), (1, "1 pack"), (2, "2 packs"), (1000, "1000 packs")]
)
def test_a_noun_is_in_the_plural_unless_there_is_one(number: int, words: str) -> None:
    assert format_count(number, "pack") == words


def test_a_problem_as_json_leaves_out_the_places_it_does_not_have() -> None:
    assert problem_to_json(Problem("missing", file="a.csv", line=3)) == {
        "message": "missing",
        "where": {"file": "a.csv", "line": 3},
        "hint": "",
    }
