"""A partner's folder has a readable name of its own, safe on any file system."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposalgen.model.text import normalise
from proposalgen.packs.names import file_stem, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Nordhavn Foundation", "nordhavn-foundation"),
        ("  NORDHAVN\tfoundation ", "nordhavn-foundation"),
        ("3M", "3m"),
    ],
)
def test_a_plain_name_is_its_own_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("A*STAR", "a-star-"),
        ("São Tomé & Søn", "sao-tome-son-"),
        ("日本財団", "日本財団-"),
        ("ガバメント", "ガバメント-"),
        ("भारत सरकार", "भारत-सरकार-"),
        ("../../etc/passwd", "etc-passwd-"),
        ("CON", "con-"),
        ("com1", "com1-"),
        ("NUL.txt", "nul-txt-"),
        ("deadbeef", "deadbeef-"),
        ("***", "partner-"),
        ("Nordhavn-Foundation", "nordhavn-foundation-"),
    ],
)
def test_any_other_name_is_readable_and_ends_in_a_hash(name: str, start: str) -> None:
    assert slug(name).startswith(start)
    assert len(slug(name)) == len(start) + 8


@pytest.mark.parametrize(
    ("letters", "folded"),
    [
        ("Ørsted", "orsted"),
        ("Ærø", "aero"),
        ("Œuvre", "oeuvre"),
        ("Łódź", "lodz"),
        ("Đakovo", "dakovo"),
        ("Friðrik", "fridrik"),
        ("Þór", "thor"),
        ("Işık", "isik"),
    ],
)
def test_the_letters_of_latin_scripts_are_spelt_in_ascii(letters: str, folded: str) -> None:
    assert slug(letters).rpartition("-")[0] == folded


def test_a_name_that_looks_like_the_slug_of_another_gets_its_own() -> None:
    assert slug(slug("A*STAR").replace("-", " ")) != slug("A*STAR")


def test_a_plain_name_of_eighty_letters_is_kept_and_a_longer_one_is_cut_for_its_hash() -> None:
    assert slug("a" * 80) == "a" * 80
    longer = slug("a" * 81)
    assert longer.startswith("a" * 71 + "-")
    assert len(longer) == 80


def make_key(name: str) -> str:
    return normalise(normalise(name).casefold())


NEAR = st.text(st.sampled_from("aAäÄ\u0308éß s-.*日ﬀİı0f\u200d"), min_size=1, max_size=12)


@given(st.one_of(NEAR, st.text(min_size=1)), st.one_of(NEAR, st.text(min_size=1)))
def test_two_partners_share_a_slug_only_if_they_are_the_same(one: str, other: str) -> None:
    try:
        same = slug(one) == slug(other)
    except UnicodeEncodeError:  # half a surrogate pair, which no record holds
        return
    assert same == (make_key(one) == make_key(other))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_a_slug_is_safe_on_any_file_system(name: str) -> None:
    made = slug(name)
    assert 1 <= len(made.encode()) <= 80
    assert made == made.strip("-. ")
    assert not set(made) & set('<>:"/\\|?* \t\n.')
    assert made == normalise(made)
    assert made.split(".")[0] not in {"con", "nul", "aux", "prn", "com1", "lpt9"}


def test_the_files_of_a_pack_are_named_by_partner_template_and_language() -> None:
    assert file_stem("Nordhavn Foundation", "pitch", "en") == "nordhavn-foundation-pitch-en"
    assert (
        file_stem("Nordhavn", "pitch", "en", "draft", "letter") == "nordhavn-pitch-en-draft-letter"
    )


@pytest.mark.parametrize(
    ("name", "stem"),
    [("A*STAR", "a-star-pitch-en"), ("日本財団", "日本財団-pitch-en"), ("***", "partner-pitch-en"),
     ("Kestrel Inc.", "kestrel-inc-pitch-en"), ("CON", "con-pitch-en")],
)  # fmt: skip
def test_no_hash_is_in_the_name_of_a_file_that_is_sent(name: str, stem: str) -> None:
    assert file_stem(name, "pitch", "en") == stem


def test_a_long_name_is_cut_to_80_bytes() -> None:
    assert file_stem("日本 " * 100, "pitch", "en").encode().index(b"-pitch") <= 80
