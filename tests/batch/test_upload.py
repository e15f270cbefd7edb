"""Packs are copied to another machine whole, and what is there already is left alone."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from proposalgen.batch.upload import copy_packs
from proposalgen.errors import InputError, OutputError

fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed")

REPORTS = ("index.html", "batch.json")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Return the folder of a batch of two packs."""
    folder = tmp_path / "output"
    packs = []
    for name in ("a", "日本財団-1f0c5d2e"):
        (folder / name).mkdir(parents=True)
        for file in (f"{name}.docx", f"{name}.pdf", "pack.json"):
            (folder / name / file).write_text(f"{name} {file}", "utf-8")
        packs.append({"files": [f"{name}/{name}.docx", f"{name}/{name}.pdf"]})
    (folder / "batch.json").write_text(json.dumps({"packs": [*packs, {"files": []}]}))
    (folder / "index.html").write_text("page")
    return folder


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Start a real FTP server on this machine; return its address and its folder."""
    pytest.importorskip("pyftpdlib", reason="pyftpdlib is not installed")
    folder = tmp_path / "served"
    folder.mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "pyftpdlib", "-i", "127.0.0.1", "-p",
               str(port), "-w", "-d", str(folder), "-u", "ana", "-P", "secret"]  # fmt: skip
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        for _ in range(100):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"ftp://ana:secret@127.0.0.1:{port}/packs", folder / "packs"
        process.terminate()


def read_tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def copy(output: Path, url: str) -> list[str]:
    told: list[str] = []
    copy_packs(output, url, REPORTS, told.append)
    return told


def test_packs_are_copied_and_then_left_alone(output: Path, tmp_path: Path) -> None:
    url = f"file://{tmp_path}/there"
    assert copy(output, url) == ["a", "日本財団-1f0c5d2e"]
    assert read_tree(tmp_path / "there") == read_tree(output)
    assert copy(output, url) == []


@pytest.mark.parametrize("harm", ["a/a.pdf", "a/pack.json"])
def test_a_pack_that_is_not_whole_there_is_copied_again(
    output: Path, tmp_path: Path, harm: str
) -> None:
    url = f"file://{tmp_path}/there"
    copy(output, url)
    (tmp_path / "there" / harm).write_text("half")
    assert copy(output, url) == ["a"]
    assert read_tree(tmp_path / "there") == read_tree(output)


def test_a_copy_that_breaks_off_vouches_for_nothing_and_the_next_one_finishes_it(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"file://{tmp_path}/there"
    copy(output, url)
    for name in ("a/a.pdf", "a/pack.json"):
        (output / name).write_text("another")
    local = fsspec.get_filesystem_class("file")
    put_file = local.put_file

    def refuse(self: object, source: str, target: str) -> None:
        if source.endswith(".pdf"):
            raise OSError(28, "No space left on device")
        put_file(self, source, target)

    with monkeypatch.context() as patch:
        patch.setattr(local, "put_file", refuse)
        with pytest.raises(OutputError, match="No space left"):
            copy(output, url)
    assert not (tmp_path / "there" / "a" / "pack.json").exists()
    assert copy(output, url) == ["a"]
    assert read_tree(tmp_path / "there") == read_tree(output)


def test_a_real_server_gets_the_same_bytes(output: Path, server: tuple[str, Path]) -> None:
    url, folder = server
    assert len(copy(output, url)) == 2
    assert read_tree(folder) == read_tree(output)
    assert copy(output, url) == []


def test_what_cannot_be_reached_is_told_without_the_password(output: Path) -> None:
    with pytest.raises(OutputError) as caught:
        copy(output, "ftp://ana:secret@127.0.0.1:9/packs")
    assert str(caught.value).startswith("ftp://127.0.0.1:9/packs: cannot be copied to: ")
    assert "secret" not in str(caught.value)


def test_an_unknown_kind_of_address_is_told() -> None:
    with pytest.raises(InputError, match="no such kind of address: 'nonsense://x'"):
        copy_packs(Path(), "nonsense://x", REPORTS, print)
