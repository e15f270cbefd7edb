"""The table of contents: a field that spans its entries, each filled in (17.16.5.68)."""

from __future__ import annotations

from proposalgen.formats.docx.builder import PackageBuilder
from proposalgen.formats.docx.inlines import write_inlines
from proposalgen.formats.docx.links import link_to_bookmark
from proposalgen.formats.docx.measures import ASIDE_TEXT
from proposalgen.formats.docx.paragraphs import paragraph
from proposalgen.formats.docx.place import Place
from proposalgen.formats.docx.runs import field_end, field_start, run
from proposalgen.model.document import Contents

_FIELD_CODE = 'TOC \\o "1-1" \\h \\z \\u'
"""Headings of level 1, as links, without page numbers on the web, by outline level too."""


def write_contents(contents: Contents, builder: PackageBuilder, place: Place) -> str:
    """Return a table of contents with its entries filled in; empty where there are no entries.

    It stands in the content control of Word's gallery (17.5.2.8), so that a reader can update it
    with one click. Nothing asks Word to do that when it opens the file: the page numbers are those
    of the PDF, and a dialog would be the first thing that a partner sees.
    """
    entries = []
    for entry in contents.entries:
        title = link_to_bookmark(
            builder.anchor(entry.section), write_inlines(entry.title, builder, place)
        )
        page = builder.page_reference(entry.section, place.ink)
        entries.append(title + run("<w:tab/>") + page)
    if not entries:
        return ""
    entries[0] = field_start(_FIELD_CODE) + entries[0]
    entries[-1] += field_end()
    # The style's tab stop is where the panel beside the letter ends; contents may be wider.
    tabs = (ASIDE_TEXT, place.width)
    lines = "".join(paragraph("TOC1", entry, tabs=tabs) for entry in entries)
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>{lines}</w:sdtContent></w:sdt>"
    )
