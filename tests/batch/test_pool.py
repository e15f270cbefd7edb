"""Outcomes come in order, and a worker that dies costs no pack but its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

from proposalgen.batch.executors import choose_executor
from proposalgen.batch.model import Job, Outcome
from proposalgen.batch.pool import run_jobs
from tests.batch.runs import Made, run
from tests.support.lists import hash_tree, make_settings
from tests.support.real import make_partner

JOBS = [Job(n, n + 1, make_partner(name=name)) for n, name in enumerate("ABCDEF", 1)]


def run_with(make_executor: Callable[[], Executor]) -> list[tuple[str, str]]:
    done = run_jobs(JOBS, make_settings(Path()), make_executor, window=3)
    return [(outcome.name, outcome.status) for outcome in done]


class Breaking(Executor):
    """An executor whose worker dies at some partners, each time or the first time only."""

    def __init__(self, deadly: set[str], *, once: bool) -> None:
        self.deadly, self.once, self.broken = deadly, once, False

    def submit(self, function: Any, settings: Any, job: Any) -> Any:  # type: ignore[override]
        future: Future[Outcome] = Future()
        if job.partner.name in self.deadly:
            self.broken = True
            if self.once:
                self.deadly.discard(job.partner.name)
        if self.broken:
            future.set_exception(BrokenProcessPool())
        else:
            future.set_result(Outcome(job.record, job.record + 1, job.partner.name, "made"))
        return future


def test_a_worker_that_dies_once_costs_nothing() -> None:
    deadly = {"B"}
    done = run_with(lambda: Breaking(deadly, once=True))
    assert done == [(name, "made") for name in "ABCDEF"]


def test_a_job_that_is_lost_once_more_when_it_is_alone_gets_a_second_try() -> None:
    times = iter(["B", "B"])  # in the window, then alone
    done = run_with(lambda: Breaking({name} if (name := next(times, "")) else set(), once=False))
    assert done == [(name, "made") for name in "ABCDEF"]


def test_a_worker_that_dies_each_time_costs_its_own_pack_only() -> None:
    expected = [(name, "failed" if name in "BE" else "made") for name in "ABCDEF"]
    assert run_with(lambda: Breaking({"B", "E"}, once=False)) == expected


def test_a_pack_that_failed_says_how_its_worker_ended_and_the_way_out() -> None:
    class Failing(Breaking):
        def submit(self, function: Any, settings: Any, job: Any) -> Any:  # type: ignore[override]
            future: Future[Outcome] = Future()
            future.set_exception(MemoryError("no room"))
            return future

    remedy = "Is there enough memory? Run the list again to try once more."
    for executor, said in (
        (lambda: Breaking({"B"}, once=False), "its worker was ended from outside, twice"),
        (lambda: Failing(set(), once=False), "its worker failed: MemoryError: no room"),
    ):
        outcomes = run_jobs(JOBS, make_settings(Path()), executor, window=3)
        failed = [outcome for outcome in outcomes if outcome.status == "failed"]
        assert {str(problem) for one in failed for problem in one.errors} == {f"{said}. {remedy}"}
        assert (failed[0].line, failed[-1].line) in ((3, 3), (2, 7))


class Recording(Executor):
    """An executor that makes nothing, and takes note of what is asked of it."""

    def __init__(self) -> None:
        self.futures: list[Future[Outcome]] = []
        self.most = 0
        self.stopped = False

    def submit(self, function: Any, settings: Any, job: Any) -> Any:  # type: ignore[override]
        future: Future[Outcome] = Future()
        self.futures.append(future)
        self.most = max(self.most, sum(not one.done() for one in self.futures))
        if len(self.futures) < 3 or job is JOBS[-1]:
            self.finish()
        return future

    def finish(self) -> None:
        for n, future in enumerate(self.futures):
            if not future.done():
                future.set_result(Outcome(n + 1, n + 2, JOBS[n].partner.name, "made"))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self.stopped = True


def test_no_more_jobs_are_under_way_than_the_window_holds() -> None:
    executor = Recording()
    done = run_jobs(JOBS, make_settings(Path()), lambda: executor, window=2)
    names = []
    for outcome in done:
        names.append(outcome.name)
        executor.finish()
    assert names == list("ABCDEF")
    assert executor.most <= 2
    assert executor.stopped


def test_a_run_that_is_left_cancels_what_it_has_not_begun_and_stops_the_workers() -> None:
    executor = Recording()
    done = run_jobs(JOBS, make_settings(Path()), lambda: executor, window=4)
    next(done)
    done.close()  # type: ignore[attr-defined]
    assert [future.cancelled() for future in executor.futures] == [False, False, True, True]
    assert executor.stopped


def test_a_real_worker_that_is_killed_is_made_good(five: Made, tmp_path: Path) -> None:
    killed: list[Any] = []

    class Killing(Executor):
        """Kills a worker of a real pool when the first pack is asked for."""

        def __init__(self, pool: Any) -> None:
            self.pool = pool
            self._processes = pool._processes

        def submit(self, *given: Any) -> Any:  # type: ignore[override]
            future = self.pool.submit(*given)
            if not killed:
                killed.append(next(iter(self.pool._processes.values())))
                killed[0].kill()
            return future

        def shutdown(self, *given: Any, **named: Any) -> None:
            self.pool.shutdown(*given, **named)

    with choose_executor(2, None) as make_executor:
        assert make_executor is not None
        summary, _ = run(
            five.source, tmp_path / "output", make_executor=lambda: Killing(make_executor())
        )
    assert (len(killed), summary.made) == (1, 5)
    assert hash_tree(tmp_path / "output") == hash_tree(five.output)
