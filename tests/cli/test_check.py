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
    assert all(w["where"]["file"].startswith("facts/") for w in told["warnings"])
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
