"""JSON and JSON Lines: a list's records one by one, or the one record of a file.

Stricter than ``json.load``: a key written twice is a mistake. Numbers with a point are exact. The
constants that JSON does not have, such as NaN, are values that no field takes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import IO

from proposalgen.errors import InputError, Problem, quote
from proposalgen.read.place import FieldPath, Place
from proposalgen.read.table import LARGEST_ROW

Pairs = list[tuple[str, object]]
_SPACE = re.compile(r"[ \t\r\n]*")  # RFC 8259, 2


def read_json(path: Path) -> tuple[object, Place]:
    """Return the value of a file, and where it stands.

    Raises:
        InputError: the file is not UTF-8 or not JSON, or a key is written twice.
    """
    with _open(path) as file:
        text = file.read()

    def line_of(field: FieldPath) -> int:
        # A record is flat, and inside a string a quote is written \": the first key is the field.
        name = re.escape(json.dumps(field[0] if field else ""))
        found = re.search(rf"(?<!\\){name}\s*:", text)
        return text.count("\n", 0, found.start()) + 1 if found else 1

    place = Place(path.name, line_of)

    def take_pairs(pairs: Pairs) -> dict[str, object]:
        if (name := _find_repeat(pairs)) is not None:
            raise InputError(place.problem((name,), "written twice"))
        return dict(pairs)

    try:
        return _make_decoder(take_pairs).decode(text), place
    except json.JSONDecodeError as error:
        raise InputError(Problem(f"not JSON: {error.msg}", path.name, error.lineno)) from error
    except (ValueError, RecursionError) as error:
        raise InputError(Problem(f"not JSON: {error}", file=path.name)) from error


def iter_lines(path: Path) -> Iterator[tuple[int, object]]:
    """Yield the line and the value of each line of JSON Lines that is not empty.

    Raises:
        InputError: while reading, at a line that is too long or is not one value.
    """
    with _open(path) as file:
        line = 0
        while text := file.readline(LARGEST_ROW):
            line += 1
            if len(text) == LARGEST_ROW:
                raise InputError(Problem("a record too large", path.name, line))
            if text.strip():
                value, end = _decode(text.strip(), 0, path.name, line)
                if text.strip()[end:].strip():
                    raise InputError(Problem("more than one value on the line", path.name, line))
                yield line, value


def iter_array(path: Path) -> Iterator[tuple[int, object]]:
    """Yield the line and the value of each item of an array, read one by one.

    Raises:
        InputError: while reading, where the file is no JSON array or an item is too large.
    """
    with _open(path) as file:
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
            yield line, value
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


@contextmanager
def _open(path: Path) -> Iterator[IO[str]]:
    """Open a file as UTF-8, which JSON is (RFC 8259, 8.1).

    Raises:
        InputError: what the body read of it is not.
    """
    try:
        with path.open(encoding="utf-8-sig") as file:
            yield file
    except UnicodeDecodeError as error:
        raise InputError(Problem("not UTF-8 text", path.name, hint="Save it as UTF-8.")) from error


class _Window:
    """A text of which at least the next ``LARGEST_ROW`` characters are at hand.

    So ``raw_decode`` sees each record whole, and a file of any size takes little memory.
    """

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


def _decode(text: str, at: int, file: str, line: int) -> tuple[object, int]:
    """Return the value that begins at a place, and where it ends."""
    try:
        return _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        if error.pos - at > LARGEST_ROW:
            raise InputError(Problem("a record too large", file, line)) from error
        where = line + text.count("\n", at, error.pos)
        raise InputError(Problem(f"not JSON: {error.msg}", file, where)) from error
    except (ValueError, RecursionError) as error:
        raise InputError(Problem(f"not JSON: {error}", file, line)) from error


def _take_pairs(pairs: Pairs) -> dict[str, object]:
    if (name := _find_repeat(pairs)) is not None:
        raise ValueError(f"{quote(name)} is written twice")
    return dict(pairs)


def _find_repeat(pairs: Pairs) -> str | None:
    """Return the first name that is written twice."""
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen:
            return name
        seen.add(name)
    return None


class NoNumber(float):
    """NaN or an infinity, as JavaScript writes them; it shows itself as it was written."""

    def __repr__(self) -> str:
        return {"nan": "NaN", "inf": "Infinity"}.get(super().__repr__(), "-Infinity")


def _make_decoder(take_pairs: Callable[[Pairs], dict[str, object]]) -> json.JSONDecoder:
    return json.JSONDecoder(
        object_pairs_hook=take_pairs, parse_float=Decimal, parse_constant=NoNumber
    )


_DECODER = _make_decoder(_take_pairs)
