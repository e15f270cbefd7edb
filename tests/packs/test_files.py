"""Files appear whole or not at all, and an error says what a person can do about it."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

import pytest

from proposalgen.errors import OutputError
from proposalgen.packs.disk import REAL, Disk, RealDisk
from proposalgen.packs.files import open_atomic, put_files
from tests.support.disks import FailingDisk, HeldDisk


def read_folder(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


OLD = {"a.docx": b"old", "a.pdf": b"old", "pack.json": b"old"}
NEW = {"a.docx": b"new", "a.pdf": b"new", "pack.json": b"new"}


def list_steps() -> list[str]:
    """Return the steps by which a pack takes the place of another, one edited, one to go."""
    with TemporaryDirectory() as name:
        disk = FailingDisk()
        replace_edited(Path(name), disk)
        return disk.steps


def replace_edited(folder: Path, disk: Disk) -> None:
    """Replace a pack whose DOCX was edited, and which has a third file that is to go."""
    put_files(folder, {"a.txt": b"old", **OLD})
    (folder / "a.docx").write_bytes(b"edited")
    put_files(
        folder, NEW, disk=disk, remove=[folder / "a.txt"],
        rename={folder / "a.docx": folder / "a-edited-1.docx"},
    )  # fmt: skip


BEFORE = {"a.txt": b"old", **OLD, "a.docx": b"edited"}
AFTER = {"a-edited-1.docx": b"edited", **NEW}


def test_the_files_of_a_pack_take_the_places_of_those_before(tmp_path: Path) -> None:
    replace_edited(tmp_path, REAL)
    assert read_folder(tmp_path) == AFTER


@pytest.mark.parametrize("failing", range(1, len(list_steps()) + 1))
def test_a_disk_that_fails_at_any_step_leaves_the_folder_as_it_was(
    tmp_path: Path, failing: int
) -> None:
    disk = FailingDisk(failing=failing)
    with pytest.raises(OutputError, match="cannot be written: Input/output error"):
        replace_edited(tmp_path, disk)
    assert read_folder(tmp_path) == BEFORE, disk.steps


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_a_full_disk_leaves_the_folder_as_it_was(tmp_path: Path, failing: int) -> None:
    put_files(tmp_path, OLD)
    with pytest.raises(OutputError, match="Make room") as caught:
        put_files(tmp_path, NEW, disk=FailingDisk(failing=failing, code=errno.ENOSPC))
    assert str(tmp_path) in str(caught.value)
    assert read_folder(tmp_path) == OLD


def test_an_earlier_manifest_goes_before_any_file_and_the_new_one_comes_last(
    tmp_path: Path,
) -> None:
    put_files(tmp_path, OLD)
    disk = FailingDisk()
    put_files(tmp_path, NEW, disk=disk)
    assert [step for step in disk.steps if step.startswith(("replace", "remove"))] == [
        "replace .pack.json.before", "replace a.docx", "replace a.pdf",
        "remove .pack.json.before", "replace pack.json",
    ]  # fmt: skip
    assert read_folder(tmp_path) == NEW


# -- files that other programs hold ----------------------------------------------------------------


HOLDS: dict[str, Callable[[Path], bool]] = {
    "the DOCX in Word": lambda path: path.name == "a.docx",
    "the PDF in Acrobat": lambda path: path.name == "a.pdf",
    "a file that is to go": lambda path: path.name == "a.txt",
    "the manifest in an editor": lambda path: path.name == "pack.json",
}


@pytest.mark.parametrize("noticed", [True, False], ids=["from the start", "in between"])
@pytest.mark.parametrize("held", HOLDS)
def test_a_file_that_is_held_leaves_all_as_it_was_and_names_who_may_hold_it(
    tmp_path: Path, held: str, noticed: bool
) -> None:
    disk = HeldDisk(holds=HOLDS[held], noticed=noticed)
    with pytest.raises(OutputError, match=r"Word, Acrobat, Excel, .* OneDrive or a virus scanner"):
        replace_edited(tmp_path, disk)
    assert read_folder(tmp_path) == BEFORE
    assert sum(disk.waited) == pytest.approx(2.0)


def test_a_file_that_is_held_from_the_start_is_found_before_anything_moves(
    tmp_path: Path,
) -> None:
    disk = HeldDisk(holds=HOLDS["the PDF in Acrobat"])
    with pytest.raises(OutputError):
        replace_edited(tmp_path, disk)
    assert set(disk.refused) == {"a.pdf"}


@pytest.mark.parametrize("held", HOLDS)
def test_a_file_that_is_held_for_a_moment_only_is_waited_for(tmp_path: Path, held: str) -> None:
    disk = HeldDisk(holds=HOLDS[held], tries=3)
    replace_edited(tmp_path, disk)
    assert read_folder(tmp_path) == AFTER
    assert disk.waited == [0.1, 0.1, 0.1]


def test_a_scanner_that_looks_into_each_new_file_is_waited_for(tmp_path: Path) -> None:
    disk = HeldDisk(holds=lambda path: path.suffix == ".tmp", tries=2)
    replace_edited(tmp_path, disk)
    assert read_folder(tmp_path) == AFTER


def test_what_cannot_be_undone_is_vouched_for_by_nobody(tmp_path: Path) -> None:
    """The new PDF is held as soon as it is there, so the old one cannot come back."""
    put_files(tmp_path, OLD)

    def holds(path: Path) -> bool:
        return path.name == "pack.json" or (path.name == "a.pdf" and path.read_bytes() == b"new")

    with pytest.raises(OutputError):
        put_files(tmp_path, NEW, disk=HeldDisk(holds=holds, noticed=False))
    assert "pack.json" not in read_folder(tmp_path) or read_folder(tmp_path) == OLD


# -- file systems that cannot do all ---------------------------------------------------------------


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP, errno.ENOSYS])
def test_a_file_system_without_fsync_gets_its_files_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def fsync(handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fsync)
    put_files(tmp_path, NEW)
    assert read_folder(tmp_path) == NEW
    assert not REAL.flush_folder(tmp_path) or os.name == "nt"


def test_a_fault_of_the_disk_is_no_missing_ability(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fsync(handle: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(OutputError, match="Input/output error"):
        put_files(tmp_path, NEW)


def test_a_drive_that_renames_onto_nothing_that_is_there_gets_its_files_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    put_files(tmp_path, OLD)
    put_files(tmp_path, NEW)
    assert read_folder(tmp_path) == NEW


@pytest.mark.parametrize(
    ("length", "told"), [(230, "The path has"), (20, "Was the folder removed")]
)
def test_a_path_that_is_too_long_for_windows_is_told_so(
    tmp_path: Path, length: int, told: str
) -> None:
    """Windows says "not found" of it, though the folder is there."""

    class Windows(RealDisk):
        def open_new(self, path: Path) -> IO[bytes]:
            raise FileNotFoundError(errno.ENOENT, "The system cannot find the path specified")

    with pytest.raises(OutputError, match=told):
        put_files(tmp_path, {f"{'x' * (length - len('.docx'))}.docx": b""}, disk=Windows())


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
