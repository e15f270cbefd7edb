"""``generate`` makes one partner's files, and says which."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

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


def test_each_option_reaches_the_pack(run: Run) -> None:
    done = run("generate", *NORDHAVN, "--draft", "--paper", "letter", "--template", "one-pager")
    assert done.exit_code == 0
    (path,) = Path("output").glob("*/pack.json")
    manifest = json.loads(path.read_text(encoding="utf-8"))
    assert manifest["draft"] is True
    assert manifest["brand"]["paper"] == "letter"
    assert manifest["template"]["name"] == "one-pager"


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


def test_a_logo_dragged_from_anywhere_is_right_and_its_place_is_not_told(
    run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    logo = tmp_path_factory.mktemp("Down loads") / "Their Logo.png"
    Image.new("RGB", (300, 120), "navy").save(logo)
    made = set()
    for typed in (str(logo), f"'{logo}'", logo.as_uri()):
        done = run("generate", *NORDHAVN, "--logo", typed, "-f", "pdf", "--json")
        assert done.exit_code == 0
        made.add(json.loads(done.stdout)["files"][0]["sha256"])
    assert len(made) == 1
    manifest = Path("output/nordhavn-foundation/pack.json").read_text("utf-8")
    assert json.loads(manifest)["record"]["logo"] == "Their Logo.png"
    assert logo.parent.name not in manifest


def test_a_record_s_file_leads_to_no_logo_outside_its_folder(
    run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    logo = tmp_path_factory.mktemp("elsewhere") / "logo.png"
    Image.new("RGB", (300, 120), "navy").save(logo)
    Path("n.yaml").write_text(f"name: Nordhavn\nthemes: [social-protection]\nlogo: '{logo}'\n")
    done = run("generate", "--from", "n.yaml")
    assert done.exit_code == 3
    assert "n.yaml, line 3, logo: outside the list's folder" in done.stderr


def test_what_an_officer_should_know_of_a_logo_is_a_warning_and_in_the_manifest(run: Run) -> None:
    Image.new("RGB", (60, 24), "navy").save("logo.png")
    done = run("generate", *NORDHAVN, "--logo", "logo.png", "-f", "pdf")
    told = "logo: few pixels in 'logo.png': 60 by 24 pixels without its margins."
    assert f"warning: {told}" in done.stderr
    manifest = json.loads(Path("output/nordhavn-foundation/pack.json").read_text("utf-8"))
    assert manifest["warnings"][0].startswith(told)


def test_options_win_over_the_fields_of_a_file(run: Run) -> None:
    Path("n.yaml").write_text("name: Nordhavn\nthemes: [social-protection]\ntype: ngo\n")
    done = run(
        "generate", "--from", "n.yaml", "--type", "company", "-t", "gender-equality", "-f", "pdf",
        "--template", "one-pager",
    )  # fmt: skip
    assert done.exit_code == 0
    record = json.loads(Path("output/nordhavn/pack.json").read_text("utf-8"))["record"]
    assert (record["name"], record["type"], record["themes"]) == (
        "Nordhavn", "company", ["gender-equality"],
    )  # fmt: skip


def test_a_mistake_of_an_option_names_no_file(run: Run) -> None:
    Path("n.yaml").write_text('name: Nordhavn\nthemes: [social-protection]\ncountry: "\\0"\n')
    told = run("generate", "--from", "n.yaml", "--type", "zoo").stderr
    assert "error: type: no type called 'zoo'." in told
    assert "error: n.yaml, line 3, country: a control character" in told
