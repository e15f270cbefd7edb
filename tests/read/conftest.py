"""Lists in files, for the tests of all that reads them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from proposalgen.errors import InputError
from proposalgen.read.lists import read_list
from proposalgen.read.table import Row
from tests.read.typed_lists import keep

__all__ = ["keep"]

Read = Callable[..., tuple[list[Row], list[str]]]
"""Writes a file with a content, its name ``list.csv`` or another; returns rows and warnings."""


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read a list of this content."""

    def read(content: str | bytes, name: str = "list.csv") -> tuple[list[Row], list[str]]:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        rows, warnings = read_list(path)
        return list(rows), [str(warning) for warning in warnings]

    return read


def told(caught: pytest.ExceptionInfo[InputError]) -> list[str]:
    """Return every problem of an error, in words."""
    return [str(problem) for problem in caught.value.problems]
