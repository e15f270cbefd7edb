"""The command line says what it made, what is wrong and how it ended."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from proposalgen import cli
from proposalgen.errors import OutputError
from tests.support import real
from tests.support.real import ROOT

NORDHAVN = ("-p", "Nordhavn Foundation", "-t", "social-protection")
FILES = [
    str(Path("output", "nordhavn-foundation", f"nordhavn-foundation-pitch-en.{suffix}"))
    for suffix in ("docx", "pdf")
]


# -- generate -----------------------------------------------------------------------------------


def test_generate_prints_a_path_a_line_and_closes_with_a_sentence(run):
    done = run("generate", *NORDHAVN)
    assert done.exit_code == 0
    assert done.stdout.splitlines() == FILES
    assert done.stderr.splitlines()[-1].startswith("Made 2 files for Nordhavn Foundation, ")
    assert all(Path(file).is_file() for file in FILES)


def test_quiet_leaves_out_the_sentence(run):
    done = run("generate", *NORDHAVN, "-q")
    assert (done.stdout.splitlines(), done.stderr) == (FILES, "")


def test_one_format_makes_one_file(run):
    done = run("generate", *NORDHAVN, "-f", "pdf", "-o", "here")
    assert done.stdout.splitlines() == [FILES[1].replace("output", "here", 1)]


def test_json_is_one_object(run):
    done = run("generate", *NORDHAVN, "--json")
    told = json.loads(done.stdout)
    assert list(told) == ["partner", "files", "warnings"]
    assert [file["path"] for file in told["files"]] == FILES
    assert set(told["files"][0]) == {"path", "format", "sha256", "pages"}
    assert done.stderr == ""


def test_a_file_says_what_the_options_say(run):
    Path("n.yaml").write_text("name: Nordhavn Foundation\nthemes: [social-protection]\n")
    from_file = json.loads(run("generate", "--from", "n.yaml", "--json").stdout)
    assert from_file == json.loads(run("generate", *NORDHAVN, "--json").stdout)


def test_the_date_is_that_of_source_date_epoch(run):
    run("generate", *NORDHAVN, "-f", "docx")
    manifest = json.loads(Path("output/nordhavn-foundation/pack.json").read_text("utf-8"))
    assert manifest["record"]["date"] == "2026-11-26"


@pytest.mark.parametrize("strict", [True, False])
def test_a_stale_figure_is_a_warning_and_under_strict_refused(run, strict):
    done = run("generate", *NORDHAVN, "--date", "2090-01-01", *["--strict"] * strict)
    assert done.exit_code == (4 if strict else 0)
    assert ("error: " if strict else "warning: ") + "facts/social-protection.yaml" in done.stderr
    assert Path("output").exists() is not strict


# -- what can go wrong --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ("generate",),
        ("generate", "-p", "x"),
        ("generate", "--from", "x.yaml", "--type", "ngo"),
        ("generate", *NORDHAVN, "-f", "odt"),
        ("generat",),
    ],
)
def test_wrong_usage_is_two(run, arguments):
    done = run(*arguments)
    assert done.exit_code == 2
    assert "Usage: " in done.stderr


def test_every_mistake_is_told_at_once_and_nothing_is_written(run):
    done = run("generate", "-p", "x", "-t", "climate", "--type", "charity", "--amount", "5")
    assert done.exit_code == 3
    assert done.stdout == ""
    assert [line.split(": ")[:2] for line in done.stderr.splitlines()] == [
        ["error", "themes"],
        ["error", "type"],
        ["error", "currency"],
    ]
    assert not Path("output").exists()


def test_a_mistake_in_a_file_names_its_line(run):
    Path("n.yaml").write_text("name: Nordhavn\nthemes: [social-protection]\ntype: charity\n")
    done = run("generate", "--from", "n.yaml")
    assert "error: n.yaml, line 3, type: no type called 'charity'." in done.stderr


def test_json_tells_errors_on_stdout(run):
    done = run("generate", "-p", "x", "-t", "just-transitions", "--json")
    (error,) = json.loads(done.stdout)["errors"]
    assert error["where"] == {"field": "themes"}
    assert error["message"] == "no theme called 'just-transitions'"
    assert "just-transition" in error["hint"]
    assert done.exit_code == 3


def test_an_unknown_template_names_those_there_are(run):
    done = run("generate", *NORDHAVN, "--template", "pich")
    assert done.exit_code == 3
    assert "no template called 'pich'. Did you mean 'pitch'?" in done.stderr


def test_output_that_cannot_be_written_is_six(run):
    Path("output").write_text("")
    done = run("generate", *NORDHAVN)
    assert done.exit_code == OutputError.exit_code == 6
    assert "error: output" in done.stderr


def test_a_date_of_the_environment_that_is_none_is_told(run, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    done = run("generate", *NORDHAVN)
    assert done.exit_code == 3
    assert "SOURCE_DATE_EPOCH is not a number of seconds: 'yesterday'" in done.stderr


def fail(error):
    def find_workspace(*_):
        raise error

    return find_workspace


def test_a_fault_of_the_program_is_one_line_without_traceback(run, monkeypatch):
    monkeypatch.setattr("proposalgen.content.workspace.find_workspace", fail(KeyError("oops")))
    done = run("check")
    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    assert "a fault in the program" in line
    monkeypatch.setenv("PROPOSALGEN_DEBUG", "1")
    assert "Traceback" in run("check").stderr


def test_a_file_that_cannot_be_read_is_named(run, monkeypatch):
    error = PermissionError(13, "Permission denied", "content/facts/money.yaml")
    monkeypatch.setattr("proposalgen.content.workspace.find_workspace", fail(error))
    done = run("check")
    assert done.exit_code == 3
    assert "error: content/facts/money.yaml: cannot be read: Permission denied" in done.stderr


def test_an_interruption_is_130(run, monkeypatch):
    monkeypatch.setattr("proposalgen.content.workspace.find_workspace", fail(KeyboardInterrupt()))
    done = run("check")
    assert done.exit_code == 130
    assert "interrupted. Run it again to go on." in done.stderr


# -- themes and check ----------------------------------------------------------------------------


def test_themes_lists_all_with_what_each_has(run):
    lines = run("themes").stdout.splitlines()
    assert [line.split()[0] for line in lines[1:]] == list(real.THEME_IDS)
    told = json.loads(run("themes", "--json").stdout)["themes"]
    assert [theme["id"] for theme in told] == list(real.THEME_IDS)


def test_one_theme_is_told_in_detail(run):
    assert "3.8 billion people" in run("themes", "social-protection").stdout
    assert json.loads(run("themes", "social-protection", "--json").stdout)["sum"]


def test_a_theme_or_language_that_there_is_not_names_the_nearest(run):
    done = run("themes", "gender")
    assert done.exit_code == 3
    assert "Did you mean 'gender-equality'?" in done.stderr
    assert "There are: en." in run("themes", "-l", "fr").stderr


def test_check_finds_no_mistake_in_the_real_content_and_tells_its_weak_figures(run):
    done = run("check", "--json")
    told = json.loads(done.stdout)
    assert (done.exit_code, told["themes"]) == (0, 7)
    assert all(w["where"]["file"].startswith("facts/") for w in told["warnings"])
    assert any("the fact 'pay-gap' is of 2019" in w["message"] for w in told["warnings"])


def test_check_under_strict_refuses_weak_figures(run):
    done = run("check", "--strict")
    assert done.exit_code == 4
    assert "error: facts/gender-equality.yaml, line 1, facts: the fact 'pay-gap'" in done.stderr


def test_facts_tells_a_figure_with_its_source_and_what_is_weak_about_it(run):
    done = run("facts", "pay-gap", "uncovered", "--stale")
    assert done.stdout.startswith("pay-gap  20%\n")
    assert "weak: is of 2019, old for a statistic" in done.stdout
    assert "uncovered" not in done.stdout
    (told,) = json.loads(run("facts", "uncovered", "--json").stdout)["facts"]
    assert (told["figure"], told["weak"]) == ("3.8 billion", [])
    assert max(map(len, run("facts").stdout.splitlines())) < 100


def test_facts_tells_a_misspelt_id(run):
    done = run("facts", "uncoverd")
    assert done.exit_code == 3
    assert "no fact called 'uncoverd'. Did you mean 'uncovered'?" in done.stderr


def test_facts_tells_which_packs_hold_a_figure(run):
    run("generate", "-p", "Acme", "-t", "social-protection", "-f", "docx")
    (told,) = json.loads(run("facts", "uncovered", "--where-used", ".", "--json").stdout)["facts"]
    (use,) = told["used"]
    assert (use["pack"], use["current"]) == (str(Path("output/acme")), True)
    assert use["version"] == told["version"]


def test_check_tells_of_a_theme_that_the_brand_does_not_know(run, tmp_path):
    for folder in ("content", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    brand = tmp_path / "templates" / "brand" / "brand.yaml"
    text = brand.read_text(encoding="utf-8")
    brand.write_text(text.replace("  supply-chains: {", "  supply-links: {"), encoding="utf-8")
    done = run("check", "--workspace", tmp_path)
    assert done.exit_code == 3
    assert "brand.yaml, accents.supply-chains: no accent" in done.stderr


def test_check_tells_the_problems_of_content_templates_and_brand_together(run, tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "templates" / "brand").mkdir(parents=True)
    (tmp_path / "templates" / "brand" / "brand.yaml").write_text("name: x\n")
    (tmp_path / "templates" / "pitch").mkdir()
    (tmp_path / "templates" / "pitch" / "template.yaml").write_text("section: []\n")
    done = run("check", "--workspace", tmp_path)
    assert done.exit_code == 3
    told = done.stderr
    assert "organisation.yaml" in told
    assert "pitch/template.yaml, line 1" in told
    assert "brand.yaml" in told
    assert len(json.loads(run("check", "--workspace", tmp_path, "--json").stdout)["errors"]) > 2


# -- in a process of its own ---------------------------------------------------------------------


def start(*arguments, cwd, **environment):
    return subprocess.run(
        [sys.executable, "-m", "proposalgen", *arguments], cwd=cwd, capture_output=True,
        env=os.environ | {"PYTHONPATH": str(real.ROOT)} | environment, check=False, timeout=120,
    )  # fmt: skip


def test_two_processes_make_the_same_bytes(tmp_path):
    packs = []
    for name, seed, zone in (("a", "1", "Pacific/Auckland"), ("b", "2", "America/Lima")):
        done = start(
            "generate", *NORDHAVN, "-o", name, "--date", "2026-11-26",
            cwd=tmp_path, PYTHONHASHSEED=seed, TZ=zone,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        folder = tmp_path / name / "nordhavn-foundation"
        packs.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert packs[0] == packs[1]
    assert len(packs[0]) == 3


def test_a_path_in_any_script_is_printed_on_any_console(tmp_path):
    done = start(
        "generate", "-p", "Łódź", "-t", "social-protection", "-f", "docx", "-o", "日本",
        cwd=tmp_path, PYTHONIOENCODING="cp1252",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(b"\\u65e5\\u672c")
    assert list((tmp_path / "日本").iterdir())


def test_help_answers_without_loading_what_commands_need(tmp_path):
    program = (
        "import sys; from proposalgen.cli import main\n"
        "try: main(['generate', '--help'])\n"
        "finally: print([m for m in ('pydantic', 'reportlab', 'docx', 'jinja2', 'PIL', 'yaml')"
        " if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True,
        cwd=real.ROOT, timeout=60,
    )  # fmt: skip
    assert "--partner NAME" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_what_cannot_be_printed_is_told(tmp_path):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "proposalgen", "themes"], stdout=full, stderr=subprocess.PIPE,
            cwd=real.ROOT, check=False, timeout=60,
            # As it is for a person: what is printed waits, and is written at the end too.
            env={name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
        )  # fmt: skip
    assert done.returncode == 6
    assert b"error: the command's own output: cannot be written: No space left" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="needs a pipe that closes")
def test_a_reader_that_goes_away_is_no_fault(tmp_path):
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as gone:
        done = subprocess.run(
            [sys.executable, "-m", "proposalgen", "themes"], stdout=gone, stderr=subprocess.PIPE,
            cwd=real.ROOT, check=False, timeout=60,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")


def test_every_command_has_help(run):
    for name in cli.main.commands:
        done = run(name, "-h")
        assert done.exit_code == 0
        assert done.stdout.startswith("Usage: ")
    assert run("--version").stdout.startswith("proposalgen ")


# -- verify -------------------------------------------------------------------------------------


def test_verify_says_that_packs_are_good(run):
    run("generate", *NORDHAVN)
    done = run("verify", "output")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "Verified 1 pack: 1 good, 0 not.\n"


def test_verify_ends_with_7_and_names_what_is_different(run):
    run("generate", *NORDHAVN)
    Path(FILES[1]).unlink()
    done = run("verify", "output", "--json")
    assert done.exit_code == 7
    ((pack,),) = json.loads(done.stdout).values()
    assert pack["problems"][0]["message"] == "is not there"
    assert pack["problems"][0]["where"]["file"] == Path(FILES[1]).name


# -- batch --------------------------------------------------------------------------------------

LIST = "name,themes\nNordhavn Foundation,social-protection\nSøn,climate\n"


def test_batch_makes_the_good_rows_tells_the_bad_and_ends_with_5(run):
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


def test_batch_json_is_one_object(run):
    Path("list.csv").write_text(LIST, encoding="utf-8")
    done = run("batch", "list.csv", "--template", "one-pager", "-j", "1", "--json")
    told = json.loads(done.stdout)
    assert list(told) == ["made", "unchanged", "failed", "packs"]
    assert set(told["packs"][0]) == {"record", "line", "name", "status", "files", "errors"}
    assert told == json.loads(Path("output/batch.json").read_bytes())


def test_a_dry_run_writes_nothing(run):
    Path("list.csv").write_text(LIST, encoding="utf-8")
    done = run("batch", "list.csv", "--dry-run", "-j", "1")
    assert done.exit_code == 5
    assert done.stderr.endswith(
        "Checked 2 records: 1 good, 1 with mistakes. Nothing was written.\n"
    )
    assert not Path("output").exists()


def test_a_dry_run_gives_its_answer_as_json_too(run):
    Path("list.csv").write_text(LIST, encoding="utf-8")
    told = json.loads(run("batch", "list.csv", "--dry-run", "-j", "1", "--json").stdout)
    assert [pack["status"] for pack in told["packs"]] == ["ready", "failed"]


def test_a_dry_run_tells_what_strict_would_refuse(run):
    Path("list.csv").write_text("name,themes,date\nA,social-protection,2090-01-01\n")
    done = run("batch", "list.csv", "--dry-run", "-j", "1", "--strict")
    assert done.exit_code == 5
    assert "was to be reviewed by" in done.stderr


def test_a_scheduler_that_does_not_answer_is_told(run):
    pytest.importorskip("distributed", reason="Dask is not installed")
    Path("list.csv").write_text(LIST, encoding="utf-8")
    done = run("batch", "list.csv", "--scheduler", "tcp:nonsense")
    assert done.exit_code == 3
    assert "no scheduler answers at 'tcp:nonsense'" in done.stderr
