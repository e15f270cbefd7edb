"""Packs in a folder of this machine, or of a drive that looks like one."""

from __future__ import annotations

import errno
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from proposalgen.packs.files import open_atomic, put_files
from proposalgen.packs.room import find_longest_path, fit_slug
from proposalgen.packs.system_errors import explain_os_errors

_NOT_THERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG})
"""What systems answer where there is no folder, and where there can be none."""


@dataclass(frozen=True, slots=True)
class FolderStore:
    """A folder, as ``Store`` describes it."""

    path: Path

    def locate(self, name: str = "") -> str:
        """Return the path of a file, or of the folder."""
        return str(self.path / name)

    def fit_slug(self, template: str, language: str) -> int:
        """Return how many bytes a partner's name may have: fewer where the folder is deep."""
        return fit_slug(self.path, template, language, find_longest_path())

    def list_names(self, folder: str = "") -> tuple[str, ...]:
        """Return the names of the files in a folder, sorted; none where there is no folder."""
        try:
            names = [one.name for one in (self.path / folder).iterdir() if one.is_file()]
        except UnicodeEncodeError:  # the system has no such name, so there is no such folder
            return ()
        except OSError as error:
            if error.errno in _NOT_THERE:
                return ()
            raise
        # Some file systems decompose the names that they are given.
        return tuple(sorted(unicodedata.normalize("NFC", name) for name in names))

    def find(self, name: str) -> tuple[str, ...]:
        """Return where files of a name are, at any depth, sorted."""
        found = (path.relative_to(self.path).as_posix() for path in self.path.rglob(name))
        return tuple(sorted(found))

    def read(self, name: str) -> bytes:
        """Return the bytes of a file."""
        return (self.path / name).read_bytes()

    def put(
        self,
        folder: str,
        contents: Mapping[str, bytes],
        *,
        remove: Iterable[str] = (),
        rename: Mapping[str, str] | None = None,
    ) -> None:
        """Put files into a folder: all of them or none, each whole, the last one last."""
        path = self.path / folder
        put_files(
            path,
            contents,
            remove=[path / name for name in remove],
            rename={path / old: path / new for old, new in (rename or {}).items()},
        )

    def open_new(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """Open a file that appears, whole, when all has been written to it."""
        return open_atomic(self.path / name)

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        path = self.path / name
        with explain_os_errors(path):
            path.unlink(missing_ok=True)
