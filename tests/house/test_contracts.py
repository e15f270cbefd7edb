"""Each import contract of pyproject.toml is kept, and breaks where it is broken on purpose."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.support.real import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CONTRACTS: dict[str, dict[str, Any]] = {
    contract["name"]: contract for contract in PROJECT["tool"]["importlinter"]["contracts"]
}
LINT = "from importlinter.cli import lint_imports_command as run; run()"
FLOORS: list[list[str]] = [
    layer.split(" | ") for layer in CONTRACTS["Imports go down the floors only"]["layers"]
]
ROOMS = [room for floor in FLOORS for room in floor]
DOORS = [name for name, contract in CONTRACTS.items() if contract["type"] == "protected"]

Plant = Callable[[str, str], str]


def lint_imports(folder: Path) -> tuple[set[str], str]:
    """Return the names of the contracts that the code in a folder breaks, and the whole report."""
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"], cwd=folder, capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip
    broken = set(re.findall(r"^(.+) BROKEN$", done.stdout, re.MULTILINE))
    assert broken <= CONTRACTS.keys(), done.stdout + done.stderr
    assert bool(broken) == bool(done.returncode), done.stdout + done.stderr
    return broken, done.stdout


@pytest.fixture
def plant(tmp_path: Path) -> Plant:
    """Put a line into a module of a copy of the package; return the module's name.

    A module that is a package, as a room, gets the line in a module of its own.
    """
    shutil.copytree(ROOT / "proposalgen", tmp_path / "proposalgen",
                    ignore=shutil.ignore_patterns("*.ttf", "__pycache__"))  # fmt: skip
    shutil.copy(ROOT / "pyproject.toml", tmp_path)

    def plant(module: str, line: str) -> str:
        path = tmp_path.joinpath("proposalgen", *module.split("."))
        if path.is_dir():
            path, module = path / "planted.py", f"{module}.planted"
        else:
            path = path.with_suffix(".py")
            path.parent.mkdir(exist_ok=True)
            (path.parent / "__init__.py").touch()
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
        return f"proposalgen.{module}"

    return plant


def test_all_contracts_are_kept() -> None:
    assert lint_imports(ROOT)[0] == set()


def test_a_copy_in_which_nothing_is_planted_breaks_no_contract(
    plant: Plant, tmp_path: Path
) -> None:
    assert lint_imports(tmp_path)[0] == set()


def test_every_contract_is_one_that_a_test_here_breaks() -> None:
    kinds = {"layers", "independence", "acyclic_siblings", "protected"}
    assert {contract["type"] for contract in CONTRACTS.values()} == kinds
    assert len(CONTRACTS) == 3 + len(DOORS)


UP = [(low, high) for upper, lower in pairwise(FLOORS) for low in lower for high in upper]
ASIDE = [(one, other) for floor in FLOORS for one in floor for other in floor if one != other]


@pytest.mark.parametrize(("room", "imported"), [*UP, *ASIDE])
def test_an_import_up_the_floors_or_aside_is_caught(
    plant: Plant, tmp_path: Path, room: str, imported: str
) -> None:
    module = plant(room, f"import proposalgen.{imported}")
    broken, report = lint_imports(tmp_path)
    assert "Imports go down the floors only" in broken
    assert re.search(rf"{re.escape(module)} -> proposalgen\.{imported}\b", report), report


def test_a_room_on_no_floor_is_caught(plant: Plant, tmp_path: Path) -> None:
    plant("attic", "import proposalgen.errors")
    assert lint_imports(tmp_path)[0] == {"Imports go down the floors only"}


@pytest.mark.parametrize(("one", "other"), [("docx", "pdf"), ("pdf", "docx")])
def test_a_format_that_knows_another_is_caught(
    plant: Plant, tmp_path: Path, one: str, other: str
) -> None:
    plant(f"formats.{one}", f"import proposalgen.formats.{other}")
    assert lint_imports(tmp_path)[0] == {"Formats know nothing of each other"}


@pytest.mark.parametrize("room", ["read", "formats.pdf", "formats.pdf.deeper", "model.deeper"])
def test_a_circle_at_any_depth_is_caught(plant: Plant, tmp_path: Path, room: str) -> None:
    plant(f"{room}.one", f"import proposalgen.{room}.other")
    plant(f"{room}.other", f"import proposalgen.{room}.one")
    assert lint_imports(tmp_path)[0] == {"No circles at any depth"}


def test_a_circle_of_two_folders_is_caught(plant: Plant, tmp_path: Path) -> None:
    plant("read.one.a", "import proposalgen.read.other.b")
    plant("read.other.c", "import proposalgen.read.one.d")
    plant("read.one.d", "")
    plant("read.other.b", "")
    assert lint_imports(tmp_path)[0] == {"No circles at any depth"}


@pytest.mark.parametrize("door", DOORS)
def test_a_library_that_comes_in_by_another_door_is_caught(
    plant: Plant, tmp_path: Path, door: str
) -> None:
    contract = CONTRACTS[door]
    allowed = [name.removeprefix("proposalgen.") for name in contract["allowed_importers"]]
    rooms = [room for room in ROOMS if room not in allowed]
    planted = [
        (plant(room, f"import {library}"), library)
        for room in rooms
        for library in contract["protected_modules"]
    ]
    broken, report = lint_imports(tmp_path)
    assert broken == {door}
    for module, library in planted:
        assert re.search(rf"{re.escape(module)} -> {library}\b", report), (module, library, report)
