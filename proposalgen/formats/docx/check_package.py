"""Is a DOCX whole? What Word would refuse to open, or would repair (ECMA-376 parts 1 and 2)."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from lxml import etree

from proposalgen.errors import Problem, quote
from proposalgen.formats.docx.formatting import Element, Styles

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_BLOCKS = {f"{_W}{tag}" for tag in ("p", "tbl", "sdt", "altChunk", "customXml")}
_REFERENCE = re.compile(r"\s*(?:PAGEREF|NOTEREF|REF)\s+(\S+)")
"""A field that refers to a bookmark (17.16.5)."""


def check_package(parts: Mapping[str, bytes], trees: Mapping[str, Element]) -> Iterator[Problem]:
    """Yield what is wrong with content types, relationships and media.

    Args:
        parts: The bytes of each part, by its name without the leading slash.
        trees: The root element of each part that is XML.
    """
    if "[Content_Types].xml" not in trees:
        yield Problem("no content types", field="ECMA-376 part 2, 7.2")
        return
    yield from _check_content_types(parts, trees["[Content_Types].xml"])
    for name, tree in trees.items():
        if name.endswith(".rels"):
            yield from _check_relationships(name, tree, parts)
    for name, content in parts.items():
        if name.endswith(".png") and not content.startswith(b"\x89PNG\r\n\x1a\n"):
            yield Problem("not a PNG, though its name says so", file=name)


def _check_content_types(parts: Mapping[str, bytes], types: Element) -> Iterator[Problem]:
    extensions = {one.get("Extension", "").lower() for one in types.iter(f"{_TYPES}Default")}
    named = {one.get("PartName", "") for one in types.iter(f"{_TYPES}Override")}
    for name in parts:
        known = f"/{name}" in named or name.rpartition(".")[2].lower() in extensions
        if not known and name != "[Content_Types].xml":
            yield Problem("a part without a content type", file=name, field="ECMA-376 part 2, 7.2")
    for name in sorted(named):
        if name.removeprefix("/") not in parts:
            yield Problem("a content type of a part that is not there", file=name,
                          field="ECMA-376 part 2, 7.2")  # fmt: skip


def _check_relationships(name: str, tree: Element, parts: Mapping[str, bytes]) -> Iterator[Problem]:
    folder = posixpath.dirname(posixpath.dirname(name))
    names = {part.lower() for part in parts}
    for relationship in tree.iter(_RELATIONSHIP):
        target = relationship.get("Target", "")
        if relationship.get("TargetMode") == "External":
            if not target.startswith(("https://", "mailto:")):
                yield Problem(f"leads to {quote(target)}", file=name,
                              hint="Links lead to https or mailto.")  # fmt: skip
        else:
            place = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lower()
            if place.removeprefix("/") not in names:
                yield Problem(f"leads to a part that is not there: {quote(target)}", file=name,
                              field="ECMA-376 part 2, 6.5")  # fmt: skip
    ids = [relationship.get("Id", "") for relationship in tree.iter(_RELATIONSHIP)]
    yield from find_repeated(ids, "relation", name)


def line_of(element: Element) -> int:
    """Return the line of its part that an element stands in; 0 where that is not known."""
    line = element.sourceline
    return line if isinstance(line, int) else 0


def find_repeated(names: Iterable[str | None], what: str, file: str) -> Iterator[Problem]:
    """Yield a problem for each name that stands more than once."""
    for name, count in Counter(names).items():
        if count > 1:
            yield Problem(f"the {what} {quote(name)} is there {count} times", file=file)


def _list_attributes(tree: Element | None, tag: str, attribute: str) -> list[str]:
    """Return an attribute of each element of a tag, in order."""
    elements = () if tree is None else tree.iter(f"{_W}{tag}")
    return [element.get(f"{_W}{attribute}", "") for element in elements]


def check_references(name: str, trees: Mapping[str, Element], styles: Styles) -> Iterator[Problem]:
    """Yield what a story refers to and the file does not have, and what Word could not lay out.

    Args:
        name: The name of the story's part.
        trees: The root element of each part that is XML.
        styles: The styles of the file.
    """
    tree = trees[name]
    yield from _check_relationship_ids(name, trees)
    yield from _check_lookups(name, trees, styles)
    yield from _check_bookmarks(name, tree)
    yield from _check_fields(name, tree)
    yield from _check_rows(name, tree)


def _check_relationship_ids(name: str, trees: Mapping[str, Element]) -> Iterator[Problem]:
    folder, _, base = name.rpartition("/")
    relationships = trees.get(f"{folder}/_rels/{base}.rels")
    known: set[str | None] = set()
    if relationships is not None:
        known = {one.get("Id") for one in relationships.iter(_RELATIONSHIP)}
    for element in trees[name].iter(etree.Element):
        for key, value in element.attrib.items():
            if str(key).startswith(_R) and value and value not in known:
                yield Problem(f"no relation {quote(value)}", file=name, line=line_of(element))
        if element.tag == f"{_W}tc" and not _ends_with_paragraph(element):
            yield Problem("a cell that does not end with a paragraph", file=name,
                          field="ECMA-376 part 1, 17.4.65")  # fmt: skip


def _ends_with_paragraph(cell: Element) -> bool:
    """Return whether the last block of a cell is a paragraph, or a content control round one."""
    blocks = [one.tag for one in cell if one.tag in _BLOCKS]
    return bool(blocks) and blocks[-1] != f"{_W}tbl"


def _check_lookups(name: str, trees: Mapping[str, Element], styles: Styles) -> Iterator[Problem]:
    """Yield the styles, numberings, notes and comments that are referred to and not there."""
    numbers = set(_list_attributes(trees.get("word/numbering.xml"), "num", "numId")) | {"0"}
    notes = set(_list_attributes(trees.get("word/endnotes.xml"), "endnote", "id"))
    comments = set(_list_attributes(trees.get("word/comments.xml"), "comment", "id"))
    lookups = (
        *((tag, "val", styles.ids, "style") for tag in ("pStyle", "rStyle", "tblStyle")),
        ("numId", "val", numbers, "numbering"),
        ("endnoteReference", "id", notes, "note"),
        ("commentReference", "id", comments, "comment"),
    )
    for tag, attribute, there, what in lookups:
        for value in dict.fromkeys(_list_attributes(trees[name], tag, attribute)):
            if value not in there:
                yield Problem(f"no {what} {quote(value)}", file=name)


def _check_bookmarks(name: str, tree: Element) -> Iterator[Problem]:
    bookmarks = _list_attributes(tree, "bookmarkStart", "name")
    yield from find_repeated(bookmarks, "bookmark", name)
    ids = _list_attributes(tree, "bookmarkStart", "id")
    yield from find_repeated(ids, "bookmark's number", name)
    bookmarks = [*bookmarks, "_top"]  # Word's own, of the beginning
    targets = [element.get(f"{_W}anchor") for element in tree.iter(f"{_W}hyperlink")]
    codes = (element.text or "" for element in tree.iter(f"{_W}instrText"))
    targets += [match[1] for code in codes if (match := _REFERENCE.match(code))]
    for target in dict.fromkeys(filter(None, targets)):
        if target not in bookmarks:
            yield Problem(f"a link to the bookmark {quote(target)}, which is not there", file=name)


def _check_fields(name: str, tree: Element) -> Iterator[Problem]:
    depth = 0
    for kind in _list_attributes(tree, "fldChar", "fldCharType"):
        depth += {"begin": 1, "end": -1}.get(kind, 0)
        if depth < 0:
            break
    if depth:
        yield Problem("a field without its beginning or its end", file=name,
                      field="ECMA-376 part 1, 17.16.18")  # fmt: skip


def _check_rows(name: str, tree: Element) -> Iterator[Problem]:
    """Yield the rows with more or fewer cells than their table's grid has columns (17.4.48)."""
    for table in tree.iter(f"{_W}tbl"):
        columns = len(table.findall(f"{_W}tblGrid/{_W}gridCol"))
        for row in table.findall(f"{_W}tr"):
            cells = [*row.findall(f"{_W}tc"), *row.findall(f"{_W}sdt/{_W}sdtContent/{_W}tc")]
            wide = sum(_count(cell.find(f"{_W}tcPr/{_W}gridSpan"), 1) for cell in cells)
            for side in ("gridBefore", "gridAfter"):
                wide += _count(row.find(f"{_W}trPr/{_W}{side}"), 0)
            if wide != columns:
                yield Problem(f"a row of {wide} cells in a table of {columns}", file=name,
                              line=line_of(row))  # fmt: skip


def _count(element: Element | None, otherwise: int) -> int:
    """Return the number that a property says; another where there is none."""
    value = "" if element is None else element.get(f"{_W}val", "")
    return int(value) if value.isdecimal() else otherwise
