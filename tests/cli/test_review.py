"""``review`` opens the page of an output folder, on this machine only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from proposalgen.batch.review import server
from proposalgen.packs.store import open_store
from tests.support.command import NORDHAVN, Run


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """End each server as Ctrl-C does, as soon as it would answer."""

    def interrupt(_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(server.ReviewServer, "serve_forever", interrupt)


@pytest.mark.usefixtures("ended")
def test_the_address_is_printed_and_ctrl_c_is_no_error(run: Run) -> None:
    run("generate", *NORDHAVN, "--template", "one-pager")
    done = run("review", "--no-browser")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("http://127.0.0.1:")
    assert "1 pack. Press Ctrl-C to end the review." in done.stderr
    told = json.loads(run("review", "output", "--no-browser", "--json").stdout)
    assert told["packs"] == 1


@pytest.mark.usefixtures("ended")
def test_the_browser_is_opened_at_the_address(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    run("generate", *NORDHAVN, "--template", "one-pager")
    done = run("review")
    assert opened == [done.stdout.strip()]


def test_a_folder_without_packs_is_told_with_the_way_out(run: Run) -> None:
    done = run("review", "nowhere", "--no-browser")
    assert done.exit_code == 3
    assert "no packs in it" in done.stderr
    assert "proposalgen batch" in done.stderr


@pytest.mark.usefixtures("ended")
def test_a_port_that_is_taken_is_told(run: Run) -> None:
    run("generate", *NORDHAVN, "--template", "one-pager")
    with server.ReviewServer(open_store(Path()), [], lambda _: []) as other:
        done = run("review", "--no-browser", "--port", other.server_port)
    assert done.exit_code == 6
    assert "cannot be opened" in done.stderr
