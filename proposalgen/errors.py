"""One family of errors; each knows its exit code, its places and its remedy.

ProposalError
├── InputError      3  a partner record, a list or an option is wrong
├── ContentError    3  the library has mistakes
├── TemplateError   3  a template has mistakes
├── BrandError      3  the brand has mistakes
├── FaultError      1  the program or a library failed, which says nothing of the file
├── LeakError       1  a file holds what is another partner's
├── StrictError     4  refused under ``--strict``
└── OutputError     6  a file could not be written
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """With what code a command ends; scripts rely on these numbers, which do not change."""

    DONE = 0
    FAULT = 1
    USAGE = 2
    INVALID = 3
    REFUSED = 4
    PARTLY = 5
    UNWRITABLE = 6
    DIFFERENT = 7
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: what is wrong, where, and the way out.

    ``str()`` gives one line a person can use: ``partners.csv, line 14, themes: no theme
    called 'climate'. Did you mean 'just-transition'?``
    """

    message: str
    file: str = ""
    line: int = 0
    """Counted from 1; 0 where the problem has no line."""
    record: str = ""
    field: str = ""
    hint: str = ""

    def __str__(self) -> str:
        line = f"line {self.line}" if self.line else ""
        where = ", ".join(part for part in (self.file, line, self.record, self.field) if part)
        text = f"{where}: {self.message}" if where else self.message
        if not self.hint:
            return text
        # The hint is a sentence, so the message before it becomes one, too.
        return f"{text if text[-1:] in '.?!' else text + '.'} {self.hint}"


class ProposalError(Exception):
    """What a user can mend, as one or more problems."""

    exit_code: ClassVar[ExitCode] = ExitCode.INVALID

    def __init__(self, problems: Problem | str | Iterable[Problem]) -> None:
        if isinstance(problems, str):
            problems = Problem(problems)
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class InputError(ProposalError):
    """A partner record, a list or an option is wrong."""


class ContentError(ProposalError):
    """The library in ``content/`` has mistakes."""


class TemplateError(ProposalError):
    """A template has mistakes."""


class BrandError(ProposalError):
    """The brand in ``templates/brand/`` has mistakes."""


class StrictError(ProposalError):
    """Refused under ``--strict``."""

    exit_code = ExitCode.REFUSED


class FaultError(ProposalError):
    """The program or one of its libraries failed on a file, which says nothing of the file."""

    exit_code = ExitCode.FAULT


class LeakError(ProposalError):
    """A file holds what is another partner's: a fault in the program, and nothing was written."""

    exit_code = ExitCode.FAULT


class OutputError(ProposalError):
    """A file could not be written."""

    exit_code = ExitCode.UNWRITABLE


def quote(value: object, limit: int = 60) -> str:
    """Return a value for a message: in single quotes, escaped to one line, cut at ``limit``."""
    try:
        text = str(value) if isinstance(value, str | Decimal) else repr(value)
    except (ValueError, RecursionError):  # of a number too long, a list too deep
        text = f"a large {type(value).__name__}"
    # Cut before it is escaped, too: the value may be of megabytes.
    shown = escape_hidden(text[: limit + 1])
    if len(shown) > limit:
        shown = shown[: limit - 1] + "…"
    return f"'{shown}'"


def escape_hidden(text: str) -> str:
    """Return text with what cannot be seen, but for spaces, as Python writes its code."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


MOST_CHOICES = 12
"""How many choices a hint lists where there may be any number of them."""


def suggest(value: str, choices: Iterable[str], most: int | None = None) -> str:
    """Return the way out for a value that is not among ``choices``: the nearest, then all.

    All are left out where there are more than ``most``; the hint is empty where none is near.
    """
    known = list(choices)
    # Ids are in small letters, so a value in capitals is as near; below a half, guesses mislead.
    near = difflib.get_close_matches(value.casefold(), known, n=1, cutoff=0.5)
    hints = [f"Did you mean {quote(near[0])}?"] if near else []
    if most is None or len(known) <= most:
        hints.append(f"There are: {', '.join(known) or 'none'}.")
    return " ".join(hints)
