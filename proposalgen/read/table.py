"""Rows of a table: headers to fields, cells to a row, formulas made harmless and restored."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from proposalgen.errors import InputError, Problem, quote, suggest
from proposalgen.model.partner import FIELDS

ERROR_COLUMNS = ("line", "field", "error")
"""Columns that ``errors.csv`` adds; a list may have them, so that it can be run again."""
_EARLIER_COLUMNS = ("line", "field", "message")
"""The same as earlier versions called them: ``message`` is a field of records now."""

LARGEST_LIST = 200_000_000
"""Bytes of a list, and of the parts inside a workbook together."""
LARGEST_ROW = 2_000_000
"""Characters of one row or record."""
LARGEST_CELL = 32_767
"""Characters of a cell, by Excel's own limit."""
MOST_ROWS = 1_048_576
"""Rows of a table, by Excel's own limit."""
MOST_COLUMNS = 256
"""Columns of a table that are looked at."""
NEEDED = ("name", "themes")
"""The fields that every record has."""
HEADER_HINT = "The first row names the fields: name, themes, and others as needed."

_THEME_SEPARATOR = ";"


@dataclass(frozen=True, slots=True)
class Row:
    """One partner as a list has it, unchecked: fields by name, and where it stands."""

    line: int
    """In the file, from 1; in a sheet its row."""
    fields: dict[str, object]
    problems: tuple[Problem, ...] = ()
    """What is wrong with the row before its fields are looked at."""
    origin: int = 0
    """Of a row of ``errors.csv``: its line in the list that failed; 0 where it does not say."""


def list_error_columns(names: Collection[str]) -> tuple[str, ...]:
    """Return the columns of a table that are no fields, since ``errors.csv`` adds them."""
    earlier = "error" not in names and all(name in names for name in _EARLIER_COLUMNS)
    return _EARLIER_COLUMNS if earlier else ERROR_COLUMNS


def is_error_list(names: Collection[str]) -> bool:
    """Return whether a table of these columns is an ``errors.csv``, whose cells are neutralised."""
    return all(name in names for name in list_error_columns(names))


def name_header(cell: str) -> str:
    """Return the field that a header names, without regard to case, spaces and hyphens."""
    return re.sub(r"[\s-]+", "_", cell.strip().casefold())


def read_header(
    cells: Sequence[str], file: str, line: int, given: Collection[str] = ()
) -> list[str]:
    """Return the field of each column, an empty text for a column without a header.

    Raises:
        InputError: every header that is unknown, missing or there twice.
    """
    problems: list[Problem] = []
    names: list[str] = []
    if len(cells) > MOST_COLUMNS:
        hint = f"There are {len(FIELDS)} fields. Take the other columns out."
        raise InputError(Problem(f"{len(cells)} columns", file, line, hint=hint))
    known = (*FIELDS, *list_error_columns([name_header(cell) for cell in cells]))
    for at, cell in enumerate(cells, 1):
        name = name_header(cell)
        if name and name not in known:
            hint = suggest(name, FIELDS)
            problems.append(Problem(f"no field called {quote(cell)}", file, line, hint=hint))
        elif name and name in names:
            message = f"the header {quote(name)} is there twice, again in column {at}"
            problems.append(Problem(message, file, line))
        names.append(name)
    problems += [
        Problem(f"no column {quote(name)}", file, line, hint=HEADER_HINT)
        for name in NEEDED
        if name not in (*names, *given)
    ]
    if problems:
        raise InputError(problems)
    return names


def make_row(names: Sequence[str], cells: Sequence[object], file: str, line: int) -> Row | None:
    """Return a row of a table; None where all its cells are empty."""
    if all(map(is_blank, cells)):
        return None
    problems: list[Problem] = []
    if len(cells) > MOST_COLUMNS:
        hint = f"There are {sum(map(bool, names))} columns with headers."
        problems.append(Problem(f"{len(cells)} cells", file, line, hint=hint))
        cells = cells[: len(names)]
    if is_error_list(names):
        cells = [restore(cell) for cell in cells]
    for at, cell in enumerate(cells):
        if (at >= len(names) or not names[at]) and not is_blank(cell):
            message = f"column {at + 1} has no header, and here {quote(cell)}"
            hint = f"There are {sum(map(bool, names))} columns with headers."
            if at >= len(names) and ";" not in str(cell):
                hint += " Put a text with the separator in it in double quotes."
            problems.append(Problem(message, file, line, hint=hint))
    fields = {
        name: split_themes(cell) if name == "themes" else cell
        for name, cell in zip(names, cells, strict=False)
        if name and name not in list_error_columns(names)
    }
    at = names.index("line") if is_error_list(names) else len(cells)
    return Row(line, fields, tuple(problems), read_origin(cells[at] if at < len(cells) else None))


def read_origin(cell: object) -> int:
    """Return the line that ``errors.csv`` gives a row; 0 where the cell says none."""
    text = str(cell).strip()
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else 0


def is_blank(cell: object) -> bool:
    """Return whether a cell holds nothing, or white space only."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def split_themes(cell: object) -> object:
    """Return the themes that a text names between ``;``; anything else as it is."""
    if not isinstance(cell, str):
        return cell
    return [part.strip() for part in cell.split(_THEME_SEPARATOR) if part.strip()]


def neutralise(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula (CWE-1236)."""
    return f"'{cell}" if re.match(r"'*[=+\-@\t\r]", cell) else cell


def restore(cell: object) -> object:
    """Return a cell as it was before ``neutralise``."""
    return cell[1:] if isinstance(cell, str) and re.match(r"'+[=+\-@\t\r]", cell) else cell
