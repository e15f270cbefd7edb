"""The base document is made from a brand, and says which."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from proposalgen.brand.load import load_brand
from proposalgen.formats.docx import base
from proposalgen.formats.docx.writer import write_docx
from tests.support import real
from tests.support.brands import FOLDER, other_brand


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(FOLDER / "meadow", tmp_path / "meadow")


def change(folder: Path, old: str, new: str) -> None:
    path = folder / "brand.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def find_stale(folder: Path, paper: str = "") -> list[str]:
    return [str(problem) for problem in base.find_stale_base(load_brand(folder, paper))]


def test_the_base_of_the_repository_is_the_one_that_its_brand_makes() -> None:
    assert not list(base.find_stale_base(real.brand()))


def test_the_base_of_a_brand_is_the_same_bytes_every_time(folder: Path) -> None:
    brand = load_brand(folder)
    assert base.build_base(brand) == base.build_base(brand)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('pine: "#1F6B3A"', 'pine: "#1F6B3B"'),
        ("lead: { font: body, size: 13.5", "lead: { font: body, size: 13"),
        ("fonts/Roboto-Medium.ttf", "fonts/Roboto-Bold.ttf"),
        ("fallback: Helvetica", "fallback: Arial"),
        ("name: Meadow Cooperative", "name: Meadow"),
    ],
)
def test_a_base_of_another_brand_yaml_is_stale_until_it_is_renewed(
    folder: Path, old: str, new: str
) -> None:
    assert not find_stale(folder)
    change(folder, old, new)
    (problem,) = find_stale(folder)
    assert problem.startswith("base.docx: made from another brand.yaml")
    assert "'proposalgen check --renew-base'" in problem
    assert base.renew_base(load_brand(folder)) == folder / "base.docx"
    assert not find_stale(folder)


def test_what_only_pdf_pages_use_does_not_make_a_base_stale(folder: Path) -> None:
    change(folder, "opener: { font: display, size: 42", "opener: { font: display, size: 40")
    change(folder, "sign: 84", "sign: 80")
    assert not find_stale(folder)


def test_a_base_is_not_stale_on_another_paper(folder: Path) -> None:
    assert not find_stale(folder, "a4")


def test_a_base_that_was_edited_in_word_still_says_what_it_was_made_from(folder: Path) -> None:
    word = docx.Document(str(folder / "base.docx"))
    word.styles["Pitch Lead"].font.size = docx.shared.Pt(99)
    word.save(str(folder / "base.docx"))
    assert not find_stale(folder)
    change(folder, 'pine: "#1F6B3A"', 'pine: "#1F6B3B"')
    assert find_stale(folder)


@pytest.mark.parametrize("data", [None, b"hello"])
def test_a_base_that_cannot_be_opened_is_not_called_stale(folder: Path, data: bytes | None) -> None:
    (folder / "base.docx").unlink()
    if data:
        (folder / "base.docx").write_bytes(data)
    assert not find_stale(folder)


def test_a_base_of_unknown_origin_is_its_designer_s_own(folder: Path) -> None:
    with zipfile.ZipFile(folder / "base.docx") as file:
        parts = {name: file.read(name) for name in file.namelist() if "custom" not in name}
    with zipfile.ZipFile(folder / "base.docx", "w") as file:
        for name, data in parts.items():
            file.writestr(name, data)
    change(folder, 'pine: "#1F6B3A"', 'pine: "#1F6B3B"')
    assert not find_stale(folder)


def test_a_document_does_not_say_what_its_base_was_made_from() -> None:
    document = real.make_pitch()
    first_pages = {section.id: 1 for section in document.sections}
    data = write_docx(document, real.brand(), first_pages)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert "docProps/custom.xml" not in file.namelist()


def test_pages_are_painted_only_where_the_surface_is_not_white() -> None:
    def read(name: str, part: str) -> str:
        brand = other_brand(name) if name else real.brand()
        with zipfile.ZipFile(brand.folder / base.BASE) as file:
            return file.read(part).decode()

    assert '<w:background w:color="F7F4EC"/>' in read("harbour", "word/document.xml")
    assert "<w:displayBackgroundShape/>" in read("harbour", "word/settings.xml")
    assert "w:background" not in read("", "word/document.xml")
    assert "displayBackgroundShape" not in read("", "word/settings.xml")


def test_sizes_are_those_of_the_type_scale_for_word() -> None:
    brand = real.brand()
    word = docx.Document(str(brand.folder / base.BASE))
    for style, step in (("Pitch Label", "label"), ("heading 1", "title"), ("Quote", "quote")):
        assert word.styles[style].font.size.pt == brand.styles[step].in_docx.size
    assert brand.styles["quote"].size != brand.styles["quote"].in_docx.size


def test_word_s_gallery_offers_the_twelve_styles_of_who_writes_and_hides_the_others() -> None:
    styles = docx.Document(str(real.brand().folder / base.BASE)).styles
    shown = sorted((style for style in styles if style.quick_style), key=lambda one: one.priority)
    assert [style.name for style in shown] == [
        "Normal", "Heading 1", "Heading 2", "Heading 3", "Pitch Lead", "List Bullet",
        "List Number", "Quote", "Pitch Fact", "Pitch Note", "Strong", "Emphasis",
    ]  # fmt: skip
    others = [style.name for style in styles if not style.quick_style and not style.hidden]
    assert others == ["Pitch Table"]  # which only the gallery of tables offers


def test_colours_of_styles_follow_the_theme_where_it_has_them() -> None:
    styles = docx.Document(str(real.brand().folder / base.BASE)).styles.element
    (text,) = styles.xpath("w:docDefaults//w:color")
    (cover,) = styles.xpath("w:style[@w:styleId='PitchCoverTitle']//w:shd")
    (muted,) = styles.xpath("w:style[@w:styleId='PitchNote']//w:color")
    theme = qn("w:themeColor")
    assert (text.get(qn("w:val")), text.get(theme)) == ("230050", "text1")
    assert (cover.get(qn("w:fill")), cover.get(qn("w:themeFill"))) == ("1E2DBE", "text2")
    assert (muted.get(qn("w:val")), muted.get(theme)) == ("5A4079", None)
