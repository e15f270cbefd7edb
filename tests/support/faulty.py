"""A disk that fails: every step by which this process writes can be made to fail in turn."""

from __future__ import annotations

import contextlib
import errno
import io
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest

STEPS = ("open", "mkdir", "rename", "replace", "unlink", "remove", "rmdir", "fsync", "sendfile")
"""Functions of ``os``; files are counted where they are opened for writing and at each write."""


class Disk:
    """Counts the steps of writing, and lets one fail, or all from one on."""

    def __init__(self, failing: int = 0, *, for_good: bool = False, code: int = errno.ENOSPC):
        self.failing, self.for_good, self.code = failing, for_good, code
        self.step = 0
        self.failed: list[str] = []

    def take(self, what: str, *, makes_room: bool = False) -> None:
        self.step += 1
        full = self.for_good and self.failing and self.step > self.failing and not makes_room
        if self.step == self.failing or full:
            self.failed.append(what)
            raise OSError(self.code, os.strerror(self.code))


@contextlib.contextmanager
def failing(disk: Disk) -> Iterator[Disk]:
    """Make this process write on a disk."""

    class File(io.FileIO):
        def write(self, data: Any) -> int:
            disk.take(f"write {self.name}")
            return super().write(data)

    def open_file(file: Any, mode: str = "r", buffering: int = -1, encoding: Any = None,
                  errors: Any = None, newline: Any = None, closefd: bool = True,
                  opener: Any = None) -> Any:  # fmt: skip
        if not set(mode) & set("wax+") or file == os.devnull:
            return plain(file, mode, buffering, encoding, errors, newline, closefd, opener)
        disk.take(f"open {file}")
        raw = File(file, mode.replace("b", "").replace("t", ""), closefd, opener)
        buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        if "b" in mode:
            return buffered
        return io.TextIOWrapper(buffered, encoding, errors, newline)

    def wrap(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            writes = name != "open" or given[1] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            if writes:
                disk.take(f"{name} {given[0]}", makes_room=name in {"unlink", "remove", "rmdir"})
            return function(*given, **named)

        return call

    plain = io.open
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(io, "open", open_file)
        patch.setattr("builtins.open", open_file)
        for name in (name for name in STEPS if hasattr(os, name)):
            patch.setattr(os, name, wrap(name, getattr(os, name)))
        yield disk
