"""Where the packs of a batch go: tried before it begins, and locked while it runs."""

from __future__ import annotations

import errno
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from proposalgen.errors import OutputError, Problem
from proposalgen.packs.disk import REAL, Disk, persist
from proposalgen.packs.folder_store import FolderStore
from proposalgen.packs.store import Store
from proposalgen.packs.system_errors import explain_os_errors

Check = Callable[[], None]

LOCK = ".batch.lock"
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL})
"""What shares answer that keep no locks."""


@contextmanager
def claim_output(
    store: Store, reports: Iterable[str], warn: Callable[[Problem], None] = lambda _problem: None
) -> Iterator[Check]:
    """Take a store for one batch, and see that its reports can be written, before hours of work.

    What killed runs left in a folder is removed, and other batches are kept out of it. Elsewhere
    nothing can be locked: a small file is written to see that files can be.

    Args:
        store: Where the packs go.
        reports: The names of the files that are written in the end.
        warn: Gets to know, once, what a folder's file system cannot do.

    Yields:
        What raises OutputError where the store is no longer there.

    Raises:
        OutputError: another batch is writing there, or a file cannot be written.
    """
    if not isinstance(store, FolderStore):
        with store.open_new(LOCK):
            pass
        yield lambda: None
        return
    folder = store.path
    with lock_output(folder, warn):
        remove_temporary(folder)
        for path in (folder / name for name in reports if (folder / name).exists()):
            with explain_os_errors(path, held=True):
                persist(REAL, lambda path=path: REAL.probe(path))  # type: ignore[misc]
        yield lambda: check_output(folder)


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
