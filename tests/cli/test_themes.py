"""``themes`` shows what there is to choose from."""

from __future__ import annotations

import json

from proposalgen.model.records import THEME_IDS
from tests.support.command import Run


def test_themes_lists_all_with_what_each_has(run: Run) -> None:
    lines = run("themes").stdout.splitlines()
    assert [line.split()[0] for line in lines[1:]] == list(THEME_IDS)
    told = json.loads(run("themes", "--json").stdout)["themes"]
    assert [theme["id"] for theme in told] == list(THEME_IDS)


def test_one_theme_is_told_in_detail(run: Run) -> None:
    assert "3.8 billion people" in run("themes", "social-protection").stdout
    assert json.loads(run("themes", "social-protection", "--json").stdout)["sum"]


def test_a_theme_or_language_that_there_is_not_names_the_nearest(run: Run) -> None:
    done = run("themes", "gender")
    assert done.exit_code == 3
    assert "Did you mean 'gender-equality'?" in done.stderr
    assert "There are: en." in run("themes", "-l", "fr").stderr
