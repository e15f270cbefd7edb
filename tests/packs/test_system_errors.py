"""An error of the operating system names the path and the way out."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from proposalgen.errors import OutputError
from proposalgen.packs.system_errors import HELD_HINT, explain_os_errors


@pytest.mark.parametrize(
    ("code", "way_out"),
    [
        (errno.EROFS, "Choose a folder that you may write to with --output."),
        (errno.EACCES, "Choose a folder that you may write to with --output."),
        (errno.EEXIST, "There is a file where a folder should be, or the reverse: choose another"),
        (errno.ENOTDIR, "There is a file where a folder should be, or the reverse: choose another"),
        (errno.EISDIR, "There is a file where a folder should be, or the reverse: choose another"),
        (errno.ENOSPC, "Make room, or choose another folder with --output; then run again."),
    ],
)
def test_an_error_is_told_with_its_path_and_the_way_out(
    tmp_path: Path, code: int, way_out: str
) -> None:
    path = tmp_path / "a.pdf"
    with pytest.raises(OutputError) as caught, explain_os_errors(path):
        raise OSError(code, os.strerror(code))
    told = f"{path}: cannot be written: {os.strerror(code)}. {way_out}"
    assert str(caught.value).startswith(told)


def test_a_path_that_is_too_long_is_told_with_its_length(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with pytest.raises(OutputError) as caught, explain_os_errors(path):
        raise OSError(errno.ENAMETOOLONG, "File name too long")
    assert f"The path has {len(str(path))} characters: choose an --output" in str(caught.value)


def test_a_path_that_is_not_found_in_a_folder_that_is_there_may_be_too_long(tmp_path: Path) -> None:
    def tell(path: Path) -> str:
        with pytest.raises(OutputError) as caught, explain_os_errors(path):
            raise FileNotFoundError(errno.ENOENT, "No such file")
        return str(caught.value)

    path = tmp_path / f"{'a' * 200}.pdf"
    assert f"The path has {len(str(path))} characters" in tell(path)
    assert "Was the folder removed while this ran? Run it again." in tell(tmp_path / "gone/a.pdf")


def test_a_refused_file_that_is_there_is_held_by_another_program(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.touch()
    with pytest.raises(OutputError) as caught, explain_os_errors(path):
        raise PermissionError(errno.EACCES, "Permission denied")
    assert str(caught.value).endswith(HELD_HINT)


def test_a_refusal_in_a_folder_that_was_written_to_is_of_the_file_alone(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught, explain_os_errors(tmp_path / "a.pdf", held=True):
        raise PermissionError(errno.EACCES, "Permission denied")
    assert str(caught.value).endswith(HELD_HINT)


def test_a_name_that_the_system_cannot_spell_is_told(tmp_path: Path) -> None:
    path = tmp_path / "\u65e5.pdf"
    with pytest.raises(OutputError) as caught, explain_os_errors(path):
        path.name.encode("ascii")
    assert str(caught.value) == (
        f"{path}: cannot be written: the system's encoding, ascii, has no such name. "
        "Set the variable PYTHONUTF8=1, or a locale of UTF-8."
    )


def test_what_is_no_error_of_the_system_is_left_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="of the program"), explain_os_errors(tmp_path):
        raise ValueError("of the program")
