"""A DOCX that another program saved, or a person edited, is read as it is printed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

from proposalgen.formats.docx.check import check_docx
from proposalgen.formats.docx.graphics_text import format_number
from proposalgen.formats.docx.reader import DocxReader
from proposalgen.formats.format import FAULT, UnreadableError
from proposalgen.model.document import Paragraph, Text
from tests.formats.docx.support import DOCUMENT, change, make_with, open_word, write
from tests.support.sample import make_document

PITCH = write(make_document())
PLAIN = write(make_with(Paragraph((Text("Before MIDDLE after."),))))
RUN = "<w:r><w:t>{}</w:t></w:r>"
BOX = f"<w:txbxContent><w:p>{RUN.format('boxed')}</w:p></w:txbxContent>"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def put(markup: str) -> list[str]:
    """Return the words of a file in which markup stands in place of MIDDLE, after the heading."""
    split = f"</w:t></w:r>{markup}<w:r><w:t>"
    return DocxReader(change(PLAIN, DOCUMENT, "MIDDLE", split.replace("\\", r"\\"))).words()[1:]


def field(code: str, result: str) -> str:
    """Return a complex field; what stands for its code and its result is markup."""
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{step}"/></w:r>' for step in ("begin", "separate", "end")
    )
    return f"{begin}{code}{separate}{result}{end}"


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def form(code: str, state: str, result: str = "") -> str:
    """Return a legacy form field in a state; what stands for its result is markup."""
    begin = f'<w:fldChar w:fldCharType="begin"><w:ffData>{state}</w:ffData></w:fldChar>'
    return field(f"<w:r><w:instrText> {code} </w:instrText></w:r>", result).replace(
        '<w:fldChar w:fldCharType="begin"/>', begin, 1
    )


ENTRIES = '<w:listEntry w:val="Oslo"/><w:listEntry w:val="Accra"/>'
AUTHOR = 'w:id="900" w:author="Ana" w:date="2026-11-26T00:00:00Z"'


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        (f"<w:ins {AUTHOR}>{RUN.format('new')}</w:ins>", "new"),
        (f"<w:del {AUTHOR}><w:r><w:delText>old</w:delText><w:tab/></w:r></w:del>", ""),
        (f"<w:moveFrom {AUTHOR}>{RUN.format('old')}</w:moveFrom>", ""),
        (f"<w:moveTo {AUTHOR}>{RUN.format('new')}</w:moveTo>", "new"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>", ""),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>seen</w:t></w:r>', "seen"),
        (f"<w:sdt><w:sdtContent>{RUN.format('chosen')}</w:sdtContent></w:sdt>", "chosen"),
        (f'<w:customXml w:element="a">{RUN.format("tagged")}</w:customXml>', "tagged"),
        (f'<w:fldSimple w:instr=" DATE ">{RUN.format("today")}</w:fldSimple>', "today"),
        (field(code(" DATE "), RUN.format("today")), "today"),
        (field(code(" IF ") + field(code(" PAGE "), RUN.format("7")), RUN.format("so")), "so"),
        (form("FORMDROPDOWN", f'<w:ddList><w:result w:val="1"/>{ENTRIES}</w:ddList>'), "Accra"),
        (form("FORMDROPDOWN", f'<w:ddList><w:default w:val="1"/>{ENTRIES}</w:ddList>'), "Accra"),
        (form("FORMDROPDOWN", f"<w:ddList>{ENTRIES}</w:ddList>"), "Oslo"),
        (form("FORMDROPDOWN", f"<w:ddList>{ENTRIES}</w:ddList>", RUN.format("Rome")), "Rome"),
        (form("FORMCHECKBOX", "<w:checkBox><w:checked/></w:checkBox>"), "☒"),
        (form("FORMCHECKBOX", '<w:checkBox><w:default w:val="1"/></w:checkBox>'), "☒"),
        (form("FORMCHECKBOX", '<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/>'
              "</w:checkBox>"), "☐"),
        (form("FORMTEXT", "<w:textInput/>", RUN.format("typed")), "typed"),
        ("<w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>24</w:t></w:r>", "1\u201124"),
        ("<w:r><w:t>num</w:t><w:softHyphen/><w:t>bers</w:t></w:r>", "num\u00adbers"),
        (f'<m:oMath xmlns:m="{M}"><m:r><m:t>x=1</m:t></m:r></m:oMath>', "x=1"),
        ('<w:r><w:commentReference w:id="0"/></w:r>', ""),
        ('<w:r><w:sym w:font="Symbol" w:char="2022"/></w:r>', "\u2022"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>small</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>base</w:t>"
         "</w:r></w:rubyBase></w:ruby></w:r>", "base"),
    ],
)  # fmt: skip
def test_what_is_printed_is_read_and_nothing_else(markup: str, said: str) -> None:
    assert put(markup) == ["Before", *said.split(), "after."]


def test_a_text_box_is_read_once_though_it_is_there_for_two_programs() -> None:
    alternatives = (
        f'<w:r><mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="wps"><w:drawing>{BOX}'
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    words = put(alternatives)
    assert words.count("boxed") == 1
    assert words == ["Before", "after.", "boxed"]


def test_a_field_that_never_ends_hides_nothing() -> None:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + code(" PAGE ")
    assert put(begun) == ["Before", "after."]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    mark = f"<w:pPr><w:rPr><w:del {AUTHOR}/></w:rPr></w:pPr>"
    data = change(PLAIN, DOCUMENT, "<w:p>(?=(?:(?!<w:p>).)*MIDDLE)",
                  f"<w:p>{mark}{RUN.format('Fore')}</w:p><w:p>")  # fmt: skip
    assert "ForeBefore" in DocxReader(data).words()


# -- the package -----------------------------------------------------------------------------------


def rewrite(data: bytes, write_part: Callable[[str, bytes], tuple[str, bytes]]) -> bytes:
    """Return a file with each part as a function has it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(*write_part(name, old.read(name)))
    return out.getvalue()


def make_strict(name: str, content: bytes) -> tuple[str, bytes]:
    """Return a part as Word saves it in a Strict Open XML Document."""
    known = rb"http://schemas.openxmlformats.org/(wordprocessingml|officeDocument|drawingml)/2006/"
    return name, re.sub(known, rb"http://purl.oclc.org/ooxml/\1/", content)


def number_parts(name: str, content: bytes) -> tuple[str, bytes]:
    """Return a part as SharePoint may name it, with targets that begin at the package's root."""
    for part in ("document", "styles", "endnotes"):
        name = re.sub(rf"(word/(?:_rels/)?{part})(\.xml)", r"\g<1>22\2", name)
        content = content.replace(f"/word/{part}.xml".encode(), f"/word/{part}22.xml".encode())
        target = f'Target="/word/{part}22.xml"'.encode()
        content = re.sub(rf'Target="(word/)?{part}\.xml"'.encode(), target, content)
    return name, content


def turn_note_ids(name: str, content: bytes) -> tuple[str, bytes]:
    """Return a part in which the ids of endnotes run backwards."""
    pattern = rb'(<w:endnote(?:Reference)? w:id=")(\d)"'
    turn = {b"1": b"24", b"2": b"13", b"3": b"12", b"4": b"11"}
    return name, re.sub(pattern, lambda m: m[1] + turn.get(m[2], m[2]) + b'"', content)


def save_with_python_docx(data: bytes) -> bytes:
    saved = io.BytesIO()
    docx.Document(io.BytesIO(data)).save(saved)
    return saved.getvalue()


@pytest.mark.parametrize(
    "save",
    [
        lambda data: rewrite(data, make_strict),
        lambda data: rewrite(data, number_parts),
        lambda data: rewrite(data, turn_note_ids),
        save_with_python_docx,
    ],
    ids=["strict", "sharepoint", "note ids", "python-docx"],
)
def test_a_file_that_was_only_saved_anew_says_the_same_and_is_sound(
    save: Callable[[bytes], bytes],
) -> None:
    before, saved = DocxReader(PITCH), save(PITCH)
    assert saved != PITCH
    after = DocxReader(saved)
    assert after.words() == before.words()
    assert after.passages() == before.passages()
    assert after.headings() == before.headings()
    assert after.tables() == before.tables()
    assert after.count_notes() == before.count_notes()
    assert check_docx(saved) == ()


def test_a_heading_of_another_program_is_known_by_its_level_or_by_the_style_below_its_own() -> None:
    word = open_word(PLAIN)
    style = word.styles.add_style("My Heading", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles["Heading 2"]
    word.add_paragraph("By style", style)
    data = io.BytesIO()
    word.save(data)
    assert DocxReader(data.getvalue()).headings() == [(1, "One"), (2, "By style")]


@pytest.mark.parametrize(
    ("data", "told"),
    [(b"\xd0\xcf\x11\xe0" + b"\0" * 600, "password"), (b"dear all", "not a zip file")],
)
def test_a_file_that_is_none_says_why(data: bytes, told: str) -> None:
    with pytest.raises(UnreadableError, match=told):
        DocxReader(data).words()
    assert told in check_docx(data)[0].message


def test_a_file_whose_text_is_elsewhere_is_named_so() -> None:
    with pytest.raises(UnreadableError, match="other files"):
        put('<w:subDoc xmlns:r="urn:r" r:id="rId1"/>')


def test_a_fault_of_ours_is_no_verdict_on_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise TypeError("unexpected")

    monkeypatch.setattr("proposalgen.formats.docx.check.check_package", fail)
    (problem,) = check_docx(PITCH)
    assert problem.field == FAULT


# -- charts ----------------------------------------------------------------------------------------

CHART = "word/charts/chart1.xml"


def say_chart_with(old: str, new: str) -> str:
    return " ".join(DocxReader(change(PITCH, CHART, old, new)).words())


def test_a_chart_without_the_name_of_a_series_is_read() -> None:
    assert "52.4%" in say_chart_with("<c:tx>.*?</c:tx>", "")


def test_a_value_that_was_blanked_is_not_said_and_the_others_are() -> None:
    said = say_chart_with('(<c:val>.*?)<c:pt idx="0">.*?</c:pt>', r"\1")
    assert "52.4%" not in said
    assert "Any benefit" in said


def test_a_chart_without_categories_says_its_labels() -> None:
    assert "52.4%" in say_chart_with("<c:cat>.*?</c:cat>", "")


def test_a_chart_says_its_title_and_what_is_written_at_a_bar() -> None:
    rich = "<a:p><a:r><a:t>{}</a:t></a:r></a:p>"
    title = f"<c:title><c:tx><c:rich>{rich.format('Who is covered')}</c:rich></c:tx></c:title>"
    assert "Who is covered" in say_chart_with("<c:chart>", f"<c:chart>{title}")
    label = f'<c:dLbl><c:idx val="0"/><c:tx><c:rich>{rich.format("half")}</c:rich></c:tx>'
    said = say_chart_with('<c:dLbl><c:idx val="0"/>', label)
    assert "half" in said
    assert "52.4%" not in said


def test_a_value_that_is_no_number_is_said_as_it_is() -> None:
    assert "#N/A" in say_chart_with("<c:v>52.4</c:v>", "<c:v>#N/A</c:v>")


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1234.5, "General", "1234.5"), (1234.5, "#,##0", "1,234"), (0.524, "0.0%", "52.4%"),
        (3.0, "0.##", "3"), (7.25, '[Red]"USD "0.00_);-0', "USD 7.25"), (52.4, '0.0"%"', "52.4%"),
    ],
)  # fmt: skip
def test_a_value_is_shown_in_the_number_formats_that_others_use(
    value: float, code: str, shown: str
) -> None:
    assert format_number(value, code) == shown
