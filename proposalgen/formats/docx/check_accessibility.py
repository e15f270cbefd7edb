"""Can everyone read a DOCX? Rules of Word's own checker and of WCAG 2.2 that a file can break."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from proposalgen.brand.contrast import TEXT_CONTRAST, measure_contrast
from proposalgen.errors import Problem, quote
from proposalgen.formats.docx.check_package import find_repeated, line_of
from proposalgen.formats.docx.formatting import Element, Look, Styles, say, style_of
from proposalgen.model.scripts import split_text

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_DOCUMENT = "word/document.xml"
_LARGE_TEXT_CONTRAST = 3
"""To 1 (WCAG 2.2, 1.4.3)."""
_VAGUE = {"here", "click here", "link", "more", "read more", "this"}
"""Words of a link that do not say where it leads (WCAG 2.4.4)."""


def check_document(trees: Mapping[str, Element], styles: Styles) -> Iterator[Problem]:
    """Yield what is wrong with the document as a whole, its headings and its tables.

    Args:
        trees: The root element of each part that is XML.
        styles: The styles of the file.
    """
    document = trees[_DOCUMENT]
    core = trees.get("docProps/core.xml")
    title = None if core is None else core.find(_TITLE)
    if title is None or not (title.text or "").strip():
        yield Problem("no title", file="docProps/core.xml", field="WCAG 2.4.2")
    if not styles.language:
        yield Problem("no language", file="word/styles.xml", field="WCAG 3.1.1")
    body = document.find(f"{_W}body")
    if body is None or not len(body) or body[-1].tag != f"{_W}sectPr":
        yield Problem("the body does not end with its page settings", file=_DOCUMENT,
                      field="ECMA-376 part 1, 17.6.17")  # fmt: skip
    numbers = [one.get("id") for name, tree in trees.items() if name.startswith("word/")
               for one in tree.iter(f"{_WP}docPr")]  # fmt: skip
    yield from find_repeated(numbers, "picture's number", _DOCUMENT)
    yield from _check_headings(document, styles)
    yield from _check_tables(document)


def check_text(name: str, tree: Element, styles: Styles) -> Iterator[Problem]:
    """Yield what in one story some readers would miss: pictures, faint text, languages, links.

    Args:
        name: The name of the story's part.
        tree: Its root element.
        styles: The styles of the file.
    """
    yield from _check_pictures(name, tree)
    yield from _check_paragraphs(name, tree, styles)
    yield from _check_links(name, tree)


def _check_pictures(name: str, tree: Element) -> Iterator[Problem]:
    for properties in tree.iter(f"{_WP}docPr"):
        shown = properties.get("name", "")
        alt = properties.get("descr", "").strip()
        decorative = any(mark.get("val") == "1" for mark in properties.iter(_DECORATIVE))
        if not alt and not decorative:
            yield Problem(f"{quote(shown)} has no alternative text", file=name, field="WCAG 1.1.1")
        if alt and decorative:
            yield Problem(f"{quote(shown)} is decoration, and has alternative text", file=name,
                          field="WCAG 1.1.1")  # fmt: skip
        if re.search(r"\.(png|jpe?g|gif|svg|emf)$", alt, re.IGNORECASE):
            yield Problem(f"{quote(shown)} is called by its file", file=name, field="WCAG 1.1.1")
        parent = properties.getparent()
        # A decoration may lie behind the text: who cannot see it misses nothing.
        if parent is not None and parent.tag == f"{_WP}anchor" and not decorative:
            yield Problem(f"{quote(shown)} does not stand in the line", file=name,
                          field="WCAG 1.3.2")  # fmt: skip


def _check_paragraphs(name: str, tree: Element, styles: Styles) -> Iterator[Problem]:
    """Yield what is too faint or in an unnamed language, and blank paragraphs."""
    blank = 0
    for paragraph in tree.iter(f"{_W}p"):
        style = style_of(paragraph, f"{_W}pPr/{_W}pStyle", styles.usual)
        look = styles.apply(_find_ground(paragraph, styles.plain), style)
        look = look.with_properties(paragraph.find(f"{_W}pPr"))
        for run in paragraph.iter(f"{_W}r"):
            text = say(run)
            if text.strip():
                yield from _check_run(run, text, look, styles, name)
        # A cell must end with a paragraph, and one of a style made for it keeps tables apart.
        empty = not len([one for one in paragraph if one.tag != f"{_W}pPr"])
        blank = blank + 1 if empty and style == styles.usual else 0
        if blank > 1:
            yield Problem("blank paragraphs in place of a distance", file=name,
                          line=line_of(paragraph), field="WCAG 1.3.2")  # fmt: skip


def _check_links(name: str, tree: Element) -> Iterator[Problem]:
    for link in tree.iter(f"{_W}hyperlink"):
        text = say(link).strip()
        if not text:
            yield Problem("a link without words", file=name, field="WCAG 2.4.4")
        elif text.casefold() in _VAGUE or text.startswith(("http://", "https://")):
            yield Problem(f"a link that does not say where it leads: {quote(text)}", file=name,
                          field="WCAG 2.4.4")  # fmt: skip


def _find_ground(paragraph: Element, look: Look) -> Look:
    """Return the look on the grounds of the cells that a paragraph stands in."""
    # The outermost first: an inner cell without a ground shows that of the outer one.
    for cell in reversed(list(paragraph.iterancestors(f"{_W}tc"))):
        look = look.with_properties(cell.find(f"{_W}tcPr"))
    return look


def _check_run(run: Element, text: str, look: Look, styles: Styles, name: str) -> Iterator[Problem]:
    properties = run.find(f"{_W}rPr")
    style = style_of(run, f"{_W}rPr/{_W}rStyle")
    look = styles.apply(look, style).with_properties(properties)
    contrast = measure_contrast(look.colour, look.ground)
    if contrast < (_LARGE_TEXT_CONTRAST if look.is_large else TEXT_CONTRAST):
        shown = f"{quote(text)}: {look.colour} on {look.ground}, {contrast:.1f} to 1"
        yield Problem(shown, file=name, field="WCAG 1.4.3")
    foreign = {piece.language for piece in split_text(text) if piece.language}
    lang = None if properties is None else next(properties.iter(f"{_W}lang"), None)
    languages = [] if lang is None else list(lang.attrib.values())
    if foreign and not languages:
        yield Problem(f"{quote(text)} does not say its language", file=name, field="WCAG 3.1.2")
    for value in languages:
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", str(value)):
            yield Problem(f"no language: {quote(str(value))}", file=name, field="WCAG 3.1.2")


def _check_headings(tree: Element, styles: Styles) -> Iterator[Problem]:
    before = 0
    for paragraph in tree.iter(f"{_W}p"):
        level = styles.level(style_of(paragraph, f"{_W}pPr/{_W}pStyle", styles.usual))
        if not level:
            continue
        words = say(paragraph).strip()
        if not words:
            yield Problem("a heading without words", file=_DOCUMENT, field="WCAG 2.4.6")
        if level > before + 1:
            yield Problem(f"a heading of level {level} after one of level {before}: {quote(words)}",
                          file=_DOCUMENT, field="WCAG 1.3.1")  # fmt: skip
        before = level
    if not before:
        yield Problem("no headings", file=_DOCUMENT, field="WCAG 1.3.1")


def _check_tables(tree: Element) -> Iterator[Problem]:
    """Yield data tables without a header row, and layout tables that read out of order."""
    for table in tree.iter(f"{_W}tbl"):
        header = table.find(f"{_W}tr/{_W}trPr/{_W}tblHeader") is not None
        styled = table.find(f"{_W}tblPr/{_W}tblStyle") is not None
        # A table without a style only sets the page: Word's own checker tells them apart alike.
        if styled and not header:
            yield Problem("a table of data without a header row", file=_DOCUMENT,
                          line=line_of(table), field="WCAG 1.3.1")  # fmt: skip
        if header and table.find(f".//{_W}vMerge") is not None:
            yield Problem("a table of data with merged cells", file=_DOCUMENT,
                          line=line_of(table), field="WCAG 1.3.1")  # fmt: skip
        if table.find(f".//{_W}tc//{_W}tbl") is not None:
            yield Problem("a table inside a table", file=_DOCUMENT, line=line_of(table),
                          field="WCAG 1.3.2")  # fmt: skip
        if table.find(f"{_W}tblPr/{_W}tblpPr") is not None:
            yield Problem("a table that floats", file=_DOCUMENT, line=line_of(table),
                          field="WCAG 1.3.2")  # fmt: skip
