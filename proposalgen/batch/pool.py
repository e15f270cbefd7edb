"""Run many jobs through an executor, in order, however often its workers are lost."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import closing
from itertools import islice

from proposalgen.batch.model import Job, Outcome, Settings
from proposalgen.batch.worker import make_one
from proposalgen.errors import Problem

MakeExecutor = Callable[[], Executor]
_PATIENCE = 2
"""Seconds that a terminated process has to end."""


def run_jobs(
    jobs: Iterable[Job], settings: Settings, make_executor: MakeExecutor | None, window: int
) -> Iterator[Outcome]:
    """Yield the outcome of each job, in their order.

    An executor that breaks is made anew. Which of the jobs under way broke it cannot be known, so
    those that were lost with it are run one at a time; a job that breaks its executor twice by
    itself has failed.

    Args:
        jobs: What is to be made; they are read as they are handed out.
        settings: What all of them share.
        make_executor: Makes an executor; None to run all jobs in this process.
        window: How many jobs are under way at most.
    """
    if make_executor is None:
        yield from (make_one(settings, job) for job in jobs)
        return
    pending = iter(jobs)
    with closing(_Pool(settings, make_executor)) as pool:
        while True:
            for job in islice(pending, window - len(pool.waiting)):
                pool.waiting.append((job, pool.submit(job)))
            if not pool.waiting:
                return
            job, future = pool.waiting.popleft()
            try:
                outcome = _await(job, future)
            except BrokenExecutor:
                pool.restart()
                yield _run_alone(job, pool)
                while pool.waiting:
                    yield _recover(*pool.waiting.popleft(), pool)
            else:
                yield outcome


class _Pool:
    """An executor that can be made anew, and the jobs that were handed to it."""

    def __init__(self, settings: Settings, make_executor: MakeExecutor) -> None:
        self.waiting: deque[tuple[Job, Future[Outcome]]] = deque()
        self._settings, self._make_executor = settings, make_executor
        self._executor = make_executor()

    def submit(self, job: Job) -> Future[Outcome]:
        """Hand out a job; its future is broken where the executor is."""
        try:
            return self._executor.submit(make_one, self._settings, job)
        except (BrokenExecutor, OSError) as error:
            # An executor that is just breaking has closed its pipes; Python raises it as OSError.
            future: Future[Outcome] = Future()
            future.set_exception(BrokenExecutor(str(error)))
            return future

    def restart(self) -> None:
        """Make the executor anew; jobs that the old one has not begun are cancelled."""
        self.close()
        self._executor = self._make_executor()

    def close(self) -> None:
        """End the executor's workers at once; what they write appears whole or not at all."""
        # A ProcessPoolExecutor has terminate_workers() from Python 3.14 only.
        processes = list((getattr(self._executor, "_processes", None) or {}).values())
        if not processes:
            # By their futures, because the executor of Dask has no cancel_futures.
            for _, future in self.waiting:
                future.cancel()
            self._executor.shutdown(wait=False)
            return
        # Here the pool must do it: its thread fails on futures that others cancelled (3.11).
        self._executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()
        for process in processes:
            process.join(_PATIENCE)


def _recover(job: Job, future: Future[Outcome], pool: _Pool) -> Outcome:
    """Return the outcome of a job that was handed out before the executor broke."""
    try:
        return _await(job, future)
    except BrokenExecutor:
        return _run_alone(job, pool)


def _run_alone(job: Job, pool: _Pool) -> Outcome:
    """Run one job with no other beside it; a second time if it breaks the executor."""
    broken = BrokenExecutor()
    for _ in range(2):
        try:
            return _await(job, pool.submit(job))
        except BrokenExecutor as error:
            broken = error
            pool.restart()
    return _fail(job, broken)


def _await(job: Job, future: Future[Outcome]) -> Outcome:
    """Return the outcome of a job when it is there.

    Raises:
        BrokenExecutor: the job was lost with its executor.
    """
    try:
        return future.result()
    except BrokenExecutor:
        raise
    except CancelledError as error:
        raise BrokenExecutor from error
    except Exception as error:
        return _fail(job, error)


def _fail(job: Job, error: Exception) -> Outcome:
    message = "its worker was ended from outside, twice"
    if not isinstance(error, BrokenExecutor):
        message = f"its worker failed: {type(error).__name__}: {error}"
    hint = "Is there enough memory? Run the list again to try once more."
    problem = Problem(message, hint=hint)
    return Outcome(job.record, job.line, job.partner.name, "failed", errors=(problem,))
