"""A partner's name is shorter in paths where the folder is deep; without room that is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposalgen.errors import OutputError
from proposalgen.packs.folder_store import FolderStore
from proposalgen.packs.make import make_pack
from proposalgen.packs.names import LONGEST_SLUG, slug
from proposalgen.packs.room import fit_slug
from tests.support import real

NAME = "Federation of Regional Chambers of Commerce and Associations of Producers of the North"
ONEDRIVE = 106
"""Characters of a folder below one that OneDrive keeps for an organisation."""


def test_a_shallow_folder_takes_the_longest_name(tmp_path: Path) -> None:
    assert fit_slug(Path("/p"), "pitch", "en", 259) == LONGEST_SLUG
    assert FolderStore(tmp_path).fit_slug("pitch", "en") == LONGEST_SLUG


@pytest.mark.parametrize("depth", [60, ONEDRIVE, 160])
def test_no_path_of_a_pack_is_longer_than_the_system_takes(depth: int) -> None:
    folder = Path("/" + "d" * (depth - 1))
    name = slug(NAME, fit_slug(folder, "one-pager", "en", 259))
    waiting = folder / name / f".{name}-one-pager-en.docx.old.1234567.tmp"
    assert 257 <= len(str(waiting)) <= 259
    assert name.startswith("federation-of-")


def test_where_there_is_no_room_it_is_told_with_both_lengths() -> None:
    folder = Path("/" + "d" * 199)
    with pytest.raises(OutputError) as caught:
        fit_slug(folder, "one-pager", "en", 259)
    assert str(caught.value) == (
        f"{folder}: its paths would have 285 characters, and this system takes 259. "
        "Choose an --output with a shorter path."
    )


def test_a_pack_of_a_long_name_is_made_in_a_deep_folder_and_found_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = len(str(tmp_path)) + 150
    monkeypatch.setattr("proposalgen.packs.folder_store.find_longest_path", lambda: most)
    inputs = real.make_inputs(real.make_partner(name=NAME), kind="one-pager")
    made = make_pack(inputs, tmp_path)
    partner, _, rest = made.files[0].name.partition("-one-pager-en")
    assert made.folder.startswith(partner[:20])
    assert (len(partner) <= len(made.folder), rest) == (True, ".docx")
    assert len(made.folder) < LONGEST_SLUG
    assert make_pack(inputs, tmp_path, skip=True).unchanged
    assert make_pack(inputs, tmp_path).warnings == made.warnings
