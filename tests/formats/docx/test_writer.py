"""The DOCX: the document's words in Word's own styles, whole by every schema and reader."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from docx.oxml.ns import qn
from lxml import etree

from proposalgen.formats.docx.reader import DocxReader
from proposalgen.model.document import Text
from proposalgen.model.walk import plain_text, words
from tests.formats.docx.support import make_paragraph, open_word, pages_of, write
from tests.support.changes import make_logo
from tests.support.names import MIXED
from tests.support.real import ROOT
from tests.support.sample import HOSTILE, make_document

XSD = Path(os.environ.get("OOXML_XSD", ROOT.parent / "shared" / "ooxml-xsd"))


@pytest.mark.parametrize("name", ["Nordhavn Foundation", HOSTILE, "منظمة العمل", "日本財団 ǅ 👩‍🔧"])
def test_the_file_says_what_the_document_says_in_the_same_order(name: str) -> None:
    document = make_document(name)
    said = words(document, pages_of(document))
    assert DocxReader(write(document)).words() == list(said)


def test_a_forbidden_character_is_named() -> None:
    with pytest.raises(ValueError, match=r"U\+0007"):
        write(make_paragraph(Text("ring \a the bell")))


def test_each_section_s_title_is_a_heading_of_level_one_but_the_cover_s() -> None:
    document = make_document()
    titles = [plain_text(section.title) for section in document.sections[1:]]
    headings = DocxReader(write(document)).headings()
    assert [words for level, words in headings if level == 1] == titles


def test_headings_never_skip_a_level_downwards_by_more_than_the_document_does() -> None:
    levels = [level for level, _ in DocxReader(write(make_document())).headings()]
    assert set(levels) == {1, 2, 3}


def test_every_style_that_is_used_is_defined_in_the_base() -> None:
    word = open_word(write(make_document()))
    used = {node.get(qn("w:val")) for node in word.element.xpath("//w:pStyle | //w:rStyle")}
    assert used <= {style.style_id for style in word.styles}


def test_paragraphs_carry_no_fonts_or_sizes_of_their_own() -> None:
    assert not open_word(write(make_document())).element.xpath("//w:rPr/w:sz | //w:rPr/w:rFonts")


def test_each_section_after_the_cover_begins_a_page_by_itself_or_as_one_of_word_s() -> None:
    document = make_document()
    body = open_word(write(document)).element
    breaks, pages = body.xpath("//w:pageBreakBefore"), body.xpath("//w:sectPr")
    assert len(breaks) + len(pages) == len(document.sections)
    for settings in pages[:-1]:
        (following,) = settings.xpath("ancestor::w:p/following-sibling::*[1]")
        assert not following.xpath("descendant-or-self::w:p[1]/w:pPr/w:pageBreakBefore")


def test_no_paragraph_is_empty_but_where_the_format_asks_for_one() -> None:
    for paragraph in open_word(write(make_document())).element.xpath("//w:p"):
        if not paragraph.xpath(".//w:t | .//w:drawing"):
            assert paragraph.style in {"PitchGap", "PitchSeparator"}


def test_the_file_stays_small_enough_for_a_letter() -> None:
    assert len(write(make_document())) < 700_000


def test_the_properties_tell_the_document_and_its_day() -> None:
    properties = open_word(write(make_document())).core_properties
    assert properties.title == "A floor for everyone"
    assert properties.author == "International Labour Organization"
    assert properties.keywords == "social protection, gender equality"
    assert properties.created.date() == make_document().meta.date == properties.modified.date()


def test_one_document_leaves_no_trace_in_the_next() -> None:
    first = write(make_document())
    write(make_document(HOSTILE, draft="Draft"))
    assert write(make_document()) == first


def test_another_process_writes_the_same_bytes() -> None:
    script = (
        "import hashlib; from tests.formats.docx.support import make_document, write;"
        "print(hashlib.sha256(write(make_document())).hexdigest())"
    )

    def digest(seed: str) -> bytes:
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC{seed}"}
        command = [sys.executable, "-c", script]
        return subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True).stdout

    assert digest("1") == digest("2")


@pytest.mark.skipif(not XSD.is_dir(), reason="no OOXML schemas; OOXML_XSD names their folder")
@pytest.mark.parametrize("draft", ["", "Draft for review"])
@pytest.mark.parametrize("name", [HOSTILE, *MIXED])
def test_every_part_keeps_to_its_schema(name: str, draft: str) -> None:
    schemas = {"word": "wml.xsd", "charts": "dml-chart.xsd", "theme": "dml-main.xsd"}
    file = zipfile.ZipFile(io.BytesIO(write(make_document(name, draft))))
    for name in file.namelist():
        folder = name.split("/")[-2] if "/" in name else ""
        if folder in schemas and name.endswith(".xml"):
            schema = read_schema(schemas[folder])
            schema.assertValid(etree.fromstring(file.read(name)))


def read_schema(name: str) -> etree.XMLSchema:
    """Return a schema; its import of the ``xml:`` attributes, which has no place, is left out."""

    class Resolver(etree.Resolver):
        def resolve(self, url: str, public: str, context: Any) -> Any:  # type: ignore[override]
            if not url.endswith(".xsd"):
                return None
            return self.resolve_string(prepare(XSD / Path(url).name), context, base_url=url)

    def prepare(path: Path) -> str:
        if path.name == "xml.xsd":
            return path.read_text(encoding="utf-8")
        bare = '<xsd:import namespace="http://www.w3.org/XML/1998/namespace"/>'
        placed = bare.replace("/>", ' schemaLocation="xml.xsd"/>')
        return path.read_text(encoding="utf-8").replace(bare, placed)

    parser = etree.XMLParser()
    parser.resolvers.add(Resolver())
    url = (XSD / name).as_uri()
    return etree.XMLSchema(etree.fromstring(prepare(XSD / name).encode(), parser, base_url=url))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_with_all_headings_sources_and_pages(tmp_path: Path) -> None:
    document = make_document()
    (tmp_path / "pitch.docx").write_bytes(write(document))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for kind in ("odt", "pdf"):
        command = ["soffice", profile, "--headless", "--convert-to", kind, "pitch.docx"]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    with zipfile.ZipFile(tmp_path / "pitch.odt") as odt:
        content = odt.read("content.xml").decode()
    assert content.count("<text:h ") == len(DocxReader(write(document)).headings())
    assert content.count('"_Src') >= len(document.notes)
    pages = (tmp_path / "pitch.pdf").read_bytes().count(b"/Type/Page/")
    assert len(document.sections) <= pages <= len(document.sections) + 4


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_sets_the_cover_with_its_floor_on_one_page_whatever_the_name(
    tmp_path: Path,
) -> None:
    names = ["X", "W" * 12 + " " + "M" * 12 + " " + "W" * 10, "Ångström & Søn – São Tomé " * 11]
    for number, name in enumerate(names):
        document = make_document(name)
        document = replace(document, meta=replace(document.meta, logo=make_logo()))
        (tmp_path / f"{number}.docx").write_bytes(write(document))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = map(str, tmp_path.glob("*.docx"))
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", *files]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    for number in range(len(names)):
        with pikepdf.open(tmp_path / f"{number}.pdf") as pdf:
            cover: Any = pdf.pages[0].Resources
            assert "/Font" in cover
            assert any(image.Width > 1000 for image in cover.XObject.values())
