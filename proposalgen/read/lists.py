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
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import IO, Any, NoReturn
from xml.parsers import expat

from proposalgen.errors import InputError, Problem, quote, suggest
from proposalgen.read.partners import FIELDS, tell_unreadable
from proposalgen.read.yaml import YamlError, read_yaml

TOLD = ("line", "field", "message")
"""Columns that ``errors.csv`` adds; a list may have them, so that it can be run again."""

LARGEST_LIST = 200_000_000
"""Bytes of a list, and of the parts inside an XLSX together."""
LARGEST_ROW = 2_000_000
"""Characters of one row or record."""
LARGEST_CELL = 32_767
"""Characters of a cell, by Excel's own limit."""
MOST_ROWS = 1_048_576
"""Rows of a table, by Excel's own limit."""
_COLUMNS = 256
"""Columns of a table that are looked at."""

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
    if len(cells) > _COLUMNS:
        hint = f"There are {len(FIELDS)} fields. Take the other columns out."
        raise InputError(Problem(f"{len(cells)} columns", file, line, hint=hint))
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
    if len(cells) > _COLUMNS:
        hint = f"There are {sum(map(bool, names))} columns with headers."
        problems.append(Problem(f"{len(cells)} cells", file, line, hint=hint))
        cells = cells[: len(names)]
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
        first = file.readline(LARGEST_ROW)
        delimiter = _find_delimiter(first)
        skipped = int(first.strip().casefold().startswith("sep="))
        if not skipped:
            file.seek(0)
        names: list[str] | None = None
        line = taken = count = 0

        def read_lines() -> Iterator[str]:
            nonlocal taken
            while text := file.readline(LARGEST_ROW):
                taken += len(text)
                if taken >= LARGEST_ROW:
                    hint = "Is a double quote missing? Inside quotes, write it twice."
                    raise InputError(Problem("a row too large", path.name, line, hint=hint))
                yield text

        reader = csv.reader(read_lines(), delimiter=delimiter, strict=True)
        start = skipped
        while True:
            line, taken = start + 1, 0
            try:
                cells = next(reader)
            except StopIteration:
                break
            except csv.Error as error:
                hint = "Is a double quote missing? Inside quotes, write it twice."
                raise InputError(
                    Problem(f"not CSV: {error}", path.name, line, hint=hint)
                ) from error
            start, count = reader.line_num + skipped, count + 1
            if count > MOST_ROWS:
                raise InputError(Problem("too many rows", path.name, line, hint="Split the list."))
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
    if match := re.match(r"(?i)\s*sep=([^\s\"]|\t| )", line):
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
            _check_text(path, "utf-16", "not UTF-16 text")
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
    _check_text(path, "cp1252", "neither UTF-8 nor Windows-1252")
    return "cp1252", (warning,)


def _check_text(path: Path, encoding: str, message: str) -> None:
    """See that a whole file is text in an encoding.

    Raises:
        InputError: it is not, which ``message`` says.
    """
    try:
        with path.open(encoding=encoding) as text:
            while text.read(1 << 16):
                pass
    except UnicodeDecodeError as error:
        hint = "Save the list as CSV UTF-8 or as XLSX."
        raise InputError(Problem(message, path.name, hint=hint)) from error


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
            _check_size(file)
            for one in file.infolist():
                if one.filename.endswith((".xml", ".rels")):
                    with file.open(one) as part:
                        _Part(one.filename).check(part)
    except _PartError as error:
        hint = "Copy the rows into a new workbook."
        raise InputError(Problem(str(error), file=path.name, hint=hint)) from error
    except _DAMAGED as error:
        raise _refuse_workbook(path) from error


def _check_size(file: zipfile.ZipFile) -> None:
    parts = file.infolist()
    if sum(one.file_size for one in parts) > LARGEST_LIST or len(parts) > 10_000:
        raise _PartError("too large inside")


class _PartError(Exception):
    """What a part of a workbook has that no list needs."""


class _Part:
    """Reads a part of a workbook as a stream, and stops where openpyxl would run out of memory.

    openpyxl keeps all of a part but what stands in a row of a sheet, which it drops row by row.
    """

    ELEMENT = 100
    """Bytes that an element takes besides those that it is written with, about."""
    ROW, REST, STRINGS = 10_000_000, 30_000_000, 100_000_000
    """Bytes that a row may take, all outside of rows, and the texts that cells share."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.most = self.STRINGS if name.casefold().endswith("sharedstrings.xml") else self.REST
        self.depth = self.rows = self.row = self.rest = self.seen = 0
        self.sheet = self.inside = False
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self.refuse_entities
        self.parser.StartElementHandler = self.open
        self.parser.EndElementHandler = self.close

    def check(self, part: IO[bytes]) -> None:
        """Read the part.

        Raises:
            _PartError: it is a bomb.
            ValueError: it is not XML.
        """
        taken = 0
        try:
            while chunk := part.read(1 << 20):
                taken += len(chunk)
                self.parser.Parse(chunk)
                if taken - self.parser.CurrentByteIndex > self.ROW // 2:
                    self.refuse()
            self.parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise ValueError("not XML") from error

    def open(self, name: str, _: object) -> None:
        """Take note of an element."""
        name = name.rpartition(":")[2]
        if self.depth == 0:
            self.sheet = name == "worksheet"
        if self.sheet and self.depth == 2 and name == "row":
            self.measure(0)
            self.inside, self.row, self.rows = True, 0, self.rows + 1
            if self.rows > MOST_ROWS:
                raise _PartError("too many rows")
        else:
            self.measure(self.ELEMENT)
        self.depth += 1

    def close(self, _: str) -> None:
        """Take note of an element's end."""
        self.measure(0)
        self.depth -= 1
        self.inside &= self.depth > 2

    def measure(self, more: int) -> None:
        """Add what was read since the last time, and ``more``, to its count."""
        at = self.parser.CurrentByteIndex
        size, self.seen = at - self.seen + more, at
        if self.inside:
            self.row += size
        else:
            self.rest += size
        if self.row > self.ROW or self.rest > self.most:
            self.refuse()

    def refuse(self) -> NoReturn:
        """Stop at a part that would take too much."""
        raise _PartError(f"too large inside, in {quote(self.name)}")

    def refuse_entities(self, *_: object) -> NoReturn:
        """Stop at a document type, which alone can define entities."""
        raise _PartError(f"{quote(self.name)} defines entities")


_DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError,
    KeyError, TypeError, AttributeError, SyntaxError,
)  # fmt: skip
"""What a damaged workbook makes zipfile, the XML parser and openpyxl raise."""


def _refuse_workbook(path: Path) -> InputError:
    hint = "Save it from Excel as .xlsx, without a password."
    return InputError(Problem("not an Excel workbook that can be read", file=path.name, hint=hint))


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


def _read_json_lines(path: Path) -> tuple[Iterator[Row], tuple[Problem, ...]]:
    return _read_json_rows(path), ()


def _read_json_rows(path: Path) -> Iterator[Row]:
    with _open_json(path) as file:
        line = 0
        while text := file.readline(LARGEST_ROW):
            line += 1
            if len(text) == LARGEST_ROW:
                raise InputError(Problem("a record too large", path.name, line))
            if text.strip():
                yield _take_record(_parse_json(text.strip(), path.name, line), path.name, line)


def _read_json(path: Path) -> tuple[Iterator[Row], tuple[Problem, ...]]:
    return _split_json(path), ()


@contextmanager
def _open_json(path: Path) -> Iterator[IO[str]]:
    """Open a file as UTF-8, which JSON is (RFC 8259, 8.1).

    Raises:
        InputError: what was read of it is not.
    """
    try:
        with path.open(encoding="utf-8-sig") as file:
            yield file
    except UnicodeDecodeError as error:
        raise InputError(Problem("not UTF-8 text", path.name, hint="Save it as UTF-8.")) from error


_SPACE = re.compile(r"[ \t\r\n]*")


class _Window:
    """A text of which at least the next ``LARGEST_ROW`` characters are at hand."""

    def __init__(self, file: IO[str]) -> None:
        self.file, self.text, self.at, self.line = file, "", 0, 1
        self.go(0)

    def go(self, at: int) -> None:
        """Go to a place in ``text``, past the white space there."""
        while True:
            self.line += self.text.count("\n", self.at, at)
            self.at = at
            if len(self.text) - at < LARGEST_ROW and (more := self.file.read(2 * LARGEST_ROW)):
                self.text, self.at = self.text[at:] + more, 0
            match = _SPACE.match(self.text, self.at)
            if match is None or match.end() == self.at:
                return
            at = match.end()

    @property
    def next(self) -> str:
        """The character at the place; empty at the end."""
        return self.text[self.at : self.at + 1]


def _split_json(path: Path) -> Iterator[Row]:
    """Yield the records of a JSON array one by one, each with its line."""
    with _open_json(path) as file:
        window = _Window(file)
        if window.next != "[":
            hint = "Write [ {...}, {...} ]."
            raise InputError(Problem("not a list of records", path.name, 1, hint=hint))
        window.go(window.at + 1)
        while window.next != "]":
            line = window.line
            value, end = _decode(window.text, window.at, path.name, line)
            if end - window.at > LARGEST_ROW:
                raise InputError(Problem("a record too large", path.name, line))
            yield _take_record(value, path.name, line)
            window.go(end)
            if window.next == ",":
                window.go(window.at + 1)
            elif window.next != "]":
                message = "not JSON: a comma or ']' is missing"
                raise InputError(Problem(message, path.name, window.line))
        window.go(window.at + 1)
        if window.next:
            message = "not JSON: there is more after the ']' that ends the list"
            raise InputError(Problem(message, path.name, window.line))


def _parse_json(text: str, file: str, line: int) -> object:
    value, end = _decode(text, 0, file, line)
    if text[end:].strip():
        raise InputError(Problem("more than one value on the line", file, line))
    return value


def _decode(text: str, at: int, file: str, line: int) -> tuple[object, int]:
    try:
        return _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        if error.pos - at > LARGEST_ROW:
            raise InputError(Problem("a record too large", file, line)) from error
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
    fields = {str(name): _flatten(field) for name, field in value.items() if name not in TOLD}
    if isinstance(fields.get("themes"), str):
        fields["themes"] = _split_themes(fields["themes"])
    return Row(line, fields)


def _flatten(value: object) -> object:
    """Return a field's value as a plain value or a list of them, any deeper one as its text.

    No field has room for more, and a message may show it however deep it is.
    """
    if isinstance(value, list):
        return [quote(one) if isinstance(one, list | dict) else one for one in value]
    return [quote(value)] if isinstance(value, dict) else value
