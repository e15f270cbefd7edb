"""A library for tests of content."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.content.spoilt import GOOD


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the good library, to spoil."""
    return shutil.copytree(GOOD, tmp_path / "content")
