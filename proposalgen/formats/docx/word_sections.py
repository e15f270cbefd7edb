"""Word's sections: what has the same page settings; each cover has its own (17.6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement

from proposalgen.brand.model import Brand
from proposalgen.formats.docx.paragraphs import SEPARATOR
from proposalgen.formats.docx.xml import NAMESPACES, twips
from proposalgen.model.document import Meta, Section

_COVERS = ("cover", "back")
_DRAFT_HEADER = 6.0
"""How much lower a cover begins under a header with a draft mark, in millimetres."""

Group = tuple[Section, ...]
"""Sections of the document that are one of Word's."""


def group_sections(sections: Iterable[Section]) -> tuple[Group, ...]:
    """Return a document's sections as Word's: each cover alone, the others between them."""
    groups: list[Group] = []
    for section in sections:
        if groups and not _is_cover(section) and not _is_cover(groups[-1][0]):
            groups[-1] = (*groups[-1], section)
        else:
            groups.append((section,))
    return tuple(groups)


def _is_cover(section: Section) -> bool:
    return section.layout in _COVERS


def find_cover_top(meta: Meta, brand: Brand) -> float:
    """Return how far down a cover its words begin, in millimetres."""
    return brand.page.top + (_DRAFT_HEADER if meta.draft else 0)


def fill_body(
    word: WordDocument, groups: Sequence[Group], markups: Iterable[str], top: float
) -> BaseOxmlElement:
    """Put a body in the place of the base's, whose page settings stay; return the body.

    Args:
        word: The copy of the base document.
        groups: The document's sections as Word's.
        markups: The paragraphs and tables of each.
        top: How far down a cover its words begin, in millimetres.
    """
    old = word.element.body
    page = old.sectPr
    new = parse_xml(f"<w:body {NAMESPACES}></w:body>")
    for number, (group, markup) in enumerate(zip(groups, markups, strict=True)):
        settings = _set_page(page, later=number > 0, cover=_is_cover(group[0]), top=top)
        new.extend(parse_xml(f"<w:body {NAMESPACES}>{markup}</w:body>"))
        if group is groups[-1]:
            new.append(settings)
            continue
        # A section's settings stand in its last paragraph (17.6.18), so it has to end with one.
        if not isinstance(new[-1], CT_P):
            new.append(parse_xml(SEPARATOR.replace("<w:p>", f"<w:p {NAMESPACES}>", 1)))
        last = new[-1]
        assert isinstance(last, CT_P)
        last.get_or_add_pPr().append(settings)
    word.element.replace(old, new)
    return new


def _set_page(page: BaseOxmlElement, *, later: bool, cover: bool, top: float) -> BaseOxmlElement:
    """Return the page settings of one of Word's sections.

    The first page of a document and covers have the header and footer of a first page, others not.
    """
    settings = deepcopy(page)
    if cover:
        for margins in settings.xpath("w:pgMar"):
            margins.set(qn("w:top"), str(twips(top)))
    if later:
        for mark in settings.xpath("w:titlePg"):
            settings.remove(mark)
        for kind in ("header", "footer"):
            for first in settings.xpath(f"w:{kind}Reference[@w:type='first']"):
                for usual in settings.xpath(f"w:{kind}Reference[@w:type='default']"):
                    if cover:
                        usual.set(qn("r:id"), first.get(qn("r:id")))
                settings.remove(first)
    return settings
