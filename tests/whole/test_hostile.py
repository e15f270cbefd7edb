"""Hostile text comes out as itself in both files or is refused by its field; hostile files are
refused with their name and the reason, and nothing is written."""

import csv
import io
import os
import struct
import zipfile
import zlib
from datetime import date
from functools import cache

import openpyxl
import pikepdf
import pytest
from PIL import Image

from proposalgen.batch.run import Checker, check_list, write_errors
from proposalgen.compose.document import compose
from proposalgen.compose.templates import load_template, render
from proposalgen.content.load import load_library
from proposalgen.errors import ContentError, InputError, TemplateError
from proposalgen.formats.docx.reader import DocxReader
from proposalgen.formats.docx.writer import write_docx
from proposalgen.formats.pdf.reader import PdfReader
from proposalgen.formats.pdf.writer import write_pdf
from proposalgen.model.numbers import format_money
from proposalgen.model.partner import Partner
from proposalgen.read.lists import read_list
from proposalgen.read.logo import read_logo
from proposalgen.read.markdown import read_blocks
from proposalgen.read.parser import MarkdownError
from proposalgen.read.partners import check_record
from tests.support.hostile import ALL, ALL_REFUSED, REFUSED, TEXTS
from tests.support.real import ROOT, brand, make_pitch
from tests.support.small import make_library
from tests.whole.test_properties import check, judge, template

linked = pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")

# -- text ---------------------------------------------------------------------------------------


@cache
def write(name):
    """Return both files of a partner who has the same text in every field of text."""
    partner = check({"name": name, "country": name, "contact_name": name, "themes": ["water"]})
    document = compose(partner, make_library(), template())
    pdf = write_pdf(document, brand())
    return partner, pdf.data, write_docx(document, brand(), pdf.pages)


def try_write(text):
    """Return the partner and both files, or nothing where no font has the text's signs."""
    try:
        return write(text)
    except InputError as error:
        if {problem.field for problem in error.problems} != {"name"}:
            raise
        return None


@pytest.mark.parametrize("kind", TEXTS)
def test_hostile_text_is_itself_in_both_files(kind):
    wrote = 0
    for text in TEXTS[kind]:
        if made := try_write(text):
            partner, pdf, docx = made
            for said in (PdfReader(pdf).words(), DocxReader(docx).words()):
                assert " ".join(said).count(partner.name) >= 3, text
            wrote += 1
    assert wrote >= len(TEXTS[kind]) / 3


@pytest.mark.parametrize("kind", REFUSED)
@pytest.mark.parametrize("field", ["name", "country", "contact_name", "contact_email", "logo",
                                   "currency", "type", "language", "amount", "date"])  # fmt: skip
def test_text_that_no_document_can_hold_is_refused_by_its_field(kind, field):
    for text in REFUSED[kind]:
        with pytest.raises(InputError) as caught:
            check({"name": "Nordhavn", "themes": ["water"], field: text})
        assert field in {problem.field for problem in caught.value.problems}
        assert str(caught.value).isprintable() or "\n" in str(caught.value)


ACTIVE = {"/JS", "/JavaScript", "/AA", "/OpenAction", "/Launch", "/URI", "/EmbeddedFiles", "/A"}


def find_active(pdf, docx):
    """Return what of two files does something: keys of the PDF, fields and targets of the DOCX."""
    with pikepdf.open(io.BytesIO(pdf)) as opened, zipfile.ZipFile(io.BytesIO(docx)) as file:
        objects = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary)]
        keys = {key for one in objects for key in one.keys()}  # noqa: SIM118 - pikepdf's has no iter
        marks = (b"<w:fldSimple", b"<w:instrText", b"Target=", b"<w:hyperlink", b"<w:altChunk")
        parts = {n: [file.read(n).count(mark) for mark in marks] for n in file.namelist()}
    return keys & ACTIVE, parts


def test_no_text_becomes_a_field_a_link_or_a_part_of_a_file():
    plain = find_active(*write("Nordhavn")[1:])
    for text in ALL:
        if made := try_write(text):
            assert find_active(*made[1:]) == plain, text


def test_a_marker_of_our_own_cannot_be_forged_by_a_partner_or_in_content():
    for text in REFUSED["markers of our own"]:
        with pytest.raises(InputError, match="a non-character U\\+FDD"):
            check({"name": text, "themes": ["water"]})
    said = read_blocks("a &#xfdd0;0&#xfdd1; b", values=("SECRET",))
    assert "SECRET" not in str(said)


@pytest.mark.parametrize("entity", ["&#12;", "&#x202e;", "&#x2066;"])
def test_an_entity_of_markdown_cannot_bring_what_is_no_text(entity):
    with pytest.raises(MarkdownError, match="is not text"):
        read_blocks(f"a {entity} b")


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("0.000000000001", "USD 0.000000000001"),
        ("999999999999999999999999.123456789012", "USD 999,999,999,999,999,999,999,999."
         "123456789012"),
        ("100000000000000000000000.000000000001", "USD 100,000,000,000,000,000,000,000."
         "000000000001"),
    ],
)  # fmt: skip
def test_no_amount_loses_a_digit(amount, said):
    partner = check({"name": "A", "themes": ["water"], "amount": amount, "currency": "USD"})
    assert format_money(partner.amount, partner.currency) == said


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31",
                                 date(9999, 12, 31)])  # fmt: skip
def test_a_date_near_which_a_document_has_no_other_dates_is_refused(day):
    with pytest.raises(InputError, match=r"date: no day of a proposal: .* from 1900 to 2199\."):
        check({"name": "A", "themes": ["water"], "date": day})


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "</script><script>alert(1)</script>"])
def test_the_real_pitch_says_a_hostile_name_in_both_files(name):
    document = make_pitch(name=name, contact_name=name, country=name)
    pdf = write_pdf(document, brand())
    assert name in " ".join(PdfReader(pdf.data).words())
    assert name in " ".join(DocxReader(write_docx(document, brand(), pdf.pages)).words())


# -- lists --------------------------------------------------------------------------------------


@pytest.fixture
def read(tmp_path):
    """Read a list; return its rows, or raise what is told of the file."""

    def read(content, name):
        path = tmp_path / name
        if isinstance(content, str):
            content = content.encode("utf-8", "surrogatepass")
        path.write_bytes(content)
        return list(read_list(path)[0])

    return read


def test_formulas_in_errors_csv_are_neutral_and_no_sign_breaks_it(read):
    names = ALL + ALL_REFUSED
    rows = read("\n".join(f'{{"name": {json_text(n)}, "themes": "x"}}' for n in names), "l.jsonl")
    checker = Checker("l.jsonl", ("a",), ("en",), date(2026, 11, 26), ROOT)
    failed = [(row, problems) for _, row, _, problems in check_list(rows, checker)]
    assert len(failed) == len(names)
    text = b"".join(write_errors(failed)).decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text, newline="")))
    assert len(lines) == 1 + len(names)
    for cells in lines:
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


def json_text(text):
    return '"' + "".join(f"\\u{unit:04x}" for unit in units(text)) + '"'


def units(text):
    return struct.unpack(f"<{len(text.encode('utf-16-le', 'surrogatepass')) // 2}H",
                         text.encode("utf-16-le", "surrogatepass"))  # fmt: skip


@pytest.mark.parametrize("value", ["!!bool maybe", '!!int ""', "!!timestamp x", "!!int 0x" +
                                   "f" * 5000, "!!float .nan", "!!set {a}", "!x y"])  # fmt: skip
def test_a_tag_in_yaml_makes_no_value(read, value):
    with pytest.raises(InputError, match=r"l\.yaml, line 1: not YAML: the tag '.*' is not used"):
        read(f"- name: {value}\n", "l.yaml")


@pytest.mark.parametrize("depth", [3, 500, 950])
def test_a_field_of_lists_in_lists_is_told_like_any_other_that_is_no_text(read, depth):
    rows = read('[{"name": ' + "[" * depth + "]" * depth + ', "themes": ["water"]}]', "l.json")
    assert judge(rows[0].fields)[0][0] == "name"


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"\xff\xfen\0a\0m\0e", "l.csv", "not UTF-16 text"),
        ("name,themes\nx,\ud800\n".encode("utf-16", "surrogatepass"), "l.csv", "not UTF-16 text"),
        ("name,themes\n" + "," * 2_000_000, "l.csv", "line 2: a row too large"),
        ('name,themes\n"' + '\n","' * 500_000, "l.csv", "line 2: a row too large"),
        ("name,themes\n" + "\n" * 1_100_000, "l.csv", "line 1048577: too many rows"),
        ("name,themes" + ",x" * 300, "l.csv", "line 1: 302 columns"),
        ('{"name": [' + "{}," * 700_000 + "{}]}", "l.jsonl", "line 1: a record too large"),
        ('[{"a": 1},\n{"name": [' + "{}," * 700_000 + "{}]}]", "l.json", "line 2: a record too"),
        ('[{"name": "a"}]\n[{"name": "b"}]', "l.json", "line 2: not JSON: there is more after"),
        ("#" * 1_000_001, "l.yaml", "too large"),
    ],
)
def test_a_list_that_would_fill_the_memory_is_refused_with_its_line(read, content, name, told):
    with pytest.raises(InputError) as caught:
        read(content, name)
    assert told in str(caught.value)
    assert str(caught.value).startswith(name)


def test_a_row_of_too_many_cells_is_told_once(read):
    (row,) = read("name,themes\nX,a" + ",b" * 1000, "l.csv")
    (problem,) = row.problems
    assert str(problem) == "l.csv, line 2: 1002 cells. There are 2 columns with headers."


SHEET, STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"
SHARED = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def make_book(part="", old=b"", new=b"", **added):
    """Return a workbook, one of its parts changed and others put in."""
    book, plain, changed = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    book.active.append(["name", "themes"])
    book.active.append(["X", "water"])
    book.save(plain)
    with (
        zipfile.ZipFile(plain) as file,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as other,
    ):
        for name in file.namelist():
            data = file.read(name)
            assert name != part or old in data
            other.writestr(name, data.replace(old, new, 1) if name == part else data)
        for name, data in added.items():
            other.writestr(f"xl/{name}.xml", data)
    return changed.getvalue()


@pytest.mark.parametrize(
    ("part", "old", "bomb"),
    [
        (SHEET, b"</row>", b"<c/>" * 200_000 + b"</row>"),
        (
            SHEET,
            b"</row>",
            b'<c t="inlineStr"><is><t>' + b"x" * 11_000_000 + b"</t></is></c></row>",
        ),
        (SHEET, b"</row>", b'<c r="' + b"1" * 12_000_000 + b'"/></row>'),
        (SHEET, b"</row>", b"<c>" * 100_000 + b"</c>" * 100_000 + b"</row>"),
        (SHEET, b"</sheetData>", b"</sheetData>" + b"<a/>" * 400_000),
        (STYLES, b"</cellXfs>", b"<xf/>" * 400_000 + b"</cellXfs>"),
    ],
    ids=["cells", "text", "attribute", "depth", "rest", "styles"],
)
def test_a_workbook_that_would_fill_the_memory_is_refused_with_its_part(read, part, old, bomb):
    with pytest.raises(InputError, match="too large inside, in 'xl/"):
        read(make_book(part, old, bomb), "l.xlsx")


def test_texts_that_cells_share_are_bounded(read):
    bomb = SHARED.encode() + b"<si><t>a</t></si>" * 600_000 + b"</sst>"
    with pytest.raises(InputError, match=r"too large inside, in 'xl/sharedStrings\.xml'"):
        read(make_book(sharedStrings=bomb), "l.xlsx")


def test_a_sheet_with_a_thousand_rows_and_links_is_no_bomb(read):
    rows = b"".join(b"<row><c><v>%d</v></c></row>" % n for n in range(1000))
    links = b"<hyperlinks>" + b'<hyperlink ref="A1"/>' * 1000 + b"</hyperlinks>"
    content = make_book(SHEET, b"</sheetData>", rows + b"</sheetData>" + links)
    assert len(read(content, "l.xlsx")) == 1001


# -- logos --------------------------------------------------------------------------------------


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def make_png(width, height, extra=b""):
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = zlib.compress(bytes((width + 1) * height)) if width * height < 100_000 else b""
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", data)
            + chunk(b"IEND", b""))  # fmt: skip


def make_jpeg(scans):
    data = io.BytesIO()
    Image.new("RGB", (64, 64), "red").save(data, "JPEG", progressive=True)
    content = data.getvalue()
    return content[:-2] + content[content.rindex(b"\xff\xda") : -2] * scans + content[-2:]


def frames(kind):
    data = io.BytesIO()
    first, *others = (Image.new("RGB", (20, 20), colour) for colour in ("red", "blue"))
    first.save(data, kind, save_all=True, append_images=others)
    return data.getvalue()


def check_logo(folder, content):
    (folder / "logo.png").write_bytes(content)
    record = {"name": "A", "themes": ["a"], "logo": "logo.png"}
    return check_record(
        record, themes=("a",), languages=("en",), today=date(2026, 11, 26), folder=folder
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (make_png(1, 25_001), "1 by 25001 pixels in 'logo.png'. At most 25,000 pixels a side."),
        (make_png(60_000, 60_000), "too many pixels"),
        (make_png(0, 0), "neither PNG nor JPEG"),
        (
            make_png(9, 9, chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(50_000_000)))),
            "neither PNG",
        ),
        (
            make_png(9, 9, chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(50_000_000)))),
            "neither PNG",
        ),
        (make_jpeg(200), "too many scans in 'logo.png'. Save it again as PNG."),
        (frames("GIF"), "neither PNG nor JPEG"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "neither PNG"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "neither PNG"),
        (b"%PDF-1.7", "neither PNG"),
        (b"", "neither PNG"),
    ],
)
def test_a_logo_that_is_a_bomb_or_no_picture_is_refused(tmp_path, content, told):
    with pytest.raises(InputError) as caught:
        check_logo(tmp_path, content)
    assert str(caught.value).startswith(f"logo: {told}")


def test_a_jpeg_as_encoders_write_it_is_taken(tmp_path):
    assert read_logo(check_logo(tmp_path, make_jpeg(0)), tmp_path).width == 64


def test_of_an_animated_logo_the_first_picture_is_taken(tmp_path):
    logo = read_logo(check_logo(tmp_path, frames("PNG")), tmp_path)
    with Image.open(io.BytesIO(logo.data)) as picture:
        assert (picture.n_frames, picture.getpixel((0, 0))) == (1, (255, 0, 0, 255))


@linked
def test_a_logo_that_became_a_link_or_a_pipe_since_it_was_checked_is_refused(tmp_path):
    partner = check_logo(tmp_path, make_png(9, 9))
    (tmp_path / "logo.png").unlink()
    os.mkfifo(tmp_path / "logo.png")
    with pytest.raises(InputError, match="no file"):
        read_logo(partner, tmp_path)


@pytest.mark.parametrize("seed", range(4))
def test_a_logo_with_damaged_bytes_is_taken_or_refused(tmp_path, seed):
    content = bytearray((make_png(30, 30), make_jpeg(0))[seed % 2])
    for at in range(seed, len(content), 7):
        content[at] ^= 0x55
        partner = Partner(name="A", themes=("a",), date=date(2026, 1, 1), logo="logo.png")
        (tmp_path / "logo.png").write_bytes(content)
        try:
            read_logo(partner, tmp_path)
        except InputError as error:
            if {problem.field for problem in error.problems} != {"logo"}:
                raise
        content[at] ^= 0x55


# -- templates ----------------------------------------------------------------------------------

NESTS = "".join(f"{{% for a{n} in [1,2,3,4,5,6,7,8,9,0] %}}" for n in range(9))
DOUBLED = "{% set a0 %}xxxxxxxxxx{% endset %}" + "".join(
    f"{{% set a{n + 1} %}}{{{{ a{n} }}}}{{{{ a{n} }}}}{{% endset %}}" for n in range(40)
)
CALLS = "{% macro m0() %}x{% endmacro %}" + "".join(
    f"{{% macro m{n + 1}() %}}{{{{ m{n}() }}}}{{{{ m{n}() }}}}{{% endmacro %}}" for n in range(40)
)
TOO_MUCH = "prints or repeats too much: more than 200,000 steps"


def fail(folder, body, **parts):
    """Return what is told of a template with this body."""
    (folder / "template.yaml").write_text("sections: [page]\n", encoding="utf-8")
    for name, text in {"page": body, **parts}.items():
        path = folder / f"{name}.md.j2"
        path.write_text(f"---\nlayout: page\n---\n{text}", encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        render_first(load_template, folder)
    return str(caught.value)


def render_first(load, folder):
    """Load a template and render its first section: either may refuse it."""
    made = load(folder)
    render(made, made.sections[0], {"partner": "P", "themes": (1, 2)})


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (NESTS + "x" + "{% endfor %}" * 9, TOO_MUCH),
        (NESTS + "{% endfor %}" * 9, TOO_MUCH),
        (DOUBLED + "{{ a40 }}", TOO_MUCH),
        (CALLS + "{{ m40() }}", TOO_MUCH),
        ("{% include 'two.md.j2' %}", TOO_MUCH),
        ("{% include 'page.md.j2' %}", "page.md.j2, line 4: maximum recursion depth"),
        ("{% extends 'page.md.j2' %}", "page.md.j2, line 4: maximum recursion depth"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "line 4: maximum recursion depth"),
        ("{% for i in range(10) %}x{% endfor %}", "line 4: 'range' is undefined"),
        ("{{ 'x' * 10 }}", "line 4: values cannot be joined or reckoned with"),
        ("{% include 'x' * 1000000000 %}", "line 4: values cannot be joined or reckoned with"),
        ("{% set a = [a, a] %}", "line 4: a list of names"),
        ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "page.md.j2: nested too deep"),
        ("{{ ''.__class__ }}", "line 4: access to attribute '__class__'"),
        ("{{ '{0.__class__}'.format(partner) }}", "not safely callable"),
        ("{% include '../../../etc/passwd' %}", "line 4: nothing called '../../../etc/passwd'"),
        ("{{ '\\u202e' }}", "line 4: the character U+202E is not text"),
        ("a \u202e b", "line 4: the character U+202E is not text"),
        ("a \x0b b", "line 4: the character U+000B is not text"),
        ("word " * 11_000, "page.md.j2: too large. At most 50,000 characters."),
    ],
)
def test_a_template_that_would_never_end_or_break_out_is_refused(tmp_path, body, told):
    parts = {f"{one}": f"{{% include '{other}.md.j2' %}}" * 1000 for one, other in
             (("two", "three"), ("three", "four"))}  # fmt: skip
    assert told in fail(tmp_path, body, **parts, four="")


def test_a_section_that_stands_twice_is_told(tmp_path):
    (tmp_path / "template.yaml").write_text("sections: [page, page]\n", encoding="utf-8")
    (tmp_path / "page.md.j2").write_text("---\nlayout: page\n---\n# T", encoding="utf-8")
    with pytest.raises(TemplateError, match=r"sections\.1: 'page' stands twice"):
        load_template(tmp_path)


def test_a_template_without_the_words_that_each_document_needs_is_told(tmp_path):
    words = "sections: [page]\nwords: {months: Jan, draft: D}\n"
    (tmp_path / "template.yaml").write_text(words, encoding="utf-8")
    (tmp_path / "page.md.j2").write_text("---\nlayout: page\n---\n# T", encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        compose(check({"name": "A", "themes": ["water"]}), make_library(), load_template(tmp_path))
    told = str(caught.value)
    assert "template.yaml, words.months: not the names of twelve months" in told
    assert "template.yaml, words.prepared_for: missing" in told


@pytest.mark.parametrize("sign", ["[", "<", "&", "[a](", "_", "![", "*a_b", "`a", ">"])
def test_markdown_that_would_be_parsed_for_hours_is_refused(sign):
    with pytest.raises(MarkdownError, match="without an empty line"):
        read_blocks("# T\n\n" + sign * (40_000 // len(sign)))
    with pytest.raises(MarkdownError, match=r"line 1: [0-9]{3},000 characters"):
        read_blocks((sign * 100 + "\n\n") * 2000)


# -- content ------------------------------------------------------------------------------------

LIBRARY = ROOT / "tests" / "data" / "library"


@pytest.fixture
def content(tmp_path):
    """Return a small library that may be spoilt."""
    import shutil

    return shutil.copytree(LIBRARY, tmp_path / "content")


def tell_library(folder):
    with pytest.raises(ContentError) as caught:
        load_library(folder)
    return str(caught.value)


@linked
@pytest.mark.parametrize(
    ("target", "told"),
    [("/etc/hostname", "leads out"), ("/dev/zero", "leads out"), ("evil.yaml", "leads nowhere")],
)
def test_a_link_out_of_the_content_is_refused(content, target, told):
    (content / "facts" / "evil.yaml").symlink_to(target)
    assert tell_library(content).startswith("facts/evil.yaml: a link that ")
    assert told in tell_library(content)


@linked
def test_a_pipe_in_the_content_is_refused_and_not_waited_for(content):
    os.mkfifo(content / "facts" / "evil.yaml")
    assert "facts/evil.yaml: neither a file nor a folder" in tell_library(content)


@linked
def test_a_link_inside_the_content_is_followed(content):
    (content / "organisation.yaml").rename(content / "real.txt")
    (content / "organisation.yaml").symlink_to("real.txt")
    assert load_library(content).organisation.name


def test_a_giant_file_of_facts_is_refused(content):
    (content / "facts" / "giant.yaml").write_text("#" * 1_000_001, encoding="utf-8")
    assert tell_library(content) == "facts/giant.yaml: too large. At most 1 MB. Split it."


@pytest.mark.parametrize("value", ["1e999999999", "1e-999999", "9" * 40, "NaN", "true", "[1]"])
def test_a_figure_that_cannot_be_printed_is_refused(content, value):
    (content / "facts" / "evil.yaml").write_text(
        f"evil: {{kind: statistic, claim: A, value: {value}, source: report, status: page}}\n",
        encoding="utf-8",
    )
    assert "facts/evil.yaml, line 1, evil.value: must be a number" in tell_library(content)
