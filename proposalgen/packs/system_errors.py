"""Errors of the operating system, told as sentences that name the path and the way out."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from proposalgen.errors import OutputError, Problem
from proposalgen.packs.disk import is_held

HELD_HINT = (
    "Another program holds it: Word, Acrobat, Excel, a preview, OneDrive or a virus scanner. "
    "Close it there, or wait a moment; then run again."
)


@contextlib.contextmanager
def explain_os_errors(path: Path, *, held: bool = False) -> Iterator[None]:
    """Raise an error of the operating system as one that names the path and the way out.

    Args:
        path: What is written.
        held: Whether the folder was written to before, so that a refusal is of this file alone.

    Raises:
        OutputError: in place of any OSError, and where the system cannot spell the path.
    """
    try:
        yield
    except OSError as error:
        message = f"cannot be written: {error.strerror or type(error).__name__}"
        hint = _advise(error, path, held=held)
        raise OutputError(Problem(message, file=str(path), hint=hint)) from error
    except UnicodeEncodeError as error:
        message = f"cannot be written: the system's encoding, {error.encoding}, has no such name"
        hint = "Set the variable PYTHONUTF8=1, or a locale of UTF-8."
        raise OutputError(Problem(message, file=str(path), hint=hint)) from error


def _advise(error: OSError, path: Path, *, held: bool) -> str:
    """Return what a person can do about an error."""
    if is_held(error) and (held or path.is_file()):
        return HELD_HINT
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return "Choose a folder that you may write to with --output."
    if error.errno == errno.ENAMETOOLONG or _is_too_long(error, path):
        length = len(str(path.absolute()))
        return f"The path has {length} characters: choose an --output with a shorter path."
    if isinstance(error, FileNotFoundError):
        return "Was the folder removed while this ran? Run it again."
    if isinstance(error, FileExistsError | NotADirectoryError | IsADirectoryError):
        return "There is a file where a folder should be, or the reverse: choose another --output."
    return "Make room, or choose another folder with --output; then run again."


_LONG_PATH = 200
"""Characters from which a path may be too long for a system that says "not found" of it."""


def _is_too_long(error: OSError, path: Path) -> bool:
    """Return whether a file is "not found" in a folder that is there, as Windows says of a path."""
    return (
        isinstance(error, FileNotFoundError)
        and len(str(path.absolute())) >= _LONG_PATH
        and path.parent.is_dir()
    )
