"""The one port to the file system: what writing needs of it, and what the real one can do.

Not every file system can all of it. A share may know no locks, no ``fsync`` of a folder, no rename
onto a file that is there; a program may hold a file. Who writes is told what was not done, or gets
the system's error; what it means to a person is said in ``packs.files``.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol, TypeVar

R = TypeVar("R")

_PATIENCE = 20
"""How often a step is tried again that another program holds up."""
_PAUSE = 0.1
"""Seconds before the next try: two in all, as long as scanners and OneDrive hold a new file."""
_HELD = frozenset({errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY})
_MAPPED_ON_WINDOWS = 1224
"""ERROR_USER_MAPPED_FILE: a program reads the file as memory; Python names no errno for it."""
_CANNOT = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.ENOTTY})
"""What file systems answer to a call that they do not know."""
_CANNOT_OPEN_FOLDER = _CANNOT | {errno.EACCES, errno.EPERM, errno.EISDIR, errno.EBADF}


class Disk(Protocol):
    """A file system. Each method raises OSError where it fails."""

    def make_folder(self, path: Path) -> None:
        """Make a folder, and those above it, where they are not there."""

    def open_new(self, path: Path) -> IO[bytes]:
        """Open a file to be written anew."""

    def flush(self, file: IO[bytes]) -> bool:
        """Put a file's bytes on the disk; return whether the file system promises it."""

    def flush_folder(self, path: Path) -> bool:
        """Put a folder's names on the disk; return whether the file system promises it."""

    def probe(self, path: Path) -> None:
        """Raise what would be raised if a file that is there were replaced, renamed or removed."""

    def replace(self, path: Path, target: Path) -> None:
        """Give a file another name in its folder, in place of a file that has the name."""

    def remove(self, path: Path) -> None:
        """Remove a file."""

    def wait(self, seconds: float) -> None:
        """Do nothing for some time."""


@dataclass(frozen=True)
class RealDisk:
    """The file system of this machine, as ``Disk`` describes it."""

    def make_folder(self, path: Path) -> None:
        """Make a folder, and those above it, where they are not there."""
        path.mkdir(parents=True, exist_ok=True)

    def open_new(self, path: Path) -> IO[bytes]:
        """Open a file to be written anew."""
        return path.open("wb")

    def flush(self, file: IO[bytes]) -> bool:
        """Put a file's bytes on the disk, so that its new name cannot come first."""
        file.flush()
        return _do_if_known(lambda: os.fsync(file.fileno()), _CANNOT)

    def flush_folder(self, path: Path) -> bool:
        """Make new names last through a loss of power, where the system can open folders."""
        if os.name == "nt":  # NTFS keeps names in its journal
            return True

        def flush() -> None:
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

        return _do_if_known(flush, _CANNOT_OPEN_FOLDER)

    def probe(self, path: Path) -> None:
        """Raise what would be raised if a file that is there were replaced, renamed or removed.

        To rename a file to its own name changes nothing, but on Windows asks for the same right.
        """
        path.rename(path)

    def replace(self, path: Path, target: Path) -> None:
        """Give a file another name in its folder, in place of a file that has the name."""
        try:
            path.replace(target)
        except OSError as error:
            # Some network and cloud drives rename onto nothing that is there.
            if error.errno not in {errno.EEXIST, *_CANNOT} or not target.is_file():
                raise
            target.unlink()
            path.rename(target)

    def remove(self, path: Path) -> None:
        """Remove a file."""
        path.unlink()

    def wait(self, seconds: float) -> None:
        """Do nothing for some time."""
        time.sleep(seconds)


REAL = RealDisk()


def persist(disk: Disk, step: Callable[[], R]) -> R:
    """Return what a step returns, tried again for two seconds while another program holds a file.

    Raises:
        OSError: it is held for longer, or something else is the matter.
    """
    for _ in range(_PATIENCE):
        try:
            return step()
        except OSError as error:
            if not is_held(error):
                raise
            disk.wait(_PAUSE)
    return step()


def is_held(error: OSError) -> bool:
    """Return whether an error is what a system answers while another program holds a file."""
    return error.errno in _HELD or getattr(error, "winerror", None) == _MAPPED_ON_WINDOWS


def _do_if_known(step: Callable[[], None], unknown: frozenset[int]) -> bool:
    """Return whether a step was done; not where the file system does not know the call."""
    try:
        step()
    except OSError as error:
        if error.errno not in unknown:
            raise
        return False
    return True
