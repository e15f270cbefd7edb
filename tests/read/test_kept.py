"""Lists as people keep them: sheet, header row and columns are found, and what is left is told."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal

import openpyxl
import pytest

from proposalgen.errors import InputError
from tests.read.conftest import told
from tests.read.typed_lists import Keep
from tests.read.workbooks import make_ods

ROW = ["Alder", "all"]


def make_book(*sheets: tuple[str, Sequence[Sequence[object]]], hidden: Sequence[str] = ()) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    "headers",
    [
        ["NAME", "THEMES"],
        ["Partner", "Thematic areas"],
        ["Organisation", "Theme"],
        ["Account Name", "Focus Areas"],
        ["\ufeffname", "themes\u200b"],
        ["Partner name *", "Theme(s):"],
    ],
)
def test_headers_are_the_words_that_people_use(keep: Keep, headers: list[str]) -> None:
    assert keep([headers, ROW]).partners[0].name == "Alder"


@pytest.mark.parametrize(
    ("header", "field", "cell"),
    [
        ("Organisation type", "type", "ngo"),
        ("Document language", "language", "en"),
        ("Country / territory", "country", "Norway"),
        ("Contact person", "contact_name", "Ana Lima"),
        ("E-mail address", "contact_email", "ana@example.org"),
        ("Proposal date", "date", "2026-12-01"),
    ],
)
def test_a_header_that_people_use_gives_its_field(
    keep: Keep, header: str, field: str, cell: str
) -> None:
    (partner,) = keep([["name", "themes", header], [*ROW, cell]]).partners
    assert str(getattr(partner, field)) == cell


def test_titles_above_and_notes_below_the_table_are_skipped_and_told(keep: Keep) -> None:
    read = keep(
        [
            ["Partnership pipeline 2027 - Q1"],
            [],
            ["name", "themes", "amount", "currency"],
            ["Alder", "all", 5, "USD"],
            ["name", "themes", "amount", "currency"],
            [],
            ["Total", None, 5],
            ["Source: the CRM"],
        ]
    )
    assert [one.name for one in read.partners] == ["Alder"]
    assert read.notes == [
        "the headers stand in line 3: 1 row above the headers skipped",
        "1 row: 'name' skipped: the headers again, in line 5",
        "1 row: 'Total' skipped: a total, in line 7",
        "1 row: 'Source: the CRM' skipped: a note below the table, in line 8",
    ]
    assert not read.problems


def test_a_partner_called_total_is_a_partner(keep: Keep) -> None:
    assert keep("name,themes\nTotal,all\n").partners[0].name == "Total"


def test_a_name_without_themes_is_no_note(keep: Keep) -> None:
    (problem,) = keep("name,themes\nSource Foundation,\n").problems
    assert "line 2, themes: missing" in problem


def test_other_columns_are_left_alone_and_told_in_one_line(keep: Keep) -> None:
    headers = ["name", "themes", "Notes", "Status", "County", "Gender", "Meeting"]
    read = keep([headers, [*ROW, "call back", "warm", "Kisumu", "f", "2 May"]])
    assert read.partners[0].country == ""
    told = "columns left alone: 'Notes', 'Status', 'County', 'Gender', 'Meeting'"
    assert read.notes == [told]


@pytest.mark.parametrize(("header", "field"), [("amout", "amount"), ("Contry", "country")])
def test_a_header_that_is_nearly_a_field_is_an_error(keep: Keep, header: str, field: str) -> None:
    with pytest.raises(InputError) as caught:
        keep([["name", "themes", header], ROW])
    assert told(caught) == [
        f"list.xlsx, line 1: no field called '{header}'. Did you mean '{field}'? If not, give it a "
        "name of its own."
    ]


def test_two_columns_for_one_field_are_an_error_that_names_both(keep: Keep) -> None:
    with pytest.raises(InputError) as caught:
        keep("Partner,Name,Themes\nA,B,all\n")
    assert told(caught)[0].startswith("list.csv, line 1: 'Partner' and 'Name' both give 'name'.")


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_a_list_of_nothing_is_told(keep: Keep, content: str) -> None:
    with pytest.raises(InputError, match="nothing in it"):
        keep(content)


def test_a_list_without_headers_is_told(keep: Keep) -> None:
    with pytest.raises(InputError, match="line 1: no column 'name'"):
        keep("Alder,all\nBirch,all\n")


def test_themes_may_have_columns_of_their_own(keep: Keep) -> None:
    read = keep([["name", "theme 2", "Theme 1"], ["A", "gender-equality", "social protection"]])
    assert read.partners[0].themes == ("social-protection", "gender-equality")


def test_a_column_a_theme_may_have_ticks(keep: Keep) -> None:
    read = keep(
        [
            ["Partner", "Social protection", "Gender equality", "just-transition"],
            ["Alder", "x", "no", True],
            ["Birch", None, 1, 0],
            ["Dogwood", 2, "x", 1],
            ["Cedar", "maybe", None, None],
        ]
    )
    assert [one.themes for one in read.partners] == [
        ("social-protection", "just-transition"), ("gender-equality",),
        ("just-transition", "social-protection", "gender-equality"),
    ]  # fmt: skip
    assert "themes: neither a tick nor empty: 'maybe', in 'Social protection'" in read.problems[0]


def test_two_rows_may_be_one_header(keep: Keep) -> None:
    read = keep(
        [
            ["Partner", "Thematic areas", None, "Contact", None],
            [None, "Social protection", "Gender equality", "Name", "E-mail"],
            ["Alder", "x", None, "Ana Lima", "ana@example.org"],
        ]
    )
    (partner,) = read.partners
    assert (partner.contact_name, partner.contact_email) == ("Ana Lima", "ana@example.org")
    assert partner.themes == ("social-protection",)


def test_a_row_of_data_is_no_second_header(keep: Keep) -> None:
    read = keep("name,themes,type,country\n-,all,,\n")
    assert "name: no name: '-'" in read.problems[0]


def test_a_row_with_one_word_of_a_header_is_no_second_header(keep: Keep) -> None:
    read = keep([["name", "themes", "country"], [None, None, "Country"], ROW])
    assert "line 2, name: missing" in read.problems[0]
    assert [one.name for one in read.partners] == ["Alder"]


def test_a_second_table_with_more_columns_is_not_the_first(keep: Keep) -> None:
    read = keep([["name", "themes"], ROW, [], ["Name", "Themes", "Country"], ["Birch", "all"]])
    assert read.partners[0].name == "Alder"


def test_the_first_sheet_that_can_be_seen_and_has_headers_is_read(keep: Keep) -> None:
    sheets = (
        ("Lists", [["name", "themes"], ["Hidden", "all"]]),
        ("Read me", [["How to fill in this list"]]),
        ("2026", [["name", "themes"], ["Alder", "all"]]),
        ("2027", [["name", "themes"], ["Birch", "all"]]),
    )
    book = make_book(*sheets, hidden=["Lists"])
    read = keep(book)
    assert [one.name for one in read.partners] == ["Alder"]
    assert read.notes == [
        "only the sheet '2026' is read, not 'Read me', '2027'. --sheet NAME chooses another."
    ]
    assert [one.name for one in keep(book, sheet="2027 ").partners] == ["Birch"]
    with pytest.raises(InputError, match="no sheet called '2028'"):
        keep(book, sheet="2028")


def test_only_a_workbook_has_sheets(keep: Keep) -> None:
    with pytest.raises(InputError, match="only a workbook has sheets"):
        keep("name,themes\nAlder,all\n", sheet="2026")


def test_rows_that_are_hidden_or_filtered_out_are_left_out_and_told(keep: Keep) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["name", "themes"], ["Alder", "all"], ["Birch", "all"], ["Cedar", "all"]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    data = io.BytesIO()
    book.save(data)
    read = keep(data.getvalue())
    assert [one.name for one in read.partners] == ["Alder", "Cedar"]
    assert read.notes == ["1 row: left out: hidden or filtered out, in line 3"]


def test_a_sheet_of_opendocument_is_read_with_its_hidden_rows(keep: Keep) -> None:
    rows: list[list[object]] = [
        ["Partner", "Themes", "Amount", "Currency"],
        ["Alder", "all", 2.5, "EUR"],
        ["Birch", "all", None, None],
        ["Cedar", "All", None, None],
    ]
    read = keep(make_ods(rows, hidden=[3]), "list.ods")
    assert [(one.name, str(one.amount)) for one in read.partners] == [
        ("Alder", "2.50"), ("Cedar", "None"),
    ]  # fmt: skip
    assert "1 row: left out: hidden or filtered out, in line 3" in read.notes


def test_notes_beside_the_table_are_left_alone_in_a_sheet_but_not_in_csv(keep: Keep) -> None:
    read = keep([["name", "themes"], ["Alder", "all", None, "see me"]])
    assert read.notes == ["1 row: cells beside the headers left alone, in line 2"]
    (problem,) = keep("name,themes,,\nAlder,all,,see me\n").problems
    assert "line 2: column 4 has no header, and here 'see me'" in problem


def test_a_column_of_numbers_before_the_others_is_left_alone(keep: Keep) -> None:
    read = keep(",name,themes,amount,currency\n0,Panda,social-protection,2500000.0,USD\n")
    assert read.partners[0].amount == 2_500_000


def test_a_semicolon_list_of_a_german_excel_is_read(keep: Keep) -> None:
    read = keep("Partner;Themes;Amount;Currency\nGrün;Social protection;2.500.000,00;EUR\n")
    assert (read.partners[0].name, read.partners[0].amount) == ("Grün", Decimal(2_500_000))


def test_a_list_that_was_saved_in_one_column_is_taken_apart(keep: Keep) -> None:
    read = keep('"name;themes;type"\n"Birch;""social-protection"";ngo"\n')
    assert (read.partners[0].name, read.partners[0].type) == ("Birch", "ngo")


def test_breaks_that_databases_write_are_breaks(keep: Keep) -> None:
    assert keep("name,themes\nVale_x000D_Fund,all\n").partners[0].name == "Vale Fund"


@pytest.mark.parametrize("said", ["error", "message"])
def test_a_mended_errors_csv_is_a_list(keep: Keep, said: str) -> None:
    read = keep(f"line,field,{said},name,themes\n3,name,no name,'=Birch,all\n")
    assert read.partners[0].message == ""
    assert read.partners[0].name == "=Birch"
    assert not read.notes


@pytest.mark.parametrize(
    "headers",
    ["Partenaire,Thématiques,Pays,Montant,Devise", "Socio,Áreas temáticas,País,Importe,Moneda"],
)
def test_headers_may_be_french_or_spanish(keep: Keep, headers: str) -> None:
    (partner,) = keep(f"{headers}\nAlder,all,Kenya,5,EUR\n").partners
    assert (partner.name, partner.country, str(partner.amount), partner.currency) == (
        "Alder", "Kenya", "5", "EUR",
    )  # fmt: skip


@pytest.mark.parametrize("header", ["Month", "Paid", "Device", "Import", "Courier"])
def test_an_english_word_near_one_of_another_language_is_left_alone(
    keep: Keep, header: str
) -> None:
    assert keep(f"name,themes,{header}\nAlder,all,x\n").notes == [f"columns left alone: '{header}'"]
