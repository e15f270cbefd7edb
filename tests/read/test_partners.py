"""A partner record is read field by field, and every mistake of it is told at once."""

import contextlib
import json
import os
import struct
import zlib
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from proposalgen.errors import InputError
from proposalgen.model.partner import FIELDS, Partner
from proposalgen.read.logo import read_logo
from proposalgen.read.partners import check_record, read_record
from proposalgen.read.place import Place

THEMES = ("just-transition", "supply-chains", "social-protection")
TODAY = date(2026, 11, 26)
GIVEN = {"name": "Nordhavn Foundation", "themes": ["social-protection"]}


def check(folder=None, **fields):
    settings = {"folder": folder} if folder else {}
    return check_record(
        GIVEN | fields, themes=THEMES, languages=("en", "pt-BR"), today=TODAY, **settings
    )


def complain(folder=None, **fields):
    """Return what is told about a record, a line a mistake."""
    with pytest.raises(InputError) as caught:
        check(folder, **fields)
    return str(caught.value)


# -- name and text ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["A*STAR", "R & D <b>{{ x }}</b> %s _x_ # = - .", "日本財団", "مؤسسة\u200f", "क्‍ष", "👩‍🌾 Farm"],
)
def test_any_script_and_any_sign_is_plain_text(name):
    assert check(name=name).name == name


def test_white_space_folds_and_letters_are_composed():
    assert check(name="  Caf\u0065\u0301\t\r\n\u2028de  Flore ").name == "Café de Flore"


def test_left_out_empty_and_null_are_the_same():
    assert check(country="") == check(country=None) == check(country=" \t") == check()


def test_a_record_that_names_no_date_takes_todays():
    assert check().date == TODAY
    assert check(date="2027-02-28").date == date(2027, 2, 28)


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
        (["x"], "not text"),
        ("x" * 301, "301 characters"),
        ("", "missing. Give the partner's name."),
        (None, "missing"),
    ],
)
def test_a_name_that_cannot_stand_in_a_document_is_refused(name, told):
    assert f"name: {told}" in complain(name=name)


def test_a_name_of_three_hundred_characters_is_taken():
    assert len(check(name="é" * 300).name) == 300


# -- choices ------------------------------------------------------------------------------------


def test_all_stands_for_every_theme_in_the_librarys_order():
    assert check(themes=["all"]).themes == THEMES


def test_the_order_of_themes_is_kept():
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
def test_themes_that_cannot_be_chosen_are_refused(themes, told):
    assert f"themes: {told}" in complain(themes=themes)


def test_type_and_language_are_among_those_there_are():
    partner = check(type="ngo", language="pt-BR")
    assert (partner.type, partner.language) == ("ngo", "pt-BR")
    assert "Did you mean 'foundation'?" in complain(type="foundations")
    assert "language: no language called 'fr'. There are: en, pt-BR." in complain(language="fr")


def test_an_unknown_field_names_the_nearest():
    assert "contact_mail: no field called 'contact_mail'. Did you mean 'contact_email'?" in (
        complain(contact_mail="a@example.org")
    )


# -- contact, money, date -------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["a@example.org", "ana.lima+ilo@mail.example.co.uk"])
def test_one_plain_address_is_taken(address):
    assert check(contact_email=address).contact_email == address


@pytest.mark.parametrize(
    "address",
    ["a", "a@b", "a@example.org, b@example.org", "Ana <a@example.org>", "a@-x.org", "a b@x.org",
     "mailto:a@example.org?subject=x", "a" * 250 + "@example.org"],
)  # fmt: skip
def test_anything_else_is_not_an_address(address):
    assert "contact_email: not one plain address" in complain(contact_email=address)


@pytest.mark.parametrize(
    ("amount", "exact"),
    [("2500000", "2500000"), (2500000, "2500000"), ("0.10", "0.10"), (Decimal("1.1"), "1.1"),
     ("9" * 24, "9" * 24), (0, "0")],
)  # fmt: skip
def test_an_amount_is_exact(amount, exact):
    assert str(check(amount=amount, currency="USD").amount) == exact


@pytest.mark.parametrize(
    "amount",
    ["1,000", "1 000", "1e6", "-5", -5, "NaN", "inf", Decimal("Infinity"), "٣", 1.5, True, "0x10",
     "1.", ".5", "USD 5", [5]],
)  # fmt: skip
def test_what_is_not_a_plain_amount_is_refused(amount):
    assert complain(amount=amount, currency="USD").startswith("amount: ")


def test_an_amount_needs_its_currency_and_the_reverse():
    assert "currency: missing, though there is an amount" in complain(amount="5")
    assert "amount: missing, though there is a currency" in complain(currency="USD")


def test_a_currency_is_a_code_of_iso_4217():
    assert "currency: no currency 'usd'. Did you mean 'USD'?" in complain(amount=1, currency="usd")
    assert "no currency 'Dollar'. Use a code of ISO 4217" in complain(amount=1, currency="Dollar")


@pytest.mark.parametrize(
    "day", ["2026-02-30", "26/11/2026", "2026-1-1", "20261126", "２０２６-11-26", "0000-01-01", 20]
)
def test_a_date_is_a_real_day(day):
    assert complain(date=day).startswith("date: ")


def test_every_mistake_of_a_record_is_told_at_once():
    told = complain(name="", themes=["x"], type="y", amount="z", date="w", colour="v").splitlines()
    assert len(told) == 7  # with the currency that is missing


def test_a_mistake_names_file_line_and_field():
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
def test_no_record_can_break_the_program(fields):
    with contextlib.suppress(InputError):
        partner = check(**fields)
        assert partner.name == " ".join(partner.name.split())


# -- logo -----------------------------------------------------------------------------------------


def make_png(width, height):
    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    data = zlib.compress(bytes(min(height, 10) * (width // 8 + 2)))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


@pytest.fixture
def pictures(tmp_path):
    """A folder of pictures inside another."""
    folder = tmp_path / "list"
    (folder / "logos").mkdir(parents=True)
    (folder / "logos" / "good.png").write_bytes(make_png(5000, 5000))
    (folder / "wide.png").write_bytes(make_png(5001, 5000))
    (folder / "bomb.png").write_bytes(make_png(30000, 30000))
    (folder / "not.png").write_bytes(b"GIF89a" + bytes(20))
    (folder / "big.png").write_bytes(make_png(10, 10) + bytes(10_000_000))
    (tmp_path / "outside.png").write_bytes(make_png(10, 10))
    return folder


def test_a_logo_beside_the_list_is_taken(pictures):
    assert check(pictures, logo="logos/good.png").logo == "logos/good.png"


@pytest.mark.parametrize(
    ("logo", "told"),
    [
        ("wide.png", "5001 by 5000 pixels in 'wide.png'. At most 25 megapixels."),
        ("bomb.png", "too many pixels"),
        ("not.png", "neither PNG nor JPEG: 'not.png'"),
        ("big.png", "10.0 MB in 'big.png'. At most 10 MB."),
        ("none.png", "no file 'none.png'"),
        ("logos", "no file 'logos'"),
        ("../outside.png", "outside the list's folder"),
        ("/etc/hostname", "outside the list's folder"),
    ],
)
def test_a_logo_that_could_do_harm_is_refused(pictures, logo, told):
    assert f"logo: {told}" in complain(pictures, logo=logo)


@pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")
def test_a_link_out_of_the_folder_and_a_pipe_are_refused(pictures):
    (pictures / "link.png").symlink_to(pictures.parent / "outside.png")
    os.mkfifo(pictures / "pipe.png")
    assert "outside the list's folder" in complain(pictures, logo="link.png")
    assert "no file 'pipe.png'" in complain(pictures, logo="pipe.png")


# -- a record in a file ---------------------------------------------------------------------------


def test_a_record_in_yaml_keeps_its_lines(tmp_path):
    path = tmp_path / "nordhavn.yaml"
    path.write_text("# Ours\nname: Nordhavn\nthemes: [all]\namount: 1.10\ncurrency: NOK\n")
    data, place = read_record(path)
    assert data == {"name": "Nordhavn", "themes": ["all"], "amount": "1.10", "currency": "NOK"}
    assert place.line_of(("amount",)) == 4


def test_a_record_in_json_keeps_its_lines_and_its_amount_exact(tmp_path):
    path = tmp_path / "nordhavn.json"
    path.write_text('\ufeff{\n "name": "The \\"amount\\": 3",\n "amount": 1.10\n}', "utf-8")
    data, place = read_record(path)
    assert data == {"name": 'The "amount": 3', "amount": "1.10"}
    assert place.line_of(("amount",)) == 3


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.json", '{"name": "a",\n"name": "b"}', "a.json, line 1, name: written twice"),
        ("a.json", '{"name": "a",\n"type": ngo}', "a.json, line 2: not JSON"),
        ("a.json", '{"amount": NaN}', "NaN is not a number"),
        ("a.json", "[" * 100_000, "not JSON"),
        ("a.json", "[]", "not one record"),
        ("a.yaml", "name: a\nname: b\n", "a.yaml, line 2, name: written twice"),
        ("a.yaml", "- name: a\n", "not one record"),
        ("a.yml", "name: &x a\ncountry: *x\n", "aliases are not used here"),
        ("a.txt", "name: a", "not a kind of file that holds a record: 'a.txt'"),
        ("a.yaml", "#" * 1_000_001, "a.yaml: too large"),
    ],
)
def test_a_file_that_is_not_one_record_is_refused(tmp_path, name, text, told):
    (tmp_path / name).write_text(text)
    with pytest.raises(InputError) as caught:
        read_record(tmp_path / name)
    assert told in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match="no file"):
        read_record(tmp_path / "none.yaml")


def test_a_surrogate_that_json_can_write_is_told_not_thrown(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps({"name": "\ud800", "themes": ["all"]}))
    data, _ = read_record(tmp_path / "a.json")
    assert "a lone surrogate" in complain(**data)


def make_logo(folder, colour, **saved):
    """Write a logo of one colour, 3000 by 600 pixels; return the partner's record of it."""
    Image.new("RGBA", (3000, 600), colour).save(folder / "logo.png", **saved)
    return Partner(name="Nordhavn", themes=("a",), date=date(2026, 1, 1), logo="logo.png")


def test_a_logo_keeps_its_shape_and_nothing_of_its_file_but_the_picture(tmp_path):
    said = PngInfo()
    said.add_text("Comment", "from another partner")
    logo = read_logo(make_logo(tmp_path, (20, 30, 190, 255), pnginfo=said), tmp_path)
    assert (logo.width, logo.height, logo.alt) == (1200, 240, "Logo of Nordhavn")
    assert b"another partner" not in logo.data


@pytest.mark.parametrize(
    ("colour", "light"),
    [((255, 255, 255, 200), True), ((255, 255, 255, 255), False), ((9, 9, 9, 200), False)],
)
def test_a_white_logo_on_nothing_asks_for_a_dark_ground(tmp_path, colour, light):
    assert read_logo(make_logo(tmp_path, colour), tmp_path).light == light


def test_a_partner_without_a_logo_has_none(tmp_path):
    assert read_logo(Partner(name="A", themes=("a",), date=date(2026, 1, 1)), tmp_path) is None


def test_a_logo_cut_short_is_told(tmp_path):
    partner = make_logo(tmp_path, (20, 30, 190, 255))
    data = (tmp_path / "logo.png").read_bytes()
    (tmp_path / "logo.png").write_bytes(data[:-200])
    with pytest.raises(InputError, match=r"cannot be decoded: 'logo\.png'"):
        read_logo(partner, tmp_path)
