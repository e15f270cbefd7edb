"""What the pages promise is kept: every test they name exists, and the lock is the project's."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import make
from tests.support.real import ROOT

PROMISES = (ROOT / "docs" / "promises.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PROMISES)))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")


def has_test(file: str, name: str) -> bool:
    path = ROOT / file
    return path.is_file() and bool(re.search(rf"^def {name}\(", path.read_text("utf-8"), re.M))


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_every_test_that_is_named_exists(file: str, name: str) -> None:
    assert has_test(file, name)


def test_a_test_that_is_gone_would_be_missed() -> None:
    assert not has_test("tests/house/test_promises.py", "test_nothing")
    assert not has_test("tests/test_gone.py", "test_nothing")


def test_every_guarantee_names_a_test() -> None:
    table = PROMISES.partition("## Guarantees")[2].partition("## Not promised")[0]
    rows = [line for line in table.splitlines() if line.startswith("|")][2:]
    assert len(rows) > 15
    assert [row for row in rows if "::test_" not in row] == []


# -- the lock --------------------------------------------------------------------------------------

WANTED = [Requirement(text) for text in (
    *PROJECT["dependencies"], *(r for e in PROJECT["optional-dependencies"].values() for r in e)
)]  # fmt: skip


def read_lock() -> dict[str, tuple[str, int]]:
    """Return the version of each package in the lock, and how many files it may come in."""
    pinned = re.findall(r"^([\w.-]+)==(\S+)((?:.*\\\n)(?:    --hash=sha256:[0-9a-f]{64}.*\n?)+)",
                        LOCK, re.M)  # fmt: skip
    return {canonicalize_name(name): (version, hashes.count("sha256:"))
            for name, version, hashes in pinned}  # fmt: skip


@pytest.mark.parametrize("wanted", WANTED, ids=str)
def test_the_lock_agrees_with_the_project(wanted: Requirement) -> None:
    version, _ = read_lock()[canonicalize_name(wanted.name)]
    assert version in wanted.specifier


def test_everything_in_the_lock_is_pinned_with_hashes_and_comes_from_nowhere_special() -> None:
    names = re.findall(r"^([\w.-]+)[=<>~@ ]", LOCK, re.M)
    assert len(names) == len(read_lock()) > len(WANTED)
    assert "://" not in LOCK
    assert "--index" not in LOCK
    # Those with code of the machine have wheels for Linux, macOS and Windows.
    assert all(read_lock()[name][1] > 20 for name in ("lxml", "pikepdf", "pillow", "pydantic-core"))


# -- the audit -------------------------------------------------------------------------------------

WEAK = {"id": "PYSEC-1", "fix_versions": ["2"]}


@pytest.mark.parametrize(
    ("told", "code", "words"),
    [
        ([{"name": "a", "version": "1", "vulns": []}], 0, "Audited 1 of 1 packages: 0 vulnerable"),
        ([{"name": "a", "version": "1", "vulns": [WEAK]}], 1, "a 1: PYSEC-1, mended in 2"),
        ([{"name": "a", "skip_reason": "not found"}], 3, "NOT DONE: the advisory service knows"),
        ([], 3, "Audited 0 of 0 packages"),
    ],
)
def test_an_audit_that_was_not_made_is_not_green(
    told: list[dict[str, Any]], code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert make.report_audit(told) == code
    assert words in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="needs bash")
@pytest.mark.parametrize(
    ("code", "ends", "words"), [(0, 0, "nothing found"), (3, 0, "NOT DONE"), (1, 1, "")]
)
def test_ci_fails_by_a_vulnerability_and_tells_an_audit_that_was_not_made(
    code: int, ends: int, words: str
) -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    functions = re.findall(r"^(?:chore|online)\(\) \{.*?^\}", script, re.S | re.M)
    assert len(functions) == 2
    fake = f"fake() {{ return {code}; }}\nPYTHON=fake\n"
    script = "\n".join(["set -euo pipefail", fake, *functions, "online audit"])
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == ends
    assert words in done.stdout
