"""Hostile lists are refused with their name, their line and the reason."""

from __future__ import annotations

import csv
import io
import struct
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest

from proposalgen.batch.check import Checker, check_list
from proposalgen.batch.reports import write_errors
from proposalgen.errors import InputError
from proposalgen.read.lists import read_list
from proposalgen.read.table import Row
from tests.support.bombs import (
    SHARED,
    SHEET,
    STYLES,
    make_book,
)
from tests.support.hostile import ALL, ALL_REFUSED
from tests.support.letter import (
    judge,
)
from tests.support.real import ROOT


class Read(Protocol):
    """Reads a list of some content and name."""

    def __call__(self, content: str | bytes, name: str) -> list[Row]:
        """Return its rows, or raise InputError for the file."""


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read a list from an empty folder."""

    def read(content: str | bytes, name: str) -> list[Row]:
        path = tmp_path / name
        if isinstance(content, str):
            content = content.encode("utf-8", "surrogatepass")
        path.write_bytes(content)
        return list(read_list(path)[0])

    return read


def test_formulas_in_errors_csv_are_neutral_and_no_sign_breaks_it(read: Read) -> None:
    names = ALL + ALL_REFUSED
    rows = read("\n".join(f'{{"name": {json_text(n)}, "themes": "x"}}' for n in names), "l.jsonl")
    checker = Checker("l.jsonl", ("a",), ("en",), date(2026, 11, 26), ROOT)
    failed = [(row, problems) for _, row, _, problems in check_list(rows, checker)]
    assert len(failed) == len(names)
    text = b"".join(write_errors(failed)).decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text, newline="")))
    assert len(lines) == 1 + len(names)
    for cells in lines:
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


def json_text(text: str) -> str:
    """Return a text as JSON has it, each of its UTF-16 units escaped."""
    return '"' + "".join(f"\\u{unit:04x}" for unit in units(text)) + '"'


def units(text: str) -> tuple[int, ...]:
    return struct.unpack(f"<{len(text.encode('utf-16-le', 'surrogatepass')) // 2}H",
                         text.encode("utf-16-le", "surrogatepass"))  # fmt: skip


@pytest.mark.parametrize("value", ["!!bool maybe", '!!int ""', "!!timestamp x", "!!int 0x" +
                                   "f" * 5000, "!!float .nan", "!!set {a}", "!x y"])  # fmt: skip
def test_a_tag_in_yaml_makes_no_value(read: Read, value: str) -> None:
    with pytest.raises(InputError, match=r"l\.yaml, line 1: not YAML: the tag '.*' is not used"):
        read(f"- name: {value}\n", "l.yaml")


@pytest.mark.parametrize("depth", [3, 500, 950])
def test_a_field_of_lists_in_lists_is_told_like_any_other_that_is_no_text(
    read: Read, depth: int
) -> None:
    content = '[{"name": ' + "[" * depth + "]" * depth + ', "themes": ["water"]}]'
    # A thread has a stack of its own, so that the depth does not count what runs the tests.
    with ThreadPoolExecutor(1) as pool:
        (row,) = pool.submit(read, content, "l.json").result()
        found = pool.submit(judge, row.fields).result()
    assert isinstance(found, list)
    assert found[0][0] == "name"


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"\xff\xfen\0a\0m\0e", "l.csv", "not UTF-16 text"),
        ("name,themes\nx,\ud800\n".encode("utf-16", "surrogatepass"), "l.csv", "not UTF-16 text"),
        ("name,themes\n" + "," * 2_000_000, "l.csv", "line 2: a row too large"),
        ('name,themes\n"' + '\n","' * 500_000, "l.csv", "line 2: a row too large"),
        ("name,themes\n" + "\n" * 1_100_000, "l.csv", "line 1048577: too many rows"),
        ("name,themes" + ",x" * 300, "l.csv", "line 1: 302 columns"),
        ('{"name": [' + "{}," * 700_000 + "{}]}", "l.jsonl", "line 1: a record too large"),
        ('[{"a": 1},\n{"name": [' + "{}," * 700_000 + "{}]}]", "l.json", "line 2: a record too"),
        ('[{"name": "a"}]\n[{"name": "b"}]', "l.json", "line 2: not JSON: there is more after"),
        ("#" * 1_000_001, "l.yaml", "too large"),
    ],
)
def test_a_list_that_would_fill_the_memory_is_refused_with_its_line(
    read: Read, content: str | bytes, name: str, told: str
) -> None:
    with pytest.raises(InputError) as caught:
        read(content, name)
    assert told in str(caught.value)
    assert str(caught.value).startswith(name)


def test_a_row_of_too_many_cells_is_told_once(read: Read) -> None:
    (row,) = read("name,themes\nX,a" + ",b" * 1000, "l.csv")
    (problem,) = row.problems
    assert str(problem) == "l.csv, line 2: 1002 cells. There are 2 columns with headers."


@pytest.mark.parametrize(
    ("part", "old", "bomb"),
    [
        (SHEET, b"</row>", b"<c/>" * 200_000 + b"</row>"),
        (
            SHEET,
            b"</row>",
            b'<c t="inlineStr"><is><t>' + b"x" * 11_000_000 + b"</t></is></c></row>",
        ),
        (SHEET, b"</row>", b'<c r="' + b"1" * 12_000_000 + b'"/></row>'),
        (SHEET, b"</row>", b"<c>" * 100_000 + b"</c>" * 100_000 + b"</row>"),
        (SHEET, b"</sheetData>", b"</sheetData>" + b"<a/>" * 400_000),
        (STYLES, b"</cellXfs>", b"<xf/>" * 400_000 + b"</cellXfs>"),
    ],
    ids=["cells", "text", "attribute", "depth", "rest", "styles"],
)
def test_a_workbook_that_would_fill_the_memory_is_refused_with_its_part(
    read: Read, part: str, old: bytes, bomb: bytes
) -> None:
    with pytest.raises(InputError, match="too large inside, in 'xl/"):
        read(make_book(part, old, bomb), "l.xlsx")


def test_texts_that_cells_share_are_bounded(read: Read) -> None:
    bomb = SHARED.encode() + b"<si><t>a</t></si>" * 600_000 + b"</sst>"
    with pytest.raises(InputError, match=r"too large inside, in 'xl/sharedStrings\.xml'"):
        read(make_book(sharedStrings=bomb), "l.xlsx")


def test_a_sheet_with_a_thousand_rows_and_links_is_no_bomb(read: Read) -> None:
    rows = b"".join(b"<row><c><v>%d</v></c></row>" % n for n in range(1000))
    links = b"<hyperlinks>" + b'<hyperlink ref="A1"/>' * 1000 + b"</hyperlinks>"
    content = make_book(SHEET, b"</sheetData>", rows + b"</sheetData>" + links)
    assert len(read(content, "l.xlsx")) == 1001
