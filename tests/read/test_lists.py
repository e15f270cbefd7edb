"""Lists are read as people make them in spreadsheets, and their mistakes told by line."""

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from proposalgen.errors import InputError
from proposalgen.read.lists import read_list
from proposalgen.read.table import Row, neutralise

TWO = [
    Row(2, {"name": "Nordhavn", "themes": ["a", "b"]}),
    Row(3, {"name": "Søn", "themes": ["c"]}),
]


@pytest.fixture
def read(tmp_path):
    def read(content, name="list.csv"):
        path = tmp_path / name
        if isinstance(content, str):
            content = content.encode()
        path.write_bytes(content)
        rows, warnings = read_list(path)
        return list(rows), [str(warning) for warning in warnings]

    return read


def make_sheet(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def told(caught):
    return [str(problem) for problem in caught.value.problems]


# -- CSV ------------------------------------------------------------------------------------------

PLAIN = "name,themes\nNordhavn,a;b\nSøn,c\n"


@pytest.mark.parametrize(
    "content",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("utf-16"),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r").encode(),
        b'name;themes\nNordhavn;"a;b"\nS\xc3\xb8n;c\n',
        b"name\tthemes\nNordhavn\ta;b\nS\xc3\xb8n\tc\n",
        b"Name , THEMES\nNordhavn,a; b ;\nS\xc3\xb8n,c",
    ],
    ids=["utf-8", "mark", "utf-16", "crlf", "cr", "semicolon", "tab", "spaces"],
)
def test_all_habits_of_csv_give_the_same_rows(read, content):
    assert read(content) == (TWO, [])


def test_excels_own_line_about_the_separator_is_no_header(read):
    rows, _ = read("sep=;\nname;themes\nNordhavn;a\n")
    assert rows == [Row(3, {"name": "Nordhavn", "themes": ["a"]})]


def test_windows_1252_is_read_with_a_warning(read):
    rows, warnings = read(PLAIN.encode("cp1252"))
    assert rows == TWO
    assert warnings == [
        "list.csv: not UTF-8: read as Windows-1252. Look at the accents; save the list as CSV "
        "UTF-8 to be sure."
    ]


def test_a_row_stands_at_the_line_where_it_begins(read):
    rows, _ = read('name,themes\n"Two\nlines",a\n\n,\nX,b\n')
    assert [(row.line, row.fields["name"]) for row in rows] == [(2, "Two\nlines"), (6, "X")]


def test_headers_that_are_wrong_are_told_all_at_once(read):
    with pytest.raises(InputError) as caught:
        read("nam,themes,themes,colour\nX,a,b,c\n")
    assert told(caught) == [
        "list.csv, line 1: no field called 'nam'. Did you mean 'name'? There are: name, themes, "
        "type, language, country, contact_name, contact_email, logo, amount, currency, date.",
        "list.csv, line 1: the header 'themes' is there twice, again in column 3",
        "list.csv, line 1: no field called 'colour'. Did you mean 'country'? There are: "
        "name, themes, type, language, country, contact_name, contact_email, logo, amount, "
        "currency, date.",
        "list.csv, line 1: no column 'name'. The first row names the fields: name, themes, and "
        "others as needed.",
    ]


def test_a_row_with_too_many_cells_is_told_by_its_line(read):
    rows, _ = read("name,themes\nSmith, Jones & Co,a\n")
    (problem,) = rows[0].problems
    assert str(problem).startswith("list.csv, line 2: column 3 has no header, and here 'a'.")


def test_empty_cells_past_the_header_are_no_matter(read):
    assert read("name,themes,,\nNordhavn,a;b,,\nSøn,c,,,,\n")[0] == TWO


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "nothing in it"),
        (b"\n\n", "nothing in it"),
        (b'name,themes\n"X,a\n', "line 2: not CSV: unexpected end of data"),
        (b"name,themes\nX\0,a\n", "not text"),
        (b"name,themes\nX\x81,a\n", "neither UTF-8 nor Windows-1252"),
    ],
)
def test_a_broken_file_is_told(read, content, message):
    with pytest.raises(InputError, match=message):
        read(content)


def test_what_was_told_of_a_row_is_no_field_of_it(read):
    rows, _ = read("line,name,themes,field,message\n7,'=SUM(1),a,themes,no theme\n")
    assert rows == [Row(2, {"name": "=SUM(1)", "themes": ["a"]})]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@a", "'=1", "''=", "plain", "'tis", ""])
def test_a_neutral_cell_is_no_formula_and_comes_back_as_it_was(read, cell):
    shown = neutralise(cell)
    assert not shown.startswith(("=", "+", "-", "@"))
    rows, _ = read(f"name,themes,message\n{shown},a,m\n")
    assert rows[0].fields["name"] == cell


# -- XLSX -----------------------------------------------------------------------------------------


FIVE = ("name", "themes", "date", "amount", "contact_name")


def test_a_sheet_gives_dates_numbers_and_text_as_they_were_typed(read):
    rows, _ = read(
        make_sheet(
            ["Name", "Themes", "Date", "Amount", "Contact name"],
            ["Nordhavn\nFoundation", "a; b", datetime(2026, 11, 26), 2500000, None],
            [None, None, None, None, None],
            ["Søn", "c", "2026-11-27", 0.1, "Ana"],
            [12345, "c", None, "2500000.50", ""],
        ),
        "list.xlsx",
    )
    assert [(row.line, *map(row.fields.get, FIVE)) for row in rows] == [
        (2, "Nordhavn\nFoundation", ["a", "b"], date(2026, 11, 26), 2500000, None),
        (4, "Søn", ["c"], "2026-11-27", Decimal("0.1"), "Ana"),
        (5, "12345", ["c"], None, "2500000.50", None),
    ]


def test_a_sheet_that_says_it_has_billions_of_cells_is_read_for_what_it_holds(read):
    data = io.BytesIO(make_sheet(["name", "themes"], ["X", "a"]))
    changed = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
            new.writestr(name, content)
    assert read(changed.getvalue(), "list.xlsx")[0] == [Row(2, {"name": "X", "themes": ["a"]})]


def test_a_workbook_with_entities_is_refused(read):
    data = io.BytesIO(make_sheet(["name", "themes"], ["X", "a"]))
    changed = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            bomb = b'<!DOCTYPE a [<!ENTITY b "cc">]>' if "sheet1" in name else b""
            new.writestr(name, bomb + old.read(name))
    with pytest.raises(InputError, match="defines entities"):
        read(changed.getvalue(), "list.xlsx")


def change_sheet(content, edit):
    """Return a workbook, the first sheet's XML changed."""
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, edit(data) if "sheet1" in name else data)
    return changed.getvalue()


@pytest.mark.parametrize(
    "bomb",
    [
        b" " * 5000 + b'<!DOCTYPE a [<!ENTITY b "cc">]><a/>',
        '<!DOCTYPE a [<!ENTITY b "cc">]><a/>'.encode("utf-16"),
    ],
)
def test_entities_are_found_however_they_hide(read, bomb):
    sheet = make_sheet(["name", "themes"], ["X", "a"])
    with pytest.raises(InputError, match="defines entities"):
        read(change_sheet(sheet, lambda data: bomb), "list.xlsx")


def test_a_damaged_sheet_is_told(read):
    sheet = make_sheet(["name", "themes"], ["X", "a"])
    with pytest.raises(InputError, match="not an Excel workbook that can be read"):
        read(change_sheet(sheet, lambda data: data[:-40]), "list.xlsx")


def test_an_error_of_the_spreadsheet_is_no_name(read):
    rows, _ = read(make_sheet(["name", "themes"], ["#N/A", "a"]), "list.xlsx")
    assert told_of(rows[0]) == [
        "list.xlsx, line 2, name: an error of the spreadsheet: '#N/A'. Mend the cell."
    ]


def test_a_formula_that_was_never_worked_out_is_not_taken_for_empty(read):
    rows, _ = read(make_sheet(["name", "themes", "amount"], ["X", "a", "=1+1"]), "list.xlsx")
    assert "line 2, amount: a formula without its value: '=1+1'" in told_of(rows[0])[0]


def told_of(row):
    return [str(problem) for problem in row.problems]


def test_a_second_sheet_is_not_passed_over_in_silence(read):
    book = openpyxl.Workbook()
    book.active.append(["name", "themes"])
    book.create_sheet()
    data = io.BytesIO()
    book.save(data)
    assert read(data.getvalue(), "list.xlsx")[1] == [
        "list.xlsx: 2 sheets: only the first is read, 'Sheet'"
    ]


def test_a_bomb_is_refused_before_it_is_opened(read):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for number in range(3):
            file.writestr(f"xl/{number}.xml", b" " * 80_000_000)
    with pytest.raises(InputError, match="too large inside"):
        read(data.getvalue(), "list.xlsx")


@pytest.mark.parametrize("content", [b"", b"PK no", b"name,themes\n"])
def test_what_is_no_workbook_is_told(read, content):
    with pytest.raises(InputError, match="not an Excel workbook"):
        read(content, "list.xlsx")


# -- JSON, JSON Lines, YAML -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "name", "lines"),
    [
        ('[{"name": "Nordhavn", "themes": ["a", "b"]},\n {"name": "Søn", "themes": "c"}]',
         "l.json", (1, 2)),
        ('{"name": "Nordhavn", "themes": "a;b"}\n\n{"name": "Søn", "themes": ["c"]}\n',
         "l.jsonl", (1, 3)),
        ("- name: Nordhavn\n  themes: [a, b]\n- {name: Søn, themes: c}\n", "l.yaml", (1, 3)),
    ],
)  # fmt: skip
def test_trees_give_the_same_rows(read, content, name, lines):
    rows, _ = read(content, name)
    assert [row.fields for row in rows] == [row.fields for row in TWO]
    assert tuple(row.line for row in rows) == lines


def test_an_amount_with_a_point_stays_as_it_is_written(read):
    rows, _ = read('[{"name": "X", "amount": 0.10}]', "l.json")
    assert rows[0].fields["amount"] == "0.10"


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        ("{}", "l.json", "not a list of records"),
        ('[{"name": 1}\n{"name": 2}]', "l.json", "line 2: not JSON: a comma or '\\]' is missing"),
        ('[{"name": 1},\n{"name": }]', "l.json", "line 2: not JSON"),
        ('[{"a": 1, "a": 2}]', "l.json", "'a' is written twice"),
        ('[{"a": NaN}]', "l.json", "NaN is not a number"),
        ("[" * 100_000, "l.json", "not JSON"),
        ('{"a": 1}\n{"a": \n', "l.jsonl", "line 2: not JSON"),
        ('{"a": 1} {"a": 2}\n', "l.jsonl", "more than one value"),
        (b"\xff{}", "l.jsonl", "not UTF-8"),
        ("name: X", "l.yaml", "not a list of records"),
        ("- &a [x]\n- *a\n", "l.yaml", "aliases are not used here"),
        ("- !!python/object/apply:os.system [ls]", "l.yaml", "not YAML"),
        ("x", "l.doc", "not a kind of list"),
    ],
)
def test_a_broken_tree_is_told(read, content, name, message):
    with pytest.raises(InputError, match=message):
        read(content, name)


def test_a_record_that_is_none_is_told_and_the_others_are_read(read):
    rows, _ = read('[1,\n{"name": "X"}]', "l.json")
    assert str(rows[0].problems[0]) == "l.json, line 1: not a record: '1'"
    assert rows[1].fields == {"name": "X"}


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(InputError, match="no file"):
        read_list(tmp_path / "none.csv")
