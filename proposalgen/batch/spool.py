"""Keep the jobs and outcomes of a batch on disk, so that memory stays flat."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from heapq import merge
from typing import IO, Any

from proposalgen.batch.earlier import join_runs
from proposalgen.batch.model import Job, Outcome, Summary
from proposalgen.errors import OutputError, Problem
from proposalgen.read.table import Row


@dataclass(slots=True)
class Spool:
    """The jobs of a batch, and what became of every row, in files that nobody else sees."""

    jobs: IO[bytes]
    rejected: IO[bytes]
    """The outcomes of rows with mistakes, in order of records."""
    outcomes: IO[bytes]
    """The outcomes of jobs, in order of records."""
    summary: Summary = field(default_factory=Summary)
    earlier: tuple[Outcome, ...] = ()
    """The outcomes of the run of which this one is the rest."""

    def add_job(self, job: Job, row: Row) -> None:
        """Keep a job, and the row that it comes from."""
        _append(self.jobs, (job, row))

    def reject(self, outcome: Outcome, row: Row) -> None:
        """Count and keep the outcome of a row that has mistakes."""
        self.summary.count(outcome)
        _append(self.rejected, (outcome, row, row.origin))

    def add_outcome(self, outcome: Outcome, row: Row) -> None:
        """Count and keep the outcome of a job; of one that failed, the row as it was, too."""
        self.summary.count(outcome)
        kept = row if outcome.status == "failed" else None
        _append(self.outcomes, (outcome, kept, row.origin))

    def read_jobs(self) -> Iterator[tuple[Job, Row]]:
        """Yield the jobs in order of records."""
        yield from _read(self.jobs)

    def read_outcomes(self) -> Iterator[Outcome]:
        """Yield all outcomes in order of records, those of the earlier run among them."""
        if not self.earlier:
            return (outcome for outcome, _, _ in self._merge())
        return join_runs(self.earlier, ((outcome, line) for outcome, _, line in self._merge()))

    def join(self, earlier: tuple[Outcome, ...]) -> None:
        """Make this run the rest of an earlier one, whose outcomes are then counted, too."""
        self.earlier = earlier
        self.summary = Summary()
        for outcome in self.read_outcomes():
            self.summary.count(outcome)

    def read_failed(self) -> Iterator[tuple[Row, tuple[Problem, ...]]]:
        """Yield each row that failed with what was wrong with it, in order of records.

        In the rest of an earlier run a row has its line in the list of that run.
        """
        for outcome, row, line in self._merge():
            if row:
                yield (replace(row, line=line) if self.earlier else row), outcome.errors

    def _merge(self) -> Iterator[tuple[Outcome, Row | None, int]]:
        # Both are in order already, so neither is ever in memory as a whole.
        kept = map(_read, (self.rejected, self.outcomes))
        return merge(*kept, key=lambda one: one[0].record)


@contextmanager
def open_spool() -> Iterator[Spool]:
    """Open the files of a spool, which are gone when it ends.

    Raises:
        OutputError: there is no room for temporary files.
    """
    with ExitStack() as files:
        jobs, rejected, outcomes = (files.enter_context(_open_temporary()) for _ in range(3))
        yield Spool(jobs, rejected, outcomes)


@contextmanager
def _open_temporary() -> Iterator[IO[bytes]]:
    with _explain_os_errors():
        file = tempfile.TemporaryFile("w+b")  # noqa: SIM115
    try:
        yield file
    finally:
        # Closing writes what is still in memory, which nobody wants now.
        with suppress(OSError):
            file.close()


def _append(file: IO[bytes], value: object) -> None:
    with _explain_os_errors():
        pickle.dump(value, file)


def _read(file: IO[bytes]) -> Iterator[Any]:
    """Yield what was put into a file, from its beginning."""
    with _explain_os_errors():
        file.seek(0)  # which also writes what is still in memory
    while True:
        try:
            yield pickle.load(file)
        except EOFError:
            return


@contextmanager
def _explain_os_errors() -> Iterator[None]:
    """Raise an error of temporary files as one that names their folder and the way out."""
    try:
        yield
    except OSError as error:
        hint = "Make room there, or name another folder in the variable TMPDIR."
        message = f"temporary files cannot be written: {error.strerror or type(error).__name__}"
        # Python has no folder where none can be written to; its own message then names those tried.
        raise OutputError(Problem(message, file=str(tempfile.tempdir or ""), hint=hint)) from error
