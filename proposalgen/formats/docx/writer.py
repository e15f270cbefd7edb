"""Write a document as DOCX: the base document filled with its body, notes, headers and facts."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import UTC, datetime

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt

from proposalgen.brand.model import Brand
from proposalgen.formats.docx.builder import PackageBuilder
from proposalgen.formats.docx.custom_xml import add_custom_xml
from proposalgen.formats.docx.headers import fill_headers
from proposalgen.formats.docx.package import load_base, text_size
from proposalgen.formats.docx.paragraphs import SEPARATOR, stack
from proposalgen.formats.docx.sections import write_section
from proposalgen.formats.docx.xml import NAMESPACES
from proposalgen.formats.embedded import NAMESPACE, write_facts
from proposalgen.formats.skim import LONGEST_PROPERTY
from proposalgen.model.document import Document, Meta, Notes
from proposalgen.model.walk import walk_blocks

_SPACED = ("Heading", "PitchLead", "Caption", "PitchGap", "PitchSeparator")
"""How the ids of styles begin that keep their own distance from a table, or mean to keep none."""
_BESIDE_TABLE = Pt(14)
"""Between a table and a paragraph whose style has no distance of its own."""


def write_docx(document: Document, brand: Brand, pages: Mapping[str, int]) -> bytes:
    """Return a document as a Word file; the same bytes for the same arguments.

    Args:
        document: What to write.
        brand: Its look and its paper; ``base.docx`` in its folder gives the styles, margins,
            header and footer.
        pages: The first page of each section, by its id, for contents and page references.

    Raises:
        BrandError: ``base.docx`` is missing or no Word document.
        ValueError: the text holds a character that XML does not allow, a link is neither https
            nor mailto, or the notes do not match the references to them.
    """
    size = (brand.page.width, brand.page.height)
    base = load_base(brand.folder / "base.docx", brand.digest, document.meta.language, size)
    word = base.open()
    builder = PackageBuilder(document, brand, pages, word)
    room = text_size(word)
    noted = _count_until_notes(document)
    body = stack(write_section(section, builder, room) for section in document.sections[:noted])
    rest = stack(write_section(section, builder, room) for section in document.sections[noted:])
    # Notes and comments are complete when all sections have referred to them, not before.
    builder.finish()
    _fill_body(word, body, rest)
    fill_headers(word, document, brand)
    _fill_properties(word, document.meta)
    if document.meta.facts:
        add_custom_xml(word, NAMESPACE, f"<facts>{write_facts(document.meta.facts)}</facts>")
    return base.save(word)


def _count_until_notes(document: Document) -> int:
    """Return how many sections there are up to the one that prints the notes, or all of them."""
    for count, section in enumerate(document.sections, 1):
        if any(isinstance(block, Notes) for block in walk_blocks(section.blocks)):
            return count
    return len(document.sections)


def _fill_body(word: WordDocument, markup: str, rest: str) -> None:
    """Put a body in the place of the base's, whose page settings stay.

    Word prints endnotes at the end of a section (17.11.22), so the sections of the document up to
    its notes are Word's first section, and the rest, such as the back cover, is its second.

    Args:
        word: The copy of the base document.
        markup: The paragraphs and tables up to and with the notes' heading.
        rest: Those after the notes; may be empty.
    """
    old = word.element.body
    page = old.sectPr
    new = parse_xml(f"<w:body {NAMESPACES}>{markup}</w:body>")
    if rest:
        # A section's settings stand in its last paragraph (17.6.18), so it has to end with one.
        if not isinstance(new[-1], CT_P):
            new.append(parse_xml(SEPARATOR.replace("<w:p>", f"<w:p {NAMESPACES}>", 1)))
        last = new[-1]
        assert isinstance(last, CT_P)
        last.get_or_add_pPr().append(deepcopy(page))
        _use_first_page_headers(page)
        new.extend(parse_xml(f"<w:body {NAMESPACES}>{rest}</w:body>"))
    new.append(page)
    _space_tables(new)
    word.element.replace(old, new)


def _space_tables(body: BaseOxmlElement) -> None:
    """Keep paragraphs at a distance from tables, which have no space of their own in Word."""
    for paragraph_after in body.xpath("w:tbl/following-sibling::*[1][self::w:p]"):
        if not paragraph_after.style.startswith(_SPACED):
            paragraph_after.get_or_add_pPr().spacing_before = _BESIDE_TABLE
    for paragraph_before in body.xpath("w:tbl/preceding-sibling::*[1][self::w:p]"):
        if not paragraph_before.style.startswith(_SPACED):
            paragraph_before.get_or_add_pPr().spacing_after = _BESIDE_TABLE


def _use_first_page_headers(page: BaseOxmlElement) -> None:
    """Give all pages of a section the header and footer of a first page, as for a cover."""
    for kind in ("header", "footer"):
        for usual in page.xpath(f"w:{kind}Reference[@w:type='default']"):
            for first in page.xpath(f"w:{kind}Reference[@w:type='first']"):
                usual.set(qn("r:id"), first.get(qn("r:id")))
                page.remove(first)
    for mark in page.xpath("w:titlePg"):
        page.remove(mark)


def _fill_properties(word: WordDocument, meta: Meta) -> None:
    # python-docx wants a time without a zone, and writes it as one of UTC.
    day = datetime(meta.date.year, meta.date.month, meta.date.day, tzinfo=UTC).replace(tzinfo=None)
    properties = word.core_properties
    properties.title = meta.title[:LONGEST_PROPERTY]
    properties.author = meta.organisation[:LONGEST_PROPERTY]
    properties.last_modified_by = meta.organisation[:LONGEST_PROPERTY]
    properties.subject = meta.subject[:LONGEST_PROPERTY]
    properties.keywords = ", ".join(meta.keywords)[:LONGEST_PROPERTY]
    properties.language = meta.language
    properties.created = properties.modified = day
    properties.revision = 1
