"""Word's sections: what has the same page settings; covers and one-pagers have their own (17.6)."""

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

_WHOLE_PAGES = ("cover", "back", "one-pager")
"""Layouts that use a page to its edges, and have no header or footer."""
FOOT, _FOOTER = 10.0, 4.0
"""From the last line of such a page, and from its empty footer, to its end, in millimetres."""
_DRAFT_HEADER = 6.0
"""How much lower a whole page begins under a header with a draft mark, in millimetres."""

Group = tuple[Section, ...]
"""Sections of the document that are one of Word's."""


def group_sections(sections: Iterable[Section]) -> tuple[Group, ...]:
    """Return a document's sections as Word's: each whole page alone, the others between them."""
    groups: list[Group] = []
    for section in sections:
        if groups and not _is_whole_page(section) and not _is_whole_page(groups[-1][0]):
            groups[-1] = (*groups[-1], section)
        else:
            groups.append((section,))
    return tuple(groups)


def _is_whole_page(section: Section) -> bool:
    return section.layout in _WHOLE_PAGES


def find_head(meta: Meta, brand: Brand) -> float:
    """Return how far down a cover or a one-pager its words begin, in millimetres."""
    return brand.page.top + (_DRAFT_HEADER if meta.draft else 0)


def fill_body(
    word: WordDocument, groups: Sequence[Group], markups: Iterable[str], head: float
) -> BaseOxmlElement:
    """Put a body in the place of the base's, whose page settings stay; return the body.

    Args:
        word: The copy of the base document.
        groups: The document's sections as Word's.
        markups: The paragraphs and tables of each.
        head: How far down a cover or a one-pager its words begin, in millimetres.
    """
    old = word.element.body
    page = old.sectPr
    new = parse_xml(f"<w:body {NAMESPACES}></w:body>")
    for number, (group, markup) in enumerate(zip(groups, markups, strict=True)):
        settings = _set_page(page, head if _is_whole_page(group[0]) else 0, later=number > 0)
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


def _set_page(page: BaseOxmlElement, head: float, *, later: bool) -> BaseOxmlElement:
    """Return the page settings of one of Word's sections.

    The first page of a document and whole pages have the header and footer of a first page, others
    not. ``head`` is where the words of a whole page begin, and 0 for others.
    """
    settings = deepcopy(page)
    for margins in settings.xpath("w:pgMar") if head else ():
        margins.set(qn("w:top"), str(twips(head)))
        margins.set(qn("w:bottom"), str(twips(FOOT)))
        margins.set(qn("w:footer"), str(twips(_FOOTER)))
    if later:
        for mark in settings.xpath("w:titlePg"):
            settings.remove(mark)
        for kind in ("header", "footer"):
            for first in settings.xpath(f"w:{kind}Reference[@w:type='first']"):
                for usual in settings.xpath(f"w:{kind}Reference[@w:type='default']"):
                    if head:
                        usual.set(qn("r:id"), first.get(qn("r:id")))
                settings.remove(first)
    return settings
