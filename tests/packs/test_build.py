"""A pack is built in memory: its bytes are those that a folder gets, and nothing is written."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from proposalgen.errors import LeakError, Problem
from proposalgen.packs.build import build_pack, compose_pack
from proposalgen.packs.make import put_pack
from proposalgen.packs.pack import Pack
from tests.support import real


@pytest.fixture(scope="module")
def pack() -> Pack:
    """Return a one-pager, which is made quickly."""
    return build_pack(real.make_inputs(kind="one-pager"))


def test_a_pack_is_its_files_as_bytes_with_their_hashes_and_pages(pack: Pack) -> None:
    assert [file.name for file in pack.files] == [
        "nordhavn-foundation-one-pager-en.docx", "nordhavn-foundation-one-pager-en.pdf",
    ]  # fmt: skip
    for file in pack.files:
        assert file.sha256 == hashlib.sha256(file.data).hexdigest()
        assert file.pages == 1
    assert (pack.partner, pack.folder) == ("Nordhavn Foundation", "nordhavn-foundation")


def test_the_manifest_comes_last_and_vouches_for_the_files(pack: Pack) -> None:
    *files, manifest = pack.contents().items()
    assert manifest[0] == "pack.json"
    vouched = {entry["name"]: entry["sha256"] for entry in json.loads(manifest[1])["files"]}
    assert vouched == {name: hashlib.sha256(data).hexdigest() for name, data in files}


def test_a_folder_gets_the_bytes_of_the_pack(pack: Pack, tmp_path: Path) -> None:
    placed = put_pack(pack, tmp_path)
    folder = tmp_path / "nordhavn-foundation"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == pack.contents()
    assert [file.path for file in placed.files] == [str(folder / file.name) for file in pack.files]
    assert placed.warnings == pack.warnings


def test_building_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    build_pack(real.make_inputs(kind="one-pager", formats=frozenset(["docx"])))
    assert list(tmp_path.iterdir()) == []


def test_what_an_inspection_finds_keeps_the_pack_back() -> None:
    inputs = real.make_inputs(kind="one-pager")
    with pytest.raises(LeakError, match="another's name"):
        build_pack(inputs, inspect=lambda document, words, pack: [Problem("another's name")])


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-11-25", "next_date: 2026-11-25 is before the document's date, 2026-11-26, and is"),
        ("2026-11-28", "next_date: 2026-11-28 is a Saturday. Is it the right day?"),
        ("2026-11-26", ""),
        (None, ""),
    ],
)
def test_a_next_step_on_a_day_that_no_letter_should_name_is_told(
    day: str | None, told: str
) -> None:
    partner = real.make_partner(next_date=day, themes=("social-protection",))
    _, warnings = compose_pack(real.make_inputs(partner))
    said = [str(problem) for problem in warnings if problem.field == "next_date"]
    assert len(said) == bool(told)
    assert "".join(said).startswith(told)
