"""A part that several packs share is shown once, with its words and how many packs hold it."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposalgen.batch.review.packs import ReviewedPack, read_packs
from proposalgen.batch.review.parts import list_parts
from proposalgen.packs.store import open_store
from tests.batch.runs import run
from tests.support.lists import write_list
from tests.support.real import library

ROWS = [
    ("Nordhavn", "social-protection;gender-equality", "", ""),
    ("Sydhavn", "gender-equality;social-protection", "", ""),
    ("Østhavn", "social-protection", "", ""),
]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with three pitches, of which two have themes in another order."""
    folder = tmp_path_factory.mktemp("parts")
    run(write_list(folder / "list.csv", ROWS), folder / "output", template="pitch")
    return folder / "output"


def title(theme: str) -> str:
    return library().themes["en"][theme].title


@pytest.fixture(scope="module")
def packs(output: Path) -> list[ReviewedPack]:
    """Return the packs of that folder."""
    return list(read_packs(open_store(output)))


def test_a_theme_is_one_part_wherever_it_stands_and_the_most_shared_come_first(
    packs: list[ReviewedPack], output: Path
) -> None:
    parts = list_parts(packs, open_store(output))
    counts = {part.title: part.packs for part in parts}
    assert counts[title("social-protection")] == 3
    assert counts[title("gender-equality")] == 2
    assert sorted((part.packs for part in parts), reverse=True) == [part.packs for part in parts]


def test_a_part_says_its_own_words_without_the_numbers_of_notes(
    packs: list[ReviewedPack], output: Path
) -> None:
    gender = title("gender-equality")
    (part,) = (one for one in list_parts(packs, open_store(output)) if one.title == gender)
    said = " ".join(part.passages)
    assert "708 million" in said
    assert "[" not in said
    assert "What a partnership makes possible" in said
    assert "Nordhavn" not in said


def test_what_names_a_partner_is_no_shared_part(packs: list[ReviewedPack], output: Path) -> None:
    said = " ".join(
        text for part in list_parts(packs, open_store(output)) for text in part.passages
    )
    assert not [name for name, *_ in ROWS if name in said]


def test_a_part_is_there_without_words_where_no_file_can_be_read(
    packs: list[ReviewedPack], tmp_path: Path
) -> None:
    parts = list_parts(packs, open_store(tmp_path))
    assert parts
    assert {part.passages for part in parts} == {()}
