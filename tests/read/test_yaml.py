"""YAML keeps words as they are written, says on which line each field stands, and runs nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposalgen.errors import BrandError, InputError
from proposalgen.read.yaml import LARGEST_FILE, read_front_matter, read_yaml
from tests.read.conftest import Read, told


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "a.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def complain(folder: Path, text: str | bytes) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_yaml(write(folder, text))
    return told(caught)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"), ("yes", "yes"), ("12:30", "12:30"), ("1_000", "1_000"), ("010", "010"),
        ("1.10", "1.10"), ("1e3", "1e3"), ("2022-10", "2022-10"), ("2022-10-01", "2022-10-01"),
        ("0x1F", "0x1F"), (".inf", ".inf"), ("true", True), ("FALSE", False), ("null", None),
        ("~", None), ("", None), ("-12", -12), ("0", 0), ("'7'", "7"),
    ],
)  # fmt: skip
def test_only_what_can_mean_nothing_else_is_no_text(
    tmp_path: Path, text: str, value: object
) -> None:
    """YAML 1.1 reads a number in 12:30, 1_000 and 010, and a word as false in no."""
    data = read_yaml(write(tmp_path, f"a: {text}\n")).data
    assert data == {"a": value}
    assert type(data["a"]) is type(value)


def test_every_field_knows_its_line(tmp_path: Path) -> None:
    file = read_yaml(write(tmp_path, "# Ours\na: 1\nb:\n  - c: 2\n    d: 3\n  - e\n"))
    assert file.data == {"a": 1, "b": [{"c": 2, "d": 3}, "e"]}
    assert file.lines[("b", 0, "d")] == 5
    assert file.line_of(("b", 1)) == 6
    assert file.line_of(("b", 0, "none", 4)) == 4  # the nearest above it
    assert str(file.problem(("b", 0, "d"), "wrong", "Mend it.")) == (
        "a.yaml, line 5, b.0.d: wrong. Mend it."
    )


def test_every_key_written_twice_is_told(tmp_path: Path) -> None:
    assert complain(tmp_path, "a: 1\nb: {c: 1, c: 2}\na: 3\n") == [
        "a.yaml, line 2, b.c: written twice",
        "a.yaml, line 3, a: written twice",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [b", "a.yaml, line 1: not YAML: "),
        ("a: b\nc: *x", "a.yaml, line 2: not YAML: aliases are not used here"),
        ("a: !!int 3", "a.yaml, line 1: not YAML: the tag 'tag:yaml.org,2002:int' is not used"),
        ("a: !!python/name:os.system x", "is not used here"),
        ("a: 1\n---\nb: 2", "a.yaml, line 2: not YAML: "),
        ("ok: 1\na: \x00", "a.yaml, line 2: not text: the character U+0000"),
        (b"a: \xff", "a.yaml: not UTF-8 text. Save it as UTF-8."),
        ("#" * (LARGEST_FILE + 1), "a.yaml: too large. At most 1 MB. Split it."),
        ("[" * 5000, "a.yaml, line 1: not YAML: "),
        (
            "a: [" + "1," * 100_001 + "]",
            "a.yaml, line 1: not YAML: more than 100,000 fields and values",
        ),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, text: str | bytes, message: str) -> None:
    (problem,) = complain(tmp_path, text)
    assert message in problem


def test_a_file_that_is_missing_or_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.yaml: cannot be read: No such file"):
        read_yaml(tmp_path / "none.yaml")
    with pytest.raises(InputError, match="not a file"):
        read_yaml(tmp_path)


def test_the_caller_chooses_the_error(tmp_path: Path) -> None:
    with pytest.raises(BrandError, match=r"brand\.yaml, line 1"):
        read_yaml(write(tmp_path, "a: [b"), "brand.yaml", BrandError)


# -- front matter ---------------------------------------------------------------------------------


def test_front_matter_stands_before_a_body_whose_lines_count_from_the_top(tmp_path: Path) -> None:
    file = read_front_matter(write(tmp_path, "\ufeff---\na: 1\n---\nOne.\n\nTwo.\n"))
    assert file.data == {"a": 1}
    assert file.line_of(("a",)) == 2
    assert file.body == "\n\n\nOne.\n\nTwo.\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "a.yaml, line 1: no front matter. Put the fields between two lines of '---'"),
        ("a: 1\n", "no front matter"),
        ("---\na: 1\n", "a.yaml, line 1: front matter without end. Close it"),
        ("---\na: 1\nb: [\n---\n", "a.yaml, line 4: not YAML"),
    ],
)
def test_front_matter_that_is_missing_or_broken_is_told(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(InputError) as caught:
        read_front_matter(write(tmp_path, text))
    assert message in str(caught.value)


# -- lists ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        ("name: X", "l.yaml", "not a list of records"),
        ("- [x]\n- *a\n", "l.yaml", "aliases are not used here"),
        ("- !!python/object/apply:os.system [ls]", "l.yaml", "not YAML"),
    ],
)
def test_a_broken_tree_is_told(read: Read, content: str | bytes, name: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(content, name)
