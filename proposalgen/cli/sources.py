"""Where a command's input may come from: a file, an address, or the standard input."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import click

STREAM = "-"
"""Stands for the standard input, or the standard output."""


class Source(NamedTuple):
    """A file to be read."""

    path: Path
    folder: Path
    """Where the relative paths in it start."""


@contextmanager
def open_source(named: str, largest: int, guess_kind: Callable[[bytes], str]) -> Iterator[Source]:
    """Give the file that a person names; of what is no file, a copy for as long as this lasts.

    Args:
        named: A path, an address, or ``-``.
        largest: How many bytes are read.
        guess_kind: Returns the extension of a file, with its dot, by its bytes.

    Raises:
        InputError: an address cannot be read, or has too much.
    """
    from proposalgen.read.remote import fetch, is_address

    if named == STREAM:
        with tempfile.TemporaryDirectory() as folder:
            if sys.stdin is None:  # a program without a console started us
                raise click.UsageError("There is no standard input: name a file.")
            # One byte too many is enough to be refused.
            data = sys.stdin.buffer.read(largest + 1)
            path = Path(folder) / f"stdin{guess_kind(data)}"
            path.write_bytes(data)
            yield Source(path, Path())
    elif is_address(named):
        with fetch(named, largest) as path:
            yield Source(path, Path())
    else:
        path = Path(named)
        yield Source(path, path.parent)
