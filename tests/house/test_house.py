"""The house keeps its own rules."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from proposalgen import __version__
from tests.support.real import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_every_module_says_what_it_is_for() -> None:
    for path in (ROOT / "proposalgen").rglob("*.py"):
        assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), path


def test_the_version_is_one_and_told_in_the_changelog() -> None:
    assert PROJECT["project"]["version"] == __version__
    assert re.search(rf"^## {re.escape(__version__)}\b", (ROOT / "CHANGELOG.md").read_text(), re.M)


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_and_make_py_have_the_same_targets() -> None:
    make_py = [sys.executable, "make.py", "help"]
    listed = subprocess.run(make_py, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    targets = re.findall(r"^  (\S+)", listed, re.M)
    makefile = (ROOT / "Makefile").read_text()
    assert re.findall(r"^TARGETS := (.*)$", makefile, re.M) == [" ".join(targets)]


def test_an_unknown_target_is_told() -> None:
    done = subprocess.run(
        [sys.executable, "make.py", "chekc"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "No target called 'chekc'." in done.stdout


def test_hooks_and_ci_call_the_commands_that_the_pages_give() -> None:
    hooks = (ROOT / ".pre-commit-config.yaml").read_text()
    assert re.findall(r"entry: (.*)\n(?:.*\n)*? +stages: (.*)", hooks) == [
        ("make quick", "[pre-commit]"),
        ("make check", "[pre-push]"),
    ]
    assert "make check" in (ROOT / "README.md").read_text("utf-8")
    ci = (ROOT / ".ci" / "run").read_text()
    assert re.findall(r"^(?:chore|online) (.*)$", ci, re.M) == ["audit", "check", "docs", "wheel"]
    assert re.search(r"^ *make check$", ci, re.M)


def test_no_path_of_one_machine_stands_in_the_code() -> None:
    for folder in ("proposalgen", "templates", "content"):
        for path in Path(ROOT, folder).rglob("*"):
            if path.suffix in {".py", ".yaml", ".md", ".j2"}:
                assert not re.search(r"/(home|work|tmp|Users)/", path.read_text("utf-8")), path
