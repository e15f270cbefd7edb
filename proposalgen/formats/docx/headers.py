"""Headers and footers: the base's content controls filled, the footer's floor, the draft mark."""

from __future__ import annotations

from copy import deepcopy

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from proposalgen.brand.model import Brand
from proposalgen.formats.docx.controls import Controls, find_printed_date
from proposalgen.formats.docx.package import text_size
from proposalgen.formats.docx.paragraphs import SEPARATOR, paragraph
from proposalgen.formats.docx.runs import text_run
from proposalgen.formats.docx.xml import NAMESPACES, hex_colour, twips
from proposalgen.model.document import Document
from proposalgen.model.walk import shorten

_LONGEST = 60
"""Characters of each half of a header's line."""
_DRAFT_DISTANCE = Mm(7)
"""From the page's edge to a header with a draft mark, so that it does not push the text down."""
_FLOOR_LINES = 3
"""Lines of colour above the footer."""
_FLOOR_ROW = 62
"""Height of the row under each line, in twentieths of a point: the 1.1 mm of design 6."""


def fill_headers(word: WordDocument, document: Document, brand: Brand, controls: Controls) -> None:
    """Fill the content controls of headers and footers; add the floor, and the draft mark."""
    meta, words = document.meta, fill_words(document)
    runs = {
        "title": text_run(words["title"]),
        "prepared-for": controls.bind_last(words["prepared-for"], meta.partner),
        "imprint": controls.bind_last(words["imprint"], controls.date),
    }
    # The first of Word's sections has all headers and footers; the others refer to the same.
    page = word.sections[0]
    headers = (page.header, page.first_page_header)
    footers = (page.footer, page.first_page_footer)
    # A designer may move the controls in Word, or leave some out.
    for part in (*headers, *footers):
        for tag in part._element.xpath(".//w:sdt/w:sdtPr/w:tag"):
            if (name := tag.get(qn("w:val"))) in runs:
                _replace_control(tag.getparent().getparent(), runs[name])
    # The first page is a cover, which has a floor of its own.
    page.footer._element.insert(0, parse_xml(_write_floor(document, brand, text_size(word)[0])))
    if meta.draft:
        for section in word.sections:
            section.header_distance = _DRAFT_DISTANCE
        mark = paragraph("PitchDraft", text_run(meta.draft))
        for header in headers:
            header._element.insert(0, parse_xml(mark.replace("<w:p>", f"<w:p {NAMESPACES}>", 1)))


def fill_words(document: Document) -> dict[str, str]:
    """Return the text of each content control, by its tag."""
    meta = document.meta
    return {
        "title": shorten(meta.title, _LONGEST),
        "prepared-for": shorten(meta.prepared_for, _LONGEST),
        "imprint": ", ".join(filter(None, (meta.organisation, find_printed_date(document)))),
    }


def _replace_control(control: BaseOxmlElement, runs: str) -> None:
    """Put runs in the place of a content control, formatted as its first run was."""
    formatting = control.find(f"{qn('w:sdtContent')}/{qn('w:r')}/{qn('w:rPr')}")
    parent = control.getparent()
    assert parent is not None  # a control stands in a paragraph
    line = parse_xml(f"<w:p {NAMESPACES}>{runs}</w:p>")
    for run in line.xpath(".//w:r"):
        # The control's formatting, but not where the text itself must have another, as a font.
        own = run.get_or_add_rPr()
        for one in reversed(formatting if formatting is not None else ()):
            if own.find(one.tag) is None:
                own.insert(0, deepcopy(one))
        # ECMA-376 part 1, A.1, CT_RPr: a style and then a face come first.
        for name in ("w:rFonts", "w:rStyle"):
            for one in own.findall(qn(name)):
                own.insert(0, one)
    for child in list(line):
        control.addprevious(child)
    parent.remove(control)


def _write_floor(document: Document, brand: Brand, width: float) -> str:
    """Return the floor: three lines in the themes' colours, one below another."""
    themes = document.meta.themes or ("",)
    colours = [brand.accent(themes[n % len(themes)]).ground for n in range(_FLOOR_LINES)]
    rows = "".join(
        f'<w:tr><w:trPr><w:trHeight w:val="{_FLOOR_ROW}" w:hRule="exact"/></w:trPr><w:tc><w:tcPr>'
        f'<w:tcW w:w="{twips(width)}" w:type="dxa"/><w:tcBorders><w:top w:val="single" w:sz="12"'
        f' w:space="0" w:color="{hex_colour(colour)}"/></w:tcBorders></w:tcPr>{SEPARATOR}</w:tc>'
        "</w:tr>"
        for colour in colours
    )
    return (
        f'<w:tbl {NAMESPACES}><w:tblPr><w:tblW w:w="{twips(width)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>'
        f'<w:gridCol w:w="{twips(width)}"/></w:tblGrid>{rows}</w:tbl>'
    )
