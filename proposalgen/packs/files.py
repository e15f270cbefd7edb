"""Put files in place, whole or not at all; turn errors of the system into sentences."""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import IO

from proposalgen.errors import OutputError, Problem

_ABANDONED = 3600
"""Seconds after which a temporary file is taken for one that a killed run left."""


@contextlib.contextmanager
def open_atomic(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that appears at its path, whole, when all has been written to it.

    Raises:
        OutputError: the file could not be written; what was at the path is as it was.
    """
    temporary = _name_temporary(path)
    with explain_os_errors(path):
        try:
            with temporary.open("wb") as file:
                yield file
                _flush_to_disk(file)
            temporary.replace(path)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def put_files(
    folder: Path,
    contents: Mapping[str, bytes],
    *,
    remove: Iterable[Path] = (),
    rename: Mapping[Path, Path] = MappingProxyType({}),
) -> None:
    """Put files into a folder, in order, each whole or not at all.

    The last file is the manifest, which vouches for the others. All files are first written beside
    their places, so that a full disk leaves the folder as it was. The earlier manifest then moves
    to ``.NAME.before``, the files of ``remove`` go, those of ``rename`` move to their new names,
    and the new files take their places. The manifest comes last, so at no moment does one vouch
    for what is not there.

    Args:
        folder: Where the files go; it is made if need be.
        contents: The bytes of each file by its name, the manifest last.
        remove: Files of an earlier run that the new ones replace.
        rename: New paths of files that somebody edited.

    Raises:
        OutputError: the folder or a file could not be written.
    """
    with explain_os_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    _remove_abandoned(folder)
    written: dict[Path, Path] = {}
    try:
        for name, data in contents.items():
            path = folder / name
            written[path] = _name_temporary(path)
            with explain_os_errors(path), written[path].open("wb") as file:
                file.write(data)
                _flush_to_disk(file)
        manifest = folder / list(contents)[-1]
        before = folder / f".{manifest.name}.before"
        with explain_os_errors(manifest), contextlib.suppress(FileNotFoundError):
            manifest.replace(before)
        for path in remove:
            with explain_os_errors(path):
                path.unlink(missing_ok=True)
        for path, target in rename.items():
            with explain_os_errors(path):
                path.replace(target)
        for path, temporary in written.items():
            with explain_os_errors(path):
                if path == manifest:
                    before.unlink(missing_ok=True)
                temporary.replace(path)
        with explain_os_errors(folder):
            _flush_folder(folder)
    finally:
        for temporary in written.values():
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def _name_temporary(path: Path) -> Path:
    """Return where a file is written first: beside its path, so that it can be renamed."""
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")


def _flush_to_disk(file: IO[bytes]) -> None:
    """Return when the bytes of a file are on the disk, so that its new name cannot come first."""
    file.flush()
    os.fsync(file.fileno())


def _remove_abandoned(folder: Path) -> None:
    """Remove the temporary files of runs that were killed.

    A young one stays: it may belong to another process that is at work.
    """
    for path in folder.glob(".*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > _ABANDONED:
                path.unlink()


def _flush_folder(folder: Path) -> None:
    """Make new names last through a loss of power, where the system can open folders."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def explain_os_errors(path: Path) -> Iterator[None]:
    """Raise an error of the operating system as one that names the path and the way out.

    Raises:
        OutputError: in place of any OSError, and where the system cannot spell the path.
    """
    try:
        yield
    except OSError as error:
        message = f"cannot be written: {error.strerror or type(error).__name__}"
        raise OutputError(Problem(message, file=str(path), hint=_advise(error, path))) from error
    except UnicodeEncodeError as error:
        message = f"cannot be written: the system's encoding, {error.encoding}, has no such name"
        hint = "Set the variable PYTHONUTF8=1, or a locale of UTF-8."
        raise OutputError(Problem(message, file=str(path), hint=hint)) from error


def _advise(error: OSError, path: Path) -> str:
    """Return what a person can do about an error."""
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        if path.is_file():
            return "If it is open in Word or a reader, close it; then run again."
        return "Choose a folder that you may write to with --output."
    if error.errno == errno.ENAMETOOLONG:
        return "Choose an --output with a shorter path."
    if isinstance(error, FileNotFoundError):
        return "Was the folder removed while this ran? Run it again."
    if isinstance(error, FileExistsError | NotADirectoryError | IsADirectoryError):
        return "There is a file where a folder should be, or the reverse: choose another --output."
    return "Make room, or choose another folder with --output; then run again."
