"""Is a DOCX whole, and can everyone read it? What Word would refuse, and what its checker tells.

The first half is of the package and its references (ECMA-376 parts 1 and 2), the second of the
rules of Word's own accessibility checker and of WCAG 2.2 that a document can break.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from proposalgen.brand.contrast import TEXT_CONTRAST, measure_contrast
from proposalgen.errors import Problem, quote
from proposalgen.model.scripts import split_text

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"

LARGEST = 500_000_000
"""Bytes of all parts of a file together."""

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_DOCUMENT = "word/document.xml"
_STORY = re.compile(r"word/(document|header\d*|footer\d*|endnotes|footnotes|comments)\.xml")
_REFERENCE = re.compile(r"\s*(?:PAGEREF|NOTEREF|REF)\s+(\S+)")
_VAGUE = {"here", "click here", "link", "more", "read more", "this"}

Element = etree._Element


def check_docx(data: bytes) -> tuple[Problem, ...]:
    """Return what is wrong with a Word file; ``file`` of each names the part."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            if sum(one.file_size for one in file.infolist()) > LARGEST:
                return (Problem("cannot be opened: too large inside", field="ECMA-376 part 2"),)
            parts = {name: file.read(name) for name in file.namelist()}
            twice = len(parts) != len(file.namelist())
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError) as error:
        return (Problem(f"cannot be opened: {error}", field="ECMA-376 part 2"),)
    problems = [Problem("a part that is there twice", field="ECMA-376 part 2")] if twice else []
    trees: dict[str, Element] = {}
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                trees[name] = etree.fromstring(content, _PARSER)
            except etree.XMLSyntaxError as error:
                problems.append(Problem(f"no XML: {error.msg}", file=name, line=error.lineno or 0))
    problems += _check_package(parts, trees)
    if _DOCUMENT not in trees or "word/styles.xml" not in trees:
        problems.append(Problem("no document or no styles", field="ECMA-376 part 1, 11.3"))
        return tuple(problems)
    styles = _Styles(trees["word/styles.xml"])
    for name in filter(_STORY.fullmatch, trees):
        problems += _check_references(name, trees, styles)
        problems += _check_pictures(name, trees[name])
        problems += _check_text(name, trees[name], styles)
    problems += _check_whole(trees, styles)
    problems += _check_headings(trees[_DOCUMENT], styles)
    problems += _check_tables(trees[_DOCUMENT])
    return tuple(problems)


# -- the package -------------------------------------------------------------------------------


def _check_package(parts: Mapping[str, bytes], trees: Mapping[str, Element]) -> Iterator[Problem]:
    if "[Content_Types].xml" not in trees:
        yield Problem("no content types", field="ECMA-376 part 2, 7.2")
        return
    types = trees["[Content_Types].xml"]
    endings = {one.get("Extension", "").lower() for one in types.iter(f"{_TYPES}Default")}
    named = {one.get("PartName", "") for one in types.iter(f"{_TYPES}Override")}
    for name in parts:
        known = f"/{name}" in named or name.rpartition(".")[2].lower() in endings
        if not known and name != "[Content_Types].xml":
            yield Problem("a part without a content type", file=name, field="ECMA-376 part 2, 7.2")
    for name in sorted(named):
        if name.removeprefix("/") not in parts:
            yield Problem("a content type of a part that is not there", file=name,
                          field="ECMA-376 part 2, 7.2")  # fmt: skip
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        for relation in tree.iter(_RELATION):
            target = relation.get("Target", "")
            if relation.get("TargetMode") == "External":
                if not target.startswith(("https://", "mailto:")):
                    yield Problem(f"leads to {quote(target)}", file=name,
                                  hint="Links lead to https or mailto.")  # fmt: skip
            else:
                place = posixpath.normpath(posixpath.join("/", folder, target)).removeprefix("/")
                if place not in parts:
                    yield Problem(f"leads to a part that is not there: {quote(target)}", file=name,
                                  field="ECMA-376 part 2, 6.5")  # fmt: skip
        ids = [relation.get("Id", "") for relation in tree.iter(_RELATION)]
        yield from _find_twice(ids, "relation", name)
    for name, content in parts.items():
        if name.endswith(".png") and not content.startswith(b"\x89PNG\r\n\x1a\n"):
            yield Problem("no PNG, though its name says so", file=name)


def _line(element: Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 0


def _find_twice(names: Iterable[str | None], what: str, file: str) -> Iterator[Problem]:
    for name, count in Counter(names).items():
        if count > 1:
            yield Problem(f"the {what} {quote(name)} is there {count} times", file=file)


def _list(tree: Element | None, tag: str, attribute: str) -> list[str]:
    """Return an attribute of each element of a tag, in order."""
    elements = () if tree is None else tree.iter(f"{_W}{tag}")
    return [element.get(f"{_W}{attribute}", "") for element in elements]


def _check_references(
    name: str, trees: Mapping[str, Element], styles: _Styles
) -> Iterator[Problem]:
    """Yield what a story refers to and the file does not have."""
    tree = trees[name]
    folder, _, base = name.rpartition("/")
    relations = trees.get(f"{folder}/_rels/{base}.rels")
    known = set() if relations is None else {one.get("Id") for one in relations.iter(_RELATION)}
    for element in tree.iter(etree.Element):
        for key, value in element.attrib.items():
            if str(key).startswith(_R) and value not in known:
                yield Problem(f"no relation {quote(value)}", file=name, line=_line(element))
        if element.tag == f"{_W}tc" and (not len(element) or element[-1].tag != f"{_W}p"):
            yield Problem("a cell that does not end with a paragraph", file=name,
                          field="ECMA-376 part 1, 17.4.65")  # fmt: skip
    numbers = set(_list(trees.get("word/numbering.xml"), "num", "numId")) | {"0"}
    notes = set(_list(trees.get("word/endnotes.xml"), "endnote", "id"))
    comments = set(_list(trees.get("word/comments.xml"), "comment", "id"))
    lookups = (
        *((tag, "val", styles.ids, "style") for tag in ("pStyle", "rStyle", "tblStyle")),
        ("numId", "val", numbers, "numbering"),
        ("endnoteReference", "id", notes, "note"),
        ("commentReference", "id", comments, "comment"),
    )
    for tag, attribute, there, what in lookups:
        for value in dict.fromkeys(_list(tree, tag, attribute)):
            if value not in there:
                yield Problem(f"no {what} {quote(value)}", file=name)
    marks = _list(tree, "bookmarkStart", "name")
    yield from _find_twice(marks, "bookmark", name)
    yield from _find_twice(_list(tree, "bookmarkStart", "id"), "bookmark's number", name)
    asked = [element.get(f"{_W}anchor") for element in tree.iter(f"{_W}hyperlink")]
    codes = (element.text or "" for element in tree.iter(f"{_W}instrText"))
    asked += [
        m[1] for code in codes if (m := re.match(r"\s*(?:PAGEREF|NOTEREF|REF)\s+(\S+)", code))
    ]
    for mark in dict.fromkeys(filter(None, asked)):
        if mark not in marks:
            yield Problem(f"a link to the bookmark {quote(mark)}, which is not there", file=name)
    depth = 0
    for kind in _list(tree, "fldChar", "fldCharType"):
        depth += {"begin": 1, "end": -1}.get(kind, 0)
        if depth < 0:
            break
    if depth:
        yield Problem("a field without its beginning or its end", file=name,
                      field="ECMA-376 part 1, 17.16.18")  # fmt: skip
    for table in tree.iter(f"{_W}tbl"):
        columns = len(table.findall(f"{_W}tblGrid/{_W}gridCol"))
        for row in table.findall(f"{_W}tr"):
            cells = row.findall(f"{_W}tc")
            spans = (cell.find(f"{_W}tcPr/{_W}gridSpan") for cell in cells)
            wide = sum(1 if span is None else int(span.get(f"{_W}val", "1")) for span in spans)
            if wide != columns:
                yield Problem(f"a row of {wide} cells in a table of {columns}", file=name,
                              line=_line(row))  # fmt: skip


# -- for every reader --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Look:
    """How a text looks, as far as it tells whether it can be read."""

    colour: str = "#000000"
    ground: str = "#FFFFFF"
    size: float = 11
    bold: bool = False

    def with_properties(self, *properties: Element | None) -> _Look:
        """Return the look under some properties of a run, paragraph or cell."""
        look = self
        for each in properties:
            for one in () if each is None else each:
                value = one.get(f"{_W}val", "")
                match str(one.tag).removeprefix(_W):
                    case "color" if _is_colour(value):
                        look = replace(look, colour=f"#{value}")
                    case "shd" if _is_colour(one.get(f"{_W}fill", "")):
                        look = replace(look, ground=f"#{one.get(f'{_W}fill')}")
                    case "sz":
                        look = replace(look, size=int(value) / 2)
                    case "b":
                        look = replace(look, bold=value not in ("0", "false"))
        return look

    @property
    def is_large(self) -> bool:
        """Whether it is large text (WCAG 2.2, definitions)."""
        return self.size >= 18 or (self.bold and self.size >= 14)


def _is_colour(text: str) -> bool:
    return re.fullmatch(r"[0-9A-Fa-f]{6}", text) is not None


class _Styles:
    """The styles of a file by their ids."""

    def __init__(self, tree: Element) -> None:
        self.tree = tree
        self._styles = {style.get(f"{_W}styleId", ""): style for style in tree.iter(f"{_W}style")}
        self.ids = set(self._styles)
        defaults = tree.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")
        self.language = ""
        if defaults is not None and (lang := defaults.find(f"{_W}lang")) is not None:
            self.language = lang.get(f"{_W}val", "")
        self.plain = _Look().with_properties(defaults)
        usual = (s for s in self._styles.values() if s.get(f"{_W}default") == "1")
        self.usual = next((s.get(f"{_W}styleId", "") for s in usual
                           if s.get(f"{_W}type") == "paragraph"), "")  # fmt: skip

    def chain(self, style: str) -> list[Element]:
        """Return a style and those it is based on, the first of all first."""
        found: list[Element] = []
        while style in self._styles and self._styles[style] not in found:
            found.append(self._styles[style])
            based = found[-1].find(f"{_W}basedOn")
            style = "" if based is None else based.get(f"{_W}val", "")
        return found[::-1]

    def apply(self, look: _Look, style: str) -> _Look:
        """Return a look under a style."""
        for one in self.chain(style):
            look = look.with_properties(one.find(f"{_W}pPr"), one.find(f"{_W}rPr"))
        return look

    def level(self, style: str) -> int:
        """Return the level of a heading's style, from 1; 0 for another."""
        marks = (one.find(f"{_W}pPr/{_W}outlineLvl") for one in reversed(self.chain(style)))
        mark = next((mark for mark in marks if mark is not None), None)
        return 0 if mark is None else int(mark.get(f"{_W}val", "9")) % 9 + 1


def _style_of(element: Element, path: str, otherwise: str = "") -> str:
    style = element.find(path)
    return otherwise if style is None else style.get(f"{_W}val", "")


def _say(element: Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{_W}t"))


def _check_whole(trees: Mapping[str, Element], styles: _Styles) -> Iterator[Problem]:
    core = trees.get("docProps/core.xml")
    title = None if core is None else core.find(_TITLE)
    if title is None or not (title.text or "").strip():
        yield Problem("no title", file="docProps/core.xml", field="WCAG 2.4.2")
    if not styles.language:
        yield Problem("no language", file="word/styles.xml", field="WCAG 3.1.1")
    body = trees[_DOCUMENT].find(f"{_W}body")
    if body is None or not len(body) or body[-1].tag != f"{_W}sectPr":
        yield Problem("the body does not end with its page settings", file=_DOCUMENT,
                      field="ECMA-376 part 1, 17.6.17")  # fmt: skip
    numbers = [one.get("id") for name, tree in trees.items() if name.startswith("word/")
               for one in tree.iter(f"{_WP}docPr")]  # fmt: skip
    for name in filter(re.compile(r"word/document\.xml").fullmatch, trees):
        yield from _find_twice(numbers, "picture's number", name)


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
        if parent is not None and parent.tag == f"{_WP}anchor":
            yield Problem(f"{quote(shown)} does not stand in the line", file=name,
                          field="WCAG 1.3.2")  # fmt: skip


def _check_text(name: str, tree: Element, styles: _Styles) -> Iterator[Problem]:
    """Yield what is too faint, in an unnamed language, or a link that says nothing."""
    blank = 0
    for paragraph in tree.iter(f"{_W}p"):
        style = _style_of(paragraph, f"{_W}pPr/{_W}pStyle", styles.usual)
        look = styles.apply(_find_ground(paragraph, styles.plain), style)
        look = look.with_properties(paragraph.find(f"{_W}pPr"))
        for run in paragraph.iter(f"{_W}r"):
            text = _say(run)
            if text.strip():
                yield from _check_run(run, text, look, styles, name)
        # A cell must end with a paragraph, and one of a style made for it keeps tables apart.
        empty = not len([one for one in paragraph if one.tag != f"{_W}pPr"])
        blank = blank + 1 if empty and style == styles.usual else 0
        if blank > 1:
            yield Problem("blank paragraphs in place of a distance", file=name,
                          line=_line(paragraph), field="WCAG 1.3.2")  # fmt: skip
    for link in tree.iter(f"{_W}hyperlink"):
        text = _say(link).strip()
        if not text:
            yield Problem("a link without words", file=name, field="WCAG 2.4.4")
        elif text.casefold() in _VAGUE or text.startswith(("http://", "https://")):
            yield Problem(f"a link that does not say where it leads: {quote(text)}", file=name,
                          field="WCAG 2.4.4")  # fmt: skip


def _find_ground(paragraph: Element, look: _Look) -> _Look:
    """Return the look on the grounds of the cells that a paragraph stands in."""
    for cell in reversed(list(paragraph.iterancestors(f"{_W}tc"))):
        look = look.with_properties(cell.find(f"{_W}tcPr"))
    return look


def _check_run(
    run: Element, text: str, look: _Look, styles: _Styles, name: str
) -> Iterator[Problem]:
    properties = run.find(f"{_W}rPr")
    style = _style_of(run, f"{_W}rPr/{_W}rStyle")
    look = styles.apply(look, style).with_properties(properties)
    contrast = measure_contrast(look.colour, look.ground)
    if contrast < (3 if look.is_large else TEXT_CONTRAST):
        shown = f"{quote(text)}: {look.colour} on {look.ground}, {contrast:.1f} to 1"
        yield Problem(shown, file=name, field="WCAG 1.4.3")
    foreign = {piece.language for piece in split_text(text) if piece.language}
    told = {} if properties is None else next(
        (dict(lang.attrib) for lang in properties.iter(f"{_W}lang")), {}
    )  # fmt: skip
    if foreign and not told:
        yield Problem(f"{quote(text)} does not say its language", file=name, field="WCAG 3.1.2")
    for value in told.values():
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", str(value)):
            yield Problem(f"no language: {quote(str(value))}", file=name, field="WCAG 3.1.2")


def _check_headings(tree: Element, styles: _Styles) -> Iterator[Problem]:
    before = 0
    for paragraph in tree.iter(f"{_W}p"):
        level = styles.level(_style_of(paragraph, f"{_W}pPr/{_W}pStyle", styles.usual))
        if not level:
            continue
        words = _say(paragraph).strip()
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
        if styled and not header:
            yield Problem("a table of data without a header row", file=_DOCUMENT,
                          line=_line(table), field="WCAG 1.3.1")  # fmt: skip
        if header and table.find(f".//{_W}vMerge") is not None:
            yield Problem("a table of data with merged cells", file=_DOCUMENT,
                          line=_line(table), field="WCAG 1.3.1")  # fmt: skip
        if table.find(f".//{_W}tc//{_W}tbl") is not None:
            yield Problem("a table inside a table", file=_DOCUMENT, line=_line(table),
                          field="WCAG 1.3.2")  # fmt: skip
        if table.find(f"{_W}tblPr/{_W}tblpPr") is not None:
            yield Problem("a table that floats", file=_DOCUMENT, line=_line(table),
                          field="WCAG 1.3.2")  # fmt: skip
