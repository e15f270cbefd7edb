"""Check the rows of a list before anything is made: every mistake of every row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from proposalgen.batch.model import Outcome
from proposalgen.errors import InputError, Problem, quote
from proposalgen.model.partner import Partner, is_empty
from proposalgen.model.text import normalise
from proposalgen.packs.names import slug
from proposalgen.read.partners import check_record
from proposalgen.read.place import Place
from proposalgen.read.table import Row


class CheckedRow(NamedTuple):
    """A row, and its partner or what is wrong with it."""

    record: int
    """Counted from 1, empty rows left out."""
    row: Row
    partner: Partner | None
    """None where the row has problems."""
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class Checker:
    """Checks the rows of a list, each by itself and against those before it."""

    file: str
    """The name of the list, for messages."""
    themes: tuple[str, ...]
    languages: tuple[str, ...]
    today: date
    folder: Path
    """Where the relative paths of logos start."""
    senders: tuple[str, ...] = ()
    defaults: Mapping[str, object] = field(default_factory=dict)
    """What rows have that leave these fields empty."""
    lines: dict[str, int] = field(default_factory=dict)
    """The line of each partner so far, by its name without case."""
    folders: dict[str, int] = field(default_factory=dict)
    """The line of the partner whose pack has each folder."""
    kept: dict[str, int] = field(default_factory=dict)
    """The same of the packs of an earlier run, of which this list is the rest."""
    kept_folders: dict[str, int] = field(default_factory=dict)

    def check(self, row: Row) -> tuple[Partner | None, tuple[Problem, ...]]:
        """Return the partner of a row, or all that is wrong with it."""
        problems = list(row.problems)
        # What the reader of the list has told of a field, its value would only repeat.
        told = {problem.field for problem in problems if problem.field}
        fields = {name: value for name, value in row.fields.items() if not is_empty(value)}
        partner = None
        try:
            partner = check_record(
                {
                    name: value
                    for name, value in {**self.defaults, **fields}.items()
                    if name not in told
                },
                themes=self.themes,
                languages=self.languages,
                senders=self.senders,
                today=self.today,
                place=Place(self.file, lambda _: row.line),
                folder=self.folder,
            )
        except InputError as error:
            problems += (one for one in error.problems if one.field not in told)
        problems += self._find_duplicate(row, partner)
        return (None if problems else partner), tuple(problems)

    def hold(self, earlier: Outcome) -> None:
        """Refuse the partner of a pack that an earlier run of the list made."""
        self.kept[_fold(earlier.name)] = self.kept_folders[earlier.folder] = earlier.line

    def _find_duplicate(self, row: Row, partner: Partner | None) -> Iterator[Problem]:
        """Yield a problem where an earlier row has the partner, or one with the same folder."""
        # By the name as it was typed: a row with other mistakes still holds its place.
        name = row.fields.get("name")
        key = _fold(name) if isinstance(name, str) else ""
        folder = slug(partner.name) if partner else ""
        if key and (first := self.lines.setdefault(key, row.line)) != row.line:
            message = f"{quote(name)} is there already, in line {first}"
            hint = "Name each partner once."
        elif key in self.kept:
            message = (
                f"{quote(name)} has a pack already, of line {self.kept[key]} of the first list"
            )
            hint = "Name each partner once."
        elif folder and (first := self.folders.setdefault(folder, row.line)) != row.line:
            message = f"{quote(name)} would share a folder with the partner in line {first}"
            hint = "Change one name a little."
        elif folder in self.kept_folders:
            message = f"{quote(name)} would share a folder with a partner of the first list"
            hint = "Change one name a little."
        else:
            return
        yield Problem(message, self.file, row.line, field="name", hint=hint)


def _fold(name: str) -> str:
    """Return what names that belong to one partner have in common."""
    return normalise(normalise(name).casefold())


def check_list(rows: Iterable[Row], checker: Checker) -> Iterator[CheckedRow]:
    """Yield each row with its number, and its partner or what is wrong with it."""
    for number, row in enumerate(rows, 1):
        yield CheckedRow(number, row, *checker.check(row))
