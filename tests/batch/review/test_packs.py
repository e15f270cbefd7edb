"""Every pack of an output folder is shown, of this run and of earlier ones, and what failed."""

from __future__ import annotations

import shutil
from pathlib import Path

from proposalgen.batch.model import Outcome
from proposalgen.batch.review.packs import read_packs
from proposalgen.errors import Problem
from proposalgen.packs.store import open_store
from tests.batch.runs import Made, run
from tests.support.lists import write_list


def test_every_pack_of_a_folder_is_shown_with_what_it_is_of(five: Made) -> None:
    packs = list(read_packs(open_store(five.output)))
    assert len(packs) == 5
    for pack in packs:
        assert pack.state in ("Good", "Warnings")
        assert pack.template == "one-pager"
        assert pack.date == "2026-11-26"
        assert all((five.output / file).is_file() for file in pack.files)
        assert pack.sections
        assert pack.years
    assert len({pack.id for pack in packs}) == 5


def test_packs_of_an_earlier_run_stay_and_what_failed_in_the_last_is_told(
    five: Made, tmp_path: Path
) -> None:
    output = shutil.copytree(five.output, tmp_path / "output")
    rows = [("Sydhavn", "gender-equality", "", ""), ("Østhavn", "climate", "", "")]
    run(write_list(tmp_path / "more.csv", rows), output)
    first, *others = read_packs(open_store(output))
    assert (first.name, first.state, first.record, first.files) == ("Østhavn", "Failed", 2, ())
    assert first.notes[0].startswith("no theme called 'climate'.")
    assert len(others) == 6
    assert "Sydhavn" in [pack.name for pack in others]


def test_a_run_tells_more_of_its_packs_than_their_manifests(five: Made) -> None:
    store = open_store(five.output)
    before = next(read_packs(store))
    told = Outcome(1, 2, before.name, "made", files=before.files, warnings=("It was edited.",))
    shown = next(
        pack for pack in read_packs(open_store(five.output), [told]) if pack.name == before.name
    )
    assert (shown.state, shown.notes) == ("Warnings", ("It was edited.",))


def test_what_was_warned_of_is_still_told_when_the_run_is_over(tmp_path: Path) -> None:
    rows = [("Sydhavn", "just-transition", "", "")]
    run(write_list(tmp_path / "list.csv", rows), tmp_path / "output")
    (shown,) = read_packs(open_store(tmp_path / "output"))
    assert shown.state == "Warnings"
    assert any("old for a statistic" in note for note in shown.notes)


def test_a_record_without_a_name_is_shown_by_its_number(tmp_path: Path) -> None:
    told = Outcome(7, 8, "", "failed", errors=(Problem("no name", field="name"),))
    (shown,) = read_packs(open_store(tmp_path), [told])
    assert (shown.name, shown.notes) == ("Record 7", ("no name",))


def test_what_is_no_pack_and_a_report_that_was_written_over_are_passed_by(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "pack.json").write_text("[1]")
    for text in ("", "[]", '{"packs": [1]}', '{"packs": [{"status": "failed"}]}'):
        (tmp_path / "batch.json").write_text(text)
        assert list(read_packs(open_store(tmp_path))) == []
