"""The wheel holds all that a pack needs: it works where the repository is not."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support.command import FILES, NORDHAVN
from tests.support.real import ROOT

pytest.importorskip("hatchling", reason="hatchling is not installed")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel, built from this folder without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
        "--no-index", "--wheel-dir", folder, ROOT, cwd=folder)  # fmt: skip
    (path,) = folder.glob("*.whl")
    return path


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """Run a command and return what it printed."""
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, env=os.environ | environment, check=False,
        capture_output=True, text=True, encoding="utf-8", timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_has_the_workspace_the_licences_and_no_test(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as file:
        names = set(file.namelist())
    assert "proposalgen/py.typed" in names
    for folder in ("content", "templates"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file():
                assert f"proposalgen/_workspace/{path.relative_to(ROOT).as_posix()}" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "docs/"))]


def test_the_installed_wheel_makes_a_pack_far_from_the_repository(
    wheel: Path, tmp_path: Path
) -> None:
    installed, folder = tmp_path / "installed", tmp_path / "elsewhere"
    folder.mkdir()
    run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index",
        "--target", installed, wheel, cwd=folder)  # fmt: skip
    python = [sys.executable, "-P"]  # nothing from the folder it is started in
    where = run(*python, "-c", "import proposalgen; print(proposalgen.__file__)", cwd=folder,
                PYTHONPATH=str(installed))  # fmt: skip
    assert Path(where.strip()).is_relative_to(installed)
    printed = run(*python, "-m", "proposalgen", "generate", *NORDHAVN, "-q", cwd=folder,
                  PYTHONPATH=str(installed))  # fmt: skip
    assert printed.splitlines() == FILES
    assert all((folder / name).is_file() for name in FILES)


def test_the_example_of_the_readme_runs_with_the_installed_wheel(
    wheel: Path, tmp_path: Path
) -> None:
    installed, folder = tmp_path / "installed", tmp_path / "elsewhere"
    folder.mkdir()
    run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index",
        "--target", installed, wheel, cwd=folder)  # fmt: skip
    section = (ROOT / "README.md").read_text("utf-8").split("## From a program of your own")[1]
    example = section.split("```python\n")[1].split("```")[0]
    printed = run(sys.executable, "-P", "-c", example, cwd=folder, PYTHONPATH=str(installed))
    assert printed.splitlines()[0].startswith("nordhavn-foundation-pitch-en.docx")
    with zipfile.ZipFile(folder / "packs.zip") as file:
        for name in file.namelist():
            assert file.read(name) == (folder / "output" / name).read_bytes()
        assert len(file.namelist()) == 3
