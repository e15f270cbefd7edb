"""What earlier runs left: a pack that is still good is found, an edited file is never lost."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from proposalgen.packs.earlier import Replacement, find_unchanged, plan_replacement
from proposalgen.packs.folder_store import FolderStore
from proposalgen.packs.inputs import PackInputs
from proposalgen.packs.manifest import (
    BrandEntry,
    FileEntry,
    LibraryEntry,
    Manifest,
    TemplateEntry,
)
from proposalgen.packs.pack import PackFile
from tests.formats.docx.support import write
from tests.support import real
from tests.support.sample import make_document


def hash_bytes(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def make_manifest(contents: dict[str, bytes], inputs: str = "") -> Manifest:
    """Return a manifest of some files, by name."""
    files = tuple(
        FileEntry(name=name, format=name.partition(".")[2], sha256=hash_bytes(data), pages=3)
        for name, data in contents.items()
    )
    return Manifest(
        program="1", inputs=inputs, record={}, draft=False, logo=None,
        template=TemplateEntry(name="pitch", sha256=""), library=LibraryEntry(sha256=""),
        brand=BrandEntry(sha256="", paper="a4"), facts=(), files=files, warnings=("stale",),
    )  # fmt: skip


MADE = {"a.docx": b"docx", "a.pdf": b"pdf"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a pack as it was made."""
    for name, data in MADE.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


@pytest.fixture(scope="module")
def inputs() -> PackInputs:
    return real.make_inputs()


# -- a pack that is still good ---------------------------------------------------------------------


def test_a_pack_of_the_same_inputs_is_found_with_its_warnings(
    folder: Path, inputs: PackInputs
) -> None:
    pack = find_unchanged(FolderStore(folder), "", [make_manifest(MADE, inputs.key)], inputs)
    assert pack is not None
    assert pack.unchanged
    assert [(file.path, file.format, file.pages) for file in pack.files] == [
        (str(folder / "a.docx"), "docx", 3), (str(folder / "a.pdf"), "pdf", 3),
    ]  # fmt: skip
    assert [str(warning) for warning in pack.warnings] == ["stale"]


def test_a_pack_of_another_template_does_not_hide_it(folder: Path, inputs: PackInputs) -> None:
    earlier = [make_manifest({"b.pdf": b""}, "another key"), make_manifest(MADE, inputs.key)]
    assert find_unchanged(FolderStore(folder), "", earlier, inputs) is not None


def test_a_pack_of_other_inputs_is_not_found(folder: Path, inputs: PackInputs) -> None:
    assert (
        find_unchanged(FolderStore(folder), "", [make_manifest(MADE, "another key")], inputs)
        is None
    )


@pytest.mark.parametrize("name", MADE)
def test_a_pack_of_which_any_file_is_damaged_or_gone_is_not_found(
    folder: Path, inputs: PackInputs, name: str
) -> None:
    earlier = [make_manifest(MADE, inputs.key)]
    (folder / name).write_bytes(b"damaged")
    assert find_unchanged(FolderStore(folder), "", earlier, inputs) is None
    (folder / name).unlink()
    assert find_unchanged(FolderStore(folder), "", earlier, inputs) is None


def test_a_file_that_somebody_edited_stays_and_is_told(folder: Path, inputs: PackInputs) -> None:
    path = folder / "a.docx"
    path.write_bytes(write(make_document()))
    pack = find_unchanged(FolderStore(folder), "", [make_manifest(MADE, inputs.key)], inputs)
    assert pack is not None
    assert [str(one) for one in pack.edited] == [
        f"{path}: was edited since it was made: left as it is. "
        "Move it out of the folder to have it made again."
    ]
    assert pack.warnings[-1:] == pack.edited
    assert pack.files[0].sha256 == hash_bytes(path.read_bytes())


def test_no_name_in_a_manifest_leads_out_of_the_folder(folder: Path, inputs: PackInputs) -> None:
    (folder / "pack").mkdir()
    outside = make_manifest({"../a.docx": b"docx"}, inputs.key)
    assert find_unchanged(FolderStore(folder), "pack", [outside], inputs) is None


# -- files that make way ---------------------------------------------------------------------------


def plan(folder: Path, earlier: list[Manifest], *names: str) -> Replacement:
    """Plan how new files of some names replace those that are there."""
    files = [PackFile(name, "docx", hash_bytes(b"new"), 3, b"new") for name in names]
    store = FolderStore(folder)
    return plan_replacement(store, "", store.list_names(), earlier, MADE, files)


def test_files_as_they_were_made_are_replaced_or_removed(folder: Path) -> None:
    planned = plan(folder, [make_manifest(MADE)], "a.docx")
    assert (planned.remove, planned.rename) == (("a.pdf",), {})
    (gone,) = planned.warnings
    assert str(gone).endswith(
        "a.pdf: removed: it would say what it said before. Leave --format out to have both formats."
    )


def test_an_earlier_name_goes_without_a_word(folder: Path) -> None:
    (folder / "b.docx").write_bytes(b"docx")
    (folder / "a.pdf").unlink()
    earlier = [make_manifest({"a.docx": b"docx"})]
    planned = plan(folder, earlier, "b.docx")
    assert planned == Replacement(remove=("a.docx",), rename={}, warnings=())


def test_an_edited_file_gives_its_name_away_and_keeps_its_bytes(folder: Path) -> None:
    (folder / "a.docx").write_bytes(b"edited")
    (folder / "a-edited-1.docx").write_bytes(b"edited before")
    planned = plan(folder, [make_manifest(MADE)], "a.docx", "a.pdf")
    assert planned.rename == {"a.docx": "a-edited-2.docx"}
    assert planned.remove == ()
    assert "kept as 'a-edited-2.docx'" in str(planned.warnings[0])


def test_an_edited_file_that_nothing_replaces_stays_where_it_is(folder: Path) -> None:
    (folder / "a.docx").write_bytes(b"edited")
    planned = plan(folder, [make_manifest(MADE)], "a.pdf")
    assert (planned.remove, planned.rename) == ((), {})
    assert "kept as 'a.docx'" in str(planned.warnings[0])


def test_without_a_manifest_only_what_is_equal_to_the_new_files_counts_as_made(
    folder: Path,
) -> None:
    (folder / "a.docx").write_bytes(b"new")
    planned = plan(folder, [], "a.docx", "a.pdf")
    assert planned.rename == {"a.pdf": "a-edited-1.pdf"}


def test_a_file_that_cannot_be_read_counts_as_edited(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    planned = plan(folder, [make_manifest(MADE)], "a.docx", "a.pdf")
    assert planned.rename.keys() == set(MADE)
