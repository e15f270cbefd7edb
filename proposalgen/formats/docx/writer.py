"""Write a document as DOCX: the base opened, its body, notes, header, footer and facts filled."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import UTC, datetime

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt

from proposalgen.brand.model import Brand
from proposalgen.formats.docx.ledger import Ledger
from proposalgen.formats.docx.markup import (
    NAMESPACES,
    SEPARATOR,
    hex_colour,
    paragraph,
    stack,
    text_run,
    twips,
)
from proposalgen.formats.docx.package import add_custom_xml, load_base, text_size
from proposalgen.formats.docx.sections import set_section
from proposalgen.formats.embedded import NAMESPACE, write_facts
from proposalgen.model.document import Break, Document, Meta, Notes, Paragraph
from proposalgen.model.walk import plain_text, shorten, walk_blocks

_LONGEST_PROPERTY = 255
"""Characters of a core property, by python-docx."""

_LONGEST_FURNITURE = 60
"""Characters of a header's half."""

_SPACED = ("Heading", "Title", "PitchLead", "Caption", "PitchGap", "PitchSeparator")
"""Styles that keep a distance of their own from a table, or mean to keep none."""

_BY_TABLE = Pt(14)
"""Between a table and a paragraph that has no such distance of its own."""

_DRAFT_HEADER = Mm(7)
"""From the page's edge to a header with a draft mark, which must not push the text down."""


def write_docx(document: Document, brand: Brand, pages: Mapping[str, int]) -> bytes:
    """Return a document as a Word file; the same bytes for the same arguments.

    Args:
        document: What to write.
        brand: Its look and its paper; ``base.docx`` in its folder gives the styles, margins,
            header and footer.
        pages: The first page of each section, by its id, for the contents and page references.

    Raises:
        BrandError: ``base.docx`` is missing or no Word document.
        ValueError: the text holds a character that XML does not allow, a link is neither https
            nor mailto, or the notes do not match their marks.
    """
    size = (brand.page.width, brand.page.height)
    base = load_base(brand.folder / "base.docx", brand.digest, document.meta.language, size)
    word = base.open()
    ledger = Ledger(document, brand, pages, word)
    room = text_size(word)
    noted = _find_notes(document)
    body = stack(set_section(section, ledger, room) for section in document.sections[:noted])
    rest = stack(set_section(section, ledger, room) for section in document.sections[noted:])
    ledger.write_notes()
    ledger.write_comments()
    _fill_body(word, body, rest)
    _fill_furniture(word, document, brand)
    _fill_properties(word, document.meta)
    if document.meta.facts:
        add_custom_xml(word, NAMESPACE, f"<facts>{write_facts(document.meta.facts)}</facts>")
    return base.save(word)


def _find_notes(document: Document) -> int:
    """Return how many sections there are until the notes have been printed: all without notes."""
    for count, section in enumerate(document.sections, 1):
        if any(isinstance(block, Notes) for block in walk_blocks(section.blocks)):
            return count
    return len(document.sections)


def _fill_body(word: WordDocument, markup: str, rest: str) -> None:
    """Put the body in the place of the base's, whose page settings stay.

    Word sets the notes at the end of its section, so that what follows them is another.
    """
    old = word.element.body
    page = old.sectPr
    new = parse_xml(f"<w:body {NAMESPACES}>{markup}</w:body>")
    if rest:
        if not isinstance(new[-1], CT_P):
            new.append(parse_xml(SEPARATOR.replace("<w:p>", f"<w:p {NAMESPACES}>", 1)))
        last = new[-1]
        assert isinstance(last, CT_P)
        last.get_or_add_pPr().append(deepcopy(page))
        _keep_first_page(page)
        new.extend(parse_xml(f"<w:body {NAMESPACES}>{rest}</w:body>"))
    new.append(page)
    for paragraph_after in new.xpath("w:tbl/following-sibling::*[1][self::w:p]"):
        if not paragraph_after.style.startswith(_SPACED):
            paragraph_after.get_or_add_pPr().spacing_before = _BY_TABLE
    for paragraph_before in new.xpath("w:tbl/preceding-sibling::*[1][self::w:p]"):
        if not paragraph_before.style.startswith(_SPACED):
            paragraph_before.get_or_add_pPr().spacing_after = _BY_TABLE
    word.element.replace(old, new)


def _keep_first_page(page: BaseOxmlElement) -> None:
    """Give all pages of a section the header and footer of its first."""
    for kind in ("header", "footer"):
        for usual in page.xpath(f"w:{kind}Reference[@w:type='default']"):
            for first in page.xpath(f"w:{kind}Reference[@w:type='first']"):
                usual.set(qn("r:id"), first.get(qn("r:id")))
                page.remove(first)
    for mark in page.xpath("w:titlePg"):
        page.remove(mark)


def _fill_properties(word: WordDocument, meta: Meta) -> None:
    day = datetime(meta.date.year, meta.date.month, meta.date.day, tzinfo=UTC).replace(tzinfo=None)
    properties = word.core_properties
    properties.title = meta.title[:_LONGEST_PROPERTY]
    properties.author = meta.organisation[:_LONGEST_PROPERTY]
    properties.last_modified_by = meta.organisation[:_LONGEST_PROPERTY]
    properties.subject = meta.subject[:_LONGEST_PROPERTY]
    properties.keywords = ", ".join(meta.keywords)[:_LONGEST_PROPERTY]
    properties.language = meta.language
    properties.created = properties.modified = day
    properties.revision = 1


# -- header and footer -------------------------------------------------------------------------


def _fill_furniture(word: WordDocument, document: Document, brand: Brand) -> None:
    """Fill the content controls of headers and footers; add the floor, and the draft mark."""
    meta = document.meta
    words = {
        "title": shorten(meta.title, _LONGEST_FURNITURE),
        "prepared-for": shorten(meta.prepared_for, _LONGEST_FURNITURE),
        "imprint": ", ".join(filter(None, (meta.organisation, _dated(document)))),
    }
    page = word.sections[0]
    headers = (page.header, page.first_page_header)
    footers = (page.footer, page.first_page_footer)
    for part in (*headers, *footers):
        for tag in part._element.xpath(".//w:sdt/w:sdtPr/w:tag"):
            if (name := tag.get(qn("w:val"))) in words:
                _replace_control(tag.getparent().getparent(), words[name])
    page.footer._element.insert(0, parse_xml(_floor(document, brand, text_size(word)[0])))
    if meta.draft:
        page.header_distance = _DRAFT_HEADER
        mark = paragraph("PitchDraft", text_run(meta.draft))
        for header in headers:
            header._element.insert(0, parse_xml(mark.replace("<w:p>", f"<w:p {NAMESPACES}>", 1)))


def _dated(document: Document) -> str:
    """Return the document's date as its first page words it, whatever the language."""
    for section in document.sections[:1]:
        for block in walk_blocks(section.blocks):
            if isinstance(block, Paragraph) and block.role == "details":
                breaks = [at for at, one in enumerate(block.inlines) if isinstance(one, Break)]
                return plain_text(block.inlines[breaks[-1] + 1 if breaks else 0 :]).strip()
    return ""


def _replace_control(control: BaseOxmlElement, text: str) -> None:
    """Put plain text in the place of a content control, as its first run looks."""
    look = control.find(f"{qn('w:sdtContent')}/{qn('w:r')}/{qn('w:rPr')}")
    parent = control.getparent()
    assert parent is not None  # a control stands in a paragraph
    for run in parse_xml(f"<w:p {NAMESPACES}>{text_run(text)}</w:p>").xpath(".//w:r"):
        own = run.get_or_add_rPr()
        for one in reversed(look if look is not None else ()):
            if own.find(one.tag) is None:
                own.insert(0, deepcopy(one))
        # ECMA-376 part 1, A.1, CT_RPr: a style and then a face come first.
        for name in ("w:rFonts", "w:rStyle"):
            for one in own.findall(qn(name)):
                own.insert(0, one)
        control.addprevious(run)
    parent.remove(control)


def _floor(document: Document, brand: Brand, width: float) -> str:
    """Return the floor: three lines in the themes' colours, one below another."""
    themes = document.meta.themes or ("",)
    colours = [brand.colour(brand.accent(themes[n % len(themes)]).ground) for n in range(3)]
    rows = "".join(
        '<w:tr><w:trPr><w:trHeight w:val="62" w:hRule="exact"/></w:trPr><w:tc><w:tcPr>'
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
