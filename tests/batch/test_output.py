"""One batch at a time writes into a folder, and cleans it of what killed runs left."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from proposalgen.batch.output import check_output, lock_output, remove_temporary
from proposalgen.errors import OutputError, Problem
from proposalgen.packs.disk import RealDisk
from tests.batch.runs import run
from tests.support.lists import invent_partners, write_list


def test_two_batches_into_one_folder_are_refused(tmp_path: Path) -> None:
    with lock_output(tmp_path), pytest.raises(OutputError, match="another batch is writing"):
        run(write_list(tmp_path / "list.csv", invent_partners(1)), tmp_path)


def test_a_folder_is_free_again_when_a_batch_ends_in_any_way(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), lock_output(tmp_path):
        raise KeyboardInterrupt
    with lock_output(tmp_path):
        check_output(tmp_path)


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.ENOTSUP, errno.EINVAL])
def test_a_share_without_locks_is_written_to_and_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(*given: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("filelock.FileLock.acquire", refuse)
    warnings: list[Problem] = []
    with lock_output(tmp_path, warnings.append):
        check_output(tmp_path)
    assert [str(warning) for warning in warnings] == [
        f"{tmp_path}: this file system keeps no locks. "
        "See to it that one batch at a time writes there."
    ]


def test_a_share_that_does_not_say_when_names_are_on_the_disk_is_told_once(tmp_path: Path) -> None:
    class Share(RealDisk):
        def flush_folder(self, path: Path) -> bool:
            return False

    warnings: list[Problem] = []
    with lock_output(tmp_path, warnings.append, Share()):
        pass
    assert [warning.message for warning in warnings] == [
        "this file system does not say when names are on the disk"
    ]


def test_a_folder_that_was_removed_is_told(tmp_path: Path) -> None:
    with lock_output(tmp_path / "output"):
        shutil.rmtree(tmp_path / "output")
        with pytest.raises(OutputError) as caught:
            check_output(tmp_path / "output")
    told = f"{tmp_path / 'output'}: was removed while the batch was running. Run it again."
    assert str(caught.value) == told


def test_temporary_files_go_and_all_others_stay(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    kept = [tmp_path / "list.tmp", tmp_path / "pack" / "letter.docx"]
    for path in (*kept, tmp_path / ".batch.json.1.tmp", tmp_path / "pack" / ".a.docx.1.tmp"):
        path.touch()
    remove_temporary(tmp_path)
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == kept
