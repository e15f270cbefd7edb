"""``check`` finds every problem of content, templates and brand at once."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.support.command import Run
from tests.support.real import ROOT


def test_check_finds_no_mistake_in_the_real_content_and_tells_its_weak_figures(run: Run) -> None:
    done = run("check", "--json")
    told = json.loads(done.stdout)
    assert (done.exit_code, told["themes"]) == (0, 7)
    files = {w["where"]["file"].partition("/")[0] for w in told["warnings"]}
    assert files == {"facts", "organisation.yaml"}
    assert any("the fact 'pay-gap' is of 2019" in w["message"] for w in told["warnings"])


def test_check_under_strict_refuses_weak_figures(run: Run) -> None:
    done = run("check", "--strict")
    assert done.exit_code == 4
    assert "error: facts/gender-equality.yaml, line 1, facts: the fact 'pay-gap'" in done.stderr


def test_check_tells_of_a_theme_that_the_brand_does_not_know(run: Run, tmp_path: Path) -> None:
    for folder in ("content", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    brand = tmp_path / "templates" / "brand" / "brand.yaml"
    text = brand.read_text(encoding="utf-8")
    brand.write_text(text.replace("  supply-chains: {", "  supply-links: {"), encoding="utf-8")
    done = run("check", "--workspace", tmp_path)
    assert done.exit_code == 3
    assert "brand.yaml, accents.supply-chains: no accent" in done.stderr


def test_check_tells_the_problems_of_content_templates_and_brand_together(
    run: Run, tmp_path: Path
) -> None:
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


def copy_workspace(tmp_path: Path) -> Path:
    """Copy the real workspace, and return the file of its brand."""
    for folder in ("content", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path / "templates" / "brand" / "brand.yaml"


def test_a_stale_base_is_reported_by_all_commands_that_use_it_until_it_is_renewed(
    run: Run, tmp_path: Path
) -> None:
    brand = copy_workspace(tmp_path)
    text = brand.read_text(encoding="utf-8")
    brand.write_text(text.replace('blue: "#1E2DBE"', 'blue: "#1E2DBF"'), encoding="utf-8")
    partners = tmp_path / "partners.csv"
    partners.write_text("name,themes\nAlder,gender-equality\n", encoding="utf-8")
    words = "base.docx: made from another brand.yaml"
    generate = ("generate", "-p", "Alder", "-t", "gender-equality", "-o", tmp_path / "one")
    batch = ("batch", partners, "--dry-run", "-o", tmp_path / "many")
    for arguments in (generate, batch):
        done = run(*arguments, "--workspace", tmp_path)
        assert (done.exit_code, words in done.stderr) == (0, True), done.stderr
        refused = run(*arguments, "--strict", "--workspace", tmp_path)
        assert (refused.exit_code, words in refused.stderr) == (4, True), refused.stderr
    done = run("check", "--workspace", tmp_path)
    assert (done.exit_code, words in done.stderr) == (0, True)
    done = run("check", "--renew-base", "--workspace", tmp_path)
    assert (done.exit_code, words in done.stderr) == (0, False)


def test_check_tries_the_brand_in_both_formats(run: Run, tmp_path: Path) -> None:
    copy_workspace(tmp_path).with_name("base.docx").write_text("no document")
    done = run("check", "--workspace", tmp_path)
    assert done.exit_code == 3
    assert "base.docx: not a base document" in done.stderr
    assert "proposalgen check --renew-base" in done.stderr
