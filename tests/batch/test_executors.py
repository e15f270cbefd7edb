"""Packs are the same wherever they are made, and no worker outlives its run."""

from __future__ import annotations

import errno
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import Mock

import pytest

from proposalgen.batch.executors import choose_executor
from proposalgen.errors import InputError, Problem
from tests.batch.runs import Made, run
from tests.support.lists import hash_tree


def test_one_process_needs_no_executor() -> None:
    with choose_executor(1, None) as make_executor:
        assert make_executor is None


def test_a_system_without_semaphores_makes_packs_in_one_process_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refuse = OSError(errno.ENOSYS, "Function not implemented")
    monkeypatch.setattr("_multiprocessing.SemLock", Mock(side_effect=refuse, SEM_VALUE_MAX=1))
    warnings: list[Problem] = []
    with choose_executor(4, None, warnings.append) as make_executor:
        assert make_executor is None
    assert [str(warning) for warning in warnings] == [
        "packs are made in one process: this system has no semaphores (Function not implemented). "
        "It takes longer; --jobs 1 says so from the start."
    ]


@pytest.mark.parametrize(("platform", "count"), [("win32", 61), ("linux", 100)])
def test_a_pool_has_as_many_processes_as_the_system_takes(
    monkeypatch: pytest.MonkeyPatch, platform: str, count: int
) -> None:
    monkeypatch.setattr("concurrent.futures.process.sys", SimpleNamespace(platform=platform))
    with choose_executor(100, None) as make_executor:
        assert make_executor is not None
        executor = make_executor()
        assert getattr(executor, "_max_workers") == count  # noqa: B009
        executor.shutdown()


def test_packs_are_the_same_in_any_order_and_on_two_processes(five: Made, tmp_path: Path) -> None:
    header, *rows = five.source.read_text(encoding="utf-8").splitlines(keepends=True)
    turned = tmp_path / "turned.csv"
    turned.write_text("".join([header, *rows[::-1]]), encoding="utf-8")
    with choose_executor(2, None) as make_executor:
        run(turned, tmp_path / "output", make_executor=make_executor)
    assert hash_tree(tmp_path / "output") == hash_tree(five.output)


def test_packs_made_in_threads_are_the_same(five: Made, tmp_path: Path) -> None:
    run(five.source, tmp_path / "output", make_executor=lambda: ThreadPoolExecutor(4))
    assert hash_tree(tmp_path / "output") == hash_tree(five.output)


PROGRAM = """
import os, pathlib, sys, time
from proposalgen.batch.executors import choose_executor

def work(folder):
    pathlib.Path(folder, str(os.getpid())).touch()
    time.sleep(60)

if __name__ == "__main__":
    with choose_executor(2, None) as make_executor:
        executor = make_executor()
        for future in [executor.submit(work, sys.argv[1]) for _ in range(4)]:
            future.result()
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_no_worker_outlives_a_run_that_is_killed(tmp_path: Path) -> None:
    (tmp_path / "run.py").write_text(PROGRAM)
    workers = tmp_path / "workers"
    workers.mkdir()
    with subprocess.Popen(
        [sys.executable, tmp_path / "run.py", workers], stderr=subprocess.DEVNULL
    ) as process:
        wait_until(lambda: len(list(workers.iterdir())) == 2)
        process.kill()
    wait_until(lambda: not any(is_alive(worker.name) for worker in workers.iterdir()))


def is_alive(process: str) -> bool:
    try:
        return Path("/proc", process, "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until(true: Callable[[], bool]) -> None:
    for _ in range(1200):
        if true():
            return
        time.sleep(0.1)
    raise AssertionError("waited for too long")


@pytest.mark.filterwarnings("ignore")
def test_packs_are_the_same_on_a_dask_cluster(five: Made, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
        ) as cluster,
        choose_executor(1, cluster.scheduler_address) as make_executor,
    ):
        summary, _ = run(five.source, tmp_path / "output", make_executor=make_executor)
    assert summary.made == 5
    assert hash_tree(tmp_path / "output") == hash_tree(five.output)


@pytest.mark.filterwarnings("ignore")
def test_an_address_at_which_nobody_answers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed")
    with (
        pytest.raises(InputError, match="no scheduler answers at 'nonsense://x'"),
        choose_executor(1, "nonsense://x"),
    ):
        pass
