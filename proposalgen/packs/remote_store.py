"""Packs at an address that fsspec knows: S3, Google Cloud, Azure, SFTP, FTP and others.

In an object store to put an object is one request, and it appears whole or not at all. Elsewhere a
file is written under another name and then renamed. Nothing is locked, and several files cannot
change as one; the manifest, which has the hash of each file, comes last and tells what is whole.
"""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from proposalgen.errors import OutputError, Problem
from proposalgen.packs.names import LONGEST_SLUG
from proposalgen.read.remote import CHECK_ADDRESS, connect, hide_secrets, name_reason

_OBJECT_STORES = frozenset({
    "s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oci", "oss", "obs", "r2", "memory",
})  # fmt: skip
"""Where a file that is put appears whole or not at all, and no folder need be made for it."""


@dataclass(frozen=True, slots=True)
class RemoteStore:
    """A folder elsewhere, as ``Store`` describes it."""

    url: str
    """Without secrets and without a slash at its end."""
    system: Any
    """The file system, of fsspec."""
    root: str
    """The folder's path on it."""

    @classmethod
    def open(cls, url: str, **options: object) -> RemoteStore:
        """Return the store at an address; ``options`` are for its file system.

        Raises:
            InputError: there is no such kind of address, or what it needs is not installed.
            OutputError: the other side cannot be reached.
        """
        system, root = connect(url, OutputError, options)
        return cls(hide_secrets(url).rstrip("/"), system, root)

    def locate(self, name: str = "") -> str:
        """Return the address of a file, or of the store."""
        return f"{self.url}/{name}" if name else self.url

    def fit_slug(self, template: str, language: str) -> int:  # noqa: ARG002
        """Return how many bytes a partner's name may have: as many as anywhere."""
        return LONGEST_SLUG

    def list_names(self, folder: str = "") -> tuple[str, ...]:
        """Return the names of the files in a folder, sorted; none where there is no folder."""
        path = self._path(folder)
        try:
            with self._reading(folder):
                self.system.invalidate_cache(path)
                entries = self.system.ls(path, detail=True)
        except FileNotFoundError:
            return ()
        files = (entry["name"] for entry in entries if entry["type"] == "file")
        # An object store may list the folder itself, as an object without a name.
        return tuple(sorted(filter(None, (name.rpartition("/")[2] for name in files))))

    def find(self, name: str) -> tuple[str, ...]:
        """Return where files of a name are, at any depth, sorted."""
        with self._reading():
            self.system.invalidate_cache(self.root)
            paths = self.system.find(self.root)
        start = len(self.root) + 1
        below = (path[path.index(self.root) + start :] for path in paths)
        return tuple(sorted(one for one in below if one.rpartition("/")[2] == name))

    def read(self, name: str) -> bytes:
        """Return the bytes of a file."""
        with self._reading(name):
            return bytes(self.system.cat_file(self._path(name)))

    def put(
        self,
        folder: str,
        contents: Mapping[str, bytes],
        *,
        remove: Iterable[str] = (),
        rename: Mapping[str, str] | None = None,
    ) -> None:
        """Put files into a folder, each whole, the last one last; then remove what they replace."""
        *files, (manifest, described) = contents.items()
        with self._writing(folder):
            for old, new in (rename or {}).items():
                self.system.mv(self._path(f"{folder}/{old}"), self._path(f"{folder}/{new}"))
            if self._is_object_store:
                self.system.pipe({self._path(f"{folder}/{name}"): data for name, data in files})
                self.system.pipe_file(self._path(f"{folder}/{manifest}"), described)
            else:
                for name, data in contents.items():
                    self._put_by_name(f"{folder}/{name}", data)
            for name in remove:
                self.system.rm_file(self._path(f"{folder}/{name}"))

    @contextmanager
    def open_new(self, name: str) -> Iterator[IO[bytes]]:
        """Open a file that appears, whole, when all has been written to it."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "file"
            with path.open("wb") as file:
                yield file
            with self._writing(name):
                if self._is_object_store:
                    self.system.put_file(str(path), self._path(name))
                else:
                    self._put_by_name(name, path.read_bytes())

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        with self._writing(name):
            if name in self.list_names(name.rpartition("/")[0]):
                self.system.rm_file(self._path(name))

    @property
    def _is_object_store(self) -> bool:
        kinds = self.system.protocol
        return not _OBJECT_STORES.isdisjoint((kinds,) if isinstance(kinds, str) else kinds)

    def _path(self, name: str) -> str:
        return f"{self.root}/{name}" if name else self.root

    def _put_by_name(self, name: str, data: bytes) -> None:
        """Write a file under another name, and then give it its own."""
        folder, _, last = self._path(name).rpartition("/")
        self.system.makedirs(folder, exist_ok=True)
        part = f"{folder}/.{last}.part"
        self.system.pipe_file(part, data)
        # Few file systems rename onto a file that is there.
        if self.system.exists(self._path(name)):
            self.system.rm_file(self._path(name))
        self.system.mv(part, self._path(name))

    @contextmanager
    def _reading(self, name: str = "") -> Iterator[None]:
        """Raise what a file system raises as an OSError that names the address."""
        try:
            yield
        except FileNotFoundError:
            raise
        except Exception as error:  # each file system raises errors of its own
            raise OSError(errno.EIO, name_reason(error), self.locate(name)) from error

    @contextmanager
    def _writing(self, name: str) -> Iterator[None]:
        """Raise what a file system raises as an OutputError that names the address."""
        try:
            yield
        except Exception as error:  # each file system raises errors of its own
            message = f"cannot be written: {name_reason(error)}"
            hint = f"{CHECK_ADDRESS} Then run again: it goes on."
            raise OutputError(Problem(message, file=self.locate(name), hint=hint)) from error
