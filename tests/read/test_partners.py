"""A partner record is read field by field, and every mistake of it is told at once."""

from __future__ import annotations

import contextlib
import json
import pickle
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposalgen.errors import InputError
from proposalgen.model.partner import FIELDS
from proposalgen.read.json import NoNumber
from proposalgen.read.partners import check_record, read_record
from proposalgen.read.place import Place
from tests.read.records import GIVEN, THEMES, TODAY, check, complain


@pytest.mark.parametrize(
    "name",
    ["A*STAR", "R & D <b>{{ x }}</b> %s _x_ # = - .", "日本財団", "مؤسسة\u200f", "क्‍ष", "👩‍🌾 Farm"],
)
def test_any_script_and_any_sign_is_plain_text(name: str) -> None:
    assert check(name=name).name == name


def test_white_space_folds_and_letters_are_composed() -> None:
    assert check(name="  Caf\u0065\u0301\t\r\n\u2028de  Flore ").name == "Café de Flore"


def test_left_out_empty_and_null_are_the_same() -> None:
    assert check(country="") == check(country=None) == check(country=" \t") == check()


def test_a_record_that_names_no_date_takes_todays() -> None:
    assert check().date == TODAY
    assert check(date="2027-02-28").date == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("given", "dated"), [(str(TODAY), True), (None, False), ("", False), (" ", False)]
)
def test_a_record_knows_whether_somebody_gave_its_date(given: str | None, dated: bool) -> None:
    partner = check(date=given)
    assert partner.date == TODAY
    assert partner.is_dated is dated
    assert partner.model_copy(update={"country": "Norway"}).is_dated is dated
    assert pickle.loads(pickle.dumps(partner)).is_dated is dated


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a\x00b", "a control character U+0000 at character 2 of 'a\\x00b'"),
        ("a\u202eb", "a bidi control U+202E"),
        ("a\u2066b", "a bidi control U+2066"),
        ("a\ud800b", "a lone surrogate U+D800"),
        ("a\uffffb", "a non-character U+FFFF"),
        ("a\U0010fffeb", "a non-character U+10FFFE"),
        ("a\ufdd0b", "a non-character U+FDD0"),
        ("\u200b\u3164", "nothing visible"),
        (17, "not text: '17'. Put it in quotes."),
        (Decimal("1.5"), "not text: '1.5'. Put it in quotes."),
        (NoNumber("nan"), "not text: 'NaN'. Put it in quotes."),
        (["x"], "not text"),
        ("x" * 301, "301 characters"),
        ("", "missing. Give the partner's name."),
        (None, "missing"),
    ],
)
def test_a_name_that_cannot_stand_in_a_document_is_refused(name: str, told: str) -> None:
    assert f"name: {told}" in complain(name=name)


def test_a_name_of_three_hundred_characters_is_taken() -> None:
    assert len(check(name="é" * 300).name) == 300


def test_all_stands_for_every_theme_in_the_librarys_order() -> None:
    assert check(themes=["all"]).themes == THEMES


def test_the_order_of_themes_is_kept() -> None:
    assert check(themes=["supply-chains", "just-transition"]).themes == (
        "supply-chains",
        "just-transition",
    )


@pytest.mark.parametrize(
    ("themes", "told"),
    [
        ([], "missing"),
        ("social-protection", "not a list: 'social-protection'. Write it as a list:"),
        (["just-transitions"], "no theme called 'just-transitions'. Did you mean 'just-transi"),
        (["Just-Transition"], "no theme called 'Just-Transition'. Did you mean"),
        (
            ["just-transition, supply-chains"],
            "2 themes in one: 'just-transition, supply-chains'. In a cell put ';' between them",
        ),
        (["all", "supply-chains"], "'supply-chains' is there twice"),
        ([3], "not text: '3'"),
    ],
)
def test_themes_that_cannot_be_chosen_are_refused(themes: object, told: str) -> None:
    assert f"themes: {told}" in complain(themes=themes)


def test_type_and_language_are_among_those_there_are() -> None:
    partner = check(type="ngo", language="pt-BR")
    assert (partner.type, partner.language) == ("ngo", "pt-BR")
    assert "Did you mean 'foundation'?" in complain(type="foundations")
    assert "language: no language called 'fr'. There are: en, pt-BR." in complain(language="fr")


def test_an_unknown_field_names_the_nearest() -> None:
    assert "contact_mail: no field called 'contact_mail'. Did you mean 'contact_email'?" in (
        complain(contact_mail="a@example.org")
    )


@pytest.mark.parametrize("address", ["a@example.org", "ana.lima+ilo@mail.example.co.uk"])
def test_one_plain_address_is_taken(address: str) -> None:
    assert check(contact_email=address).contact_email == address


@pytest.mark.parametrize(
    "address",
    ["a", "a@b", "a@example.org, b@example.org", "Ana <a@example.org>", "a@-x.org", "a b@x.org",
     "mailto:a@example.org?subject=x", "a" * 250 + "@example.org"],
)  # fmt: skip
def test_anything_else_is_not_an_address(address: str) -> None:
    assert "contact_email: not one plain address" in complain(contact_email=address)


@pytest.mark.parametrize(
    ("amount", "exact"),
    [("2500000", "2500000"), (2500000, "2500000"), ("0.10", "0.10"), (Decimal("1.1"), "1.1"),
     ("9" * 24, "9" * 24), (0, "0")],
)  # fmt: skip
def test_an_amount_is_exact(amount: object, exact: str) -> None:
    assert str(check(amount=amount, currency="USD").amount) == exact


@pytest.mark.parametrize(
    "amount",
    ["1,000", "1 000", "1e6", "-5", -5, "NaN", "inf", Decimal("Infinity"), "٣", 1.5, True, "0x10",
     "1.", ".5", "USD 5", [5]],
)  # fmt: skip
def test_what_is_not_a_plain_amount_is_refused(amount: object) -> None:
    assert complain(amount=amount, currency="USD").startswith("amount: ")


def test_an_amount_needs_its_currency_and_the_reverse() -> None:
    assert "currency: missing, though there is an amount" in complain(amount="5")
    assert "amount: missing, though there is a currency" in complain(currency="USD")


def test_a_currency_is_a_code_of_iso_4217() -> None:
    assert "currency: no currency 'usd'. Did you mean 'USD'?" in complain(amount=1, currency="usd")
    assert "no currency 'Dollar'. Use a code of ISO 4217" in complain(amount=1, currency="Dollar")


@pytest.mark.parametrize(
    "day", ["2026-02-30", "26/11/2026", "2026-1-1", "20261126", "２０２６-11-26", "0000-01-01", 20]
)
def test_a_date_is_a_real_day(day: object) -> None:
    assert complain(date=day).startswith("date: ")


def test_a_message_keeps_its_lines_and_nothing_in_it_means_anything() -> None:
    message = "Thank you\tfor *coming*.\r\n\r\n \u2028•\ta {{ b }}\n- <b>c</b>\n"
    assert check(message=message).message == "Thank you for *coming*.\n• a {{ b }}\n- <b>c</b>"


def test_a_message_has_at_most_1200_characters_and_a_priority_300() -> None:
    assert len(check(message=f"  {'é' * 1200}\n\n").message) == 1200
    assert "message: 1201 characters: 'xxx" in complain(message="x" * 1201)
    assert complain(message="x" * 1201).endswith("At most 1,200.")
    assert "priority: 301 characters" in complain(priority="x" * 301)


def test_the_source_of_a_priority_needs_the_priority() -> None:
    assert check(priority="Work for all").priority_source == ""
    told = complain(priority_source="Strategy 2030")
    assert told.startswith("priority: missing, though there is its source.")


def test_a_sender_is_one_of_the_organisation_s() -> None:
    def check_sender(sender: str, *senders: str) -> str:
        record = GIVEN | {"sender": sender}
        return check_record(
            record, themes=THEMES, languages=("en",), senders=senders, today=TODAY
        ).sender

    assert check_sender("ana", "bo", "ana") == "ana"
    with pytest.raises(InputError, match=r"sender: no sender called 'anna'. Did you mean 'ana'?"):
        check_sender("anna", "bo", "ana")
    with pytest.raises(InputError, match=r"sender: the organisation has no senders, so not 'ana'."):
        check_sender("ana")


def test_the_next_date_is_a_real_day() -> None:
    assert check(next_date="2027-01-15").next_date == date(2027, 1, 15)
    assert complain(next_date="2027-02-30").startswith("next_date: no such day")


def test_every_mistake_of_a_record_is_told_at_once() -> None:
    told = complain(name="", themes=["x"], type="y", amount="z", date="w", colour="v").splitlines()
    assert len(told) == 7  # with the currency that is missing


def test_a_mistake_names_file_line_and_field() -> None:
    with pytest.raises(InputError) as caught:
        check_record(
            GIVEN | {"type": "x"}, themes=THEMES, languages=("en",), today=TODAY,
            place=Place("partners.csv", lambda path: 14),
        )  # fmt: skip
    assert str(caught.value).startswith("partners.csv, line 14, type: no type called 'x'.")


ANYTHING = st.one_of(
    st.text(), st.integers(), st.none(), st.booleans(), st.floats(), st.lists(st.text())
)


@given(st.dictionaries(st.sampled_from(FIELDS), ANYTHING))
def test_no_record_can_break_the_program(fields: dict[str, Any]) -> None:
    with contextlib.suppress(InputError):
        partner = check(None, **fields)
        assert partner.name == " ".join(partner.name.split())


def test_a_record_in_yaml_keeps_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "nordhavn.yaml"
    path.write_text("# Ours\nname: Nordhavn\nthemes: [all]\namount: 1.10\ncurrency: NOK\n")
    data, place, _ = read_record(path)
    assert data == {"name": "Nordhavn", "themes": ["all"], "amount": "1.10", "currency": "NOK"}
    assert place.line_of(("amount",)) == 4


def test_a_record_in_json_keeps_its_lines_and_its_amount_exact(tmp_path: Path) -> None:
    path = tmp_path / "nordhavn.json"
    path.write_text('\ufeff{\n "name": "The \\"amount\\": 3",\n "amount": 1.10\n}', "utf-8")
    data, place, _ = read_record(path)
    assert data == {"name": 'The "amount": 3', "amount": Decimal("1.10")}
    assert str(data["amount"]) == "1.10"
    assert place.line_of(("amount",)) == 3


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.json", '{"name": "a",\n"name": "b"}', "a.json, line 1, name: written twice"),
        ("a.json", '{"name": "a",\n"type": ngo}', "a.json, line 2: not JSON"),
        ("a.json", "[" * 100_000, "not JSON"),
        ("a.json", "[]", "not one record"),
        ("a.yaml", "name: a\nname: b\n", "a.yaml, line 2, name: written twice"),
        ("a.yaml", "- name: a\n", "not one record"),
        ("a.yml", "name: a\ncountry: *x\n", "aliases are not used here"),
        ("a.txt", "name: a", "not a kind of file that holds a record: 'a.txt'"),
        ("a.yaml", "#" * 1_000_001, "a.yaml: too large"),
    ],
)
def test_a_file_that_is_not_one_record_is_refused(
    tmp_path: Path, name: str, text: str, told: str
) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(InputError) as caught:
        read_record(tmp_path / name)
    assert told in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file"):
        read_record(tmp_path / "none.yaml")


def test_a_surrogate_that_json_can_write_is_told_not_thrown(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"name": "\ud800", "themes": ["all"]}))
    data, _, _ = read_record(tmp_path / "a.json")
    assert "a lone surrogate" in complain(None, **data)


@pytest.mark.parametrize("amount", ["-0", "-0.00", "−0", Decimal("-0")])
def test_a_minus_before_nothing_means_nothing(amount: object) -> None:
    read = check(amount=amount, currency="USD").amount
    assert read is not None
    assert not read.is_signed()
    assert read == 0


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        (1.5, "not exact: '1.5'. Put it in quotes."),
        (NoNumber("nan"), "not a number: 'NaN'. Write digits only"),
        (NoNumber("-inf"), "not a number: '-Infinity'. Write digits only"),
        (Decimal("1E+999999"), "not a number: '1E+999999'. Write digits only"),
        (-5, "less than nothing: '-5'. Write digits only"),
        ("-0.01", "less than nothing: '-0.01'"),
        ("1,000", "not a number: '1,000'. Write digits only"),
    ],
)
def test_an_amount_that_is_refused_is_told_why(amount: object, told: str) -> None:
    assert complain(amount=amount, currency="USD").startswith(f"amount: {told}")


def test_a_date_is_of_a_year_in_which_a_proposal_can_be_made() -> None:
    assert check(date="1900-01-01").date.year == 1900
    assert check(date="2199-12-31").date.year == 2199
    for day in ("1899-12-31", "2200-01-01"):
        told = complain(date=day)
        assert told == f"date: no day of a proposal: '{day}'. Write a year from 1900 to 2199."


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("name: Alder: the Fund", 'Put the text in quotes: "Alder: the Fund".'),
        ("name: @Alder", 'Put the text in quotes: "@Alder".'),
        ("name: `Alder`", 'Put the text in quotes: "`Alder`".'),
        ("name: %Alder", 'Put the text in quotes: "%Alder".'),
        ("name: *Alder", 'Put the text in quotes: "*Alder".'),
        ("name: &Sons Ltd", 'Put the text in quotes: "&Sons Ltd".'),
        ("name: !Kung San Trust", 'Put the text in quotes: "!Kung San Trust".'),
        ("name: - Alder", 'Put the text in quotes: "- Alder".'),
        ("name: >Alder", 'Put the text in quotes: ">Alder".'),
        ("name: 'O'Hara Fund'", 'Put the text in quotes: "O\'Hara Fund".'),
        ('name: "Alder" Fund', r'Put the text in quotes: "\"Alder\" Fund".'),
        ("name: [Alder] Fund", "goes in quotes."),
        ("\tname: Alder", "Indent with spaces, not with tabs."),
    ],
)
def test_a_name_that_means_something_in_yaml_is_told_with_the_way_out(
    tmp_path: Path, line: str, told: str
) -> None:
    path = tmp_path / "n.yaml"
    path.write_text(f"country: Norway\n{line}\nthemes: [social-protection]\n", "utf-8")
    with pytest.raises(InputError) as caught:
        read_record(path)
    assert str(caught.value).startswith("n.yaml, line ")
    assert str(caught.value).endswith(told)


def test_a_quote_alone_is_quoted(tmp_path: Path) -> None:
    (tmp_path / "n.yaml").write_text("name: '", "utf-8")
    with pytest.raises(InputError) as caught:
        read_record(tmp_path / "n.yaml")
    assert str(caught.value).endswith('Put the text in quotes: "\'".')


def test_the_way_out_of_yaml_leads_to_the_name_that_was_meant(tmp_path: Path) -> None:
    path = tmp_path / "n.yaml"
    for name in ("Alder: the Fund", 'The "Alder" Fund: \\', "@Alder"):
        path.write_text(f"name: {name}\n", "utf-8")
        with pytest.raises(InputError) as caught:
            read_record(path)
        quoted = str(caught.value).partition("in quotes: ")[2].removesuffix(".")
        path.write_text(f"name: {quoted}\n", "utf-8")
        assert read_record(path)[0] == {"name": name}


def test_a_comment_behind_a_name_is_told_for_it_may_be_part_of_it(tmp_path: Path) -> None:
    path = tmp_path / "n.yaml"
    path.write_text(
        "name: Alder Fund # north\n"
        "country: 'Norway' # in quotes: a comment beyond doubt\n"
        "contact_name: Ana#1\n"
        "amount: 5 # agreed\n"
    )
    data, _, warnings = read_record(path)
    assert data["name"] == "Alder Fund"
    assert [str(warning) for warning in warnings] == [
        "n.yaml, line 1, name: '# north' is a comment in YAML, and left out."
        " Put the whole text in quotes where it is part of it."
    ]
