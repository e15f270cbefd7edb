"""``facts`` shows figures, their sources, and the packs that hold them."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.command import Run


def test_facts_tells_a_figure_with_its_source_and_what_is_weak_about_it(run: Run) -> None:
    done = run("facts", "pay-gap", "uncovered", "--stale")
    assert done.stdout.startswith("pay-gap  20 per cent\n")
    assert "weak: is of 2019, old for a statistic" in done.stdout
    assert "uncovered" not in done.stdout
    (told,) = json.loads(run("facts", "uncovered", "--json").stdout)["facts"]
    assert (told["figure"], told["weak"]) == ("3.8 billion", [])
    assert max(map(len, run("facts").stdout.splitlines())) < 100


def test_facts_tells_a_misspelt_id(run: Run) -> None:
    done = run("facts", "uncoverd")
    assert done.exit_code == 3
    assert "no fact called 'uncoverd'. Did you mean 'uncovered'?" in done.stderr


def test_facts_tells_which_packs_hold_a_figure(run: Run) -> None:
    run("generate", "-p", "Acme", "-t", "social-protection", "-f", "docx")
    (told,) = json.loads(run("facts", "uncovered", "--where-used", ".", "--json").stdout)["facts"]
    (use,) = told["used"]
    assert (use["pack"], use["current"]) == (str(Path("output/acme")), True)
    assert use["version"] == told["version"]
