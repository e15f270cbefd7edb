"""The header row of a list that people keep: where it stands, and what each column is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice

from proposalgen.errors import InputError, Problem, quote
from proposalgen.model.partner import ALL, FIELDS
from proposalgen.read.money import SCALES, find_currency
from proposalgen.read.spelling import HEADERS, find_near_field, squeeze
from proposalgen.read.table import (
    HEADER_HINT,
    MOST_COLUMNS,
    NEEDED,
    is_blank,
    is_error_list,
    list_error_columns,
)
from proposalgen.read.unclear import UnclearError
from proposalgen.read.vocabulary import Vocabulary

Line = tuple[int, Sequence[object]]
"""A row of a file: its line, and its cells."""

_MOST_LINES = 100
"""Rows that are looked at for a header."""
_NUMBERED = re.compile(r"(?:themes?|thematicarea|thematicfocus|focusarea|topic)(?:no)?([1-9]\d?)")
_RANKED = {"primary": 1, "main": 1, "lead": 1, "first": 1, "secondary": 2, "second": 2, "third": 3}
_ORDER = re.compile(rf"({'|'.join(_RANKED)})(?:theme|thematicarea|topic)s?")
_WORDS = re.compile(r"[()\[\]\s,;:/]+")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column of a list is."""

    at: int
    header: str
    """As it is written."""
    field: str = ""
    """The record's field that it gives; empty for a column that is left alone."""
    order: int = 0
    """Of a column that gives one theme of several: 1 for the first."""
    theme: str = ""
    """The theme that a tick in the column chooses."""
    currency: str = ""
    """The currency of a column of amounts."""
    scale: Decimal = Decimal(1)
    """What a column of amounts multiplies its numbers by."""


@dataclass(frozen=True, slots=True)
class Header:
    """The header row of a table."""

    columns: tuple[Column, ...]
    last: int
    """The line of the header's last row."""
    skipped: int = 0
    """Rows above it that are not empty."""
    texts: tuple[str, ...] = field(default=())

    @property
    def fields(self) -> set[str]:
        """The fields that the columns give."""
        return {column.field for column in self.columns if column.field}

    @property
    def others(self) -> tuple[Column, ...]:
        """The columns that are left alone."""
        return tuple(column for column in self.columns if not column.field and column.header)

    @property
    def is_whole(self) -> bool:
        """Whether the columns give what every record needs."""
        return set(NEEDED) <= self.fields

    @property
    def is_clear(self) -> bool:
        """Whether no field has more than one column."""
        return not any(_find_doubles(self, ""))


def find_header(rows: Iterator[Line], words: Vocabulary) -> tuple[Header, list[Line]]:
    """Return the header, and the rows after it that were read to find it.

    Where no row names what a record needs, it is the row that names most.
    """
    best, best_at = Header((), 0), 0
    seen: list[Line] = []
    filled = (row for row in rows if not all(map(is_blank, row[1])))
    for line in islice(filled, _MOST_LINES):
        seen.append(line)
        header = _read_row(line, words, len(seen) - 1)
        if len(seen) > 1 and not (header.is_whole and header.is_clear):
            joined = _join_rows(seen[-2], line, words, len(seen) - 2)
            if joined.is_clear and _is_second_row(seen[-2], line, joined):
                header = joined
        if not best.columns or header.is_whole or len(header.fields) > len(best.fields):
            best, best_at = header, len(seen)
        if header.is_whole:
            break
    after = seen[best_at:]
    if best.is_whole and (below := next(filled, None)):
        joined = _join_rows(seen[best_at - 1], below, words, best.skipped)
        if joined.is_clear and _is_second_row(seen[best_at - 1], below, joined):
            return joined, after
        after.append(below)
    return best, after


def check_header(header: Header, file: str, given: Collection[str] = ()) -> None:
    """Check that a header names what a record needs, each field once.

    Raises:
        InputError: every header that is missing, there twice, or nearly a field's.
    """
    problems = [
        *_find_doubles(header, file),
        *_find_misspelt(header, file),
    ]
    problems += (
        Problem(f"no column {quote(name)}", file, header.last, hint=HEADER_HINT)
        for name in NEEDED
        if name not in (*header.fields, *given)
    )
    if len(header.columns) > MOST_COLUMNS:
        hint = f"There are {len(FIELDS)} fields. Take the other columns out."
        message = f"{len(header.columns)} columns"
        problems = [Problem(message, file, header.last, hint=hint)]
    if problems:
        raise InputError(problems)


def _find_doubles(header: Header, file: str) -> Iterator[Problem]:
    """Yield a problem for each field that more than one column gives."""
    for name in FIELDS:
        columns = [column for column in header.columns if column.field == name]
        single = [column for column in columns if not (column.order or column.theme)]
        ways = len({(bool(one.order), bool(one.theme)) for one in columns})
        if len(single) > 1 or ways > 1:
            named = " and ".join(quote(column.header) for column in columns[:3])
            hint = f"Keep one, or call the other something that is no {name}."
            yield Problem(f"{named} both give {name!r}", file, header.last, hint=hint)


def _find_misspelt(header: Header, file: str) -> Iterator[Problem]:
    """Yield a problem for each header that is nearly that of a field which no column gives."""
    for column in header.others:
        near = next((one for one in find_near_field(column.header) if one not in header.fields), "")
        if near:
            hint = f"Did you mean {quote(near)}? If not, give it a name of its own."
            message = f"no field called {quote(column.header)}"
            yield Problem(message, file, header.last, hint=hint)


def _read_row(line: Line, words: Vocabulary, skipped: int) -> Header:
    texts = tuple(_as_header(cell) for cell in line[1])
    keys = {squeeze(text) for text in texts}
    left_out = list_error_columns(keys) if is_error_list(keys) else ()
    columns = tuple(_read_column(at, text, words, left_out) for at, text in enumerate(texts))
    return Header(columns, line[0], skipped, texts)


def _join_rows(upper: Line, lower: Line, words: Vocabulary, skipped: int) -> Header:
    """Return what two rows say together, as "Contact" over "Name" and "E-mail" does."""
    above, columns, group = list(map(_as_header, upper[1])), [], ""
    below = list(map(_as_header, lower[1]))
    for at in range(max(len(above), len(below))):
        own = above[at] if at < len(above) else ""
        text = below[at] if at < len(below) else ""
        group = own or group
        choices = [f"{group} {text}", text] if text else [own]
        found = [_read_column(at, choice, words) for choice in choices]
        columns.append(next((one for one in found if one.field), found[0]))
    return Header(tuple(columns), lower[0], skipped, tuple(below))


def _is_second_row(upper: Line, lower: Line, joined: Header) -> bool:
    """Return whether two rows are one header: all that the lower says are headers.

    Some of them stand below nothing, as "E-mail" does below a "Contact" that spans two columns.
    """
    filled = [at for at, cell in enumerate(lower[1]) if squeeze(_as_header(cell))]
    above = {at for at, cell in enumerate(upper[1]) if not is_blank(cell)}
    named = [column for column in joined.columns if column.at in filled]
    spans = any(at not in above for at in filled)
    return joined.is_whole and spans and len(filled) > 1 and all(one.field for one in named)


def _as_header(cell: object) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else "" if cell is None else str(cell)


def _read_column(at: int, text: str, words: Vocabulary, left_out: Collection[str] = ()) -> Column:
    """Return what a column is by its header."""
    key = squeeze(text)
    if key in left_out:
        return Column(at, "")
    if (name := HEADERS.get(key, "")) in FIELDS:
        return Column(at, text, name)
    if match := _NUMBERED.fullmatch(key):
        return Column(at, text, "themes", order=int(match[1]))
    if match := _ORDER.fullmatch(key):
        return Column(at, text, "themes", order=_RANKED[match[1]])
    themes = words.find_themes(text)
    if len(themes) == 1 and themes[0] != ALL:
        return Column(at, text, "themes", theme=themes[0])
    return _read_amounts(at, text) or Column(at, text)


def _read_amounts(at: int, text: str) -> Column | None:
    """Return a column of amounts whose header names their currency or scale; None for another."""
    currency, scale, rest = "", Decimal(1), []
    for word in filter(None, _WORDS.split(text)):
        try:
            found = find_currency(word, "USD") if not word.islower() or len(word) < 3 else ""
        except UnclearError:
            return None
        if found and word != "$" and not currency:
            currency = found
        elif word.casefold() in SCALES and scale == 1:
            scale = SCALES[word.casefold()]
        elif word != "$" and word.casefold() not in ("in", "of"):
            rest.append(word)
    if HEADERS.get(squeeze(" ".join(rest))) != "amount":
        return None
    return Column(at, text, "amount", currency=currency, scale=scale)


def list_others(headers: Iterable[Column]) -> str:
    """Return the names of columns, in quotes; not more than a line has room for."""
    names = [quote(column.header, 30) for column in headers]
    return ", ".join(names[:12]) + (f" and {len(names) - 12} more" if len(names) > 12 else "")
