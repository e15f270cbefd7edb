"""How far a batch is: a bar on a terminal, a line now and then in a log."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest

from proposalgen.batch.model import Outcome
from proposalgen.cli.progress import Progress
from proposalgen.errors import Problem
from proposalgen.packs.folder_store import FolderStore


class Terminal(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


def make_outcome(**changes: Any) -> Outcome:
    given: dict[str, Any] = {"record": 1, "line": 2, "name": "A", "status": "made", "files": ()}
    return Outcome(**(given | changes))


def test_files_are_printed_below_the_output_folder(capsys: pytest.CaptureFixture[str]) -> None:
    Progress(FolderStore(Path("out")), quiet=True).report(make_outcome(files=("a/a.pdf",)), 1)
    assert capsys.readouterr().out == f"{Path('out', 'a', 'a.pdf')}\n"


def test_a_terminal_gets_no_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal())
    Progress(FolderStore(Path("out")), quiet=True).report(make_outcome(files=("a/a.pdf",)), 1)
    assert isinstance(sys.stdout, Terminal)
    assert sys.stdout.getvalue() == ""


def test_without_an_output_folder_no_path_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    Progress(None, quiet=True).report(make_outcome(files=("a/a.pdf",)), 1)
    assert capsys.readouterr().out == ""


def test_errors_are_written_with_line_and_name_also_when_quiet(
    capsys: pytest.CaptureFixture[str],
) -> None:
    failed = make_outcome(status="failed", errors=(Problem("unknown", field="themes"),))
    Progress(None, quiet=True).report(failed, 1)
    assert capsys.readouterr().err == "line 2, A: themes: unknown\n"


def test_a_log_gets_a_line_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr("proposalgen.cli.progress.time.monotonic", lambda: now[0])
    shown = Progress(None, quiet=False)
    for second in range(1, 71):
        now[0] = float(second)
        shown.report(make_outcome(), 100)
    assert capsys.readouterr().err.splitlines() == [
        "31 of 100 packs, 1.0 a second",
        "62 of 100 packs, 1.0 a second",
    ]


def test_a_terminal_gets_a_bar_that_stays_when_it_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    shown = Progress(None, quiet=False)
    shown.report(make_outcome(), 1)
    shown.close()
    assert isinstance(sys.stderr, Terminal)
    assert "Packs" in sys.stderr.getvalue()
    assert "1/1" in sys.stderr.getvalue()
    assert sys.stderr.getvalue().endswith("\n")
