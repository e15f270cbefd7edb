"""Read lists of partners as streams: CSV, XLSX, JSON, JSON Lines and YAML to unchecked rows."""

from __future__ import annotations

import codecs
import csv
import json
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from proposalgen.errors import InputError, Problem, quote, suggest
from proposalgen.partners import FIELDS, tell_unreadable
from proposalgen.yamlfile import YamlError, read_yaml

TOLD = ("line", "field", "message")
"""Columns that ``errors.csv`` adds; a list may have them, so that it can be run again."""

LARGEST_LIST = 200_000_000
"""Bytes of a list, and of the parts inside an XLSX together."""
LARGEST_TREE = 50_000_000
"""Bytes of a JSON or YAML list, which is held whole while it is read."""
LARGEST_CELL = 32_767
"""Characters of a cell, by Excel's own limit."""
MOST_ROWS = 1_048_576
"""Rows of a sheet, by Excel's own limit."""
_COLUMNS = 256
"""Columns of a sheet that are looked at."""

_SPLIT = ";"
"""What stands between the themes in one cell."""


@dataclass(frozen=True, slots=True)
class Row:
    """One partner as a list has it, unchecked: fields by name, and where it stands."""

    line: int
    """In the file, from 1; in a sheet its row."""
    fields: dict[str, object]
    problems: tuple[Problem, ...] = ()
    """What is wrong with the row before its fields are looked at."""


def read_list(path: Path) -> tuple[Iterator[Row], tuple[Problem, ...]]:
    """Return the rows of a list, read as they are asked for, and warnings about the file.

    Empty rows are left out. Themes in one cell are separated by ``;``.

    Raises:
        InputError: the file cannot be read, or its headers are wrong; while reading too, where
            the file is broken further on.
    """
    readers: dict[str, Callable[[Path], tuple[Iterator[Row], tuple[Problem, ...]]]] = {
        ".csv": _read_csv, ".tsv": _read_csv, ".txt": _read_csv, ".xlsx": _read_xlsx,
        ".json": _read_json, ".jsonl": _read_json_lines, ".ndjson": _read_json_lines,
        ".yaml": _read_yaml, ".yml": _read_yaml,
    }  # fmt: skip
    read = readers.get(path.suffix.lower())
    if read is None:
        message = f"not a kind of list: {quote(path.name)}"
        hint = "Save it as .csv, .xlsx, .json, .jsonl or .yaml."
        raise InputError(Problem(message, hint=hint))
    hint = f"A list has at most {LARGEST_LIST // 1_000_000} MB. Split it."
    with tell_unreadable(path, LARGEST_LIST, hint):
        return read(path)


# -- tables: CSV and XLSX ------------------------------------------------------------------------


def _read_header(cells: Sequence[str], file: str, line: int) -> list[str]:
    """Return the field of each column; a column without a header has none.

    Raises:
        InputError: headers that are unknown, missing or there twice, all of them.
    """
    problems: list[Problem] = []
    names: list[str] = []
    for at, cell in enumerate(cells, 1):
        name = re.sub(r"[\s-]+", "_", cell.strip().casefold())
        if name and name not in (*FIELDS, *TOLD):
            hint = suggest(name, FIELDS)
            problems.append(Problem(f"no field called {quote(cell)}", file, line, hint=hint))
        elif name and name in names:
            message = f"the header {quote(name)} is there twice, again in column {at}"
            problems.append(Problem(message, file, line))
        names.append(name)
    for name in ("name", "themes"):
        if name not in names:
            hint = "The first row names the fields: name, themes, and others as needed."
            problems.append(Problem(f"no column {quote(name)}", file, line, hint=hint))
    if problems:
        raise InputError(problems)
    return names


def _make_row(names: Sequence[str], cells: Sequence[object], file: str, line: int) -> Row | None:
    """Return a row of a table; None where all its cells are empty."""
    if all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells):
        return None
    problems: list[Problem] = []
    if "message" in names:  # an errors.csv that was mended
        cells = [_restore(cell) for cell in cells]
    for at, cell in enumerate(cells):
        if (at >= len(names) or not names[at]) and not _is_blank(cell):
            message = f"column {at + 1} has no header, and here {quote(cell)}"
            hint = f"There are {sum(map(bool, names))} columns with headers."
            if at >= len(names) and ";" not in str(cell):
                hint += " Put a text with the separator in it in double quotes."
            problems.append(Problem(message, file, line, hint=hint))
    fields = {
        name: _split_themes(cell) if name == "themes" else cell
        for name, cell in zip(names, cells, strict=False)
        if name and name not in TOLD
    }
    return Row(line, fields, tuple(problems))


def neutralise(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula (CWE-1236)."""
    return f"'{cell}" if re.match(r"'*[=+\-@\t\r]", cell) else cell


def _restore(cell: object) -> object:
    """Return a cell as it was before it was made neutral."""
    return cell[1:] if isinstance(cell, str) and re.match(r"'+[=+\-@\t\r]", cell) else cell


def _is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _split_themes(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    return [part.strip() for part in cell.split(_SPLIT) if part.strip()]


def _read_csv(path: Path) -> tuple[Iterator[Row], tuple[Problem, ...]]:
    encoding, told = _find_encoding(path)
    rows = _read_csv_rows(path, encoding)
    next(rows)  # the header, so that its mistakes are told at once
    return (row for row in rows if row is not None), told


def _read_csv_rows(path: Path, encoding: str) -> Iterator[Row | None]:
    """Yield None for the header, then each row that is not empty."""
    csv.field_size_limit(LARGEST_CELL * 4)
    with path.open(encoding=encoding, newline="") as file:
        first = file.readline()
        delimiter = _find_delimiter(first)
        skipped = int(first.strip().casefold().startswith("sep="))
        if not skipped:
            file.seek(0)
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        names: list[str] | None = None
        start = skipped
        while True:
            line = start + 1
            try:
                cells = next(reader)
            except StopIteration:
                break
            except csv.Error as error:
                hint = "Is a double quote missing? Inside quotes, write it twice."
                raise InputError(
                    Problem(f"not CSV: {error}", path.name, line, hint=hint)
                ) from error
            start = reader.line_num + skipped
            if names is None:
                if any(cell.strip() for cell in cells):
                    names = _read_header(cells, path.name, line)
                    yield None
            elif (row := _make_row(names, cells, path.name, line)) is not None:
                yield row
        if names is None:
            hint = "The first row names the fields: name, themes, and others as needed."
            raise InputError(Problem("nothing in it", file=path.name, hint=hint))


def _find_delimiter(line: str) -> str:
    """Return what separates the cells of a header: the sign that makes most known names."""
    if match := re.match(r"(?i)\s*sep=(.)", line):
        return match[1]

    def count_known(delimiter: str) -> int:
        names = (re.sub(r"[\s-]+", "_", cell.strip().strip('"').casefold())
                 for cell in line.split(delimiter))  # fmt: skip
        return sum(name in FIELDS for name in names)

    return max(",;\t", key=count_known)


def _find_encoding(path: Path) -> tuple[str, tuple[Problem, ...]]:
    """Return a text file's encoding: told by its mark, UTF-8, or else Windows-1252 with a warning.

    Raises:
        InputError: the file is no text.
    """
    with path.open("rb") as file:
        start = file.read(4)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16", ()
        decoder = codecs.getincrementaldecoder("utf-8-sig")()
        chunk, line = start, 1
        while True:
            if b"\0" in chunk:
                hint = "Save the list as CSV UTF-8 or as XLSX."
                raise InputError(Problem("not text", path.name, line, hint=hint))
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError:
                break
            if not chunk:
                return "utf-8-sig", ()
            line += chunk.count(b"\n")
            chunk = file.read(1 << 16)
    hint = "Look at the accents; save the list as CSV UTF-8 to be sure."
    warning = Problem("not UTF-8: read as Windows-1252", file=path.name, hint=hint)
    try:
        with path.open(encoding="cp1252") as text:
            for _ in text:
                pass
    except UnicodeDecodeError as error:
        hint = "Save the list as CSV UTF-8 or as XLSX."
        raise InputError(Problem("neither UTF-8 nor Windows-1252", path.name, hint=hint)) from error
    return "cp1252", (warning,)


def _read_xlsx(path: Path) -> tuple[Iterator[Row], tuple[Problem, ...]]:
    _check_workbook(path)
    rows = _read_sheet(path)
    told: list[Problem] = []
    while isinstance(first := next(rows), Problem):  # then the header, told at once
        told.append(first)
    return (row for row in rows if isinstance(row, Row)), tuple(told)


def _check_workbook(path: Path) -> None:
    """See that a workbook is one, and not a bomb, before it is read.

    Raises:
        InputError: it is no workbook, too large inside, or defines entities.
    """
    try:
        with zipfile.ZipFile(path) as file:
            size = sum(one.file_size for one in file.infolist())
            if size > LARGEST_LIST or len(file.infolist()) > 10_000:
                hint = "Copy the rows into a new workbook."
                raise InputError(Problem("too large inside", file=path.name, hint=hint))
            for one in file.infolist():
                if one.filename.endswith((".xml", ".rels")) and _defines_entities(file, one):
                    message = f"{quote(one.filename)} defines entities"
                    raise InputError(Problem(message, file=path.name))
    except _DAMAGED as error:
        raise _refuse_workbook(path) from error


_DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError,
    KeyError, TypeError, AttributeError, SyntaxError,
)  # fmt: skip
"""What a damaged workbook makes zipfile, the XML parser and openpyxl raise."""


def _refuse_workbook(path: Path) -> InputError:
    hint = "Save it from Excel as .xlsx, without a password."
    return InputError(Problem("not an Excel workbook that can be read", file=path.name, hint=hint))


def _defines_entities(file: zipfile.ZipFile, one: zipfile.ZipInfo) -> bool:
    """Return whether a part has a document type, which alone can define entities."""
    tail = b""
    with file.open(one) as part:
        while chunk := part.read(1 << 20):
            text = (tail + chunk).replace(b"\0", b"")  # as UTF-16 has them
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                return True
            tail = text[-16:]
    return False


def _open_sheet(path: Path, files: ExitStack, *, values: bool) -> tuple[Any, int]:
    """Return the first sheet of a workbook, with its values or its formulas; how many there are."""
    import openpyxl

    file = files.enter_context(path.open("rb"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and rules that a list does not need
        book = openpyxl.load_workbook(file, read_only=True, data_only=values, keep_links=False)
    if not book.worksheets:
        raise InputError(Problem("a workbook without a sheet", file=path.name))
    book.worksheets[0].reset_dimensions()  # what a sheet says of its size may be anything
    return book.worksheets[0], len(book.worksheets)


def _read_sheet(path: Path) -> Iterator[Row | Problem | None]:
    """Yield a warning if there are more sheets, None for the header, then the rows not empty."""
    with ExitStack() as files:
        try:
            # Opened twice: for what formulas came to, and to see that there is a formula.
            sheet, count = _open_sheet(path, files, values=True)
            formulas, _ = _open_sheet(path, files, values=False)
            if count > 1:
                message = f"{count} sheets: only the first is read, {quote(sheet.title)}"
                yield Problem(message, file=path.name)
            names: list[str] | None = None
            pairs = zip(
                sheet.iter_rows(max_col=_COLUMNS), formulas.iter_rows(max_col=_COLUMNS), strict=True
            )
            for line, (cells, sources) in enumerate(pairs, 1):
                if line > MOST_ROWS:
                    raise InputError(Problem("too many rows", path.name, line))
                if all(cell.value is None for cell in sources):
                    continue
                values = [_read_cell(cell.value) for cell in cells]
                while values and values[-1] is None and sources[len(values) - 1].value is None:
                    values.pop()
                if names is None:
                    shown = ["" if cell is None else str(cell) for cell in values]
                    names = _read_header(shown, path.name, line)
                    yield None
                    continue
                told = tuple(_find_unread(names, cells, sources, path.name, line))
                row = _make_row(names, values, path.name, line)
                if row is not None or told:
                    row = row or Row(line, {})
                    fields = {name: _as_text(name, value) for name, value in row.fields.items()}
                    yield Row(line, fields, (*row.problems, *told))
        except _DAMAGED as error:
            raise _refuse_workbook(path) from error
        if names is None:
            hint = "The first row names the fields: name, themes, and others as needed."
            raise InputError(Problem("nothing on the first sheet", file=path.name, hint=hint))


def _find_unread(
    names: Sequence[str], cells: Sequence[Any], sources: Sequence[Any], file: str, line: int
) -> Iterator[Problem]:
    """Yield a problem for each cell whose value the spreadsheet does not know."""
    for name, cell, source in zip(names, cells, sources, strict=False):
        if cell.data_type == "e":
            message, hint = f"an error of the spreadsheet: {quote(cell.value)}", "Mend the cell."
            yield Problem(message, file, line, field=name, hint=hint)
        elif source.data_type == "f" and cell.value is None:
            message = f"a formula without its value: {quote(str(source.value))}"
            hint = "Open the list in a spreadsheet program and save it there."
            yield Problem(message, file, line, field=name, hint=hint)


def _as_text(name: str, value: object) -> object:
    """Return a number or a date where text is wanted as what the cell shows."""
    if name in {"amount", "date"} or isinstance(value, bool):
        return value
    return str(value) if isinstance(value, int | Decimal | date) else value


def _read_cell(cell: object) -> object:
    """Return a cell's value as a record has it: dates as dates, numbers exact."""
    match cell:
        case datetime():
            return cell.date() if cell.time() == time() else cell.isoformat(" ")
        case bool() | int() | date() | None:
            return cell
        case float():
            # A sheet has binary numbers; the shortest that reads the same is what was typed.
            return int(cell) if cell.is_integer() else Decimal(repr(cell))
        case _:
            return str(cell)


# -- trees: JSON and YAML ------------------------------------------------------------------------


def _check_tree(path: Path) -> None:
    if path.stat().st_size > LARGEST_TREE:
        hint = f"At most {LARGEST_TREE // 1_000_000} MB; CSV and JSON Lines may be larger."
        raise InputError(Problem("too large", file=path.name, hint=hint))


def _read_json_lines(path: Path) -> tuple[Iterator[Row], tuple[Problem, ...]]:
    return _read_json_rows(path), ()


def _read_json_rows(path: Path) -> Iterator[Row]:
    try:
        with path.open(encoding="utf-8-sig") as file:
            for line, text in enumerate(file, 1):
                if text.strip():
                    yield _take_record(_parse_json(text.strip(), path.name, line), path.name, line)
    except UnicodeDecodeError as error:
        raise InputError(Problem("not UTF-8 text", path.name, hint="Save it as UTF-8.")) from error


def _read_json(path: Path) -> tuple[Iterator[Row], tuple[Problem, ...]]:
    _check_tree(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(Problem("not UTF-8 text", path.name, hint="Save it as UTF-8.")) from error
    return _split_json(text, path.name), ()


_SPACE = re.compile(r"[ \t\r\n]*")


def _split_json(text: str, file: str) -> Iterator[Row]:
    """Yield the records of a JSON array one by one, each with its line."""
    at, line, counted = _skip(text, 0), 1, 0
    if text[at : at + 1] != "[":
        raise InputError(Problem("not a list of records", file, 1, hint="Write [ {...}, {...} ]."))
    at = _skip(text, at + 1)
    while text[at : at + 1] != "]":
        line += text.count("\n", counted, at)
        counted = at
        value, at = _decode(text, at, file, line)
        yield _take_record(value, file, line)
        at = _skip(text, at)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        elif text[at : at + 1] != "]":
            line += text.count("\n", counted, at)
            raise InputError(Problem("not JSON: a comma or ']' is missing", file, line))


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _parse_json(text: str, file: str, line: int) -> object:
    value, end = _decode(text, _skip(text, 0), file, line)
    if text[end:].strip():
        raise InputError(Problem("more than one value on the line", file, line))
    return value


def _decode(text: str, at: int, file: str, line: int) -> tuple[object, int]:
    try:
        return _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        where = line + text.count("\n", at, error.pos)
        raise InputError(Problem(f"not JSON: {error.msg}", file, where)) from error
    except (ValueError, RecursionError) as error:
        raise InputError(Problem(f"not JSON: {error}", file, line)) from error


def _take_pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    taken: dict[str, object] = {}
    for name, value in pairs:
        if name in taken:
            raise ValueError(f"{quote(name)} is written twice")
        taken[name] = value
    return taken


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not a number")


# Numbers with a point stay as they are written, so that amounts are exact.
_DECODER = json.JSONDecoder(object_pairs_hook=_take_pairs, parse_float=str, parse_constant=_refuse)


def _read_yaml(path: Path) -> tuple[Iterator[Row], tuple[Problem, ...]]:
    _check_tree(path)
    try:
        source = read_yaml(path)
    except YamlError as error:
        raise InputError(error.problem) from error
    if not isinstance(source.data, list):
        hint = "Begin each record with '- name: ...'."
        raise InputError(Problem("not a list of records", file=path.name, line=1, hint=hint))
    rows = (
        _take_record(value, path.name, source.line_of((at,)))
        for at, value in enumerate(source.data)
    )
    return rows, ()


def _take_record(value: object, file: str, line: int) -> Row:
    if not isinstance(value, dict):
        message = f"not a record: {quote(value)}"
        return Row(line, {}, (Problem(message, file, line),))
    fields = {str(name): field for name, field in value.items() if name not in TOLD}
    if isinstance(fields.get("themes"), str):
        fields["themes"] = _split_themes(fields["themes"])
    return Row(line, fields)
