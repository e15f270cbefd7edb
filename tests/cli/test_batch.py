"""``batch`` makes the good rows of a list, names the bad ones, and sums up."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.support.command import Run

LIST = "name,themes\nNordhavn Foundation,social-protection\nSøn,climate\n"


def test_batch_makes_the_good_rows_tells_the_bad_and_ends_with_5(run: Run) -> None:
    Path("list.csv").write_text(LIST, encoding="utf-8")
    done = run("batch", "list.csv", "--template", "one-pager", "-j", "1", "--zip")
    assert done.exit_code == 5
    assert done.stderr.startswith("list.csv, line 3, themes: no theme called 'climate'.")
    stem = "nordhavn-foundation-one-pager-en"
    assert done.stdout.splitlines() == [
        str(Path("output", "nordhavn-foundation", f"{stem}.{suffix}")) for suffix in ("docx", "pdf")
    ]
    last = done.stderr.splitlines()[-1]
    assert last.startswith("Made 1 pack, 1 failed, in ")
    assert "Mend the rows of " in last
    with zipfile.ZipFile("output/packs.zip") as file:
        assert "nordhavn-foundation/nordhavn-foundation-one-pager-en.pdf" in file.namelist()


def test_the_closing_line_counts_the_packs_that_are_there_and_no_failed_record(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proposalgen.cli.progress.Progress.seconds", 4.0)
    rows = "A,social-protection\nB,gender-equality\nC,climate\n"
    Path("list.csv").write_text(f"name,themes\n{rows}", encoding="utf-8")
    command = ("batch", "list.csv", "--template", "one-pager", "-j", "1")
    made, unchanged = (run(*command).stderr.splitlines()[-1] for _ in range(2))
    assert made.startswith("Made 2 packs, 1 failed, in 4 s (0.5 a second). ")
    assert unchanged.startswith("Made 0 packs, 2 unchanged, 1 failed, in 4 s (0.5 a second). ")


def test_an_edited_file_is_told_and_left_where_it_is(run: Run) -> None:
    Path("list.csv").write_text(LIST, encoding="utf-8")
    command = ("batch", "list.csv", "--template", "one-pager", "-j", "1")
    run(*command)
    (path,) = Path("output").glob("*/*.docx")
    edited = docx.Document(str(path))
    edited.paragraphs[0].add_run("edited")
    edited.save(str(path))
    before = path.read_bytes()
    done = run(*command)
    told = f"line 2, Nordhavn Foundation: {path.resolve()}: was edited since it was made: left as"
    assert told in done.stderr
    assert path.read_bytes() == before
    done = run(*command, "--force")
    assert (
        "was edited since it was made: kept as 'nordhavn-foundation-one-pager-en-edited-1.docx'"
        in (done.stderr)
    )
    assert path.with_stem(f"{path.stem}-edited-1").read_bytes() == before


def test_batch_json_is_one_object(run: Run) -> None:
    Path("list.csv").write_text(LIST, encoding="utf-8")
    done = run("batch", "list.csv", "--template", "one-pager", "-j", "1", "--json")
    told = json.loads(done.stdout)
    assert list(told) == ["made", "unchanged", "failed", "packs"]
    assert set(told["packs"][0]) == {"record", "line", "name", "status", "files", "errors"}
    assert told == json.loads(Path("output/batch.json").read_bytes())


def test_a_dry_run_writes_nothing(run: Run) -> None:
    Path("list.csv").write_text(LIST, encoding="utf-8")
    done = run("batch", "list.csv", "--dry-run", "-j", "1")
    assert done.exit_code == 5
    assert done.stderr.endswith(
        "Checked 2 records: 1 good, 1 with mistakes. Nothing was written.\n"
    )
    assert not Path("output").exists()


def test_a_dry_run_gives_its_answer_as_json_too(run: Run) -> None:
    Path("list.csv").write_text(LIST, encoding="utf-8")
    told = json.loads(run("batch", "list.csv", "--dry-run", "-j", "1", "--json").stdout)
    assert [pack["status"] for pack in told["packs"]] == ["ready", "failed"]


def test_a_dry_run_tells_what_strict_would_refuse(run: Run) -> None:
    Path("list.csv").write_text("name,themes,date\nA,social-protection,2090-01-01\n")
    done = run("batch", "list.csv", "--dry-run", "-j", "1", "--strict")
    assert done.exit_code == 5
    assert "was to be reviewed by" in done.stderr


def test_a_scheduler_that_does_not_answer_is_told(run: Run) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed")
    Path("list.csv").write_text(LIST, encoding="utf-8")
    done = run("batch", "list.csv", "--scheduler", "tcp:nonsense")
    assert done.exit_code == 3
    assert "no scheduler answers at 'tcp:nonsense'" in done.stderr


KEPT = "Partner;Thematic areas;Typ\nNordhavn;Social protection;x\nSøn;Gender equality;y\n"


def test_a_list_as_people_keep_it_is_read_and_told_on_stderr(run: Run) -> None:
    Path("list.csv").write_text(KEPT.replace("Typ", "Notes"), encoding="utf-8")
    done = run("batch", "list.csv", "--dry-run", "-j", "1")
    assert done.exit_code == 0, done.stderr
    assert done.stderr.splitlines() == [
        "list.csv: columns left alone: 'Notes'",
        "list.csv: 1 row: themes 'Social protection' read as social-protection, in line 2",
        "list.csv: 1 row: themes 'Gender equality' read as gender-equality, in line 3",
        "Checked 2 records: 2 good, 0 with mistakes. Nothing was written.",
    ]


def test_exact_reads_cells_as_they_are(run: Run) -> None:
    Path("list.csv").write_text("name,themes\nA,Social protection\n", encoding="utf-8")
    done = run("batch", "list.csv", "--dry-run", "-j", "1", "--exact")
    assert done.exit_code == 5
    assert "line 2, themes: no theme called 'Social protection'" in done.stderr


def test_the_failed_rows_of_a_list_come_back_with_its_separator_and_run_again(run: Run) -> None:
    Path("list.csv").write_text("Partner;Themes\nGrün;sozial\n", encoding="cp1252")
    run("batch", "list.csv", "--template", "one-pager", "-f", "pdf", "-j", "1", "-q")
    errors = Path("output/errors.csv").read_text("cp1252")
    assert errors.startswith("line;field;error;name;themes;")
    Path("mended.csv").write_text(errors.replace(";sozial;", ";social-protection;"), "cp1252")
    done = run("batch", "mended.csv", "--template", "one-pager", "-f", "pdf", "-j", "1", "-q")
    assert done.exit_code == 0, done.stderr


def test_a_sheet_is_chosen_by_its_name(run: Run) -> None:
    book = openpyxl.Workbook()
    for name, partner in (("2026", "Alder"), ("2027", "Birch")):
        sheet = book.create_sheet(name)
        sheet.append(["name", "themes"])
        sheet.append([partner, "climate"])
    book.save("list.xlsx")
    told = run("batch", "list.xlsx", "--dry-run", "-j", "1", "--sheet", "2027", "--json").stdout
    assert [pack["name"] for pack in json.loads(told)["packs"]] == ["Birch"]


def test_options_are_for_the_rows_that_leave_a_field_empty(run: Run) -> None:
    Path("list.csv").write_text("Partner,Type\nAlder,ngo\nBirch,\n", encoding="utf-8")
    options = ("-t", "social-protection", "--type", "company", "--date", "2027-01-05")
    done = run("batch", "list.csv", "-j", "1", "-f", "pdf", "--template", "one-pager", *options)
    assert done.exit_code == 0, done.stderr
    records = [
        json.loads(Path(f"output/{name}/pack.json").read_text("utf-8"))["record"]
        for name in ("alder", "birch")
    ]
    assert [one["type"] for one in records] == ["ngo", "company"]
    assert {(*one["themes"], one["date"]) for one in records} == {
        ("social-protection", "2027-01-05")
    }


def test_a_wrong_option_is_told_once_and_not_once_a_row(run: Run) -> None:
    Path("list.csv").write_text("Partner\nAlder\nBirch\n", encoding="utf-8")
    done = run("batch", "list.csv", "-j", "1", "-t", "climate", "--sender", "ana")
    assert done.exit_code == 3
    assert [line.partition(": ")[2][:6] for line in done.stderr.splitlines()] == [
        "themes", "sender",
    ]  # fmt: skip
