"""Put files in place: each whole, all of a pack or none of them."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import IO

from proposalgen.packs.disk import REAL, Disk, persist
from proposalgen.packs.swap import swapping
from proposalgen.packs.system_errors import explain_os_errors

_ABANDONED = 3600
"""Seconds after which a temporary file is taken for one that a killed run left."""


@contextlib.contextmanager
def open_atomic(path: Path, disk: Disk = REAL) -> Iterator[IO[bytes]]:
    """Open a file that appears at its path, whole, when all has been written to it.

    Raises:
        OutputError: the file could not be written; what was at the path is as it was.
    """
    temporary = _name_temporary(path)
    with _removing(temporary):
        with explain_os_errors(path), disk.open_new(temporary) as file:
            yield file
            disk.flush(file)
        with explain_os_errors(path, held=True):
            persist(disk, lambda: disk.replace(temporary, path))


def put_files(
    folder: Path,
    contents: Mapping[str, bytes],
    *,
    remove: Iterable[Path] = (),
    rename: Mapping[Path, Path] = MappingProxyType({}),
    disk: Disk = REAL,
) -> None:
    """Put files into a folder: all of them or none, each whole.

    The last file is the manifest, which vouches for the others. All files are first written beside
    their places, so that a full disk leaves the folder as it was. Each file that is to go is then
    tried, so that one which another program holds leaves the folder as it was, too. Only then does
    the earlier manifest move to ``.NAME.before``, the files of ``remove`` go, those of ``rename``
    move to their new names, and the new files take their places. Where a step fails all the same,
    those before it are undone. The manifest goes first and comes last, so at no moment does one
    vouch for what is not there.

    Args:
        folder: Where the files go; it is made if need be.
        contents: The bytes of each file by its name, the manifest last.
        remove: Files of an earlier run that the new ones replace.
        rename: New paths of files that somebody edited.
        disk: The file system.

    Raises:
        OutputError: the folder or a file could not be written.
    """
    with explain_os_errors(folder):
        disk.make_folder(folder)
    _remove_abandoned(folder)
    manifest = folder / list(contents)[-1]
    before = folder / f".{manifest.name}.before"
    removed = [path for path in remove if path.exists()]
    with contextlib.ExitStack() as temporary:
        new = {
            folder / name: temporary.enter_context(_write_beside(folder / name, data, disk))
            for name, data in contents.items()
        }
        old = [path for path in (manifest, before, *removed, *new) if path.exists()]
        for path in dict.fromkeys((*rename, *old)):
            with explain_os_errors(path, held=True):
                persist(disk, lambda path=path: disk.probe(path))  # type: ignore[misc]
        copies = {
            path: temporary.enter_context(_copy_beside(path, disk))
            for path in dict.fromkeys(old)
            if path not in rename
        }
        with swapping(disk) as swap:
            if manifest in copies:
                swap.move(manifest, before)
            for path in removed:
                swap.remove(path, copies[path])
            for path, target in rename.items():
                swap.move(path, target)
            for path, written in new.items():
                if path != manifest:
                    swap.place(written, path, copies.get(path))
            if manifest in copies or before in copies:
                swap.remove(before, copies.get(manifest) or copies[before])
            swap.place(new[manifest], manifest, None)
            with explain_os_errors(folder):
                disk.flush_folder(folder)


@contextlib.contextmanager
def _write_beside(path: Path, data: bytes, disk: Disk) -> Iterator[Path]:
    """Write a file beside its place, for as long as the context lasts."""
    temporary = _name_temporary(path)
    with _removing(temporary):
        with explain_os_errors(path), disk.open_new(temporary) as file:
            file.write(data)
            disk.flush(file)
        yield temporary


@contextlib.contextmanager
def _copy_beside(path: Path, disk: Disk) -> Iterator[Path]:
    """Copy a file beside its place, to be put back, for as long as the context lasts."""
    copy = _name_temporary(path.with_name(f"{path.name}.old"))
    with _removing(copy):
        # Not flushed: after a loss of power nobody puts it back.
        with explain_os_errors(path), disk.open_new(copy) as file:
            file.write(path.read_bytes())
        yield copy


@contextlib.contextmanager
def _removing(path: Path) -> Iterator[None]:
    """Remove a temporary file in the end, where it has not got another name."""
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _name_temporary(path: Path) -> Path:
    """Return where a file is written first: beside its path, so that it can be renamed."""
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")


def _remove_abandoned(folder: Path) -> None:
    """Remove the temporary files of runs that were killed.

    A young one stays: it may belong to another process that is at work.
    """
    for path in folder.glob(".*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > _ABANDONED:
                path.unlink()
