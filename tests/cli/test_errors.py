"""What goes wrong ends in a message, an exit code and no traceback."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from proposalgen.errors import OutputError
from tests.support import real
from tests.support.command import NORDHAVN, Run, start


@pytest.mark.parametrize(
    "arguments",
    [
        ("generate",),
        ("generate", "-p", "x"),
        ("generate", *NORDHAVN, "-f", "odt"),
        ("generat",),
    ],
)
def test_wrong_usage_is_two(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert "Usage: " in done.stderr


def test_output_that_cannot_be_written_is_six(run: Run) -> None:
    Path("output").write_text("")
    done = run("generate", *NORDHAVN)
    assert done.exit_code == OutputError.exit_code == 6
    assert "error: output" in done.stderr


def test_a_date_of_the_environment_that_is_none_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    done = run("generate", *NORDHAVN)
    assert done.exit_code == 3
    assert "SOURCE_DATE_EPOCH is not a number of seconds: 'yesterday'" in done.stderr


def fail(error: BaseException) -> Callable[..., NoReturn]:
    """Return a stand-in for the first function that each command calls, which fails."""

    def find_workspace(*_: object) -> NoReturn:
        raise error

    return find_workspace


def test_a_fault_of_the_program_is_one_line_without_traceback(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proposalgen.content.workspace.find_workspace", fail(KeyError("oops")))
    done = run("check")
    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    assert "a fault in the program" in line
    monkeypatch.setenv("PROPOSALGEN_DEBUG", "1")
    assert "Traceback" in run("check").stderr


def test_a_file_that_cannot_be_read_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    error = PermissionError(13, "Permission denied", "content/facts/money.yaml")
    monkeypatch.setattr("proposalgen.content.workspace.find_workspace", fail(error))
    done = run("check")
    assert done.exit_code == 3
    assert "error: content/facts/money.yaml: cannot be read: Permission denied" in done.stderr


def test_an_interruption_is_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proposalgen.content.workspace.find_workspace", fail(KeyboardInterrupt()))
    done = run("check")
    assert done.exit_code == 130
    assert "interrupted. Run it again to go on." in done.stderr


def test_a_path_in_any_script_is_printed_on_any_console(tmp_path: Path) -> None:
    done = start(
        "generate", "-p", "Łódź", "-t", "social-protection", "-f", "docx", "-o", "日本",
        cwd=tmp_path, PYTHONIOENCODING="cp1252",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(b"\\u65e5\\u672c")
    assert list((tmp_path / "日本").iterdir())


def test_a_pipe_gets_utf_8_whatever_the_code_page(tmp_path: Path) -> None:
    (tmp_path / "n.yaml").write_text("name: Łódź\nthemes: [all]\n", encoding="utf-8")
    done = start(
        "generate", "--from", "n.yaml", "--template", "one-pager", cwd=tmp_path,
        LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Made 2 files for Łódź" in done.stderr.decode("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="needs a shell that closes streams")
def test_without_a_console_the_files_are_made_all_the_same(tmp_path: Path) -> None:
    command = shlex.join([sys.executable, "-m", "proposalgen", "batch", "list.csv", "-j2",
                          "--template", "one-pager"])  # fmt: skip
    (tmp_path / "list.csv").write_text("name,themes\nNordhavn,all\nSydhavn,climate\n")
    done = subprocess.run(
        ["/bin/sh", "-c", f"exec {command} <&- >&- 2>&-"], cwd=tmp_path, check=False, timeout=300,
        env=os.environ | {"PYTHONPATH": str(real.ROOT)},
    )  # fmt: skip
    assert done.returncode == 5
    assert len(list(tmp_path.glob("output/nordhavn/*"))) == 3


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_what_cannot_be_printed_is_told(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "proposalgen", "themes"], stdout=full, stderr=subprocess.PIPE,
            cwd=real.ROOT, check=False, timeout=60,
            # As it is for a person: what is printed waits, and is written at the end too.
            env={name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
        )  # fmt: skip
    assert done.returncode == 6
    assert b"error: the command's own output: cannot be written: No space left" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="needs a pipe that closes")
def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as gone:
        done = subprocess.run(
            [sys.executable, "-m", "proposalgen", "themes"], stdout=gone, stderr=subprocess.PIPE,
            cwd=real.ROOT, check=False, timeout=60,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
