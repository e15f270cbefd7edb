"""A worker makes one pack at a time; whatever goes wrong with it is its outcome."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest

from proposalgen.batch import worker
from proposalgen.batch.model import Job
from proposalgen.batch.worker import make_one
from proposalgen.errors import Problem
from proposalgen.packs import make as make_module
from proposalgen.packs.inputs import PackInputs
from proposalgen.packs.pack import PlacedFile, PlacedPack
from proposalgen.packs.store import Store
from tests.support.lists import make_settings
from tests.support.real import make_partner


def test_content_that_changes_on_the_way_fails_the_rest(tmp_path: Path) -> None:
    job = Job(1, 2, make_partner(themes=("social-protection",)))
    outcome = make_one(make_settings(tmp_path, digests=("of", "before", "")), job)
    assert "changed while the batch was running" in outcome.errors[0].message


def test_a_fault_in_one_pack_does_not_end_the_batch(tmp_path: Path) -> None:
    job = Job(1, 2, make_partner(themes=("social-protection",)), logo=b"no picture")
    outcome = make_one(make_settings(tmp_path), job)
    assert outcome.status == "failed"
    assert outcome.errors[0].field == "logo"


def test_a_logo_that_has_gone_since_the_list_was_checked_fails_its_row(tmp_path: Path) -> None:
    gone = Problem("no file 'logo.png'", field="logo")
    job = Job(1, 2, make_partner(themes=("social-protection",)), problems=(gone,))
    outcome = make_one(make_settings(tmp_path), job)
    assert (outcome.status, outcome.errors) == ("failed", (gone,))


def test_a_pack_is_made_once_and_then_unchanged(tmp_path: Path) -> None:
    job = Job(1, 2, make_partner(themes=("social-protection",)))
    made, unchanged = (make_one(make_settings(tmp_path), job) for _ in range(2))
    assert (made.status, unchanged.status) == ("made", "unchanged")
    assert made.files == unchanged.files
    assert all((tmp_path / file).is_file() for file in made.files)


def test_an_outcome_tells_which_files_somebody_edited(tmp_path: Path) -> None:
    job = Job(1, 2, make_partner(themes=("social-protection",)))
    made = make_one(make_settings(tmp_path), job)
    path = next(tmp_path / file for file in made.files if file.endswith(".docx"))
    word = docx.Document(str(path))
    word.add_paragraph("Edited")
    word.save(str(path))
    (told,) = make_one(make_settings(tmp_path), job).edited
    assert told.startswith(f"{path}: was edited since it was made: left as it is.")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Make no pack; return what was asked for, by the name of each argument and input."""
    asked: dict[str, Any] = {}

    def make_pack(inputs: PackInputs, store: Store, **options: Any) -> PlacedPack:
        asked.update(inputs=inputs, output=store.locate(), **options)
        file = PlacedFile("a.pdf", store.locate("a/a.pdf"), "pdf", "", 1)
        return PlacedPack(inputs.partner.name, "a", (file,), ())

    monkeypatch.setattr(worker, "make_pack", make_pack)
    return asked


def make_with(tmp_path: Path, **settings: Any) -> None:
    job = Job(1, 2, make_partner(themes=("social-protection",)))
    outcome = make_one(make_settings(tmp_path, **settings), job)
    assert outcome.status == "made", outcome.errors


def test_every_setting_reaches_the_pack(made: dict[str, Any], tmp_path: Path) -> None:
    make_with(
        tmp_path, paper="letter", formats=frozenset(["pdf"]), draft=True, strict=True, force=True
    )
    inputs: PackInputs = made["inputs"]
    assert inputs.brand.paper == "letter"
    assert inputs.formats == {"pdf"}
    assert inputs.template.name == "one-pager"
    assert (inputs.draft, made["strict"], made["skip"]) == (True, True, False)
    assert made["output"] == str(tmp_path)


def test_without_settings_a_pack_is_final_in_both_formats_and_skipped_if_unchanged(
    made: dict[str, Any], tmp_path: Path
) -> None:
    make_with(tmp_path)
    inputs: PackInputs = made["inputs"]
    assert inputs.brand.paper == "a4"
    assert inputs.formats == {"docx", "pdf"}
    assert (inputs.draft, made["strict"], made["skip"]) == (False, False, True)


def test_what_a_proof_finds_fails_the_row_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Any, bool]] = []

    def prove_pack(inputs: PackInputs, *given: object, thorough: bool) -> Iterator[Problem]:
        asked.append((inputs.partner, thorough))
        yield Problem("the PDF says 'Vesterhav Trust'")

    monkeypatch.setattr(make_module, "prove_pack", prove_pack)
    partner = make_partner(themes=("social-protection",), contact_name="Ana Lima")
    for thorough in (True, False):
        job = Job(1, 2, partner, thorough=thorough)
        outcome = make_one(make_settings(tmp_path / "output"), job)
        assert outcome.status == "failed"
        assert "Vesterhav Trust" in outcome.errors[0].message
    assert not (tmp_path / "output").exists()
    assert asked == [(partner, True), (partner, False)]
