"""Four packs and a one-pager say, in all that a reader or a program gets, what they said."""

from pathlib import Path

import pytest

from tests.golden import cases
from tests.golden.compare import find_differences, read_golden, write_golden

FOLDER = Path(__file__).parents[1] / "data" / "golden"
CHECKS = FOLDER / "checks"
"""What the checks say of files with defects."""


@pytest.mark.parametrize("case", cases.CASES)
def test_a_document_is_as_it_was(case: str, update_golden: bool) -> None:
    asked = cases.CASES[case]
    made = cases.describe(asked, cases.make(asked))
    if update_golden:
        write_golden(FOLDER / case, made)
    if told := find_differences(case, read_golden(FOLDER / case), made):
        pytest.fail(told, pytrace=False)


def test_each_folder_of_goldens_has_its_case() -> None:
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir()}
    assert folders == {*cases.CASES, CHECKS.name}
