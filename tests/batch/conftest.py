"""What the tests of batches share."""

from __future__ import annotations

import pytest

from tests.batch.runs import Made, run
from tests.read.typed_lists import keep
from tests.support.lists import invent_partners, write_list

__all__ = ["keep"]


@pytest.fixture(scope="package")
def five(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Return a list of five partners, and the packs made of it in one process."""
    folder = tmp_path_factory.mktemp("five")
    source = write_list(folder / "list.csv", invent_partners(5))
    run(source, folder / "output")
    return Made(source, folder / "output")
