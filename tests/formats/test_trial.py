"""Trying a brand: whatever fails in a document is a problem of the brand."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from proposalgen.brand.load import load_brand
from proposalgen.brand.model import Brand
from proposalgen.errors import Problem
from proposalgen.formats import trial
from proposalgen.formats.table import FORMATS
from proposalgen.formats.trial import try_brand
from tests.support.brands import FOLDER, other_brand


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(FOLDER / "meadow", tmp_path / "meadow")


def problems_of(brand: Brand) -> list[str]:
    return [str(problem) for problem in try_brand(brand)]


def test_a_missing_base_is_reported_with_the_way_out(folder: Path) -> None:
    (folder / "base.docx").unlink()
    (problem,) = problems_of(load_brand(folder))
    assert problem.startswith("base.docx: cannot be read")
    assert problem.endswith("Make it anew with 'proposalgen check --renew-base'.")


def test_a_damaged_font_is_reported_as_a_problem_of_the_brand(folder: Path) -> None:
    font = folder / "fonts" / "Roboto-Light.ttf"
    font.write_bytes(font.read_bytes()[:500])
    problems = problems_of(load_brand(folder))
    assert problems
    start = "brand.yaml, fonts: no document can be made"
    assert all(problem.startswith(start) for problem in problems)


def test_a_page_that_is_too_low_is_reported(folder: Path) -> None:
    text = (folder / "brand.yaml").read_text(encoding="utf-8")
    low = text.replace("height: 246", "height: 60")
    (folder / "brand.yaml").write_text(low, encoding="utf-8")
    problems = problems_of(load_brand(folder))
    assert any("crown" in problem for problem in problems)


def test_a_file_that_breaks_the_rules_of_its_format_is_reported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken = replace(FORMATS["docx"], check=lambda _data: (Problem("a table has no head"),))
    monkeypatch.setattr(trial, "FORMATS", {"docx": broken})
    problems = problems_of(other_brand("meadow"))
    assert problems == [
        f"brand.yaml: a DOCX on {paper} is not as it must be: a table has no head"
        for paper in ("crown", "a4")
    ]
