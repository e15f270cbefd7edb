"""The output folder of a batch: locked while it runs, and cleaned of what killed runs left."""

from __future__ import annotations

import errno
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from proposalgen.errors import OutputError, Problem
from proposalgen.packs.disk import REAL, Disk
from proposalgen.packs.system_errors import explain_os_errors

LOCK = ".batch.lock"
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL})
"""What shares answer that keep no locks."""


@contextmanager
def lock_output(
    output: Path, warn: Callable[[Problem], None] = lambda _problem: None, disk: Disk = REAL
) -> Iterator[None]:
    """Keep other batches out of a folder until this one ends, in whatever way.

    Args:
        output: The folder; it is made if need be.
        warn: Gets to know, once, what the folder's file system cannot do.
        disk: The file system.

    Raises:
        OutputError: another batch is writing there, or the folder cannot be made.
    """
    lock = filelock.FileLock(output / LOCK, timeout=0)
    with explain_os_errors(output):
        disk.make_folder(output)
        try:
            with warnings.catch_warnings():  # where there are no locks it uses another kind
                warnings.simplefilter("ignore", UserWarning)
                lock.acquire()
        except filelock.Timeout as error:
            hint = "Wait until it ends, or choose another folder with --output."
            message = "another batch is writing into this folder"
            raise OutputError(Problem(message, file=str(output), hint=hint)) from error
        except (OSError, NotImplementedError) as error:
            if isinstance(error, OSError) and error.errno not in _NO_LOCKS:
                raise
            (output / LOCK).touch()
            hint = "See to it that one batch at a time writes there."
            warn(Problem("this file system keeps no locks", file=str(output), hint=hint))
    try:
        with explain_os_errors(output):
            kept = disk.flush_folder(output)
        if not kept:
            message = "this file system does not say when names are on the disk"
            hint = "After a loss of power run the list again."
            warn(Problem(message, file=str(output), hint=hint))
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
