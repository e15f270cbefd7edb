"""Headers name fields, and cells make rows, whatever the file is."""

from __future__ import annotations

import pytest

from proposalgen.errors import InputError
from proposalgen.read.table import Row, neutralise
from tests.read.conftest import Read, told

TWO = [
    Row(2, {"name": "Nordhavn", "themes": ["a", "b"]}),
    Row(3, {"name": "Søn", "themes": ["c"]}),
]


def test_headers_that_are_wrong_are_told_all_at_once(read: Read) -> None:
    with pytest.raises(InputError) as caught:
        read("nam,themes,themes,colour\nX,a,b,c\n")
    assert told(caught) == [
        "list.csv, line 1: no field called 'nam'. Did you mean 'name'? There are: name, themes, "
        "type, language, country, contact_name, contact_email, logo, amount, currency, date, "
        "called, greeting, message, priority, priority_source, sender, next_date.",
        "list.csv, line 1: the header 'themes' is there twice, again in column 3",
        "list.csv, line 1: no field called 'colour'. Did you mean 'country'? There are: "
        "name, themes, type, language, country, contact_name, contact_email, logo, amount, "
        "currency, date, called, greeting, message, priority, priority_source, sender, next_date.",
        "list.csv, line 1: no column 'name'. The first row names the fields: name, themes, and "
        "others as needed.",
    ]


def test_a_row_with_too_many_cells_is_told_by_its_line(read: Read) -> None:
    rows, _ = read("name,themes\nSmith, Jones & Co,a\n")
    (problem,) = rows[0].problems
    assert str(problem).startswith("list.csv, line 2: column 3 has no header, and here 'a'.")


def test_empty_cells_past_the_header_are_no_matter(read: Read) -> None:
    assert read("name,themes,,\nNordhavn,a;b,,\nSøn,c,,,,\n")[0] == TWO


@pytest.mark.parametrize("said", ["error", "message"])  # as earlier versions called it
def test_what_was_told_of_a_row_is_no_field_of_it(read: Read, said: str) -> None:
    rows, _ = read(f"line,name,themes,field,{said}\n7,'=SUM(1),a,themes,no theme\n")
    assert rows == [Row(2, {"name": "=SUM(1)", "themes": ["a"]}, origin=7)]


def test_the_message_of_a_record_stands_beside_what_was_told_of_it(read: Read) -> None:
    rows, _ = read("line,field,error,name,themes,message\n7,type,none,A,a,Thank you.\n")
    assert rows == [Row(2, {"name": "A", "themes": ["a"], "message": "Thank you."}, origin=7)]
    rows, _ = read("name,themes,message\nA,a,Thank you.\n")
    assert rows == [Row(2, {"name": "A", "themes": ["a"], "message": "Thank you."})]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@a", "'=1", "''=", "plain", "'tis", ""])
def test_a_neutral_cell_is_no_formula_and_comes_back_as_it_was(read: Read, cell: str) -> None:
    shown = neutralise(cell)
    assert not shown.startswith(("=", "+", "-", "@"))
    rows, _ = read(f"name,themes,line,field,error\n{shown},a,2,name,m\n")
    assert rows[0].fields["name"] == cell


@pytest.mark.parametrize("cell", ["\t=1+1", "\r=1+1", "'\t=1+1"])
def test_a_cell_behind_a_tab_or_a_line_break_is_neutral_too(cell: str) -> None:
    assert neutralise(cell) == f"'{cell}"


def test_a_table_of_more_columns_than_any_list_has_is_refused_at_once(read: Read) -> None:
    with pytest.raises(InputError) as caught:
        read("name,themes" + ",x" * 255 + "\nA,a\n")
    assert told(caught) == [
        "list.csv, line 1: 257 columns. There are 18 fields. Take the other columns out."
    ]


@pytest.mark.parametrize(
    ("row", "hint"),
    [
        ("Smith, Jones & Co,a", "Put a text with the separator in it in double quotes."),
        ("Smith,a,b;c", "There are 2 columns with headers."),
    ],
)
def test_a_cell_too_many_is_told_with_its_likely_reason(read: Read, row: str, hint: str) -> None:
    rows, _ = read(f"name,themes\n{row}\n")
    assert rows[0].problems[0].hint.endswith(hint)
