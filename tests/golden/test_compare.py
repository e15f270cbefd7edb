"""The comparer notices what a person would want to see, and no more."""

import re
from pathlib import Path

import pytest

from tests.golden.compare import check_update, find_differences, read_golden, write_golden
from tests.golden.test_goldens import FOLDER

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def golden() -> dict[str, str]:
    return read_golden(FOLDER / "foundation")


def change(golden: dict[str, str], name: str, pattern: str, new: str) -> dict[str, str]:
    """Return goldens with the first match of a pattern in a part replaced."""
    changed, count = re.subn(pattern, new, golden[name], count=1)
    assert count, f"{name} has no {pattern}"
    return golden | {name: changed}


@pytest.mark.parametrize(
    ("name", "pattern", "new"),
    [
        ("pdf.txt", "budget", "budgets"),
        ("document.txt", 'fact="heat-workers"', 'fact="heat-injuries"'),
        ("docx/word/document.xml", 'w:fill="1E2DBE"', 'w:fill="230050"'),
        ("docx/word/document.xml", 'w:w="567"', 'w:w="566"'),
        ("docx/word/document.xml", r"<w:cantSplit/>", ""),
        ("boxes.txt", r"(?m)^  51\.9 47\.1 ", "  52.4 47.1 "),
        ("boxes.txt", "#FFFFFF International", "#FFFFFE International"),
        ("boxes.txt", " 34 pt ", " 34.1 pt "),
        ("charts.txt", "rectangle 52.4 of 100", "rectangle 26.2 of 100"),
        ("charts.txt", r"    52\.4 60\.1", "    47.6 60.1"),
        ("charts.txt", "is 52.4 of 100", "is 52.5 of 100"),
        ("tags.txt", "Scope=/Column", "Scope=/Row"),
        ("metadata.txt", r"count \d+", "count 1"),
        ("docx/pictures.txt", "614 x 402", "614 x 401"),
        ("docx/pictures.txt", r"#FFFFFF 69\.\d%", "#FFFFFF 60.0%"),
    ],
)
def test_a_small_change_is_shown_with_its_case_and_part(
    golden: dict[str, str], name: str, pattern: str, new: str
) -> None:
    told = find_differences("foundation", golden, change(golden, name, pattern, new))
    assert f"foundation/{name}: 2 lines" in told or "1 lines" in told
    assert "\n-" in told
    assert "--update-golden" in told


def test_equal_goldens_have_no_differences(golden: dict[str, str]) -> None:
    assert find_differences("foundation", golden, dict(golden)) == ""


@pytest.mark.parametrize(
    ("name", "pattern", "new"),
    [
        ("boxes.txt", r"(?m)^  51\.9 47\.1 ", "  52.0 47.0 "),
        ("charts.txt", "rectangle 52.4 of 100", "rectangle 52.3 of 100"),
        ("docx/pictures.txt", r"#FFFFFF 69\.\d%", "#FFFFFF 69.5%"),
    ],
)
def test_what_another_build_of_a_library_rounds_otherwise_is_no_difference(
    golden: dict[str, str], name: str, pattern: str, new: str
) -> None:
    assert find_differences("foundation", golden, change(golden, name, pattern, new)) == ""


def test_a_part_too_many_and_one_too_few_are_named(golden: dict[str, str]) -> None:
    fewer = {name: text for name, text in golden.items() if name != "tags.txt"}
    assert "tags.txt: 1 lines\n- the part is no longer made" in find_differences("x", golden, fewer)
    assert "tags.txt: 1 lines\n+ the part is new" in find_differences("x", fewer, golden)


def test_a_long_difference_is_cut(golden: dict[str, str]) -> None:
    told = find_differences("x", golden, golden | {"boxes.txt": golden["boxes.txt"].upper()})
    assert "more lines" in told
    assert len(told.splitlines()) < 40


def test_goldens_that_are_written_are_read_again(tmp_path: Path, golden: dict[str, str]) -> None:
    write_golden(tmp_path / "case", {"gone.txt": "x"})
    write_golden(tmp_path / "case", golden)
    assert read_golden(tmp_path / "case") == golden


def test_ci_never_takes_what_is_made_as_right() -> None:
    check_update(wanted=True, environment={})
    check_update(wanted=False, environment={"CI": "true"})
    with pytest.raises(pytest.UsageError, match="a person"):
        check_update(wanted=True, environment={"CI": "true"})


@pytest.mark.parametrize("name", ["pyproject.toml", "Makefile", "make.py", ".ci/run",
                                  ".pre-commit-config.yaml"])  # fmt: skip
def test_the_option_is_not_left_on(name: str) -> None:
    assert "update-golden" not in (ROOT / name).read_text(encoding="utf-8")
