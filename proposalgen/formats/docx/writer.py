"""Write a document as DOCX: the base document filled with its body, headers and facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from docx.document import Document as WordDocument
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt

from proposalgen.brand.model import Brand
from proposalgen.formats.docx.builder import PackageBuilder
from proposalgen.formats.docx.custom_xml import add_custom_xml
from proposalgen.formats.docx.headers import fill_headers
from proposalgen.formats.docx.package import load_base, text_size
from proposalgen.formats.docx.paragraphs import stack
from proposalgen.formats.docx.sections import write_section
from proposalgen.formats.docx.word_sections import fill_body, find_head
from proposalgen.formats.embedded import NAMESPACE, write_facts
from proposalgen.formats.skim import LONGEST_PROPERTY
from proposalgen.model.document import Document, Meta

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
    base = load_base(brand, document.meta.language)
    word = base.open()
    builder = PackageBuilder(document, brand, pages, word)
    room = text_size(word)
    markups = [
        stack(write_section(section, builder, room) for section in group)
        for group in builder.groups
    ]
    # Comments are complete when all sections have referred to them, not before.
    builder.finish()
    head = find_head(document.meta, brand)
    _space_tables(fill_body(word, builder.groups, markups, head))
    fill_headers(word, document, brand, builder.controls)
    _fill_properties(word, document.meta)
    if document.meta.facts:
        add_custom_xml(word, NAMESPACE, f"<facts>{write_facts(document.meta.facts)}</facts>")
    builder.controls.write(word)
    return base.save(word)


def _space_tables(body: BaseOxmlElement) -> None:
    """Keep paragraphs at a distance from tables, which have no space of their own in Word."""
    for paragraph_after in body.xpath("w:tbl/following-sibling::*[1][self::w:p]"):
        if not paragraph_after.style.startswith(_SPACED):
            paragraph_after.get_or_add_pPr().spacing_before = _BESIDE_TABLE
    for paragraph_before in body.xpath("w:tbl/preceding-sibling::*[1][self::w:p]"):
        if not paragraph_before.style.startswith(_SPACED):
            paragraph_before.get_or_add_pPr().spacing_after = _BESIDE_TABLE


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
