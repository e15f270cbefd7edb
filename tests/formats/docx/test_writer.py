"""The DOCX: the document's words in Word's own styles, tables, fields, notes and charts."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image

from proposalgen.brand.load import load_brand
from proposalgen.errors import BrandError
from proposalgen.formats.docx.base import build_base
from proposalgen.formats.docx.chart import number_format
from proposalgen.formats.docx.opened import OpenedPackage
from proposalgen.formats.docx.reader import DocxReader
from proposalgen.formats.docx.text import format_number
from proposalgen.formats.docx.writer import write_docx
from proposalgen.formats.docx.xml import escape
from proposalgen.model.document import (
    Card,
    Cards,
    Columns,
    Field,
    Heading,
    ItemList,
    Link,
    Logo,
    Note,
    Paragraph,
    Section,
    Text,
)
from proposalgen.model.walk import shorten, words
from tests.support.names import ALL, MIXED
from tests.support.sample import HOSTILE, make_document

ROOT = Path(__file__).parents[3]
BRAND = load_brand(ROOT / "templates" / "brand")
XSD = Path(os.environ.get("OOXML_XSD", ROOT.parent / "shared" / "ooxml-xsd"))


def pages_of(document):
    return {section.id: number for number, section in enumerate(document.sections, 1)}


def write(document):
    return write_docx(document, BRAND, pages_of(document))


def open_word(data):
    return docx.Document(io.BytesIO(data))


def part(data, name):
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


def with_text(text):
    """Return a document of one section that says a text."""
    section = Section("one", (Text("One"),), (Paragraph((text,)),))
    return replace(make_document(), sections=(section,), notes=())


# -- words -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Nordhavn Foundation", HOSTILE, "منظمة العمل", "日本財団 ǅ 👩‍🔧"])
def test_the_file_says_what_the_document_says_in_the_same_order(name):
    document = make_document(name)
    said = words(document, pages_of(document))
    assert DocxReader(write(document)).words() == list(said)


def test_a_forbidden_character_is_named():
    with pytest.raises(ValueError, match=r"U\+0007"):
        write(with_text(Text("ring \a the bell")))


def test_an_ampersand_and_a_quote_stay_text_in_attributes_too():
    assert escape('a & b <c> "d"') == "a &amp; b &lt;c&gt; &quot;d&quot;"


def test_spaces_at_the_ends_of_runs_are_kept():
    assert 'xml:space="preserve">Illness, old age' in part(write(make_document()), DOCUMENT)


DOCUMENT = "word/document.xml"


# -- structure ---------------------------------------------------------------------------------


def test_each_section_s_title_is_a_heading_of_level_one_but_the_cover_s():
    document = make_document()
    titles = [section.title[0].text for section in document.sections[1:]]
    headings = DocxReader(write(document)).headings()
    assert [words for level, words in headings if level == 1] == titles


def test_headings_never_skip_a_level_downwards_by_more_than_the_document_does():
    levels = [level for level, _ in DocxReader(write(make_document())).headings()]
    assert set(levels) == {1, 2, 3}


def test_every_style_that_is_used_is_defined_in_the_base():
    word = open_word(write(make_document()))
    used = {node.get(qn("w:val")) for node in word.element.xpath("//w:pStyle | //w:rStyle")}
    assert used <= {style.style_id for style in word.styles}


def test_paragraphs_carry_no_fonts_or_sizes_of_their_own():
    assert not open_word(write(make_document())).element.xpath("//w:rPr/w:sz | //w:rPr/w:rFonts")


def test_each_section_after_the_cover_begins_a_page():
    document = make_document()
    breaks = open_word(write(document)).element.xpath("//w:pageBreakBefore")
    assert len(breaks) == len(document.sections) - 1


def test_no_paragraph_is_empty_but_where_the_format_asks_for_one():
    for paragraph in open_word(write(make_document())).element.xpath("//w:p"):
        if not paragraph.xpath(".//w:t | .//w:drawing"):
            assert paragraph.style in {"PitchGap", "PitchSeparator"}


def test_tables_of_data_repeat_their_head_and_name_themselves():
    data = write(make_document())
    tables = DocxReader(data).tables()
    assert [table[0] for table in tables] == [
        ["Instrument", "Theme", "What it says"],
        ["Theme", "Sum", "As of"],
    ]
    captions = open_word(data).element.xpath("//w:tblCaption/@w:val")
    assert captions == ["Standards of the other themes", "What each theme names"]


def test_figures_and_their_head_are_set_flush_right():
    element = open_word(write(make_document())).element
    rows = element.xpath("//w:tbl[.//w:tblCaption[@w:val='What each theme names']]/w:tr")
    styles = [row.xpath("w:tc[2]/w:p/w:pPr/w:pStyle/@w:val")[0] for row in rows]
    assert styles == ["PitchTableHeadNumber", "PitchTableTextNumber", "PitchTableTextNumber"]


def test_a_numbered_list_begins_again_at_one():
    word = open_word(write(make_document()))
    lists = word.element.xpath("//w:p/w:pPr/w:numPr/w:numId/@w:val")
    assert len(set(lists)) == 2
    for number in set(lists):
        num = word.part.numbering_part.element.num_having_numId(int(number))
        assert num.xpath("w:lvlOverride/w:startOverride/@w:val") == ["1"]


# -- links, contents, notes ----------------------------------------------------------------------


def test_links_lead_to_their_addresses():
    part = open_word(write(make_document())).part
    external = {rel.target_ref for rel in part.rels.values() if rel.is_external}
    assert external == {"mailto:a@example.org", "https://example.org/a"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "http://a.org"])
def test_a_link_of_another_kind_is_refused(url):
    with pytest.raises(ValueError, match="neither an https nor a mailto"):
        write(with_text(Link("here", url)))


def test_the_contents_are_a_field_filled_with_pages_that_nothing_asks_to_update():
    document = make_document()
    data = write_docx(document, BRAND, {**pages_of(document), "ask": 77})
    lines = [p for p in open_word(data).element.xpath("//w:p") if p.style == "TOC1"]
    shown = ["".join(line.xpath(".//w:t/text()")) for line in lines]
    assert shown[3] == "Lay the next tiles.77"
    codes = " ".join(lines[0].xpath(".//w:instrText/text()"))
    assert "TOC" in codes
    assert "PAGEREF" in codes
    assert "updateFields" not in part(data, "word/settings.xml")
    assert "w:dirty" not in part(data, DOCUMENT)


def test_every_link_and_reference_inside_the_file_finds_its_bookmark():
    element = open_word(write(make_document())).element
    names = element.xpath("//w:bookmarkStart/@w:name")
    assert len(names) == len(set(names))
    codes = element.xpath("//w:instrText/text()")
    referred = {code.split()[1] for code in codes if code.split()[0] in {"PAGEREF", "NOTEREF"}}
    assert referred | set(element.xpath("//w:hyperlink/@w:anchor")) <= set(names)


def test_a_source_is_an_endnote_once_and_then_referred_to():
    document = make_document()
    data = write(document)
    assert DocxReader(data).count_notes() == len(document.notes) == 4
    marks = open_word(data).element.xpath("//w:endnoteReference/@w:id")
    assert marks == ["1", "2", "3", "4"]
    assert "NOTEREF _Note2" in part(data, DOCUMENT)


def test_an_endnote_links_to_its_source():
    rels = part(write(make_document()), "word/_rels/endnotes.xml.rels")
    assert 'Target="https://c190inaction.org/c190-in-action"' in rels


def test_a_note_without_a_mark_is_told():
    document = make_document()
    extra = Note("lonely", ("A claim",), "A title", "A publisher")
    with pytest.raises(ValueError, match="'lonely'"):
        write(replace(document, notes=(*document.notes, extra)))


def test_notes_in_another_order_than_their_marks_are_told():
    document = make_document()
    with pytest.raises(ValueError, match="'report'"):
        write(replace(document, notes=document.notes[::-1]))


# -- chart -------------------------------------------------------------------------------------


def test_the_chart_is_native_told_in_words_and_holds_its_data():
    data = write(make_document())
    chart = part(data, "word/charts/chart1.xml")
    assert "<c:barChart>" in chart
    assert 'formatCode="0.0&quot;%&quot;"' in chart
    assert 'descr="52.4% of people have any benefit' in part(data, DOCUMENT)
    workbook = zipfile.ZipFile(io.BytesIO(zipfile.ZipFile(io.BytesIO(data)).read(XLSX)))
    assert "<v>52.4</v>" in workbook.read("xl/worksheets/sheet1.xml").decode()
    assert workbook.testzip() is None


XLSX = "word/embeddings/chart1.xlsx"


@pytest.mark.parametrize(
    ("figure", "value"),
    [("52.4%", 52.4), ("60%", 60.0), ("about 7", 7.0), ("3 in 10", 30.0), ('say "half"', 50.0)],
)
def test_a_figure_reads_in_the_chart_as_it_is_printed(figure, value):
    assert format_number(value, number_format(figure, value)) == figure


# -- pictures ------------------------------------------------------------------------------------


def test_every_picture_has_words_for_it_or_is_marked_as_decoration():
    shown = DocxReader(write(make_document())).inline_objects()
    assert len(shown) > 5
    for picture in shown:
        assert bool(picture.alt) != picture.decorative


def test_a_picture_is_there_as_pixels_and_as_outlines_of_one_size_without_text():
    for picture in DocxReader(write(make_document())).inline_objects():
        if not picture.names:
            continue
        image = Image.open(io.BytesIO(picture.png))
        assert image.width / image.height == pytest.approx(picture.width / picture.height, rel=0.02)
        assert image.width / picture.width * 25.4 >= 145
        svg = etree.fromstring(picture.svg)
        assert {etree.QName(node).localname for node in svg.iter()}.isdisjoint({"text", "image"})


def test_the_pixels_of_the_floor_keep_the_brand_s_colours():
    floor = max(
        DocxReader(write(make_document())).inline_objects(), key=lambda shown: len(shown.png)
    )
    image = Image.open(io.BytesIO(floor.png)).convert("RGBA")
    colours = {colour for _, colour in image.getcolors(1 << 20)}
    for name in ("teal", "purple", "blue", "white"):
        assert (*bytes.fromhex(BRAND.palette[name][1:]), 255) in colours


def test_a_picture_that_stands_twice_is_stored_once():
    document = make_document()
    theme = next(section for section in document.sections if section.layout == "theme")
    again = replace(theme, id="again", blocks=())
    data = write(replace(document, sections=(*document.sections, again)))
    files = [name for name in OpenedPackage.open(data).parts if name.startswith("word/media")]
    first = write(document)
    once = OpenedPackage.open(first).parts
    assert files == [name for name in once if name.startswith("word/media")]
    assert (
        len(DocxReader(data).inline_objects())
        == len(DocxReader(write(document)).inline_objects()) + 1
    )


def test_the_cover_stands_on_the_partner_s_floor_as_wide_as_the_text():
    def floor(name):
        shown = DocxReader(write(make_document(name))).inline_objects()
        return next(picture for picture in shown if picture.width == pytest.approx(170, abs=0.1))

    one, other = floor("Nordhavn Foundation"), floor("Southport Bank")
    assert one.svg != other.svg
    assert one == floor("Nordhavn Foundation")


@pytest.mark.parametrize("name", ["Ångström & Søn – São Tomé " * 11, "日本財団" * 60])
def test_the_longer_the_name_the_lower_the_floor(name):
    def height(name):
        shown = DocxReader(write(make_document(name))).inline_objects()
        return max((one.height for one in shown if one.width > 160), default=0)

    assert height(name) < height("Nordhavn Foundation") - 10


def test_a_theme_has_its_sign_in_its_banner_and_beside_its_name_on_the_cover():
    def count(*themes):
        document = make_document()
        sections = [s for s in document.sections if s.layout == "cover"]
        sections += [Section(t, (Text(t),), (), "theme", theme=t) for t in themes]
        cover = replace(sections[0], blocks=(ItemList(tuple((Text(t),) for t in themes)),))
        meta = replace(document.meta, themes=themes)
        made = replace(document, meta=meta, sections=(cover, *sections[1:]), notes=())
        return len(DocxReader(write(made)).inline_objects())

    assert count("social-protection", "gender-equality") == 1 + 2 * 2
    assert count("social-protection", "a-theme-without-a-sign") == 1 + 2


@pytest.mark.parametrize("shape", ["dots", "tiles", "outlines"])
def test_a_figure_is_laid_in_its_units_and_says_what_one_is(shape):
    field = Field(136, shape, (Text("One tile is one of them."),))
    card = Card(role="impact", number="136", text=(Text("countries"),), field=field)
    section = Section("numbers", (Text("Numbers"),), (Cards((card,), size="band"),), "numbers")
    data = write(replace(make_document(), sections=(section,), notes=()))
    (shown,) = DocxReader(data).inline_objects()
    assert shown.svg.count(b"Z") == 136
    assert "One tile is one of them." in " ".join(DocxReader(data).words())


def test_a_figure_without_units_is_laid_in_none():
    card = Card(role="impact", number="60%", text=(Text("of people"),))
    section = Section("numbers", (Text("Numbers"),), (Cards((card,), size="band"),), "numbers")
    data = write(replace(make_document(), sections=(section,), notes=()))
    assert DocxReader(data).inline_objects() == []


def test_a_one_pager_shows_the_floor_and_each_theme_s_sign_on_its_accent():
    def make(*themes):
        columns = tuple((Heading(2, (Text(theme),)),) for theme in themes)
        blocks = (Paragraph((Text("November"),), role="details"), Columns(columns, kind="ruled"))
        section = Section("page", (Text("All"),), blocks, "one-pager")
        document = make_document()
        meta = replace(document.meta, themes=themes)
        return write(replace(document, meta=meta, sections=(section,), notes=()))

    three = make("social-protection", "gender-equality", "just-transition")
    assert [picture.width > 100 for picture in DocxReader(three).inline_objects()] == [
        True, False, False, False,
    ]  # fmt: skip
    fills = open_word(three).element.xpath("//w:tc/w:tcPr/w:shd/@w:fill")
    assert fills[-3:] == ["05D2D2", "960A55", "8CE164"]
    assert DocxReader(make("a", "b", "c", "d", "e")).inline_objects() == []


def test_a_document_never_begins_with_an_empty_page():
    for layout in ("page", "theme", "one-pager"):
        section = Section("one", (Text("One"),), (Paragraph((Text("Two"),)),), layout)
        data = write(replace(make_document(), sections=(section,), notes=()))
        assert not open_word(data).element.xpath("//w:pageBreakBefore")


def test_the_file_stays_small_enough_for_a_letter():
    assert len(write(make_document())) < 400_000


# -- every page --------------------------------------------------------------------------------


def test_headers_name_the_document_and_its_reader_but_not_on_the_cover():
    page = open_word(write(make_document())).sections[0]
    assert page.different_first_page_header_footer
    header = page.header.paragraphs[0].text
    assert header == "A floor for everyone\tPrepared for Nordhavn Foundation"
    assert page.first_page_header.paragraphs[0].text == ""
    footer = page.footer.paragraphs[0].text
    assert footer == "International Labour Organization, November 2026\t2"


def test_the_floor_of_the_footer_takes_the_themes_colours():
    footer = open_word(write(make_document())).sections[0].footer
    lines = footer._element.xpath(".//w:tcBorders/w:top/@w:color")
    assert lines == ["05D2D2", "960A55", "05D2D2"]


def test_a_draft_says_so_on_every_page():
    page = open_word(write(make_document(draft="Draft for review"))).sections[0]
    for header in (page.header, page.first_page_header):
        mark = header.paragraphs[0]
        assert (mark.text, mark.style.name) == ("Draft for review", "Pitch Draft")


def test_a_final_document_has_no_draft_mark():
    page = open_word(write(make_document())).sections[0]
    styles = {p.style.name for p in (*page.header.paragraphs, *page.first_page_header.paragraphs)}
    assert "Pitch Draft" not in styles


def test_a_long_name_is_cut_in_the_header_after_a_whole_word():
    assert (
        shorten("Prepared for the Foundation of Many Words", 30) == "Prepared for the Foundation…"
    )
    assert shorten("Prepared for us", 30) == "Prepared for us"
    assert len(shorten("x" * 300, 60)) == 60


def test_the_properties_tell_the_document_and_its_day():
    properties = open_word(write(make_document())).core_properties
    assert properties.title == "A floor for everyone"
    assert properties.author == "International Labour Organization"
    assert properties.keywords == "social protection, gender equality"
    assert properties.created.date() == make_document().meta.date == properties.modified.date()


def test_the_language_of_the_document_is_the_language_of_its_text():
    def language(code):
        document = make_document()
        data = write(replace(document, meta=replace(document.meta, language=code)))
        return open_word(data).styles.element.xpath("w:docDefaults//w:lang/@w:val")

    assert language("en") == ["en-GB"]
    assert language("fr") == ["fr"]


def test_the_page_is_that_of_the_paper_and_its_furniture_fills_the_width():
    brand = load_brand(BRAND.folder, "letter")
    document = make_document()
    word = open_word(write_docx(document, brand, pages_of(document)))
    page = word.sections[0]
    assert (page.page_width.mm, page.page_height.mm) == pytest.approx((215.9, 279.4), abs=0.1)
    (tab,) = word.styles["Header"].paragraph_format.tab_stops
    assert tab.position.mm == pytest.approx(215.9 - 40, abs=0.1)
    assert open_word(write(document)).sections[0].page_width.mm == pytest.approx(210, abs=0.1)


# -- the base ----------------------------------------------------------------------------------


def test_the_base_of_the_repository_is_the_one_that_the_brand_makes():
    committed = (BRAND.folder / "base.docx").read_bytes()
    for name in ("word/styles.xml", "word/numbering.xml", "word/header1.xml"):
        assert part(committed, name) == part(build_base(BRAND), name)


def test_a_style_that_a_designer_changed_is_the_style_of_the_document(tmp_path):
    word = docx.Document(str(BRAND.folder / "base.docx"))
    word.styles["Pitch Lead"].font.size = docx.shared.Pt(99)
    word.save(str(tmp_path / "base.docx"))
    brand = BRAND.model_copy(update={"folder": tmp_path, "digest": "other"})
    document = make_document()
    made = open_word(write_docx(document, brand, pages_of(document)))
    assert made.styles["Pitch Lead"].font.size.pt == 99


def test_a_base_without_endnotes_is_a_mistake_of_the_brand(tmp_path):
    word = docx.Document(str(BRAND.folder / "base.docx"))
    del word.part.rels[next(r for r, rel in word.part.rels.items() if "endnotes" in rel.reltype)]
    word.save(str(tmp_path / "base.docx"))
    brand = BRAND.model_copy(update={"folder": tmp_path, "digest": "no endnotes"})
    with pytest.raises(BrandError, match="it has no endnotes part"):
        write_docx(make_document(), brand, pages_of(make_document()))


def test_a_base_that_is_no_word_document_is_a_mistake_of_the_brand(tmp_path):
    (tmp_path / "base.docx").write_text("hello")
    brand = BRAND.model_copy(update={"folder": tmp_path, "digest": "broken"})
    with pytest.raises(BrandError, match=r"base\.docx.*Make it anew"):
        write_docx(make_document(), brand, pages_of(make_document()))


# -- the file ----------------------------------------------------------------------------------


def test_one_document_leaves_no_trace_in_the_next():
    first = write(make_document())
    write(make_document(HOSTILE, draft="Draft"))
    assert write(make_document()) == first


def test_another_process_writes_the_same_bytes():
    script = (
        "import hashlib; from tests.formats.docx.test_writer import *;"
        "print(hashlib.sha256(write(make_document())).hexdigest())"
    )

    def digest(seed):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC{seed}"}
        command = [sys.executable, "-c", script]
        return subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True).stdout

    assert digest("1") == digest("2")


def test_the_zip_is_whole_and_its_content_types_stand_first():
    file = zipfile.ZipFile(io.BytesIO(write(make_document())))
    assert file.testzip() is None
    assert file.namelist()[0] == "[Content_Types].xml"
    assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_part_has_a_content_type():
    data = write(make_document())
    types = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("[Content_Types].xml"))
    ends = {node.get("Extension"): node.get("ContentType") for node in types}
    named = {node.get("PartName") for node in types}
    assert (ends["png"], ends["svg"]) == ("image/png", "image/svg+xml")
    for name in zipfile.ZipFile(io.BytesIO(data)).namelist()[1:]:
        assert f"/{name}" in named or name.rpartition(".")[2] in ends


@pytest.mark.skipif(not XSD.is_dir(), reason="no OOXML schemas; OOXML_XSD names their folder")
@pytest.mark.parametrize("draft", ["", "Draft for review"])
@pytest.mark.parametrize("name", [HOSTILE, *MIXED])
def test_every_part_keeps_to_its_schema(name, draft):
    schemas = {"word": "wml.xsd", "charts": "dml-chart.xsd", "theme": "dml-main.xsd"}
    file = zipfile.ZipFile(io.BytesIO(write(make_document(name, draft))))
    for name in file.namelist():
        folder = name.split("/")[-2] if "/" in name else ""
        if folder in schemas and name.endswith(".xml"):
            schema = read_schema(schemas[folder])
            schema.assertValid(etree.fromstring(file.read(name)))


def read_schema(name):
    """Return a schema; its import of the ``xml:`` attributes, which has no place, is left out."""

    class Resolver(etree.Resolver):
        def resolve(self, url, public, context):
            if not url.endswith(".xsd"):
                return None
            return self.resolve_string(prepare(XSD / Path(url).name), context, base_url=url)

    def prepare(path):
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
def test_libreoffice_opens_it_with_all_headings_notes_and_pages(tmp_path):
    document = make_document()
    (tmp_path / "pitch.docx").write_bytes(write(document))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for kind in ("odt", "pdf"):
        command = ["soffice", profile, "--headless", "--convert-to", kind, "pitch.docx"]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    with zipfile.ZipFile(tmp_path / "pitch.odt") as odt:
        content = odt.read("content.xml").decode()
    assert content.count("<text:h ") == len(DocxReader(write(document)).headings())
    assert content.count("<text:note ") == len(document.notes)
    pages = (tmp_path / "pitch.pdf").read_bytes().count(b"/Type/Page/")
    assert len(document.sections) <= pages <= len(document.sections) + 4


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_sets_the_cover_with_its_floor_on_one_page_whatever_the_name(tmp_path):
    names = ["X", "W" * 12 + " " + "M" * 12 + " " + "W" * 10, "Ångström & Søn – São Tomé " * 11]
    for number, name in enumerate(names):
        document = make_document(name)
        document = replace(document, meta=replace(document.meta, logo=make_logo()))
        (tmp_path / f"{number}.docx").write_bytes(write(document))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", *tmp_path.glob("*.docx")]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    for number in range(len(names)):
        with pikepdf.open(tmp_path / f"{number}.pdf") as pdf:
            cover = pdf.pages[0].Resources
            assert "/Font" in cover
            assert any(image.Width > 1000 for image in cover.XObject.values())


def make_logo():
    buffer = io.BytesIO()
    Image.new("RGB", (200, 100), "red").save(buffer, "PNG")
    return Logo(buffer.getvalue(), 200, 100, light=False, alt="Logo")


def test_the_partners_logo_stands_on_the_cover_with_words_for_those_who_cannot_see_it():
    picture = io.BytesIO()
    Image.new("RGBA", (300, 90), (20, 30, 190, 255)).save(picture, "PNG")
    logo = Logo(picture.getvalue(), 300, 90, light=False, alt="Logo of Nordhavn & Co")
    document = make_document()
    file = zipfile.ZipFile(
        io.BytesIO(write(replace(document, meta=replace(document.meta, logo=logo))))
    )
    assert "word/media/logo.png" in file.namelist()
    assert 'descr="Logo of Nordhavn &amp; Co"' in file.read("word/document.xml").decode()


# -- other scripts -------------------------------------------------------------------------------


def runs_of(name):
    """Return the runs of a partner's name in a sentence: text, and what is told of it."""
    section = Section(
        "one", (Text("One"),), (Paragraph((Text(name, field="name"), Text(", 2030"))),)
    )
    body = etree.fromstring(
        part(
            write(replace(make_document(), sections=(section,), notes=())), "word/document.xml"
        ).encode()
    )
    runs = [run for run in body.iter(qn("w:r")) if run.find(qn("w:t")) is not None]
    told = []
    for run in runs[1:]:
        look = run.find(qn("w:rPr"))
        marks = [] if look is None else [etree.QName(one).localname for one in look]
        lang = None if look is None else look.find(qn("w:lang"))
        told.append(
            (
                run.findtext(qn("w:t")),
                marks,
                {}
                if lang is None
                else {etree.QName(k).localname: v for k, v in lang.attrib.items()},
            )
        )
    return told


@pytest.mark.parametrize("name", ALL)
def test_a_name_in_any_script_is_in_the_file_as_it_is(name):
    document = with_text(Text(name, field="name"))
    assert DocxReader(write(document)).words() == list(words(document, {"one": 1}))


def test_arabic_runs_from_right_to_left_and_what_follows_stays_behind_it():
    assert runs_of("مؤسسة") == [
        ("مؤسسة", ["rFonts", "rtl", "lang"], {"bidi": "ar-SA"}),
        ("\u200e", [], {}),
        (", 2030", [], {}),
    ]


@pytest.mark.parametrize(
    ("name", "marks", "language"),
    [
        ("Гідність", ["lang"], {"val": "uk-UA"}),
        ("मजदूर", ["rFonts", "cs", "lang"], {"bidi": "hi-IN"}),
        ("日本の会", ["rFonts", "lang"], {"eastAsia": "ja-JP"}),
        ("北京", ["rFonts", "lang"], {"eastAsia": "zh-CN"}),
        ("አዲስ", ["rFonts", "lang"], {"val": "am-ET"}),
        ("Nordhavn", [], {}),
    ],
)
def test_a_run_tells_word_its_script_and_its_language(name, marks, language):
    assert runs_of(name)[0] == (name, marks, language)


def test_a_name_of_two_directions_is_one_from_right_to_left():
    section = Section("one", (Text("One"),), (Paragraph((Text("שלום ABC רב", field="name"),)),))
    data = write(replace(make_document(), sections=(section,), notes=()))
    body = etree.fromstring(part(data, "word/document.xml").encode())
    (embedded,) = body.iter(qn("w:dir"))
    assert "".join(embedded.itertext()) == "שלום ABC רב"
    assert embedded.get(qn("w:val")) == "rtl"
