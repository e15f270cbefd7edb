"""Files from outside: what is reported of one that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from proposalgen.errors import InputError, Problem, quote


@contextmanager
def report_unreadable(path: Path, largest: int, hint: str) -> Iterator[None]:
    """Check a file before the body reads it, and report where the body cannot.

    Args:
        path: the file.
        largest: how many bytes it may have.
        hint: the way out of a file that is too large.

    Raises:
        InputError: the file is missing, is not regular, is too large, or cannot be read.
    """
    try:
        if not path.is_file():
            raise InputError(Problem(f"no file {quote(str(path), 200)}"))
        if path.stat().st_size > largest:
            raise InputError(Problem("too large", file=path.name, hint=hint))
        yield
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise InputError(Problem(message, file=path.name)) from error
