"""CSV is read in all the forms in which programs write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposalgen.errors import InputError
from proposalgen.read.csv import CsvForm
from proposalgen.read.lists import find_list_form
from proposalgen.read.table import Row
from tests.read.conftest import Read

TWO = [
    Row(2, {"name": "Nordhavn", "themes": ["a", "b"]}),
    Row(3, {"name": "Søn", "themes": ["c"]}),
]


PLAIN = "name,themes\nNordhavn,a;b\nSøn,c\n"


@pytest.mark.parametrize(
    "content",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("utf-16"),
        PLAIN.encode("utf-32"),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r").encode(),
        b'name;themes\nNordhavn;"a;b"\nS\xc3\xb8n;c\n',
        b"name\tthemes\nNordhavn\ta;b\nS\xc3\xb8n\tc\n",
        b"Name , THEMES\nNordhavn,a; b ;\nS\xc3\xb8n,c",
    ],
    ids=["utf-8", "mark", "utf-16", "utf-32", "crlf", "cr", "semicolon", "tab", "spaces"],
)
def test_all_habits_of_csv_give_the_same_rows(read: Read, content: str | bytes) -> None:
    assert read(content) == (TWO, [])


def test_excels_own_line_about_the_separator_is_no_header(read: Read) -> None:
    rows, _ = read("sep=;\nname;themes\nNordhavn;a\n")
    assert rows == [Row(3, {"name": "Nordhavn", "themes": ["a"]})]


def test_windows_1252_is_read_with_a_warning(read: Read) -> None:
    rows, warnings = read(PLAIN.encode("cp1252"))
    assert rows == TWO
    assert warnings == [
        "list.csv: not UTF-8: read as Windows-1252. Look at the accents; save the list as CSV "
        "UTF-8 to be sure."
    ]


def test_a_row_stands_at_the_line_where_it_begins(read: Read) -> None:
    rows, _ = read('name,themes\n"Two\nlines",a\n\n,\nX,b\n')
    assert [(row.line, row.fields["name"]) for row in rows] == [(2, "Two\nlines"), (6, "X")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "nothing in it"),
        (b"\n\n", "nothing in it"),
        (b'name,themes\n"X,a\n', "line 2: not CSV: unexpected end of data"),
        (b"name,themes\nX\0,a\n", "not text"),
        (b"name,themes\nX\x81,a\n", "neither UTF-8 nor Windows-1252"),
        ("name,themes\nSøn,a\n".encode("mac-roman"), "Windows-1252, which would have 'S¿n'"),
        ("name,themes\nФонд,a\n".encode("cp1251"), "Windows-1252, which would have 'Ôîíä'"),
    ],
)
def test_a_broken_file_is_told(read: Read, content: str | bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(content)


def test_the_sign_between_cells_is_the_one_that_makes_known_headers(read: Read) -> None:
    with pytest.raises(InputError) as caught:
        read("name;themes;a,b,c,d\nX;a;\n")
    assert str(caught.value).startswith("list.csv, line 1: no field called 'a,b,c,d'.")
    assert "no column" not in str(caught.value)


@pytest.mark.parametrize(("more", "large"), [(0, False), (1, True)])
def test_each_row_may_have_so_many_characters(
    read: Read, monkeypatch: pytest.MonkeyPatch, more: int, large: bool
) -> None:
    monkeypatch.setattr("proposalgen.read.csv.LARGEST_ROW", 16)
    row = "A" * (10 + more) + ",all\n"
    assert len(row) == 15 + more
    if large:
        with pytest.raises(InputError, match="line 3: a row too large"):
            read(f"name,themes\nX,all\n{row}")
    else:
        assert len(read(f"name,themes\nX,all\n{row}")[0]) == 2


def test_a_quote_that_nobody_closed_makes_no_endless_row(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proposalgen.read.csv.LARGEST_ROW", 64)
    with pytest.raises(InputError, match="line 3: a row too large"):
        read('name,themes\nA,a\n"B,a\n' + "C,a\n" * 20)


def test_rows_past_excels_own_limit_are_refused(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proposalgen.read.csv.MOST_ROWS", 3)
    assert len(read("name,themes\nA,a\nB,b\n")[0]) == 2
    with pytest.raises(InputError, match="line 4: too many rows"):
        read("name,themes\nA,a\nB,b\nC,c\n")


@pytest.mark.parametrize(
    "name", ["Crédit Agricole", "L’Œuvre", "ÅÄÖ", "Straße 5", "Ñandú", "“Hej”"]
)
def test_words_of_western_languages_are_windows_1252(read: Read, name: str) -> None:
    rows, _ = read(f"name,themes\n{name},a\n".encode("cp1252"))
    assert rows[0].fields["name"] == name


@pytest.mark.parametrize(
    ("content", "form"),
    [
        ("name;themes\nGrün;a\n".encode("cp1252"), CsvForm("cp1252", ";")),
        ("Title\n\nPartner\tThemes\n".encode("utf-16"), CsvForm("utf-16", "\t")),
        (b"sep=|\nname|themes\n", CsvForm("utf-8-sig", "|")),
        (b"name,themes;x\n", CsvForm("utf-8-sig", ",")),
    ],
)
def test_a_list_has_a_form_of_its_own(tmp_path: Path, content: bytes, form: CsvForm) -> None:
    (tmp_path / "list.csv").write_bytes(content)
    assert find_list_form(tmp_path / "list.csv") == form
