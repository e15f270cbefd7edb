"""Cells as people type them: one reading is taken and told, two are an error; none is guessed."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from proposalgen.read.cells import read_language, read_sender
from proposalgen.read.unclear import UnclearError
from tests.read.typed_lists import Keep

SOCIAL, GENDER = "social-protection", "gender-equality"


@pytest.mark.parametrize(
    ("themes", "ids"),
    [
        ("Social Protection", (SOCIAL,)),
        ("improving social protection coverage for all", (SOCIAL,)),
        ("social-protection,gender-equality", (SOCIAL, GENDER)),
        ("social-protection, gender equality", (SOCIAL, GENDER)),
        ("social-protection\ngender-equality", (SOCIAL, GENDER)),
        ("social-protection|gender-equality", (SOCIAL, GENDER)),
        ("Gender equality / Social protection", (GENDER, SOCIAL)),
        ("Social protection & gender equality", (SOCIAL, GENDER)),
        ("['social-protection', 'gender-equality']", (SOCIAL, GENDER)),
        ("Child labour and forced labour", ("child-labour-forced-labour",)),
        ("Child labor & forced labor; Supply chains",
         ("child-labour-forced-labour", "supply-chains")),
    ],
)  # fmt: skip
def test_themes_are_found_by_id_and_title(keep: Keep, themes: str, ids: tuple[str, ...]) -> None:
    read = keep([["name", "themes"], ["Alder", themes]])
    assert read.partners[0].themes == ids
    (note,) = read.notes
    assert note.endswith(f"read as {'; '.join(ids)}, in line 2")


def test_themes_by_their_ids_need_no_word(keep: Keep) -> None:
    assert keep(f"name,themes\nAlder,{SOCIAL} ; {GENDER}\n").notes == []


def test_a_currency_beside_a_column_of_another_is_asked_about(keep: Keep) -> None:
    (problem,) = keep("name,themes,Amount (USD),Currency\nAlder,all,5,EUR\n").problems
    assert problem == ("list.csv, line 2, currency: 'EUR' in a column of USD. Give one of them.")


def test_a_sum_of_a_million_millions_is_asked_about_where_the_header_multiplies(keep: Keep) -> None:
    rows = [["name", "themes", "Amount", "Currency"], ["Alder", "all", 10**12, "USD"]]
    assert keep(rows).partners[0].amount == 10**12
    header = ["name", "themes", "Amount (USD million)"]
    assert keep([header, ["Alder", "all", 10**6 - 1]]).partners[0].amount == 10**12 - 10**6
    (problem,) = keep([header, ["Alder", "all", 10**6]]).problems
    assert "amount: 1000000 can be 1000000 or 1000000000000. Take the scale out" in problem


def test_a_sum_is_rounded_as_the_currency_in_its_cell_asks(keep: Keep) -> None:
    rows = [["name", "themes", "amount"], ["Alder", "all", "KWD 0.2345"]]
    assert str(keep(rows).partners[0].amount) == "0.235"


def test_all_in_any_case_is_every_theme(keep: Keep) -> None:
    assert len(keep("name,themes\nAlder,ALL\n").partners[0].themes) == 7


@pytest.mark.parametrize("themes", ["climate", "Child labour and forced labour; skills", "n/a", ""])
def test_a_theme_that_is_none_is_told(keep: Keep, themes: str) -> None:
    read = keep(f"name,themes\nAlder,{themes}\n")
    assert not read.partners
    assert read.problems[0].startswith("list.csv, line 2, themes: ")
    assert len(read.problems) == 1


@pytest.mark.parametrize(
    ("typed", "type_id"),
    [
        ("Foundation ", "foundation"),
        ("Private foundation", "foundation"),
        ("NGO", "ngo"),
        ("UN Agency", "un-agency"),
        ("Private sector", "company"),
        ("Multilateral Development Bank", "development-bank"),
        ("GOVERNMENT", "government"),
        ("Govt.", "government"),
        ("Others", "other"),
        ("TBD", "other"),
    ],
)
def test_a_type_is_found_by_its_usual_names(keep: Keep, typed: str, type_id: str) -> None:
    assert keep(f"name,themes,type\nAlder,all,{typed}\n").partners[0].type == type_id


def test_a_type_that_could_be_two_is_no_type(keep: Keep) -> None:
    (problem,) = keep("name,themes,type\nAlder,all,Nonprofit\n").problems
    assert problem.startswith("list.csv, line 2, type: no type called 'Nonprofit'.")


@pytest.mark.parametrize(
    ("amount", "currency", "value"),
    [
        (2_500_000, "usd ", "2500000"),
        (0.1 + 0.2, "EUR", "0.30"),
        (3 * 1100.1, "EUR", "3300.30"),
        (1_000_000 / 3, "EUR", "333333.33"),
        ("2,500,000", "US dollars", "2500000"),
        ("$2.5m", "USD", "2500000"),
        (" 2500000 ", "EUR", "2500000"),
    ],
)
def test_a_sum_is_read_as_it_is_shown(
    keep: Keep, amount: object, currency: str, value: str
) -> None:
    rows = [["name", "themes", "amount", "currency"], ["Alder", "all", amount, currency]]
    assert str(keep(rows).partners[0].amount) == value


@pytest.mark.parametrize(
    ("amount", "currency", "field", "told"),
    [
        ("1.500", "EUR", "amount", "'1.500' can be 1.5 or 1500"),
        ("$2,500,000.00", None, "amount", "'$' can be USD or CAD"),
        (True, "USD", "amount", "not a number: 'TRUE'"),
        (datetime(2026, 1, 1), "USD", "amount", "not a number: '2026-01-01'"),
        (-5, "USD", "amount", "less than nothing"),
        (5, None, "currency", "missing, though there is an amount"),
        (5, "$", "currency", "'$' can be USD or CAD"),
    ],
)
def test_a_sum_with_two_readings_or_none_is_one_error(
    keep: Keep, amount: object, currency: object, field: str, told: str
) -> None:
    rows = [["name", "themes", "amount", "currency"], ["Alder", "all", amount, currency]]
    (problem,) = keep(rows).problems
    assert problem.startswith(f"list.xlsx, line 2, {field}: {told}")


def test_a_currency_without_a_sum_is_left_out_and_told(keep: Keep) -> None:
    read = keep("name,themes,amount,currency\nAlder,all,TBC,USD\nBirch,all,,USD\n")
    assert [(one.amount, one.currency) for one in read.partners] == [(None, "")] * 2
    assert read.notes == [
        "1 row: amount 'TBC' read as empty, in line 2",
        "2 rows: currency 'USD' left out: no amount, first in line 2",
    ]


@pytest.mark.parametrize(
    "cell", [datetime(2026, 12, 1), date(2026, 12, 1), "1 December 2026", datetime(2026, 12, 1, 9)]
)
def test_a_date_is_a_cell_or_words(keep: Keep, cell: object) -> None:
    rows = [["name", "themes", "date"], ["Alder", "all", cell]]
    assert keep(rows).partners[0].date == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("cell", "told"),
    [(46352, "a number, not a date: '46352'"), ("03/04/2026", "can be 2026-04-03 or 2026-03-04")],
)
def test_a_date_that_is_not_one_day_is_asked_about(keep: Keep, cell: object, told: str) -> None:
    (problem,) = keep([["name", "themes", "date"], ["Alder", "all", cell]]).problems
    assert problem.startswith("list.xlsx, line 2, date: ")
    assert told in problem


@pytest.mark.parametrize(
    "cell", ["n/a", "NULL", "#N/A", "nan", "-", "(blank)", "TBC", "None", "to be confirmed", "?"]
)
def test_a_cell_that_says_that_it_is_empty_is_empty_and_told(keep: Keep, cell: str) -> None:
    read = keep([["name", "themes", "contact_name"], ["Alder", "all", cell]])
    assert read.partners[0].contact_name == ""
    assert read.notes == [f"1 row: contact_name '{cell}' read as empty, in line 2"]


@pytest.mark.parametrize("cell", ["n/a", "NA", "TBC", "-", datetime(2026, 5, 1), True, time(10)])
def test_what_is_no_name_is_an_error(keep: Keep, cell: object) -> None:
    (problem,) = keep([["name", "themes"], [cell, "all"]]).problems
    assert problem.startswith("list.xlsx, line 2, name: no")


def test_a_number_is_a_name_and_told(keep: Keep) -> None:
    read = keep([["name", "themes"], [12345, "all"]])
    assert read.partners[0].name == "12345"
    assert read.notes[0] == "1 row: name '12345' read as text: it is a number, in line 2"


def test_na_is_namibia_or_nothing(keep: Keep) -> None:
    (problem,) = keep("name,themes,country\nAlder,all,NA\nBirch,all,N/A\n").problems
    assert "country: 'NA' can be Namibia or 'not available'" in problem


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("", "Ana Lima <ana@example.org>"),
        ("Ana Lima", '"Lima, Ana" <ana@example.org>'),
        ("Ana Lima", "mailto:ana@example.org"),
        ("Ana Lima <ana@example.org>", ""),
        ("Ana Lima", " <ana@example.org>;"),
    ],
)
def test_a_contact_may_stand_in_one_cell(keep: Keep, name: str, address: str) -> None:
    rows = [["name", "themes", "contact", "e-mail"], ["A", "all", name, address]]
    (partner,) = keep(rows).partners
    assert (partner.contact_name, partner.contact_email) == ("Ana Lima", "ana@example.org")


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Bo Ek", "Ana Lima <ana@example.org>"),
        ("bo@example.org", "ana@example.org"),
        ("", "ana@example.org; bo@example.org"),
    ],
)
def test_two_people_in_one_row_are_asked_about(keep: Keep, name: str, address: str) -> None:
    rows = [["name", "themes", "contact", "e-mail"], ["A", "all", name, address]]
    (problem,) = keep(rows).problems
    assert problem.startswith("list.xlsx, line 2, contact_email: ")


def test_an_error_of_the_spreadsheet_is_told_but_not_available_is_empty(keep: Keep) -> None:
    read = keep([["name", "themes", "country"], ["#REF!", "all", None], ["Birch", "all", "#N/A"]])
    assert read.problems == [
        "list.xlsx, line 2, name: an error of the spreadsheet: '#REF!'. Mend the cell."
    ]
    assert read.partners[0].country == ""


def test_an_error_among_the_themes_is_told_but_not_available_is_no_theme(keep: Keep) -> None:
    rows = [["name", "theme 1", "theme 2"], ["A", SOCIAL, "#N/A"], ["B", SOCIAL, "#REF!"]]
    read = keep(rows)
    assert [one.themes for one in read.partners] == [(SOCIAL,)]
    assert "line 3, themes: an error of the spreadsheet: '#REF!'" in read.problems[0]


def test_what_was_read_is_told_once_by_kind(keep: Keep) -> None:
    rows = "".join(f"P{n},all,Foundation,{n}.5m,EUR\n" for n in range(1, 38))
    assert keep(f"name,themes,type,amount,currency\n{rows}").notes == [
        "37 rows: type 'Foundation' read as foundation, first in line 2",
        "37 rows: amount such as '1.5m' read as 1500000, first in line 2",
    ]


def test_a_language_is_found_by_its_name(keep: Keep) -> None:
    read = keep("name,themes,language\nA,all,English\nB,all,EN\nC,all,French\n")
    assert [one.language for one in read.partners] == ["en", "en"]
    assert "no language called 'French'" in read.problems[0]


def test_a_column_of_millions_gives_currency_and_scale(keep: Keep) -> None:
    read = keep([["name", "themes", "Amount (USD million)"], ["A", "all", 2.5], ["B", "all", None]])
    assert [(one.amount, one.currency) for one in read.partners] == [
        (Decimal(2_500_000), "USD"), (None, ""),
    ]  # fmt: skip


def test_a_rank_is_no_aim_and_told(keep: Keep) -> None:
    read = keep("name,themes,Priority\nA,all,High\nB,all,Work for all\nC,all,P1\n")
    assert [one.priority for one in read.partners] == ["", "Work for all", ""]
    assert "2 rows: priority such as 'High' left alone: a rank, not an aim, first in line 2" in (
        read.notes
    )


def test_the_next_date_is_read_as_the_date_is(keep: Keep) -> None:
    read = keep("name,themes,Date of next step\nA,all,15 January 2027\nB,all,03/04/2027\n")
    assert [str(one.next_date) for one in read.partners] == ["2027-01-15"]
    assert "next_date: '03/04/2027' can be 2027-04-03 or 2027-03-04" in read.problems[0]


def test_a_message_keeps_the_lines_of_its_cell(keep: Keep) -> None:
    read = keep('name,themes,Personal message\nA,all,"Thank you.\n• a\n• b"\n')
    assert read.partners[0].message == "Thank you.\n• a\n• b"


def test_a_sender_is_found_by_id_and_name() -> None:
    senders = {"ana": ("ana",), "analima": ("ana",), "boek": ("bo", "bo-ek")}
    assert (read_sender("Ana Lima", senders), read_sender("ANA", senders)) == ("ana", "ana")
    assert read_sender("Cy", senders) == "Cy"
    with pytest.raises(UnclearError, match="'Bo Ek' can be bo or bo-ek"):
        read_sender("Bo Ek", senders)


@pytest.mark.parametrize(
    ("header", "amount"),
    [
        ("Amount in USD", 2),
        ("USD amount", 2),
        ("Amount ($)", 2),
        ("Amount (USD '000)", 2_000),
        ("Amount, 000s of USD", 2_000),
        ("Amount [USD thousands]", 2_000),
        ("Amount: USD m", 2_000_000),
        ("Requested amount / USD mn", 2_000_000),
        ("Ask (USD bn)", 2_000_000_000),
    ],
)
def test_a_header_says_what_its_numbers_are_multiplied_by(
    keep: Keep, header: str, amount: int
) -> None:
    read = keep([["name", "themes", header, "currency"], ["A", "all", 2, "USD"]])
    assert read.partners[0].amount == amount


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Primary theme", "Secondary theme"),
        ("Main theme", "Second theme"),
        ("Lead thematic area", "Third thematic area"),
        ("First topic", "Second topic"),
        ("Theme 1", "Theme 2"),
        ("Thematic area no. 2", "Thematic area no. 10"),
        ("Focus area 1", "Focus area 3"),
    ],
)
def test_themes_come_in_the_order_that_their_headers_say(
    keep: Keep, first: str, second: str
) -> None:
    read = keep([["name", second, first], ["A", GENDER, SOCIAL]])
    assert read.partners[0].themes == (SOCIAL, GENDER)


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("French", "fr"), ("Français", "fr"), ("Spanish", "es"), ("Español", "es"),
        ("German", "de"), ("Deutsch", "de"), ("Portuguese", "pt"), ("Português", "pt"),
        ("Arabic", "ar"), ("العربية", "ar"), ("Russian", "ru"), ("Русский", "ru"),
        ("Chinese", "zh"), ("中文", "zh"), ("Italian", "it"), ("Italiano", "it"),
    ],
)  # fmt: skip
def test_a_language_may_be_called_in_english_or_by_itself(language: str, code: str) -> None:
    assert read_language(language, ("en", code)) == code
