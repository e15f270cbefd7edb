"""A list becomes packs: good rows made, bad rows told, and the same again whatever happens."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from proposalgen.batch import pool
from proposalgen.batch.model import BATCH, Job, Outcome, Settings
from proposalgen.batch.reports import ERRORS
from proposalgen.batch.run import run_batch
from proposalgen.errors import InputError, OutputError
from tests.batch.runs import TODAY, Made, run
from tests.support import real
from tests.support.lists import hash_tree, invent_partners, make_settings, write_list
from tests.support.real import ROOT

BAD = [
    ("Nordhavn", "social-protection", "", ""),
    ("Søn", "climate", "", ""),
    ("NORDHAVN ", "gender-equality", "", ""),
    ("=cmd()", "gender-equality", "-5", ""),
]


# -- good and bad rows ----------------------------------------------------------------------------


def test_good_rows_are_made_and_every_mistake_of_the_others_told(tmp_path: Path) -> None:
    source = write_list(tmp_path / "list.csv", BAD)
    summary, warnings = run(source, tmp_path / "output")
    assert (summary.made, summary.unchanged, summary.failed) == (1, 0, 3)
    assert [line.partition(": ")[0] for line in warnings] == [
        "list.csv, line 3, themes",
        "list.csv, line 4, name",
        "list.csv, line 5, amount",
        "list.csv, line 5, currency",
    ]
    assert "is there already, in line 2" in warnings[1]
    packs = json.loads((tmp_path / "output" / BATCH).read_bytes())["packs"]
    assert [pack["status"] for pack in packs] == ["made", "failed", "failed", "failed"]
    assert [pack["line"] for pack in packs] == [2, 3, 4, 5]


def test_what_a_killed_batch_left_half_written_is_gone_after_the_next(tmp_path: Path) -> None:
    source = write_list(tmp_path / "list.csv", BAD[:1])
    half = tmp_path / "output" / "nordhavn" / ".nordhavn-one-pager-en.pdf.1.tmp"
    half.parent.mkdir(parents=True)
    half.touch()
    run(source, tmp_path / "output")
    assert not half.exists()


def test_each_outcome_is_reported_as_it_comes_and_the_whole_at_the_end(tmp_path: Path) -> None:
    source = write_list(tmp_path / "list.csv", [*BAD, ("Havnord", "gender-equality", "", "")])
    reported: list[tuple[str, int]] = []
    printed: list[str] = []
    run_batch(
        source,
        make_settings(tmp_path / "output"),
        today=TODAY,
        report=lambda outcome, total: reported.append((outcome.name, total)),
        print_json=printed.extend,
    )
    assert reported == [("Nordhavn", 2), ("Havnord", 2)]
    assert "".join(printed) == (tmp_path / "output" / BATCH).read_text(encoding="utf-8")


def test_the_failed_rows_can_be_mended_and_run_again(tmp_path: Path) -> None:
    output = tmp_path / "output"
    run(write_list(tmp_path / "list.csv", BAD), output)
    text = (output / ERRORS).read_text(encoding="utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text))
    assert header[:5] == ["line", "field", "error", "name", "themes"]
    assert [row[0] for row in rows] == ["3", "4", "5"]
    assert rows[2][3] == "'=cmd()"
    mended = text.replace("climate", "just-transition").replace("NORDHAVN", "Sydhavn")
    (tmp_path / "mended.csv").write_text(mended.replace("'-5", ""), encoding="utf-8-sig")
    summary, _ = run(tmp_path / "mended.csv", output)
    assert (summary.made, summary.failed) == (3, 0)
    assert not (output / ERRORS).exists()
    names = {p["name"] for p in json.loads((output / BATCH).read_bytes())["packs"]}
    assert names == {"Nordhavn", "Søn", "Sydhavn", "=cmd()"}


def test_a_dry_run_tells_the_same_and_writes_nothing(tmp_path: Path) -> None:
    source = write_list(tmp_path / "list.csv", BAD)
    summary, warnings = run(source, tmp_path / "output", dry=True)
    assert (summary.ready, summary.made, summary.failed, len(warnings)) == (1, 0, 3, 4)
    assert not (tmp_path / "output").exists()


def test_an_output_folder_that_goes_while_the_batch_runs_is_told(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with pytest.raises(OutputError, match="was removed while the batch was running"):
        run_batch(
            write_list(tmp_path / "list.csv", BAD),
            make_settings(output),
            today=TODAY,
            report=lambda _outcome, _total: shutil.rmtree(output),
        )


def test_a_list_without_partners_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^list\.csv: no partners in it\. Write a row for each"):
        run(write_list(tmp_path / "list.csv", []), tmp_path / "output")


def test_the_list_that_is_read_is_never_removed(tmp_path: Path) -> None:
    output = tmp_path / "output"
    run(write_list(tmp_path / "list.csv", BAD), output)
    text = (output / ERRORS).read_text(encoding="utf-8-sig").splitlines(keepends=True)
    (output / ERRORS).write_text("".join(text[:2]).replace("climate", "just-transition"))
    assert run(output / ERRORS, output)[0].made == 1
    assert (output / ERRORS).exists()


def test_a_list_may_change_while_its_packs_are_made(tmp_path: Path) -> None:
    source = write_list(tmp_path / "list.csv", invent_partners(2))

    def spoil(*_: object) -> None:
        source.write_text("nonsense")

    settings = make_settings(tmp_path / "output")
    assert run_batch(source, settings, today=TODAY, report=spoil).made == 2


def test_workers_know_what_the_first_process_loaded_and_all_partners_of_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write_list(tmp_path / "list.csv", [*BAD, ("Sydhavn", "gender-equality", "", "")])
    given: list[Settings] = []

    def make_one(settings: Settings, job: Job) -> Outcome:
        given.append(settings)
        return Outcome(job.record, job.line, job.partner.name, "made")

    monkeypatch.setattr(pool, "make_one", make_one)
    summary, _ = run(source, tmp_path / "output")
    assert (summary.made, summary.failed) == (2, 3)
    for settings in given:
        assert settings.digests == (real.library().digest, real.template("one-pager").digest,
                                    real.brand().digest)  # fmt: skip
        assert settings.output == str((tmp_path / "output").resolve())
    assert sorted(path.name for path in (tmp_path / "output").iterdir()) == [
        ".batch.lock", "batch.json", "errors.csv", "index.html",
    ]  # fmt: skip


def test_the_first_pack_of_each_set_of_themes_and_a_sample_are_read_in_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordered, turned = (
        "gender-equality;child-labour-forced-labour",
        "child-labour-forced-labour;gender-equality",
    )
    themes = ["gender-equality", ordered, "gender-equality", turned, *["gender-equality"] * 197]
    rows = [(f"Partner {at}", one, "", "") for at, one in enumerate(themes, 1)]
    thorough: list[int] = []

    def make_one(settings: Settings, job: Job) -> Outcome:
        if job.thorough:
            thorough.append(job.record)
        return Outcome(job.record, job.line, job.partner.name, "made")

    monkeypatch.setattr(pool, "make_one", make_one)
    run(write_list(tmp_path / "list.csv", rows), tmp_path / "output")
    assert thorough == [1, 2, 201]


# -- the same again -------------------------------------------------------------------------------


def test_unchanged_packs_are_skipped_unless_forced(five: Made, tmp_path: Path) -> None:
    output = shutil.copytree(five.output, tmp_path / "output")
    before = {path: path.stat().st_mtime_ns for path in output.glob("*/*")}
    assert run(five.source, output)[0].unchanged == 5
    assert {path: path.stat().st_mtime_ns for path in output.glob("*/*")} == before
    assert run(five.source, output, force=True)[0].made == 5
    changed = write_list(tmp_path / "list.csv", [*invent_partners(4), invent_partners(5, 2)[4]])
    summary = run(changed, output)[0]
    assert (summary.made, summary.unchanged) == (1, 4)


def test_a_pack_with_a_file_missing_is_made_again(tmp_path: Path) -> None:
    source = write_list(tmp_path / "list.csv", invent_partners(1))
    run(source, tmp_path / "output")
    before = hash_tree(tmp_path / "output")
    next((tmp_path / "output").glob("*/*.pdf")).unlink()
    assert run(source, tmp_path / "output")[0].made == 1
    assert hash_tree(tmp_path / "output") == before


def test_a_run_that_was_killed_is_finished_by_the_next_to_the_same_packs(
    five: Made, tmp_path: Path
) -> None:
    output = tmp_path / "output"
    command = [sys.executable, "-m", "proposalgen", "batch", str(five.source), "-o", str(output),
               "--template", "one-pager", "-q"]  # fmt: skip
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795694400"}  # 2026-11-26
    for wait in (2.5, 4):
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(wait)
        if os.name == "nt":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        done = hash_tree(five.output)
        for name, digest in hash_tree(output).items() if output.exists() else ():
            assert Path(name).name.startswith(".") or done[name] == digest
    run(five.source, output)
    assert hash_tree(output) == hash_tree(five.output)
    assert not list(output.rglob("*.tmp"))


def wait_for_packs(output: Path) -> None:
    for _ in range(1200):
        if list(output.glob("*/pack.json")):
            return
        time.sleep(0.1)
    raise AssertionError("waited for too long")


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def test_ctrl_c_ends_a_run_within_two_seconds_with_a_sentence(tmp_path: Path) -> None:
    # What is started in the background has Ctrl-C ignored, and hands that on.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    source = write_list(tmp_path / "list.csv", invent_partners(200))
    output = tmp_path / "output"
    with subprocess.Popen(
        [sys.executable, "-m", "proposalgen", "batch", source, "-o", output, "-j", "2"],
        cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        text=True,
    ) as process:  # fmt: skip
        wait_for_packs(output)
        os.killpg(process.pid, signal.SIGINT)
        message = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert message == "error: interrupted. Run it again to go on.\n"
    assert not list(output.rglob("*.tmp"))
