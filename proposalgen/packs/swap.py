"""Change several files of a folder, all or none: what was done is undone where a step fails."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from proposalgen.packs.disk import Disk, persist
from proposalgen.packs.system_errors import explain_os_errors


@dataclass(slots=True)
class Swap:
    """Steps that were done, each with how it is undone.

    Each step is tried again while another program holds its file, and raises OutputError after.
    """

    disk: Disk
    _undo: list[Callable[[], None]] = field(default_factory=list)

    def move(self, path: Path, target: Path) -> None:
        """Give a file a name that is free."""
        self._do(path, lambda: self.disk.replace(path, target))
        self._undo.append(lambda: self.disk.replace(target, path))

    def remove(self, path: Path, copy: Path) -> None:
        """Remove a file of which there is a copy beside it."""
        self._do(path, lambda: self.disk.remove(path))
        self._undo.append(lambda: self.disk.replace(copy, path))

    def place(self, new: Path, path: Path, copy: Path | None) -> None:
        """Put a new file in its place; there is a copy where a file stands there already."""
        self._do(path, lambda: self.disk.replace(new, path))
        if copy:
            self._undo.append(lambda: self.disk.replace(copy, path))
        else:
            self._undo.append(lambda: self.disk.remove(path))

    def _do(self, path: Path, step: Callable[[], None]) -> None:
        with explain_os_errors(path, held=True):
            persist(self.disk, step)

    def undo(self) -> None:
        """Undo all steps, the last first.

        Where one cannot be undone, those before it stay, so that the earlier manifest, which was
        the first to go, vouches for nothing that is not there.
        """
        with contextlib.suppress(OSError):
            while self._undo:
                persist(self.disk, self._undo.pop())


@contextlib.contextmanager
def swapping(disk: Disk) -> Iterator[Swap]:
    """Give a swap that is undone where anything fails before the context ends."""
    swap = Swap(disk)
    try:
        yield swap
    except BaseException:
        swap.undo()
        raise
