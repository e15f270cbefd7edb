"""Files appear whole or not at all, and an error says what a person can do about it."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import textwrap
from contextlib import suppress
from pathlib import Path

import pytest

from proposalgen.errors import OutputError
from proposalgen.packs.files import open_atomic, put_files


def read_folder(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_a_full_disk_leaves_the_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    put_files(tmp_path, {"a": b"old", "b": b"old", "pack.json": b"old"})
    calls: list[int] = []

    def fsync(handle: int) -> None:
        calls.append(handle)
        if len(calls) == failing:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(OutputError, match="Make room") as caught:
        put_files(tmp_path, {"a": b"new", "b": b"new", "pack.json": b"new"})
    assert str(tmp_path) in str(caught.value)
    assert read_folder(tmp_path) == {"a": b"old", "b": b"old", "pack.json": b"old"}


def test_an_earlier_manifest_goes_before_any_file_and_the_new_one_comes_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_files(tmp_path, {"a": b"old", "b": b"old", "pack.json": b"old"})
    replace = Path.replace
    targets: list[str] = []

    def record(path: Path, target: Path) -> Path:
        done = replace(path, target)
        targets.append(target.name)
        return done

    monkeypatch.setattr(Path, "replace", record)
    put_files(tmp_path, {"a": b"new", "b": b"new", "pack.json": b"new"})
    assert targets == [".pack.json.before", "a", "b", "pack.json"]
    assert read_folder(tmp_path) == {"a": b"new", "b": b"new", "pack.json": b"new"}


def test_a_file_that_is_open_in_word_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_files(tmp_path, {"a.docx": b"old", "pack.json": b"old"})

    def replace(path: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "Access is denied")

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(OutputError, match="open in Word or a reader, close it; then run again"):
        put_files(tmp_path, {"a.docx": b"new", "pack.json": b"new"})
    assert (tmp_path / "a.docx").read_bytes() == b"old"
    assert not list(tmp_path.glob(".*"))


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("")
    with pytest.raises(OutputError, match="choose another --output"):
        put_files(tmp_path / "output" / "x", {"pack.json": b""})


def test_a_stream_that_breaks_off_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "batch.json"
    with open_atomic(path) as file:
        file.write(b"old")
    with suppress(KeyboardInterrupt), open_atomic(path) as file:
        file.write(b"half")
        raise KeyboardInterrupt
    assert read_folder(tmp_path) == {"batch.json": b"old"}


@pytest.mark.skipif(os.name == "nt", reason="needs kill -9")
def test_a_run_that_is_killed_leaves_no_broken_file(tmp_path: Path) -> None:
    program = """
        import itertools, pathlib, sys
        from proposalgen.packs.files import put_files
        for n in itertools.count():
            data = b"%d" % n * 100_000
            files = {"a": data, "b": data, "pack.json": b"%d" % n}
            put_files(pathlib.Path(sys.argv[1]), files)
            print(n, flush=True)
    """
    for rounds in range(1, 6):
        command = [sys.executable, "-c", textwrap.dedent(program), str(tmp_path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as run:
            assert run.stdout is not None
            for _ in range(rounds * 3):
                run.stdout.readline()
            run.send_signal(signal.SIGKILL)
        whole = {name: (tmp_path / name).read_bytes() for name in ("a", "b")}
        for data in whole.values():
            assert data == data[: len(data) // 100_000] * 100_000
        if (tmp_path / "pack.json").exists():
            vouched = (tmp_path / "pack.json").read_bytes() * 100_000
            assert whole == {"a": vouched, "b": vouched}
