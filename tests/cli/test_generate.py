"""``generate`` makes one partner's files, and says which."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command import FILES, NORDHAVN, Run, start


def test_generate_prints_a_path_a_line_and_closes_with_a_sentence(run: Run) -> None:
    done = run("generate", *NORDHAVN)
    assert done.exit_code == 0
    assert done.stdout.splitlines() == FILES
    assert done.stderr.splitlines()[-1].startswith("Made 2 files for Nordhavn Foundation, ")
    assert all(Path(file).is_file() for file in FILES)


def test_quiet_leaves_out_the_sentence(run: Run) -> None:
    done = run("generate", *NORDHAVN, "-q")
    assert (done.stdout.splitlines(), done.stderr) == (FILES, "")


def test_one_format_makes_one_file(run: Run) -> None:
    done = run("generate", *NORDHAVN, "-f", "pdf", "-o", "here")
    assert done.stdout.splitlines() == [FILES[1].replace("output", "here", 1)]


def test_json_is_one_object(run: Run) -> None:
    done = run("generate", *NORDHAVN, "--json")
    told = json.loads(done.stdout)
    assert list(told) == ["partner", "files", "warnings"]
    assert [file["path"] for file in told["files"]] == FILES
    assert set(told["files"][0]) == {"path", "format", "sha256", "pages"}
    assert done.stderr == ""


def test_a_file_says_what_the_options_say(run: Run) -> None:
    Path("n.yaml").write_text("name: Nordhavn Foundation\nthemes: [social-protection]\n")
    from_file = json.loads(run("generate", "--from", "n.yaml", "--json").stdout)
    assert from_file == json.loads(run("generate", *NORDHAVN, "--json").stdout)


def test_the_date_is_that_of_source_date_epoch(run: Run) -> None:
    run("generate", *NORDHAVN, "-f", "docx")
    manifest = json.loads(Path("output/nordhavn-foundation/pack.json").read_text("utf-8"))
    assert manifest["record"]["date"] == "2026-11-26"


@pytest.mark.parametrize("strict", [True, False])
def test_a_stale_figure_is_a_warning_and_under_strict_refused(run: Run, strict: bool) -> None:
    done = run("generate", *NORDHAVN, "--date", "2090-01-01", *["--strict"] * strict)
    assert done.exit_code == (4 if strict else 0)
    assert ("error: " if strict else "warning: ") + "facts/social-protection.yaml" in done.stderr
    assert Path("output").exists() is not strict


def test_every_mistake_is_told_at_once_and_nothing_is_written(run: Run) -> None:
    done = run("generate", "-p", "x", "-t", "climate", "--type", "charity", "--amount", "5")
    assert done.exit_code == 3
    assert done.stdout == ""
    assert [line.split(": ")[:2] for line in done.stderr.splitlines()] == [
        ["error", "themes"],
        ["error", "type"],
        ["error", "currency"],
    ]
    assert not Path("output").exists()


def test_a_mistake_in_a_file_names_its_line(run: Run) -> None:
    Path("n.yaml").write_text("name: Nordhavn\nthemes: [social-protection]\ntype: charity\n")
    done = run("generate", "--from", "n.yaml")
    assert "error: n.yaml, line 3, type: no type called 'charity'." in done.stderr


def test_json_tells_errors_on_stdout(run: Run) -> None:
    done = run("generate", "-p", "x", "-t", "just-transitions", "--json")
    (error,) = json.loads(done.stdout)["errors"]
    assert error["where"] == {"field": "themes"}
    assert error["message"] == "no theme called 'just-transitions'"
    assert "just-transition" in error["hint"]
    assert done.exit_code == 3


def test_an_unknown_template_names_those_there_are(run: Run) -> None:
    done = run("generate", *NORDHAVN, "--template", "pich")
    assert done.exit_code == 3
    assert "no template called 'pich'. Did you mean 'pitch'?" in done.stderr


def test_two_processes_make_the_same_bytes(tmp_path: Path) -> None:
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
