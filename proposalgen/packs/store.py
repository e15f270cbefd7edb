"""Where packs are kept: a folder of this machine, or an address that fsspec knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from os import PathLike, fspath
from pathlib import Path
from typing import IO, Protocol

from proposalgen.packs.folder_store import FolderStore
from proposalgen.packs.remote_store import RemoteStore
from proposalgen.read.remote import find_local, is_address


class Store(Protocol):
    """Files by their names, with ``/`` after the name of a pack's folder."""

    def locate(self, name: str = "") -> str:
        """Return the path or the address of a file, or of the store, as a person may see it."""

    def fit_slug(self, template: str, language: str) -> int:
        """Return how many bytes a partner's name may have in the names of folder and files.

        Raises:
            OutputError: there is no room for a name.
        """

    def list_names(self, folder: str = "") -> tuple[str, ...]:
        """Return the names of the files in a folder, sorted; none where there is no folder.

        Raises:
            OSError: the store cannot be looked at.
        """

    def find(self, name: str) -> tuple[str, ...]:
        """Return where files of a name are, at any depth, sorted.

        Raises:
            OSError: the store cannot be looked at.
        """

    def read(self, name: str) -> bytes:
        """Return the bytes of a file.

        Raises:
            OSError: it is not there, or cannot be read.
        """

    def put(
        self,
        folder: str,
        contents: Mapping[str, bytes],
        *,
        remove: Iterable[str],
        rename: Mapping[str, str],
    ) -> None:
        """Put files into a folder, each whole, the last one last: it vouches for the others.

        Args:
            folder: Where the files go; it is made if need be.
            contents: The bytes of each file by its name, the manifest last.
            remove: Names of files of an earlier run that the new ones replace.
            rename: New names of files that somebody edited.

        Raises:
            OutputError: a file could not be written.
        """

    def open_new(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """Open a file that appears, whole, when all has been written to it.

        Raises:
            OutputError: it could not be written; what was there is as it was.
        """

    def remove(self, name: str) -> None:
        """Remove a file, if it is there.

        Raises:
            OutputError: it is there, and cannot be removed.
        """


Where = str | PathLike[str] | Store
"""A path, an address as fsspec writes it, or a store."""


def join(folder: str, name: str) -> str:
    """Return the name in a store of a file in a folder, which may be the store itself."""
    return f"{folder}/{name}" if folder else name


def open_store(where: Where, **options: object) -> Store:
    """Return the store in a folder, or at an address such as ``s3://bucket/packs``.

    Nothing is written, and nothing need be there.

    Args:
        where: A path, an address as fsspec writes it, or a store, which is returned as it is.
        options: What the file system of an address takes: credentials, an endpoint.

    Raises:
        InputError: there is no such kind of address, or what it needs is not installed.
        OutputError: the other side cannot be reached.
    """
    if not isinstance(where, str | PathLike):
        return where
    text = fspath(where)
    if not is_address(text):
        return FolderStore(Path(text))
    local = find_local(text)
    return FolderStore(local) if local else RemoteStore.open(text, **options)
