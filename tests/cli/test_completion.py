"""``completion`` prints a shell's script; what it asks the program for is completed by id."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from proposalgen.cli import main
from proposalgen.cli.completion import PROGRAM, SHELLS, VARIABLE
from proposalgen.model.records import THEME_IDS
from tests.support.command import Run


def complete(*words: str) -> list[str]:
    """Return what completes the last of the words after ``proposalgen``."""
    *before, last = words
    shell = ShellComplete(main, {}, PROGRAM, VARIABLE)
    return [item.value for item in shell.get_completions(before, last)]


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_gets_its_script(run: Run, shell: str) -> None:
    done = run("completion", shell)
    assert done.exit_code == 0
    assert "proposalgen" in done.stdout
    assert VARIABLE in done.stdout


def test_another_shell_is_wrong_usage_and_names_those_there_are(run: Run) -> None:
    done = run("completion", "csh")
    assert done.exit_code == 2
    assert all(shell in done.stderr for shell in SHELLS)


def test_ids_of_themes_are_completed() -> None:
    assert complete("generate", "-t", "") == [*sorted(THEME_IDS), "all"]
    assert complete("generate", "--theme", "soc") == ["social-protection"]
    assert complete("themes", "gen") == ["gender-equality"]


def test_types_templates_languages_and_facts_are_completed() -> None:
    assert complete("generate", "--type", "dev") == ["development-bank"]
    assert complete("batch", "partners.csv", "--template", "one") == ["one-pager"]
    assert complete("generate", "-l", "") == ["en"]
    assert complete("facts", "better-work-c") == ["better-work-countries"]


def test_commands_and_options_are_completed() -> None:
    assert complete("gen") == ["generate"]
    assert complete("generate", "--them") == ["--theme"]


def test_a_workspace_that_is_not_one_completes_nothing_and_says_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert complete("generate", "--workspace", str(tmp_path), "-t", "") == []
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
def test_bash_completes_a_theme_by_the_printed_script(tmp_path: Path, run: Run) -> None:
    script = tmp_path / "completion.sh"
    script.write_text(run("completion", "bash").stdout, encoding="utf-8")
    program = tmp_path / "proposalgen"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m proposalgen "$@"\n')
    program.chmod(0o755)
    asked = f"""source {script}
COMP_WORDS=(proposalgen generate --theme life); COMP_CWORD=3
_proposalgen_completion proposalgen life generate; echo "${{COMPREPLY[@]}}"
"""
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", asked], capture_output=True, text=True, check=True, timeout=60,
        env=os.environ | {"PATH": path, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert done.stdout.split() == ["lifelong-learning-skills"], done.stderr
