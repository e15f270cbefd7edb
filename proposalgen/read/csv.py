"""CSV: its encoding, its delimiter, and its rows, each with the line where it begins."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from proposalgen.errors import InputError, Problem, quote
from proposalgen.read.spelling import HEADERS, squeeze
from proposalgen.read.table import (
    HEADER_HINT,
    LARGEST_CELL,
    LARGEST_ROW,
    MOST_ROWS,
    Row,
    make_row,
    read_header,
)

_QUOTE_HINT = "Is a double quote missing? Inside quotes, write it twice."
_LONGEST_HEADER, _MOST_LINES = 20_000, 50
"""Characters of a header, and lines in which it is looked for to find what separates cells."""
_BREAK = re.compile(r"_x000[dD]_(?:\r?\n)?|_x000[aA]_")
_NO_WORD = re.compile(
    "[a-zß-öø-ÿ][À-ÖØ-ÞŠŽŒŸ]|[À-ÖØ-öø-ÿ]{4}|[A-Za-z][¡-©¬-±¶¸¹»-¿×÷†‡ƒˆ˜‰‹›][A-Za-z]"
)
"""Signs in words as Windows-1252 shows them in texts of other encodings, and no language does."""
_ENCODING_HINT = "Save the list as CSV UTF-8 or as XLSX."


@dataclass(frozen=True, slots=True)
class CsvForm:
    """How a CSV file is written."""

    encoding: str = "utf-8-sig"
    delimiter: str = ","


def find_form(path: Path) -> tuple[CsvForm, tuple[Problem, ...]]:
    """Return how a file is written, and a warning where its encoding is guessed.

    Raises:
        InputError: the file is no text.
    """
    encoding, warnings = _find_encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        lines = [file.readline(LARGEST_ROW)]
        lines += (file.readline(_LONGEST_HEADER) for _ in range(_MOST_LINES))
    return CsvForm(encoding, _find_delimiter(lines)), warnings


def read_csv(path: Path, given: Collection[str] = ()) -> tuple[Iterator[Row], tuple[Problem, ...]]:
    """Return the rows of a file as records, and a warning where its encoding is guessed.

    Raises:
        InputError: the file is no text, or its header is wrong; while reading, where it is no CSV.
    """
    form, warnings = find_form(path)
    rows = _iter_rows(path, form, given)
    next(rows)  # the header, whose mistakes are then raised here
    return (row for row in rows if row is not None), warnings


def _iter_rows(path: Path, form: CsvForm, given: Collection[str]) -> Iterator[Row | None]:
    """Yield None for the header, then each row that is not empty."""
    names: list[str] | None = None
    for line, cells in iter_cells(path, form):
        if names is None:
            if any(cell.strip() for cell in cells):
                names = read_header(cells, path.name, line, given)
                yield None
        elif (row := make_row(names, cells, path.name, line)) is not None:
            yield row
    if names is None:
        raise InputError(Problem("nothing in it", file=path.name, hint=HEADER_HINT))


def iter_cells(path: Path, form: CsvForm) -> Iterator[tuple[int, list[str]]]:
    """Yield the line where each row begins, and its cells.

    Raises:
        InputError: while reading, where the file is no CSV.
    """
    with path.open(encoding=form.encoding, newline="") as file:
        yield from _iter_cells(file, path.name, form.delimiter)


def iter_typed_cells(path: Path, form: CsvForm) -> Iterator[tuple[int, list[object]]]:
    """Yield the rows of a file that went through programs of other habits.

    A row that stands in its first cell as a whole is taken apart; breaks that databases write as
    ``_x000D_`` are breaks.

    Raises:
        InputError: while reading, where the file is no CSV.
    """
    width = 0
    for line, cells in iter_cells(path, form):
        if len(cells) == 1 and form.delimiter in cells[0]:
            parts = next(csv.reader([cells[0]], delimiter=form.delimiter))
            cells = parts if len(parts) == (width or len(parts)) else cells
        width = max(width, len(cells))
        yield line, [_BREAK.sub("\n", cell) for cell in cells]


def _iter_cells(file: IO[str], name: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the line where each row begins, and its cells."""
    # A cell too long is reported by its field; this limit only bounds what the reader keeps.
    csv.field_size_limit(LARGEST_CELL * 4)
    skipped = int(file.readline(LARGEST_ROW).strip().casefold().startswith("sep="))
    if not skipped:
        file.seek(0)
    lines = _Lines(file, name)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    count, end = 0, skipped
    while True:
        lines.begin_row(end + 1)
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message = f"not CSV: {error}"
            raise InputError(Problem(message, name, end + 1, hint=_QUOTE_HINT)) from error
        count += 1
        if count > MOST_ROWS:
            raise InputError(Problem("too many rows", name, end + 1, hint="Split the list."))
        yield end + 1, cells
        end = reader.line_num + skipped


class _Lines:
    """The lines of a file, which refuse to go on where a row has too many.

    A double quote that nobody closed makes one row of all that follows.
    """

    def __init__(self, file: IO[str], name: str) -> None:
        self.file, self.name = file, name
        self.row = self.taken = 0

    def begin_row(self, line: int) -> None:
        """Count the characters of a row that begins at a line."""
        self.row, self.taken = line, 0

    def __iter__(self) -> Iterator[str]:
        while text := self.file.readline(LARGEST_ROW):
            self.taken += len(text)
            if self.taken >= LARGEST_ROW:
                raise InputError(Problem("a row too large", self.name, self.row, hint=_QUOTE_HINT))
            yield text


def _find_delimiter(lines: Sequence[str]) -> str:
    """Return what separates the cells: the sign that makes most known headers of a line."""
    if match := re.match(r"(?i)\s*sep=([^\s\"]|\t| )", lines[0]):
        return match[1]

    def count_known(delimiter: str) -> int:
        return max(
            sum(squeeze(cell) in HEADERS for cell in line.split(delimiter)) for line in lines
        )

    return max(",;\t|", key=count_known)


def _find_encoding(path: Path) -> tuple[str, tuple[Problem, ...]]:
    """Return a file's encoding: by its byte order mark, UTF-8, or Windows-1252 with a warning.

    Raises:
        InputError: the file is no text.
    """
    with path.open("rb") as file:
        start = file.read(4)
        if start in (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE):
            _check_text(path, "utf-32", "not UTF-32 text")
            return "utf-32", ()
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            _check_text(path, "utf-16", "not UTF-16 text")
            return "utf-16", ()
        decoder = codecs.getincrementaldecoder("utf-8-sig")()
        chunk, line = start, 1
        while True:
            if b"\0" in chunk:
                raise InputError(Problem("not text", path.name, line, hint=_ENCODING_HINT))
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
    _check_words(path)
    return "cp1252", (warning,)


def _check_text(path: Path, encoding: str, message: str) -> None:
    """Check that a whole file is text in an encoding.

    Raises:
        InputError: it is not, in the words of ``message``.
    """
    try:
        with path.open(encoding=encoding) as text:
            while text.read(1 << 16):
                pass
    except UnicodeDecodeError as error:
        raise InputError(Problem(message, path.name, hint=_ENCODING_HINT)) from error


def _check_words(path: Path) -> None:
    """Check that a file looks like words when it is read as Windows-1252.

    Raises:
        InputError: it does not, so that another encoding has made it.
    """
    with path.open(encoding="cp1252") as text:
        for line in iter(lambda: text.readline(1 << 16), ""):
            if match := _NO_WORD.search(line):
                message = f"neither UTF-8 nor Windows-1252, which would have {quote(match[0])}"
                raise InputError(Problem(message, path.name, hint=_ENCODING_HINT))
