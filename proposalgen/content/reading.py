"""What has been read of a folder of content so far: files, records by id, mistakes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from proposalgen.errors import ContentError, Problem
from proposalgen.model.document import Inlines, Text
from proposalgen.model.fields import Mistake, Record
from proposalgen.model.records import Fact, Source
from proposalgen.model.text import UNFIT
from proposalgen.read.folder import is_litter
from proposalgen.read.place import FieldPath, Place
from proposalgen.read.yaml import YamlFile, read_yaml

R = TypeVar("R", bound=Record)
_Read = Callable[[Path, str, type[ContentError]], YamlFile]

_UNREAD: Inlines = (Text("?"),)
"""Stands for what a record with mistakes would print; no library is made of it."""


@dataclass(frozen=True, slots=True)
class Entry(Generic[R]):
    """A record and the place where it stands."""

    record: R
    place: Place

    def problem(self, field: FieldPath, message: str, hint: str = "") -> Problem:
        """Return a problem of a field of the record."""
        return self.place.problem(field, message, hint)


class Register(dict[str, Entry[R] | None]):
    """Records by id; ``None`` stands for a record that has mistakes."""

    whole: bool = True
    """False where a file could not be read: then an id that is not here may be right."""

    def find(self, record_id: str | None) -> R | None:
        """Return the record of an id, where it is known and has no mistakes."""
        entry = self.get(record_id or "")
        return entry.record if entry else None

    def entries(self) -> Iterator[Entry[R]]:
        """Yield the records that have no mistakes, with their places."""
        return filter(None, self.values())

    def records(self) -> dict[str, R]:
        """Return the records that have no mistakes, by id."""
        return {entry_id: entry.record for entry_id, entry in self.items() if entry}


class Printed(dict[str, Inlines]):
    """What each id prints in prose; while registers are not whole, any id prints something."""

    def __init__(self, *registers: Register[Any]) -> None:
        super().__init__((name, _UNREAD) for register in registers for name in register)
        self.whole = all(register.whole for register in registers)

    def __contains__(self, name: object) -> bool:
        return super().__contains__(name) or not self.whole

    def __missing__(self, name: str) -> Inlines:
        return _UNREAD


@dataclass(frozen=True, slots=True)
class Reference:
    """A name that must be another record's id, and where it stands."""

    kind: Literal["fact", "source", "theme"]
    name: str
    place: Place


class Reading:
    """One reading of a folder, file by file. Mistakes are collected, so that all are reported."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.language = "en"
        """The language of the facts: only prose in it can be held to their qualifiers."""
        self.sources: Register[Source] = Register()
        self.facts: Register[Fact] = Register()
        self.theme_ids: dict[str, None] = {}
        self.references: list[Reference] = []
        self.figures = Printed()
        """What ``[[id]]`` prints."""
        self.marks = Printed()
        """What ``[^id]`` prints."""

    def list_files(self, folder: str) -> list[str]:
        """Return what a folder holds, but for the litter of systems and editors."""
        # Sorted: the order of a folder is the file system's, and differs between machines.
        found = (path.name for path in self.folder.glob(f"{folder}/*"))
        return sorted(f"{folder}/{name}" for name in found if not is_litter(name))

    def open(self, name: str, read: _Read = read_yaml) -> YamlFile | None:
        """Return a file; None where it cannot be read as text, which becomes a problem."""
        try:
            file = read(self.folder / name, name, ContentError)
        except ContentError as error:
            self.problems += error.problems
            return None
        unfit = list(_find_unfit(file))
        self.problems += unfit
        return None if unfit else file

    def add_mistakes(self, mistakes: Iterable[Mistake], place: Place) -> None:
        """Add the mistakes of a text that stands at a place."""
        self.problems += (place.problem((), m.message, m.hint, m.line) for m in mistakes)


def _find_unfit(file: YamlFile) -> Iterator[Problem]:
    """Yield a problem for each field, and for the body, that holds a forbidden character."""
    for path, text in _walk_texts(file.data):
        if match := UNFIT.search(text):
            yield file.problem(path, f"the character U+{ord(match[0]):04X} is not text")
    if match := UNFIT.search(file.body):
        line = file.body.count("\n", 0, match.start()) + 1
        yield Problem(f"the character U+{ord(match[0]):04X} is not text", file.name, line)


def _walk_texts(value: object, path: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """Yield every text of a file's data, keys too, with its path."""
    match value:
        case str():
            yield path, value
        case dict():
            for key, item in value.items():
                yield path, str(key)
                yield from _walk_texts(item, (*path, str(key)))
        case list():
            for index, item in enumerate(value):
                yield from _walk_texts(item, (*path, index))
