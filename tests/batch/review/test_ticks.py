"""What is ticked is kept in one file, and nothing else gets into it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from proposalgen.batch.review.ticks import TICKS, Ticks
from proposalgen.errors import OutputError
from proposalgen.packs.store import open_store

PACK = "0123456789abcdef"


def describe(**changes: object) -> bytes:
    return json.dumps({"id": PACK, "kind": "read", "on": True, **changes}).encode()


def test_ticks_are_there_again_the_next_day(tmp_path: Path) -> None:
    ticks = Ticks(open_store(tmp_path))
    assert ticks.keep(describe())
    assert ticks.keep(describe(kind="approved"))
    assert ticks.keep(describe(id="part-0123456789abcdef"))
    assert ticks.keep(describe(on=False))
    assert Ticks(open_store(tmp_path)).list_all() == {
        PACK: {"read": False, "approved": True},
        "part-0123456789abcdef": {"read": True},
    }


@pytest.mark.parametrize(
    "data",
    [
        b"", b"[]", b"{}", describe(kind="deleted"), describe(on="yes"), describe(id="../x"),
        describe(id=""), describe(more=1), describe(id="g" * 16), describe(id=7),
    ],
)  # fmt: skip
def test_what_is_no_tick_changes_nothing(tmp_path: Path, data: bytes) -> None:
    assert Ticks(open_store(tmp_path)).keep(data) is None
    assert not (tmp_path / TICKS).exists()


@pytest.mark.parametrize("text", ["", "[]", '{"ticks": [1]}', '{"ticks": {"a": 1}}'])
def test_a_file_that_is_something_else_is_not_written_over(tmp_path: Path, text: str) -> None:
    (tmp_path / TICKS).write_text(text)
    with pytest.raises(OutputError, match="cannot be read as ticks"):
        Ticks(open_store(tmp_path))
    assert (tmp_path / TICKS).read_text() == text


def test_a_disk_that_is_full_leaves_the_ticks_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = Ticks(open_store(tmp_path))
    ticks.keep(describe())
    monkeypatch.setattr(ticks, "_store", open_store(tmp_path / TICKS / "below"))
    with pytest.raises(OutputError):
        ticks.keep(describe(kind="approved"))
    assert ticks.list_all() == {PACK: {"read": True}}
