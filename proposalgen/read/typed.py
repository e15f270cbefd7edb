"""Lists as people keep them: what can be read in one way is read so, and told once by kind.

What can be read in two ways is a problem that names both; nothing else is guessed. What a row then
holds is checked like any record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from proposalgen.errors import Problem, quote
from proposalgen.read.cells import show
from proposalgen.read.header import Column, Header, list_others
from proposalgen.read.notes import Notes
from proposalgen.read.spelling import TOTALS, squeeze
from proposalgen.read.table import Row, is_blank, is_error_list, read_origin, restore
from proposalgen.read.typed_row import RowReading
from proposalgen.read.vocabulary import Vocabulary

EXAMPLE = "Example:"
"""How the name of the row begins that shows how a list is filled in."""
_TOTAL = re.compile(rf"(?:{'|'.join(TOTALS)})(?:s?\d+(?:records?|rows?|partners?))?")
_BELOW = re.compile(
    r"(?i)\s*(?:sources?:|notes?:|generated (?:by|on)\b|exported\b|copyright\b|©|confidential\b)"
)
"""How a line below a table begins that is no partner."""


@dataclass(slots=True)
class TypedList:
    """Reads the rows of one table."""

    file: str
    header: Header
    words: Vocabulary
    notes: Notes
    strict_width: bool
    """Whether a cell beside the headers is a mistake: in CSV, where a comma may have moved it."""
    restored: bool = False
    """Whether cells were made harmless by ``errors.csv``."""
    by_field: dict[str, list[Column]] = field(default_factory=dict)
    last_named: int = 0
    line_at: int = 0
    """The column of the lines that ``errors.csv`` gives."""

    def __post_init__(self) -> None:
        for column in self.header.columns:
            if column.field:
                self.by_field.setdefault(column.field, []).append(column)
            if column.header:
                self.last_named = column.at
        texts = {squeeze(text) for text in self.header.texts}
        self.restored = is_error_list(texts)
        if self.restored:
            self.line_at = list(map(squeeze, self.header.texts)).index("line")

    def tell_columns(self) -> None:
        """Tell what stands above the header, and which columns are left alone."""
        if count := self.header.skipped:
            rows = f"{count} row{'' if count == 1 else 's'} above the headers"
            self.notes.say(f"the headers stand in line {self.header.last}: {rows} skipped")
        if self.header.others:
            self.notes.say(f"columns left alone: {list_others(self.header.others)}")

    def read_rows(self, rows: Iterator[tuple[int, Sequence[object]]]) -> Iterator[Row]:
        """Yield each row that is a partner's."""
        for line, cells in rows:
            if all(map(is_blank, cells)):
                continue
            if reason := self._find_reason(cells):
                shown = next(show(cell) for cell in cells if not is_blank(cell))
                self.notes.tell("", shown, f"skipped: {reason}", line, reason)
                continue
            yield self._read_row(line, cells)

    def _find_reason(self, cells: Sequence[object]) -> str:
        """Return why a row is no partner's; empty for one that is."""
        filled = [cell for cell in cells if not is_blank(cell)]
        said = tuple(" ".join(cell.split()) if isinstance(cell, str) else "" for cell in cells)
        if any(said) and said == self.header.texts[: len(said)] and len(filled) > 1:
            return "the headers again"
        named = self._cell(cells, self.by_field["name"][0])
        if isinstance(named, str) and named.strip().startswith(EXAMPLE):
            return "the example"
        themes = [self._cell(cells, column) for column in self.by_field.get("themes", ())]
        if all(map(is_blank, themes)):
            labels = [
                cell for cell in filled if isinstance(cell, str) and _TOTAL.fullmatch(squeeze(cell))
            ]
            if labels and (is_blank(named) or named in labels):
                return "a total"
            if len(filled) == 1 and isinstance(filled[0], str) and _BELOW.match(filled[0]):
                return "a note below the table"
        return ""

    def _cell(self, cells: Sequence[object], column: Column) -> object:
        cell = cells[column.at] if column.at < len(cells) else None
        return restore(cell) if self.restored else cell

    def _read_row(self, line: int, cells: Sequence[object]) -> Row:
        """Return a row, its cells read."""
        reading = RowReading(
            self.file, line, self.words, self.notes, list(self._find_strays(line, cells))
        )
        given = {
            name: [(column, self._cell(cells, column)) for column in columns]
            for name, columns in self.by_field.items()
        }
        reading.read_all(given)
        origin = cells[self.line_at] if self.restored and self.line_at < len(cells) else None
        return Row(line, reading.fields, tuple(reading.problems), read_origin(origin))

    def _find_strays(self, line: int, cells: Sequence[object]) -> Iterator[Problem]:
        """Yield a problem for each cell that stands beside the headers."""
        for at in range(self.last_named + 1, len(cells)):
            if is_blank(cells[at]):
                continue
            if not self.strict_width:
                self.notes.tell("cells beside the headers", "", "left alone", line, "beside")
                return
            message = f"column {at + 1} has no header, and here {quote(show(cells[at]))}"
            hint = f"There are {self.last_named + 1} columns with headers. "
            hint += "Put a text with the separator in it in double quotes."
            yield Problem(message, self.file, line, hint=hint)
            return
