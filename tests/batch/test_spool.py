"""Jobs and outcomes are kept in order, however they come."""

from __future__ import annotations

import errno
import tempfile

import pytest

from proposalgen.batch import spool as spools
from proposalgen.batch.model import Job, Outcome, Summary
from proposalgen.batch.spool import open_spool
from proposalgen.errors import OutputError, Problem
from proposalgen.read.table import Row
from tests.support.real import make_partner

MISTAKE = Problem("no theme called 'fire'", field="themes")


def make_row(record: int) -> Row:
    return Row(record + 1, {"name": f"Partner {record}"})


def test_jobs_come_back_with_their_rows_in_order() -> None:
    jobs = [(Job(n, n + 1, make_partner(name=f"Partner {n}")), make_row(n)) for n in (1, 2, 3)]
    with open_spool() as spool:
        for job, row in jobs:
            spool.add_job(job, row)
        assert list(spool.read_jobs()) == jobs


def test_outcomes_of_rejected_rows_stand_among_those_of_jobs_in_order_of_records() -> None:
    rejected = [Outcome(n, n + 1, f"Partner {n}", "failed", errors=(MISTAKE,)) for n in (2, 5)]
    made = [Outcome(n, n + 1, f"Partner {n}", "made") for n in (1, 3)]
    broken = Outcome(4, 5, "Partner 4", "failed", errors=(Problem("broken"),))
    with open_spool() as spool:
        for outcome in rejected:
            spool.reject(outcome, make_row(outcome.record))
        for outcome in (*made, broken):
            spool.add_outcome(outcome, make_row(outcome.record))
        assert [outcome.record for outcome in spool.read_outcomes()] == [1, 2, 3, 4, 5]
        assert list(spool.read_failed()) == [
            (make_row(2), (MISTAKE,)),
            (make_row(4), (Problem("broken"),)),
            (make_row(5), (MISTAKE,)),
        ]
        assert spool.summary == Summary(made=2, failed=3)
        assert len(list(spool.read_outcomes())) == 5  # it can be read again


def test_a_full_disk_is_told_with_the_folder_of_temporary_files_and_the_way_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/full")
    with pytest.raises(OutputError) as caught, spools._explain_os_errors():
        raise OSError(errno.ENOSPC, "No space left on device")
    assert str(caught.value) == (
        "/full: temporary files cannot be written: No space left on device. "
        "Make room there, or name another folder in the variable TMPDIR."
    )
