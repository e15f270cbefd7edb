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
LINT = "from importlinter.cli import lint_imports_command as run; run()"


def lint_imports(folder):
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"], cwd=folder, capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(ROOT / "proposalgen", tmp_path / "proposalgen")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_imports_go_down_the_floors_only():
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "planted"),
    [
        ("errors", "import proposalgen.model.document"),
        ("model/document", "import proposalgen.read.markdown"),
        ("read/markdown", "import proposalgen.brand.model"),
        ("brand/model", "import proposalgen.compose.document"),
        ("content/freshness", "import proposalgen.compose.document"),
        ("compose/document", "import proposalgen.formats.parity"),
        ("formats/parity", "import proposalgen.packs.pack"),
        ("packs/pack", "import proposalgen.batch.run"),
        ("batch/run", "import proposalgen.cli"),
        ("formats/docx/check", "import proposalgen.formats.pdf.check"),
        ("formats/pdf/syntax", "import proposalgen.formats.pdf.writer"),
        ("content/numerals", "import click"),
        ("compose/context", "import jinja2"),
        ("packs/pack", "import docx"),
        ("brand/drawing", "import reportlab"),
        ("formats/docx/check", "import uharfbuzz"),
    ],
)
def test_an_import_that_goes_up_or_by_another_door_is_caught(copy, module, planted):
    path = copy / "proposalgen" / f"{module}.py"
    assert path.exists()
    with path.open("a") as file:
        file.write(f"\n{planted}\n")
    assert lint_imports(copy).returncode != 0


def test_every_module_says_what_it_is_for():
    for path in (ROOT / "proposalgen").rglob("*.py"):
        assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), path


def test_the_version_is_one_and_told_in_the_changelog():
    assert PROJECT["project"]["version"] == __version__
    assert re.search(rf"^## {re.escape(__version__)}\b", (ROOT / "CHANGELOG.md").read_text(), re.M)


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_and_make_py_have_the_same_targets():
    make_py = [sys.executable, "make.py", "help"]
    listed = subprocess.run(make_py, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    targets = re.findall(r"^  (\S+)", listed, re.M)
    makefile = (ROOT / "Makefile").read_text()
    assert re.search(r"^TARGETS := (.*)$", makefile, re.M)[1].split() == targets


def test_an_unknown_target_is_told():
    done = subprocess.run(
        [sys.executable, "make.py", "chekc"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "No target called 'chekc'." in done.stdout


def test_hooks_and_ci_call_the_commands_that_the_pages_give():
    hooks = (ROOT / ".pre-commit-config.yaml").read_text()
    assert re.findall(r"entry: (.*)\n(?:.*\n)*? +stages: (.*)", hooks) == [
        ("make quick", "[pre-commit]"),
        ("make check", "[pre-push]"),
    ]
    assert "make check" in (ROOT / "README.md").read_text("utf-8")
    assert re.search(r"^ *make check$", (ROOT / ".ci" / "run").read_text(), re.M)


def test_no_path_of_one_machine_stands_in_the_code():
    for folder in ("proposalgen", "templates", "content"):
        for path in Path(ROOT, folder).rglob("*"):
            if path.suffix in {".py", ".yaml", ".md", ".j2"}:
                assert not re.search(r"/(home|work|tmp|Users)/", path.read_text("utf-8")), path
