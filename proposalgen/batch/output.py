"""The output folder of a batch: locked while it runs, and cleaned of what killed runs left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from proposalgen.errors import OutputError, Problem
from proposalgen.packs.files import explain_os_errors

LOCK = ".batch.lock"


@contextmanager
def lock_output(output: Path) -> Iterator[None]:
    """Keep other batches out of a folder until this one ends, in whatever way.

    Raises:
        OutputError: another batch is writing there, or the folder cannot be made.
    """
    lock = filelock.FileLock(output / LOCK, timeout=0)
    with explain_os_errors(output):
        output.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire()
        except filelock.Timeout as error:
            hint = "Wait until it ends, or choose another folder with --output."
            message = "another batch is writing into this folder"
            raise OutputError(Problem(message, file=str(output), hint=hint)) from error
    try:
        yield
    finally:
        lock.release()


def remove_temporary(output: Path) -> None:
    """Remove the temporary files of a run that was killed: nobody else writes into the folder."""
    with explain_os_errors(output):
        for path in (*output.glob(".*.tmp"), *output.glob("*/.*.tmp")):
            path.unlink(missing_ok=True)


def check_output(output: Path) -> None:
    """Check that the folder is still the one that was locked.

    Raises:
        OutputError: it was removed, and the packs that were made before with it.
    """
    if not (output / LOCK).exists():
        message = "was removed while the batch was running"
        raise OutputError(Problem(message, file=str(output), hint="Run it again."))
