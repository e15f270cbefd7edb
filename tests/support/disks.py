"""File systems that this machine's is not: files that others hold, shares that cannot do all."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from proposalgen.packs.disk import RealDisk


@dataclass(frozen=True)
class HeldDisk(RealDisk):
    """A disk on which another program holds some files, as Windows lets it."""

    holds: Callable[[Path], bool] = lambda path: False
    """Whether another program holds a file, by its path."""
    tries: int = 1_000_000
    """How many steps it refuses before it lets go."""
    noticed: bool = True
    """Whether the hold is there from the start; else it begins after the files were tried."""
    refused: list[str] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)

    def _refuse(self, *paths: Path) -> None:
        for path in paths:
            if self.holds(path) and len(self.refused) < self.tries:
                self.refused.append(path.name)
                raise PermissionError(errno.EACCES, "The process cannot access the file", str(path))

    def probe(self, path: Path) -> None:
        if self.noticed:
            self._refuse(path)
        super().probe(path)

    def replace(self, path: Path, target: Path) -> None:
        self._refuse(path, target)
        super().replace(path, target)

    def remove(self, path: Path) -> None:
        self._refuse(path)
        super().remove(path)

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)


@dataclass(frozen=True)
class FailingDisk(RealDisk):
    """A disk that fails at one of its steps, counted from 1."""

    failing: int = 0
    code: int = errno.EIO
    steps: list[str] = field(default_factory=list)

    def _count(self, step: str) -> None:
        self.steps.append(step)
        if len(self.steps) == self.failing:
            raise OSError(self.code, "Input/output error")

    def open_new(self, path: Path) -> IO[bytes]:
        self._count(f"open {path.name}")
        return super().open_new(path)

    def flush(self, file: IO[bytes]) -> bool:
        self._count("flush")
        return super().flush(file)

    def flush_folder(self, path: Path) -> bool:
        self._count("flush the folder")
        return super().flush_folder(path)

    def probe(self, path: Path) -> None:
        self._count(f"probe {path.name}")
        super().probe(path)

    def replace(self, path: Path, target: Path) -> None:
        self._count(f"replace {target.name}")
        super().replace(path, target)

    def remove(self, path: Path) -> None:
        self._count(f"remove {path.name}")
        super().remove(path)
