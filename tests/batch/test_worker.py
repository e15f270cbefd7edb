"""A worker makes one pack at a time; whatever goes wrong with it is its outcome."""

from __future__ import annotations

from pathlib import Path

from proposalgen.batch.model import Job
from proposalgen.batch.worker import make_one
from tests.support.lists import make_settings
from tests.support.real import make_partner


def test_content_that_changes_on_the_way_fails_the_rest(tmp_path: Path) -> None:
    job = Job(1, 2, make_partner(themes=("social-protection",)))
    outcome = make_one(make_settings(tmp_path, digests=("of", "before", "")), job)
    assert "changed while the batch was running" in outcome.errors[0].message


def test_a_fault_in_one_pack_does_not_end_the_batch(tmp_path: Path) -> None:
    job = Job(1, 2, make_partner(logo="none.png", themes=("social-protection",)))
    outcome = make_one(make_settings(tmp_path), job)
    assert outcome.status == "failed"
    assert "logo" in outcome.errors[0].message or outcome.errors[0].field == "logo"


def test_a_pack_is_made_once_and_then_unchanged(tmp_path: Path) -> None:
    job = Job(1, 2, make_partner(themes=("social-protection",)))
    made, unchanged = (make_one(make_settings(tmp_path), job) for _ in range(2))
    assert (made.status, unchanged.status) == ("made", "unchanged")
    assert made.files == unchanged.files
    assert all((tmp_path / file).is_file() for file in made.files)
