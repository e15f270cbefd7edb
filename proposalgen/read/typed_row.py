"""One row of a list that people keep: its cells become the fields of a record."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from operator import itemgetter

from proposalgen.errors import Problem, quote
from proposalgen.model.text import normalise
from proposalgen.read import cells as read
from proposalgen.read.cells import Rounded, Unread, show
from proposalgen.read.header import Column
from proposalgen.read.money import read_money, round_money
from proposalgen.read.notes import Notes
from proposalgen.read.spelling import RANKS, is_placeholder, squeeze
from proposalgen.read.table import is_blank
from proposalgen.read.unclear import UnclearError
from proposalgen.read.vocabulary import Vocabulary

ReadCell = Callable[[str, object], object]
"""From a field's name and a cell to what the record has."""
Given = dict[str, list[tuple[Column, object]]]
"""The cells of a row, by field."""


@dataclass(slots=True)
class RowReading:
    """Reads the cells of one row."""

    file: str
    line: int
    words: Vocabulary
    notes: Notes
    problems: list[Problem]
    fields: dict[str, object] = field(default_factory=dict)

    def read_all(self, given: Given) -> None:
        """Read every cell of the row into ``fields`` and ``problems``."""
        readers: dict[str, ReadCell] = {
            "type": lambda name, cell: self._read_word(name, cell, read.read_type),
            "language": lambda name, cell: self._read_word(
                name, cell, lambda text: read.read_language(text, self.words.languages)
            ),
            "currency": lambda name, cell: self._read_word(name, cell, read.read_currency),
            "date": self._read_date,
            "next_date": self._read_date,
            "sender": lambda name, cell: self._read_word(
                name, cell, lambda text: read.read_sender(text, self.words.senders)
            ),
        }
        for name, cells in given.items():
            if name not in ("themes", "amount"):
                self._read_field(name, cells[0][1], readers.get(name, self._read_text))
        if "themes" in given:
            self._read_themes(given["themes"])
        if "amount" in given:
            self._read_amount(*given["amount"][0])
        self._split_address()

    def _read_field(self, name: str, cell: object, read_cell: ReadCell) -> None:
        """Read one cell; what is unclear becomes a problem."""
        self.fields[name] = show(cell) if isinstance(cell, Rounded | Unread | date) else cell
        if isinstance(cell, Unread) and cell.shown != "#N/A":
            self._complain(name, cell.message, cell.hint)
            return
        if self._is_empty(name, cell) or self._is_rank(name, cell):
            self.fields[name] = None
            return
        try:
            self.fields[name] = read_cell(name, cell)
        except UnclearError as error:
            self.fields[name] = show(cell)
            self._complain(name, error.message, error.hint)

    def _complain(self, name: str, message: str, hint: str) -> None:
        self.problems.append(Problem(message, self.file, self.line, field=name, hint=hint))

    def _tell(self, name: str, given: str, value: str, kind: str = "") -> None:
        self.notes.tell(name, given, f"read as {value}", self.line, kind)

    def _is_empty(self, name: str, cell: object) -> bool:
        """Return whether a cell says nothing; one that says so in words is told."""
        if is_blank(cell):
            return True
        cell = cell.shown if isinstance(cell, Unread) else cell
        if not isinstance(cell, str) or not is_placeholder(cell):
            return False
        if name == "name":
            self._complain(name, f"no name: {quote(cell)}", "Give the partner's name.")
            return False
        if name == "country" and squeeze(cell) == "na" and "/" not in cell:
            message = f"{quote(cell)} can be Namibia or 'not available'"
            self._complain(name, message, "Write Namibia, or leave the cell empty.")
            return False
        self.notes.tell(name, cell.strip(), "read as empty", self.line)
        return True

    def _is_rank(self, name: str, cell: object) -> bool:
        """Return whether a cell ranks the partner, where a list may quote its stated aim."""
        if name != "priority" or isinstance(cell, date) or squeeze(show(cell)) not in RANKS:
            return False
        self.notes.tell(name, show(cell), "left alone: a rank, not an aim", self.line, "rank")
        return True

    def _read_text(self, name: str, cell: object) -> object:
        text = read.read_text(cell, "a name" if name == "name" else "text")
        if not isinstance(cell, str):
            self._tell(name, text, "text: it is a number", "number")
        return text

    def _read_word(self, name: str, cell: object, find: Callable[[str], str]) -> object:
        text = read.read_text(cell, f"a {name}").strip()
        found = find(text)
        if found != text:
            self._tell(name, text, found)
        return found

    def _read_date(self, name: str, cell: object) -> object:
        day = read.read_date(cell)
        if not isinstance(cell, date) and show(cell).strip() != str(day):
            self._tell(name, show(cell).strip(), str(day), "words")
        return day

    def _read_themes(self, cells: list[tuple[Column, object]]) -> None:
        """Read the themes of one cell, of numbered columns, or of columns with ticks."""
        chosen: list[str] = []
        kept: list[str] = []
        ticked: list[tuple[int, str]] = []
        for column, cell in sorted(cells, key=lambda one: one[0].order):
            if isinstance(cell, Unread) and cell.shown != "#N/A":
                self._complain("themes", cell.message, cell.hint)
                continue
            if self._is_empty("themes", cell):
                continue
            try:
                if column.theme:
                    ticked += [(rank, column.theme)] if (rank := read.read_tick(cell)) else []
                    continue
                text = read.read_text(cell, "a theme")
                kept.append(text)
                found = read.read_themes(text, self.words)
            except UnclearError as error:
                where = f", in {quote(column.header)}" if column.theme else ""
                self._complain("themes", f"{error.message}{where}", error.hint)
                continue
            chosen += found
            if [part.strip() for part in text.split(";")] != found:
                self._tell("themes", text.strip(), "; ".join(found))
        chosen += (theme for _, theme in sorted(ticked, key=itemgetter(0)))
        typed = [one.strip() for text in kept for one in text.split(";")]
        self.fields["themes"] = typed if self._has_problem("themes") and typed else chosen

    def _read_amount(self, column: Column, cell: object) -> None:
        """Read the sum, and its currency from the same cell, the header or its own column."""
        said = self.fields.get("currency")
        known = said if isinstance(said, str) and said else column.currency
        if column.currency and known != column.currency:
            message = f"{quote(known)} in a column of {column.currency}"
            self._complain("currency", message, "Give one of them.")
        if self._is_empty("amount", cell):
            self.fields["amount"] = None
            if said and not self._has_problem("currency"):
                self.notes.tell("currency", str(said), "left out: no amount", self.line)
                self.fields["currency"] = None
            return
        if column.currency:
            self.fields["currency"] = known
        self._read_field("amount", cell, lambda _, cell: self._read_sum(cell, known, column.scale))

    def _has_problem(self, name: str) -> bool:
        return any(problem.field == name for problem in self.problems)

    def _read_sum(self, cell: object, currency: str, scale: Decimal) -> object:
        """Return the sum of a cell.

        Raises:
            UnclearError: it can be read in two ways, or in none.
        """
        match cell:
            case bool() | date():
                raise UnclearError(f"not a number: {quote(show(cell))}", "Write digits only.")
            case Rounded():
                value = cell.shown * scale
                self._tell("amount", f"{cell.kept:f}", f"{value:f}, as it is shown", "shown")
            case int() | Decimal():
                value = Decimal(cell) * scale
                if (shown := round_money(value, currency)) != value:
                    self._tell("amount", f"{value:f}", f"{shown:f}", "rounded")
                if value >= 10**12 and scale != 1:
                    message = f"{value / scale:f} can be {value / scale:f} or {value:f}"
                    raise UnclearError(message, "Take the scale out of the header.")
            case _:
                text = str(cell)
                if re.fullmatch(r"\s*[-−]\s*[\d.]+\s*", text):
                    return text  # the record's own mistake, told with its others
                money = read_money(text, currency, scale)
                value = money.amount
                if money.currency:
                    self.fields["currency"] = money.currency
                if not re.fullmatch(r"\s*\d+(\.\d+)?\s*", text) or scale != 1:
                    self._tell("amount", text.strip(), f"{round_money(value, currency):f}", "typed")
        return round_money(value, str(self.fields.get("currency") or currency))

    def _split_address(self) -> None:
        """Take a contact's name and address apart where one cell gives both."""
        for name in ("contact_email", "contact_name"):
            text = self.fields.get(name)
            if not isinstance(text, str) or "@" not in text or self._has_problem(name):
                continue
            person, address = read.read_address(text)
            other = self.fields.get("contact_email")
            if not address or self._has_problem("contact_email"):
                continue
            if name == "contact_name" and other and other != address:
                message = f"{quote(text)} is not {quote(other)}"
                self._complain("contact_email", message, "Give one address.")
                continue
            self.fields["contact_email"] = address
            if name == "contact_name":
                self.fields["contact_name"] = person or None
            elif person:
                self._join_names(person, text)
            if address != text.strip():
                both = f"{person} and {address}" if person else address
                self._tell(name, text.strip(), both, "both")

    def _join_names(self, person: str, text: str) -> None:
        """Take the name that stands before an address, where the list gives no other."""
        other = self.fields.get("contact_name")
        if not isinstance(other, str) or not other.strip():
            self.fields["contact_name"] = person
        elif not set(map(squeeze, person.split())) & set(map(squeeze, normalise(other).split())):
            message = f"{quote(text)} is not {quote(other)}"
            self._complain("contact_email", message, "Give one person's name and address.")
