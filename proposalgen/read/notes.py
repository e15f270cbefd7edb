"""What was read of a list otherwise than it was written, told once by kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from proposalgen.errors import Problem, quote

_MOST_KINDS = 200
"""Kinds that are counted one by one; the others are told together."""


@dataclass(slots=True)
class _Kind:
    """How many rows have something, and the first of them."""

    count: int
    given: str
    read: str
    first: int
    alike: bool = True
    """Whether all rows had the same."""


@dataclass(slots=True)
class Notes:
    """Counts what is told of a list once it is read to its end."""

    kinds: dict[tuple[str, str], _Kind] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    """What is told of the list as a whole."""
    others: int = 0

    def say(self, message: str) -> None:
        """Keep what is told of the list as a whole."""
        self.said.append(message)

    def tell(self, what: str, given: str, read: str, line: int, kind: str = "") -> None:
        """Count one cell or row: what it is, what is written there, and what was read."""
        key = (what, kind or f"{given}\0{read}")
        known = self.kinds.get(key)
        if known is not None:
            known.count += 1
            known.alike = known.alike and (known.given, known.read) == (given, read)
        elif len(self.kinds) < _MOST_KINDS:
            self.kinds[key] = _Kind(1, given, read, line)
        else:
            self.others += 1

    def list_problems(self, file: str) -> Iterator[Problem]:
        """Yield a line for each kind, the first line of the list beside it."""
        for message in self.said:
            yield Problem(message, file)
        for (what, _), kind in self.kinds.items():
            such = "" if kind.alike else "such as "
            given = f"{such}{quote(kind.given)}" if kind.given else ""
            rows = f"{kind.count} row{'' if kind.count == 1 else 's'}"
            first = "in line" if kind.count == 1 else "first in line"
            said = " ".join(part for part in (what, given, kind.read) if part)
            yield Problem(f"{rows}: {said}, {first} {kind.first}", file)
        if self.others:
            yield Problem(f"{self.others} more cells were read in ways of their own", file)
