"""The brand: what is read of it, and what is told of its mistakes."""

import shutil

import pytest

from proposalgen.brand.contrast import measure_contrast
from proposalgen.brand.load import load_brand
from proposalgen.errors import BrandError, InputError
from tests.support.real import ROOT


@pytest.fixture
def folder(tmp_path):
    """Return a copy of the brand."""
    return shutil.copytree(ROOT / "templates" / "brand", tmp_path / "brand")


def change(folder, old, new):
    path = folder / "brand.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_usual_paper_is_a4_and_another_can_be_named(folder):
    assert (load_brand(folder).page.width, load_brand(folder).page.height) == (210, 297)
    assert load_brand(folder, "letter").page.height == 279.4


def test_a_paper_that_is_not_there_is_told_with_those_that_are(folder):
    with pytest.raises(InputError, match=r"no paper called 'a5'.*There are: a4, letter"):
        load_brand(folder, "a5")


@pytest.mark.parametrize(
    ("old", "new", "field", "words"),
    [
        ("ground: teal", "ground: teel", "accents.social-protection.ground", "'teel'"),
        ("#1E2DBE", "blue", "palette.blue", "'blue'"),
        ("paper: a4", "paper: a3", "paper", "'a3'"),
        ("Overpass_700Bold.ttf", "Overpass.ttf", "fonts.heading.file", "no file"),
        ("font: display", "font: black", "styles.cover-title.font", "'black'"),
        ("#05D2D2", "#0A0060", "accents.social-protection", "contrast of 1.0 to 1"),
    ],
)
def test_a_mistake_is_told_with_line_and_field(folder, old, new, field, words):
    change(folder, old, new)
    with pytest.raises(BrandError, match=words) as caught:
        load_brand(folder)
    problem = caught.value.problems[0]
    assert problem.file == "brand.yaml"
    assert problem.line > 1
    assert problem.field == field


def test_contrast_is_that_of_black_and_white_at_most():
    assert measure_contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert measure_contrast("#FFFFFF", "#1E2DBE") == pytest.approx(9.7, abs=0.05)


def test_another_file_in_the_folder_is_another_brand(folder):
    before = load_brand(folder).digest
    (folder / "fonts" / "note.txt").write_text("x", encoding="utf-8")
    assert load_brand(folder).digest != before


def test_a_brand_brings_its_own_signs_and_a_spoilt_one_is_told(folder):
    (folder / "signs" / "fisheries.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="9"/></svg>'
    )
    assert "fisheries" in load_brand(folder).signs
    (folder / "signs" / "fisheries.svg").write_text("<svg>")
    with pytest.raises(BrandError, match=r"signs/fisheries\.svg: no SVG.* Save it as plain SVG"):
        load_brand(folder)
