"""A logo is found however its path is typed, pasted or dragged, and never outside its folder."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from PIL import Image
from pydantic_core import PydanticCustomError

from proposalgen.model.fields import Mistake
from proposalgen.read.logo_files import find_logo, split_option
from tests.read.records import check, complain


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (300, 150), "navy").save(folder / name, "PNG")


def told(name: str, folder: Path) -> str:
    with pytest.raises(PydanticCustomError) as caught:
        find_logo(name, folder)
    mistakes: tuple[Mistake, ...] = (caught.value.context or {})["mistakes"]
    return " ".join(f"{one.message}. {one.hint}" for one in mistakes)


NFC, NFD = (unicodedata.normalize(form, "logo-café.png") for form in ("NFC", "NFD"))


@pytest.mark.parametrize(
    ("there", "typed"),
    [
        ("logo.png", "logo.png"),
        ("logo.png", "./logo.png"),
        ("logo.png", " logo.png "),
        ("logo.png", "Logo.PNG"),
        ("logo.png", "logo.png."),
        ("logo.png", '"logo.png"'),
        ("logo.png", "'logo.png'"),
        ("logo.png", "“logo.png”"),
        ("logos/nord.png", "logos/nord.png"),
        ("logos/nord.png", "logos//nord.png"),
        ("logos/nord.png", ".\\logos\\nord.png"),
        ("logos/nord.png", "Logos\\Nord.png"),
        (NFD, NFC),
        (NFC, NFD),
        (f"{NFD}/a.png", f"{NFC}/a.png"),
        ("two  spaces.png", "two  spaces.png"),
        ("nbsp\u00a0logo.png", "nbsp\u00a0logo.png"),
        ("nbsp\u00a0logo.png", "nbsp logo.png"),
        ("My Logo (1).png", "My\\ Logo\\ \\(1\\).png"),
        ("50% & more #1.png", "50% & more #1.png"),
        ("it's.png", "it's.png"),
        ("логотип-標誌.png", "логотип-標誌.png"),
        ("x" * 200 + ".png", "x" * 200 + ".png"),
    ],
)
def test_a_logo_is_found_by_its_name_as_people_type_it(
    tmp_path: Path, there: str, typed: str
) -> None:
    put(tmp_path, there)
    assert find_logo(typed, tmp_path) == tmp_path / there


def test_the_exact_name_wins_over_one_that_is_like_it(tmp_path: Path) -> None:
    put(tmp_path, "two  spaces.png", "two spaces.png", "two spaces.png ")
    for name in ("two  spaces.png", "two spaces.png", "two spaces.png "):
        assert find_logo(name, tmp_path).name == name


@pytest.mark.skipif(os.name == "nt", reason="needs names that differ in case only")
def test_two_names_that_are_like_it_are_told(tmp_path: Path) -> None:
    put(tmp_path, "Logo.png", "LOGO.png")
    assert told("logo.png", tmp_path).startswith(
        "no file 'logo.png', but more than one like it: 'LOGO.png' and 'Logo.png'"
    )


def test_a_whole_path_inside_the_folder_is_kept_from_the_folder_on(tmp_path: Path) -> None:
    put(tmp_path, "logos/My Logo.png")
    whole = tmp_path / "logos" / "My Logo.png"
    for typed in (str(whole), f'"{whole}"', whole.as_uri(), f" '{whole}' "):
        assert check(tmp_path, logo=typed).logo == "logos/My Logo.png"


def test_a_record_keeps_the_name_that_is_on_the_disk(tmp_path: Path) -> None:
    put(tmp_path, f"logos/{NFD}")
    assert check(tmp_path, logo=f"Logos\\{NFC}").logo == f"logos/{NFD}"


@pytest.mark.parametrize(
    "typed",
    [
        "../outside.png", "..\\outside.png", "logos/../../outside.png", '"../outside.png"',
        "file:../outside.png", "logos/../../list/../outside.png", "/etc/hostname",
    ],
)  # fmt: skip
def test_no_spelling_leads_outside(tmp_path: Path, typed: str) -> None:
    put(tmp_path, "outside.png", "list/logos/in.png")
    with pytest.raises(PydanticCustomError):
        find_logo(typed, tmp_path / "list")


@pytest.mark.skipif(os.name == "nt", reason="needs links")
@pytest.mark.parametrize("typed", ["link.png", "LINK.png", "door/outside.png"])
def test_no_link_leads_outside(tmp_path: Path, typed: str) -> None:
    put(tmp_path, "outside.png", "list/in.png")
    (tmp_path / "list" / "link.png").symlink_to(tmp_path / "outside.png")
    (tmp_path / "list" / "door").symlink_to(tmp_path)
    assert "outside the list's folder" in told(typed, tmp_path / "list")


def test_what_leads_outside_is_refused_before_the_disk_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(*_: object) -> bool:
        raise AssertionError("the disk was asked")

    monkeypatch.setattr(os.path, "lexists", ask)
    for typed in ("//server/share/logo.png", "/elsewhere/logo.png", "../logo.png"):
        assert "outside the list's folder" in told(typed, tmp_path)


def test_a_file_address_of_another_machine_or_with_a_hidden_sign_is_no_path(tmp_path: Path) -> None:
    put(tmp_path, "logo.png")
    assert told(f"file://server{tmp_path}/logo.png", tmp_path).startswith("no file")
    assert told(f"{tmp_path.as_uri()}/logo.png%00", tmp_path).startswith("no file")


def test_an_address_of_the_web_is_told_as_such(tmp_path: Path) -> None:
    assert "an address, not a file: 'https://example.org/l.png'. Save the picture" in (
        complain(tmp_path, logo="https://example.org/l.png")
    )


def test_a_missing_logo_is_looked_for_in_a_folder_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert complain(logo="none.png") == (
        f"logo: no file 'none.png'. It is looked for in '{tmp_path}'."
    )


@pytest.mark.parametrize(
    ("logo", "message"),
    [
        ("x" * 1025, "1025 characters"),
        ("x" * 1000 + ".png", "no file"),
        ("x/" * 500 + "a.png", "no file"),
        ("a\x00.png", "a control character U+0000"),
        ("a\u202egnp.png", "a bidi control U+202E"),
        ("logo.png/", ""),
        (".", "no file"),
    ],
)
def test_an_odd_path_is_told(tmp_path: Path, logo: str, message: str) -> None:
    assert f"logo: {message}" in complain(tmp_path, logo=logo)


# -- the command line ----------------------------------------------------------------------------


def test_a_path_from_the_working_directory_stays_as_it_is() -> None:
    assert split_option("logos/x.png") == (Path(), "logos/x.png")


def test_a_whole_path_on_the_command_line_brings_its_folder(tmp_path: Path) -> None:
    put(tmp_path, "My Logo.png")
    whole = tmp_path / "My Logo.png"
    dragged = (
        str(whole),
        f"'{whole}'",
        whole.as_uri(),
        str(whole).replace(" ", "\\ "),
        f"{whole} ",
    )
    for typed in dragged:
        folder, name = split_option(typed)
        assert find_logo(name, folder) == whole


def test_a_whole_path_whose_folder_is_spelled_another_way_is_found(tmp_path: Path) -> None:
    put(tmp_path, f"{NFD}/logo.png")
    folder, name = split_option(str(tmp_path / NFC / "logo.png"))
    assert find_logo(name, folder) == tmp_path / NFD / "logo.png"


def test_the_home_folder_may_be_a_tilde(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "logo.png")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    folder, name = split_option("~/logo.png")
    assert find_logo(name, folder) == tmp_path / "logo.png"


def test_a_whole_path_that_is_not_there_is_told_with_its_folder(tmp_path: Path) -> None:
    folder, name = split_option(str(tmp_path / "none.png"))
    assert told(name, folder) == f"no file 'none.png'. It is looked for in '{tmp_path}'."
