"""The base document carries the brand's faces, so that a reader without them sees them, too."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from proposalgen.brand.load import load_brand
from proposalgen.brand.model import Brand
from proposalgen.formats.docx import base
from proposalgen.formats.docx.base_fonts import list_font_files, make_font_files, write_font_table
from tests.formats.docx.support import write
from tests.support import real
from tests.support.brands import FOLDER, other_brand
from tests.support.sample import make_document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_families(brand: Brand) -> dict[str, etree._Element]:
    fonts = etree.fromstring(write_font_table(brand))
    return {font.get(f"{W}name", ""): font for font in fonts}


def list_embedded(font: etree._Element) -> list[str]:
    return [etree.QName(one).localname for one in font if "embed" in one.tag]


def open_fonts(data: bytes) -> list[TTFont]:
    """Return the fonts of a file as ECMA-376 part 4, 17.8.1 says that they are read."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        table = etree.fromstring(file.read("word/fontTable.xml"))
        relations = etree.fromstring(file.read("word/_rels/fontTable.xml.rels"))
        targets = {one.get("Id"): one.get("Target") for one in relations}
        fonts = []
        for one in table.iter(f"{W}embedRegular", f"{W}embedBold", f"{W}embedItalic"):
            key = bytes.fromhex(one.get(f"{W}fontKey", "").strip("{}").replace("-", ""))[::-1]
            (relation,) = (value for name, value in one.attrib.items() if str(name).endswith("}id"))
            hidden = file.read(f"word/{targets[str(relation)]}")
            head = bytes(byte ^ key[at % 16] for at, byte in enumerate(hidden[:32]))
            fonts.append(TTFont(io.BytesIO(head + hidden[32:])))
    return fonts


def test_each_family_says_what_stands_in_for_it_and_of_what_kind_it_is() -> None:
    families = read_families(real.brand())
    assert set(families) == {
        "Overpass", "Overpass SemiBold", "Overpass ExtraBold",
        "Source Serif 4", "Source Serif 4 SemiBold", "Source Serif 4 Light",
    }  # fmt: skip
    said = [
        (etree.QName(one).localname, one.get(f"{W}val"))
        for one in families["Source Serif 4"]
        if "embed" not in one.tag
    ]
    assert said == [
        ("altName", "Georgia"), ("panose1", "02040603050405020204"), ("charset", "00"),
        ("family", "roman"), ("pitch", "variable"),
    ]  # fmt: skip


def test_a_face_that_is_not_classified_is_taken_for_one_without_serifs_of_its_weight() -> None:
    (family,) = read_families(real.brand())["Overpass"].iter(f"{W}family")
    (panose,) = read_families(real.brand())["Overpass ExtraBold"].iter(f"{W}panose1")
    assert family.get(f"{W}val") == "swiss"
    assert panose.get(f"{W}val", "").startswith("020B0A")


def test_faces_from_semi_bold_on_are_the_bold_of_their_family() -> None:
    families = read_families(real.brand())
    assert list_embedded(families["Overpass"]) == ["embedRegular", "embedBold"]
    assert list_embedded(families["Overpass SemiBold"]) == ["embedBold"]
    assert list_embedded(families["Source Serif 4"]) == ["embedRegular", "embedItalic"]
    assert list_embedded(families["Source Serif 4 Light"]) == ["embedRegular"]


def test_a_document_carries_each_face_that_its_styles_name() -> None:
    fonts = open_fonts(write(make_document()))
    names = {font["name"].getDebugName(1) for font in fonts}
    assert names == set(read_families(real.brand()))
    for font in fonts:
        assert {*"Aé–€Ễ"} <= {chr(code) for code in font.getBestCmap()}, "letters are missing"


def test_a_face_that_stands_for_bold_says_that_it_is_bold() -> None:
    fonts = {font["name"].getDebugName(1): font for font in open_fonts(write(make_document()))}
    heavy, light = fonts["Overpass ExtraBold"], fonts["Source Serif 4 Light"]
    assert heavy["name"].getDebugName(2) == "Bold"
    assert heavy["head"].macStyle & 1
    assert heavy["OS/2"].fsSelection & 0x60 == 0x20
    assert light["name"].getDebugName(2) == "Regular"


def test_a_brand_may_leave_its_faces_out() -> None:
    brand = other_brand("harbour")
    assert not list_font_files(brand)
    assert "embedTrueTypeFonts" not in zipfile.ZipFile(brand.folder / base.BASE).read(
        "word/settings.xml"
    ).decode()  # fmt: skip


@pytest.mark.parametrize(("rights", "embedded"), [(0, True), (0x8, True), (0x2, False)])
def test_a_face_that_must_not_be_embedded_is_left_out(
    tmp_path: Path, rights: int, *, embedded: bool
) -> None:
    folder = shutil.copytree(FOLDER / "meadow", tmp_path / "meadow")
    file = folder / "fonts" / "Roboto-Light.ttf"
    with TTFont(file) as font:
        font["OS/2"].fsType = rights
        font.save(file)
    (family,) = (
        font for name, font in read_families(load_brand(folder)).items() if "Light" in name
    )
    assert bool(list_embedded(family)) == embedded


def test_a_face_that_may_be_embedded_only_as_a_whole_keeps_all_its_letters(tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER / "meadow", tmp_path / "meadow")
    for file in (folder / "fonts").glob("*.ttf"):
        with TTFont(file) as font:
            font["OS/2"].fsType = 0x100
            font.save(file)
    sizes = [len(data) for data in make_font_files(load_brand(folder))]
    cut = [len(data) for data in make_font_files(other_brand("meadow"))]
    assert all(whole > less for whole, less in zip(sizes, cut, strict=True))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_sets_the_faces_that_the_file_carries(tmp_path: Path) -> None:
    (tmp_path / "pitch.docx").write_bytes(write(make_document()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "pitch.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    shown = (tmp_path / "pitch.pdf").read_bytes()
    for face in ("Overpass-Regular", "Overpass-SemiBold", "Overpass-ExtraBold", "SourceSerif4"):
        assert face.encode() in shown, face
