"""No more processes are started than this process was given processors for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from proposalgen.batch.processors import count_processors


def give(folder: Path, **files: str) -> Path:
    """Write files of a control group, by names whose dots and slashes are underscores here."""
    names = {"v2": "cpu.max", "quota": "cpu/cpu.cfs_quota_us", "period": "cpu/cpu.cfs_period_us"}
    for name, text in files.items():
        path = folder / names[name]
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{text}\n")
    return folder


@pytest.fixture(autouse=True)
def eight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand on a machine of 64 processors, of which this process may use eight."""
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)), raising=False)


def test_without_a_limit_all_that_were_given_are_used_and_no_others(tmp_path: Path) -> None:
    assert count_processors(tmp_path) == 8


def test_a_system_that_gives_processes_no_affinity_counts_the_machine_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "sched_getaffinity")
    assert count_processors(tmp_path) == 64


@pytest.mark.parametrize(
    ("files", "count"),
    [
        ({"v2": "max 100000"}, 8),
        ({"v2": "250000 100000"}, 2),
        ({"v2": "50000 100000"}, 1),
        ({"v2": "9900000 100000"}, 8),
        ({"v2": "nonsense"}, 8),
        ({"quota": "300000", "period": "100000"}, 3),
        ({"quota": "-1", "period": "100000"}, 8),
        ({"quota": "300000", "period": "0"}, 8),
    ],
)
def test_a_container_s_share_of_time_is_heeded(
    tmp_path: Path, files: dict[str, str], count: int
) -> None:
    assert count_processors(give(tmp_path, **files)) == count
