"""The house keeps its own rules."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from proposalgen import __version__
from proposalgen.cli import main
from tests.support.real import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_every_module_says_what_it_is_for() -> None:
    for path in (ROOT / "proposalgen").rglob("*.py"):
        assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), path


def test_the_version_is_written_once_and_told_where_people_look() -> None:
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert PROJECT["tool"]["hatch"]["version"] == {"path": "proposalgen/__init__.py"}
    assert re.search(rf"^## {re.escape(__version__)}\b", (ROOT / "CHANGELOG.md").read_text(), re.M)
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert citation["version"] == __version__
    assert " AND ".join(citation["license"]) == PROJECT["project"]["license"]


def test_a_content_repository_is_offered_a_hook_that_is_a_command() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    program, command = hook["entry"].split()
    assert program in PROJECT["project"]["scripts"]
    assert command in main.commands
    assert f"- id: {hook['id']}" in (ROOT / "docs" / "automation.md").read_text("utf-8")


def test_the_container_has_the_oldest_python_that_is_supported_and_the_lock() -> None:
    text = (ROOT / "Containerfile").read_text("utf-8")
    oldest = PROJECT["project"]["requires-python"].removeprefix(">=")
    assert re.findall(r"^FROM \S+/python:([\d.]+)-slim", text, re.M) == [oldest, oldest]
    assert "--require-hashes -r requirements.lock" in text


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
    assert re.findall(r"^(?:chore|online) (.*)$", ci, re.M) == [
        "audit", "check", "docs", "wheel",
    ]  # fmt: skip
    assert re.search(r"^ *make check$", ci, re.M)


def test_no_path_of_one_machine_stands_in_the_code() -> None:
    for folder in ("proposalgen", "templates", "content"):
        for path in Path(ROOT, folder).rglob("*"):
            if path.suffix in {".py", ".yaml", ".md", ".j2"}:
                assert not re.search(r"/(home|work|tmp|Users)/", path.read_text("utf-8")), path
