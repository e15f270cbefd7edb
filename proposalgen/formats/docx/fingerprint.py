"""What a DOCX says and shows, as a hash that stays the same when a program rewrites its package.

Left out is all by which programs only keep books: properties of the file, revision and paragraph
ids, languages for spelling, bookmarks, where runs are cut, names of relationships, order of
parts. All else of the text and its look counts, so that no edit is ever taken for a rewriting.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from proposalgen.caches import cached
from proposalgen.formats.docx.opened import OpenedPackage

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DOCUMENT = "word/document.xml"
_STYLES = "word/styles.xml"
_NOTES = ("word/endnotes.xml", "word/footnotes.xml", "word/comments.xml")
_BOOKKEEPING = frozenset(
    _W + name
    for name in (
        "proofErr", "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd", "lang", "noProof",
        "rsid", "permStart", "permEnd",
    )
)  # fmt: skip
"""Elements that say and show nothing."""
_IDS = re.compile(r"(?:\{.*\})?(?:rsid\w*|paraId|textId|anchorId|editId|durableId)")
"""Attributes by which programs know pieces of text again; Word gives them as it saves."""


def fingerprint(package: OpenedPackage) -> str:
    """Return the hash of what a package says and shows.

    Raises:
        KeyError, ValueError, SyntaxError: it is damaged.
    """
    parts = _Parts(package)
    names = (_DOCUMENT, *_NOTES)
    described = [parts.describe(name) for name in names if name in package.parts]
    used = set(re.findall(rb'<w:(?:p|r|tbl)Style w:val="([^"]*)"', package.parts[_DOCUMENT]))
    styles = _describe_styles(package.parts.get(_STYLES, b""))
    described += (f"{name!r}={styles.get(name.decode(), '')}" for name in sorted(used))
    return hashlib.sha256("\n".join(described).encode()).hexdigest()


class _Parts:
    """The parts of a package, each described once, however often it is referred to."""

    def __init__(self, package: OpenedPackage) -> None:
        self._package = package
        self._described: dict[str, str] = {}

    def describe(self, name: str) -> str:
        """Return a hash of a picture, a header, a chart or the document itself."""
        if name not in self._described:
            self._described[name] = ""  # should parts refer to each other in a circle
            digest = hashlib.sha256()
            if name.endswith(".xml"):
                for piece in self._describe_xml(name):
                    digest.update(piece.encode())
            else:
                digest.update(self._package.parts[name])
            self._described[name] = digest.hexdigest()
        return self._described[name]

    def _describe_xml(self, name: str) -> Iterator[str]:
        targets = self._read_targets(name)
        for piece in _cut(etree.fromstring(self._package.parts[name], _make_parser())):
            described = _describe_piece(piece)
            yield described.digest
            for relationship in described.relationships:
                target = targets[relationship]
                yield self.describe(target[1:]) if target.startswith("/") else target

    def _read_targets(self, name: str) -> dict[str, str]:
        """Return what the relationships of a part lead to: addresses, or parts with a ``/``."""
        folder, _, last = name.rpartition("/")
        data = self._package.parts.get(f"{folder}/_rels/{last}.rels", b"<none/>")
        return {
            one.get("Id", ""): one.get("Target", "")
            if one.get("TargetMode") == "External"
            else posixpath.normpath(posixpath.join("/", folder, one.get("Target", "")))
            for one in etree.fromstring(data, _make_parser()).iter(_RELATIONSHIP)
        }


def _make_parser() -> etree.XMLParser:
    """Return a parser that opens nothing; one that has read something is not used again."""
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def _cut(root: etree._Element) -> Iterator[bytes]:
    """Yield the paragraphs and tables of a part; documents share most of them, as they are."""
    body = root.find(f"{_W}body")
    for child in root if body is None else body:
        if isinstance(child.tag, str):
            yield etree.tostring(child, with_tail=False)


class _Described(NamedTuple):
    digest: str
    relationships: tuple[str, ...]
    """The ids to which it refers, in order; the digest has none of them."""


@cached(
    "descriptions of paragraphs", size=4096,
    why="packs of a batch share most paragraphs, and each pack is described once it is made",
)  # fmt: skip
def _describe_piece(piece: bytes) -> _Described:
    describer = _Describer()
    text = "".join(describer.describe(etree.fromstring(piece, _make_parser())))
    return _Described(hashlib.sha256(text.encode()).hexdigest(), tuple(describer.relationships))


class _Describer:
    """Describes elements, and keeps the relationships to which they refer."""

    def __init__(self) -> None:
        self.relationships: list[str] = []

    def describe(self, element: etree._Element) -> Iterator[str]:
        """Yield what an element and those below it say and show, in pieces."""
        yield f"<{element.tag}{self._describe_attributes(element)}>"
        if element.text and element.text.strip():
            yield element.text
        last: str | None = None
        for child in element:
            if not isinstance(child.tag, str) or child.tag in _BOOKKEEPING:
                continue
            if child.tag == f"{_W}r":
                # Programs cut runs anew; letters that look the same belong together.
                look = self._describe_look(child)
                if look != last:
                    yield f"<look {look}>"
                last = look
                yield from self._describe_run(child)
            else:
                last = None
                yield from self.describe(child)
        yield ">"

    def _describe_run(self, run: etree._Element) -> Iterator[str]:
        for child in run:
            if child.tag in (f"{_W}t", f"{_W}delText", f"{_W}instrText"):
                yield child.text or ""
            elif child.tag != f"{_W}rPr" and child.tag not in _BOOKKEEPING:
                yield from self.describe(child)

    def _describe_look(self, run: etree._Element) -> str:
        """Return how a run looks, whatever the order in which its properties stand."""
        properties = run.find(f"{_W}rPr")
        kept = (one for one in ([] if properties is None else properties))
        return " ".join(sorted("".join(self.describe(one)) for one in kept
                               if one.tag not in _BOOKKEEPING))  # fmt: skip

    def _describe_attributes(self, element: etree._Element) -> str:
        described = []
        for key, value in sorted(element.attrib.items()):
            name = str(key)
            if name.startswith(_R):
                self.relationships.append(str(value))
            elif name == _XML_SPACE or _IDS.fullmatch(name):
                continue
            elif element.tag != f"{_WP}docPr" or name not in ("id", "name"):
                described.append(f" {name}={value!r}")
        return "".join(described)


@cached("looks of Word styles", size=4, why="all packs of a batch have the same styles")
def _describe_styles(data: bytes) -> dict[str, str]:
    """Return what each style of ``styles.xml`` does, by its id."""
    styles = etree.fromstring(data or b"<none/>", _make_parser())
    kept = {_W + name for name in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr")}
    return {
        style.get(f"{_W}styleId", ""): "".join(
            "".join(_Describer().describe(child)) for child in style if child.tag in kept
        )
        for style in styles.iter(f"{_W}style")
    }
