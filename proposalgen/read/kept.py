"""Lists as people keep them, in CSV and workbooks: the table found in a file, and read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from proposalgen.errors import InputError, Problem, quote
from proposalgen.read.csv import find_form, iter_typed_cells
from proposalgen.read.header import Header, Line, check_header, find_header
from proposalgen.read.notes import Notes
from proposalgen.read.table import HEADER_HINT, Row, is_blank
from proposalgen.read.typed import TypedList
from proposalgen.read.vocabulary import Vocabulary
from proposalgen.read.workbook import Sheet, Workbook, find_sheet


@dataclass(frozen=True, slots=True)
class Forgiving:
    """How a list that people keep is read."""

    words: Vocabulary
    notes: Notes = field(default_factory=Notes)
    """What is told of the list once its rows are read."""


@dataclass(slots=True)
class _Table:
    """A table found in a file: its header, and the rows below it."""

    header: Header
    rows: Iterator[Line]


def read_typed_csv(
    path: Path, forgiving: Forgiving, given: Collection[str] = ()
) -> tuple[Iterator[Row], tuple[Problem, ...]]:
    """Return the rows of a CSV file, and a warning where its encoding is guessed.

    Raises:
        InputError: the file is no text, or its header is wrong; while reading, where it is no CSV.
    """
    form, warnings = find_form(path)
    table = _find_table(iter_typed_cells(path, form), forgiving)
    return _read_table(path, table, forgiving, given, strict_width=True), warnings


def read_typed_workbook(
    path: Path, forgiving: Forgiving, name: str = "", given: Collection[str] = ()
) -> tuple[Iterator[Row], tuple[Problem, ...]]:
    """Return the rows of the first visible sheet with headers, and which sheets are left.

    Raises:
        InputError: the file is no workbook or would take too much memory, or no sheet has headers.
    """
    book = Workbook(path)
    visible = [sheet for sheet in book.sheets if not sheet.hidden]
    sheet, table, hidden = _find_sheet(book, visible, forgiving, name)
    table.rows = _leave_hidden(table.rows, hidden, forgiving.notes)
    rows = _read_table(path, table, forgiving, given, strict_width=False)
    return rows, tuple(_tell_sheets(path, sheet, visible, name))


def find_columns(
    path: Path, words: Vocabulary, name: str = ""
) -> tuple[str, dict[str, tuple[int, ...]]]:
    """Return the sheet that is read of a workbook, and the columns of each field, from 0.

    Raises:
        InputError: as ``read_typed_workbook`` raises it.
    """
    book = Workbook(path)
    visible = [sheet for sheet in book.sheets if not sheet.hidden]
    sheet, table, _ = _find_sheet(book, visible, Forgiving(words), name)
    found: dict[str, tuple[int, ...]] = {}
    for column in table.header.columns:
        if column.field:
            found[column.field] = (*found.get(column.field, ()), column.at)
    return sheet.name, found


def _find_sheet(
    book: Workbook, visible: Sequence[Sheet], forgiving: Forgiving, name: str
) -> tuple[Sheet, _Table, set[int]]:
    """Return the sheet of a name, or the first with headers; its table, and its hidden rows."""
    best: tuple[Sheet, _Table, set[int]] | None = None
    for sheet in [find_sheet(book, name)] if name else visible or book.sheets:
        look = book.look(sheet)
        table = _find_table(book.read_rows(sheet, look), forgiving)
        if best is None or len(table.header.fields) > len(best[1].header.fields):
            best = sheet, table, look.hidden
        if table.header.is_whole:
            break
    assert best, "a workbook has a sheet"
    return best


def _tell_sheets(
    path: Path, chosen: Sheet, visible: Sequence[Sheet], name: str
) -> Iterator[Problem]:
    """Yield a warning where a sheet that can be seen is not read."""
    others = [quote(sheet.name, 30) for sheet in visible if sheet != chosen]
    if others and not name:
        shown = ", ".join(others[:8]) + (" and more" if len(others) > 8 else "")
        message = f"only the sheet {quote(chosen.name)} is read, not {shown}"
        yield Problem(message, file=path.name, hint="--sheet NAME chooses another.")


def _find_table(rows: Iterator[Line], forgiving: Forgiving) -> _Table:
    header, after = find_header(rows, forgiving.words)
    return _Table(header, chain(after, rows))


def _read_table(
    path: Path,
    table: _Table,
    forgiving: Forgiving,
    given: Collection[str],
    *,
    strict_width: bool,
) -> Iterator[Row]:
    """Return the rows of a table.

    Raises:
        InputError: its header is wrong.
    """
    if not table.header.columns:
        raise InputError(Problem("nothing in it", file=path.name, hint=HEADER_HINT))
    check_header(table.header, path.name, given)
    typed = TypedList(path.name, table.header, forgiving.words, forgiving.notes, strict_width)
    typed.tell_columns()
    return typed.read_rows(table.rows)


def _leave_hidden(rows: Iterator[Line], hidden: set[int], notes: Notes) -> Iterator[Line]:
    """Yield the rows that can be seen, and tell of the others."""
    for line, cells in rows:
        if line not in hidden:
            yield line, cells
        elif not all(map(is_blank, cells)):
            notes.tell("", "", "left out: hidden or filtered out", line, "hidden")
