"""Loading a brand: what is read of it, and how its mistakes are reported."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from proposalgen.brand.load import check_brand, load_brand
from proposalgen.errors import BrandError, InputError, Problem
from proposalgen.read.yaml import read_yaml
from tests.support.real import ROOT

BRAND = ROOT / "templates" / "brand"
SOURCE = read_yaml(BRAND / "brand.yaml", "brand.yaml", BrandError)
Place = tuple[str, ...]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the brand."""
    return shutil.copytree(BRAND, tmp_path / "brand")


def change(folder: Path, old: str, new: str) -> None:
    path = folder / "brand.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def find_problems(folder: Path) -> tuple[Problem, ...]:
    try:
        load_brand(folder)
    except BrandError as error:
        return error.problems
    return ()


def test_the_usual_paper_is_a4_and_another_can_be_named(folder: Path) -> None:
    assert (load_brand(folder).page.width, load_brand(folder).page.height) == (210, 297)
    assert load_brand(folder, "letter").page.height == 279.4


def test_an_unknown_paper_is_reported_with_those_there_are(folder: Path) -> None:
    with pytest.raises(InputError, match=r"no paper called 'a5'.*There are: a4, letter"):
        load_brand(folder, "a5")


def test_colours_are_looked_up_in_the_palette(folder: Path) -> None:
    brand = load_brand(folder)
    assert brand.colours.primary == "#1E2DBE"
    assert brand.accents["supply-chains"].text == "#FFFFFF"


def test_a_colour_may_be_written_as_it_is(folder: Path) -> None:
    change(folder, "panel: light-blue", 'panel: "#EBF5FD"')
    change(folder, '  light-blue: "#EBF5FD"\n', "")
    assert load_brand(folder).colours.panel == "#EBF5FD"


@pytest.mark.parametrize(
    ("old", "new", "field", "words"),
    [
        ("ground: teal", "ground: teel", "accents.social-protection.ground", "'teel'"),
        ("#1E2DBE", "blue", "palette.blue", "'blue'"),
        ("#1E2DBE", "#1e2dbe", "palette.blue", "'#1e2dbe'"),
        ("paper: a4", "paper: a3", "paper", "'a3'"),
        ("Overpass_700Bold.ttf", "Overpass.ttf", "fonts.heading.file", "no file"),
        ("overpass/Overpass_700Bold.ttf", "overpass/LICENSE_FONT", "fonts.heading.file",
         "not a TrueType font"),
        ("font: display", "font: black", "styles.cover-title.font", "'black'"),
        ("size: 76", "size: 0", "styles.cover-title.size", "greater than 0"),
        ("width: 210", "width: wide", "pages.a4.width", "number"),
        ("bold: heading", "bold: heavy", "emphasis.small.bold", "'heavy'"),
        ("#05D2D2", "#0A0060", "accents.social-protection", "contrast of 1.0 to 1"),
        ("on-primary: white", "on-primary: red", "colours.on-primary", "'red' on 'blue'"),
        ("muted: violet", "muted: teal", "colours.muted", "'teal' on 'white'"),
        ("alert: red", "alert: purple", "colours.alert", "'dark-blue' on 'purple'"),
    ],
)  # fmt: skip
def test_a_mistake_is_reported_with_line_and_field(
    folder: Path, old: str, new: str, field: str, words: str
) -> None:
    change(folder, old, new)
    with pytest.raises(BrandError, match=words) as caught:
        load_brand(folder)
    problem = next(one for one in caught.value.problems if one.field == field)
    assert problem.file == "brand.yaml"
    assert problem.line > 1
    assert words in problem.message


@pytest.mark.parametrize(("colour", "readable"), [("#767676", True), ("#787878", False)])
def test_text_needs_a_contrast_of_four_and_a_half(
    folder: Path, colour: str, readable: bool
) -> None:
    change(folder, "panel: light-blue", "panel: white")
    change(folder, 'light-blue: "#EBF5FD"', f'grey: "{colour}"')
    change(folder, "muted: violet", "muted: grey")
    change(folder, '  violet: "#5A4079"\n', "")
    assert {problem.field for problem in find_problems(folder)} == (
        set() if readable else {"colours.muted", "colours.panel"}
    )


# -- every entry counts ------------------------------------------------------------------------

OPTIONAL = {"embed-fonts", "tracking", "docx"}
"""Fields with a default: without them Word files carry the faces, and styles are untracked."""
OWN = {("pages", "letter"), *(("accents", theme) for theme in SOURCE.data["accents"])}
"""Entries of which a brand has those it needs; ``check`` reports a theme without an accent."""


def list_places(value: object, place: Place = ()) -> Iterator[Place]:
    """Yield the path of each entry."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield (*place, name)
            yield from list_places(inner, (*place, name))


def is_optional(place: Place) -> bool:
    return place in OWN or place[-1] in OPTIONAL or (len(place) > 3 and place[2] == "docx")


ALL_PLACES = [*list_places(SOURCE.data)]


def find_problems_without(place: Place, new_name: str = "") -> tuple[Problem, ...]:
    """Return the problems of a brand from which an entry is taken, or given another name."""
    data = copy.deepcopy(SOURCE.data)
    holder = data
    for name in place[:-1]:
        holder = holder[name]
    value = holder.pop(place[-1])
    lines = SOURCE.lines
    if new_name:
        holder[new_name] = value
        lines = lines | {(*place[:-1], new_name): lines[place]}
    try:
        check_brand(replace(SOURCE, data=data, lines=lines), BRAND)
    except BrandError as error:
        return error.problems
    return ()


@pytest.mark.parametrize("place", ALL_PLACES, ids=".".join)
def test_an_entry_that_is_taken_out_is_reported(place: Place) -> None:
    problems = find_problems_without(place)
    if is_optional(place):
        assert all(problem.message == "this colour is used nowhere" for problem in problems)
        return
    assert problems
    fields = [problem.field for problem in problems]
    if place[0] == "palette" and len(place) == 2:
        assert all(f"'{place[1]}'" in problem.message for problem in problems)
    elif place == ("pages", "a4"):
        assert fields == ["paper"]
    else:
        assert ".".join(place) in fields
    assert all(problem.file == "brand.yaml" and problem.hint for problem in problems)


@pytest.mark.parametrize("place", ALL_PLACES, ids=".".join)
def test_an_entry_of_another_name_is_reported(place: Place) -> None:
    problems = find_problems_without(place, f"{place[-1]}x")
    if place in OWN:  # another paper or theme
        assert not problems
        return
    assert problems
    # The name that nothing knows, or that nothing uses, stands where it was written.
    fields = [problem.field for problem in problems]
    assert (
        place == ("pages", "a4")
        or any(field.startswith(".".join(place)) for field in fields)
        or (place[0] == "palette")
    )
    assert all(problem.file == "brand.yaml" and problem.line for problem in problems)


def test_a_colour_that_is_used_nowhere_is_reported(folder: Path) -> None:
    change(folder, '  red: "#FA3C4B"\n', '  red: "#FA3C4B"\n  pink: "#FFC0CB"\n')
    (problem,) = find_problems(folder)
    assert str(problem) == (
        "brand.yaml, line 18, palette.pink: this colour is used nowhere. "
        "Give it a role under colours, or remove it."
    )


# -- files -------------------------------------------------------------------------------------


def test_another_file_in_the_folder_is_another_brand(folder: Path) -> None:
    before = load_brand(folder).digest
    (folder / "fonts" / "note.txt").write_text("x", encoding="utf-8")
    assert load_brand(folder).digest != before


def test_a_brand_brings_its_own_signs_and_a_spoilt_one_is_reported(folder: Path) -> None:
    (folder / "signs" / "fisheries.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="9"/></svg>'
    )
    assert "fisheries" in load_brand(folder).signs
    (folder / "signs" / "fisheries.svg").write_text("<svg>")
    with pytest.raises(
        BrandError, match=r"signs/fisheries\.svg: not an SVG file.* Save it as plain SVG"
    ):
        load_brand(folder)


def test_problems_of_signs_and_of_the_yaml_are_reported_together(folder: Path) -> None:
    (folder / "signs" / "fisheries.svg").write_text("<svg>")
    change(folder, "ground: teal", "ground: teel")
    assert [p.file for p in find_problems(folder)] == ["brand.yaml", "signs/fisheries.svg"]
