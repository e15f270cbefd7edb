"""Lists of partners: a file's kind decides its reader, and every reader streams unchecked rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from proposalgen.errors import InputError, Problem, quote
from proposalgen.read.csv import CsvForm, find_form, read_csv
from proposalgen.read.files import report_unreadable
from proposalgen.read.json import iter_array, iter_lines
from proposalgen.read.kept import Forgiving, read_typed_csv, read_typed_workbook
from proposalgen.read.table import LARGEST_LIST, Row, list_error_columns, split_themes
from proposalgen.read.workbook import read_workbook
from proposalgen.read.yaml import read_yaml, warn_of_comments

Rows = tuple[Iterator[Row], tuple[Problem, ...]]
"""The rows of a list, read as they are asked for, and warnings about the file."""

_CSV = (".csv", ".tsv", ".txt")
_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_TREES = (".json", ".jsonl", ".ndjson", ".yaml", ".yml")


def read_list(
    path: Path,
    *,
    forgiving: Forgiving | None = None,
    sheet: str = "",
    given: Collection[str] = (),
) -> Rows:
    """Return the rows of a list, read as they are asked for, and warnings about the file.

    Empty rows are left out. A table's rows are read as records, unless they are to be read as
    people type them; JSON and YAML hold records.

    Args:
        path: the list.
        forgiving: what cells that people type may name, and where it is told how they were read;
            None to read cells as they are.
        sheet: the name of a workbook's sheet; empty for the first that has partners.
        given: the fields that a table need not have, since every row has a default.

    Raises:
        InputError: the file cannot be read, or its headers are wrong; while reading too, where
            the file is broken further on.
    """
    kind = path.suffix.lower()
    if kind not in (*_CSV, *_WORKBOOKS, *_TREES):
        message = f"not a kind of list: {quote(path.name)}"
        hint = "Save it as .csv, .xlsx, .json, .jsonl or .yaml."
        raise InputError(Problem(message, hint=hint))
    if sheet and kind not in _WORKBOOKS:
        hint = "Leave --sheet out."
        raise InputError(Problem("only a workbook has sheets", file=path.name, hint=hint))
    hint = f"A list has at most {LARGEST_LIST // 1_000_000} MB. Split it."
    with report_unreadable(path, LARGEST_LIST, hint):
        if kind in _CSV:
            if forgiving:
                return read_typed_csv(path, forgiving, given)
            return read_csv(path, given)
        if kind in _WORKBOOKS:
            return (
                read_typed_workbook(path, forgiving, sheet, given)
                if forgiving
                else read_workbook(path, sheet, given)
            )
        readers: dict[str, Callable[[Path], Rows]] = {
            ".json": _read_json, ".jsonl": _read_json_lines, ".ndjson": _read_json_lines,
            ".yaml": _read_yaml, ".yml": _read_yaml,
        }  # fmt: skip
        return readers[kind](path)


def find_list_form(path: Path) -> CsvForm:
    """Return how a list in CSV is written; of another list, how Excel reads CSV anywhere.

    Raises:
        InputError: the file cannot be read.
    """
    if path.suffix.lower() not in _CSV:
        return CsvForm()
    with report_unreadable(path, LARGEST_LIST, ""):
        return find_form(path)[0]


def _read_json(path: Path) -> Rows:
    return _take_records(iter_array(path), path.name), ()


def _read_json_lines(path: Path) -> Rows:
    return _take_records(iter_lines(path), path.name), ()


def _read_yaml(path: Path) -> Rows:
    source = read_yaml(path)
    if not isinstance(source.data, list):
        hint = "Begin each record with '- name: ...'."
        raise InputError(Problem("not a list of records", file=path.name, line=1, hint=hint))
    values = ((source.line_of((at,)), value) for at, value in enumerate(source.data))
    return _take_records(values, path.name), tuple(warn_of_comments(source))


def _take_records(values: Iterable[tuple[int, object]], file: str) -> Iterator[Row]:
    """Yield a row for each value of a tree, a value that is no record among them."""
    for line, value in values:
        if not isinstance(value, dict):
            yield Row(line, {}, (Problem(f"not a record: {quote(value)}", file, line),))
            continue
        fields = {
            str(name): _flatten(field)
            for name, field in value.items()
            if name not in list_error_columns(value)
        }
        if isinstance(fields.get("themes"), str):
            fields["themes"] = split_themes(fields["themes"])
        yield Row(line, fields)


def _flatten(value: object) -> object:
    """Return a field's value as a plain value or a list of them, any deeper one as its text.

    No field has room for more, and a message may show it however deep it is.
    """
    if isinstance(value, list):
        return [quote(one) if isinstance(one, list | dict) else one for one in value]
    return [quote(value)] if isinstance(value, dict) else value
