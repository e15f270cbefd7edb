"""Lists as people keep them, read with the library's words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from proposalgen.batch.check import Checker, check_list
from proposalgen.model.partner import Partner
from proposalgen.read.kept import Forgiving
from proposalgen.read.lists import read_list
from proposalgen.read.vocabulary import Vocabulary, list_words
from tests.read.workbooks import make_sheet
from tests.support.real import library

TODAY = date(2026, 11, 26)


@dataclass(frozen=True)
class ReadAsKept:
    """What a list gives."""

    partners: list[Partner]
    problems: list[str]
    notes: list[str]
    """Warnings of the file, and how its cells were read."""


Keep = Callable[..., ReadAsKept]
"""Reads a CSV text, bytes of a workbook, or rows of one."""


def words() -> Vocabulary:
    """Return the words of the real library."""
    return list_words(library())


@pytest.fixture
def keep(tmp_path: Path) -> Keep:
    """Read a list of this content, as people keep lists."""

    def keep(
        content: str | bytes | Sequence[Sequence[object]], name: str = "", sheet: str = ""
    ) -> ReadAsKept:
        kind = "list.csv" if isinstance(content, str) else "list.xlsx"
        path = tmp_path / (name or kind)
        match content:
            case str():
                path.write_bytes(content.encode())
            case bytes():
                path.write_bytes(content)
            case _:
                path.write_bytes(make_sheet(*content))
        forgiving = Forgiving(words())
        rows, warnings = read_list(path, forgiving=forgiving, sheet=sheet)
        editions = tuple(library().themes)
        checker = Checker(path.name, library().theme_ids, editions, TODAY, tmp_path)
        checked = list(check_list(rows, checker))
        notes = [*warnings, *forgiving.notes.list_problems(path.name)]
        return ReadAsKept(
            [one.partner for one in checked if one.partner],
            [str(problem) for one in checked for problem in one.problems],
            [str(note).removeprefix(f"{path.name}: ") for note in notes],
        )

    return keep
