"""A folder holds files of its own, of a size to be read, and has one hash of them all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from proposalgen.read import folder as folders
from proposalgen.read.folder import find_unfit_files, hash_folder, is_litter


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder of two files, one of which lies deeper."""
    (tmp_path / "home" / "deep").mkdir(parents=True)
    (tmp_path / "home" / "a.md").write_text("a", encoding="utf-8")
    (tmp_path / "home" / "deep" / "b.md").write_text("b", encoding="utf-8")
    return tmp_path / "home"


def find(folder: Path, shown: str = "") -> list[str]:
    return [str(problem) for problem in find_unfit_files(folder, shown)]


def test_files_of_its_own_are_fit(folder: Path) -> None:
    (folder / "link.md").symlink_to(folder / "a.md")
    (folder / ".#a.md").symlink_to("nobody@nowhere.1234")  # Emacs, beside a file that it edits
    assert find(folder) == []


def test_a_file_as_large_as_may_be_is_fit_and_a_larger_one_is_not(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "LARGEST_FILE", 2_000_000)
    (folder / "deep" / "b.md").write_bytes(b"b" * 2_000_000)
    assert find(folder) == []
    (folder / "deep" / "b.md").write_bytes(b"b" * 2_000_001)
    assert find(folder) == ["deep/b.md: too large. At most 2 MB."]


def test_links_that_lead_out_or_nowhere_are_told_by_the_name_that_is_shown(folder: Path) -> None:
    (folder / "gone.md").symlink_to(folder / "none.md")
    (folder / "out.md").symlink_to(folder.parent)
    assert find(folder, "content/") == [
        "content/gone.md: a link that leads nowhere",
        "content/out.md: a link that leads out of the folder. Put the file itself there.",
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_what_is_neither_a_file_nor_a_folder_is_told(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    assert find(folder) == ["pipe: neither a file nor a folder. Remove it."]


def test_the_hash_is_that_of_names_and_bytes(folder: Path) -> None:
    before = hash_folder(folder)
    (folder / "empty").mkdir()
    assert hash_folder(folder) == before
    (folder / "a.md").rename(folder / "c.md")
    renamed = hash_folder(folder)
    (folder / "c.md").write_text("b", encoding="utf-8")
    changed = hash_folder(folder)
    assert len({before, renamed, changed}) == 3


def test_bytes_that_move_from_one_file_to_the_next_change_the_hash(tmp_path: Path) -> None:
    hashes = []
    for number, (one, other) in enumerate([("ab", "c"), ("a", "bc")]):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "x").write_text(one, encoding="utf-8")
        (tmp_path / str(number) / "y").write_text(other, encoding="utf-8")
        hashes.append(hash_folder(tmp_path / str(number)))
    assert hashes[0] != hashes[1]


# -- litter -------------------------------------------------------------------------------------

LITTER = (
    ".DS_Store", "._en.md", "desktop.ini", "Desktop.ini", "Thumbs.db", "ehthumbs.db", "Icon\r",
    "~$base.docx", ".~lock.base.docx#", "en.md~", ".en.md.swp", "en.md.swp", "#en.md#", "@eaDir",
    "__MACOSX", ".git", "System Volume Information", "$RECYCLE.BIN",
)  # fmt: skip
KEPT = (
    "en.md", "en (1).md", "en-conflict.md", "Copy of en.md", "thumbs.yaml", "desktop.ini.yaml", "#",
    "~en.md", "icon.svg", "base.docx",
)  # fmt: skip


@pytest.mark.parametrize("name", LITTER)
def test_litter_is_known_by_its_name(name: str) -> None:
    assert is_litter(name)


@pytest.mark.parametrize("name", KEPT)
def test_what_a_person_may_have_put_there_is_no_litter(name: str) -> None:
    assert not is_litter(name)


@pytest.mark.skipif(os.name == "nt", reason="needs names that Windows does not have")
def test_a_folder_stays_the_same_with_litter_in_it(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.yaml").write_text("a")
    before = hash_folder(tmp_path)
    for name in LITTER:
        (tmp_path / "facts" / name).write_text("x")
    (tmp_path / ".#en.md").symlink_to("nowhere")  # Emacs has such links beside what it edits
    (tmp_path / "@eaDir").mkdir()
    (tmp_path / "@eaDir" / "a.yaml").write_text("x")
    assert hash_folder(tmp_path) == before
    assert find_unfit_files(tmp_path) == []
    (tmp_path / "facts" / "a (1).yaml").write_text("a")
    assert hash_folder(tmp_path) != before
