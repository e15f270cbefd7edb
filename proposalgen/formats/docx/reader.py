"""Read a DOCX back in reading order, from its XML alone: words, headings, tables, pictures."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.etree import ElementTree as ET

from PIL import Image

from proposalgen.formats.docx.opened import OpenedPackage
from proposalgen.formats.docx.text import W, extract_text
from proposalgen.formats.embedded import read_facts
from proposalgen.formats.format import Passage, reading
from proposalgen.model.document import FactUse

_DAMAGE = (zipfile.BadZipFile, zlib.error)
"""What the standard library raises of a damaged ZIP file."""
_DOCUMENT = "word/document.xml"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_EMU_PER_MM = 36000
_OUTSIDE_BODY = re.compile(r"docProps/.*\.xml|word/(header|footer)\d*\.xml")
_TAG = re.compile(r"<[^>]*>")
_CUSTOM_XML = re.compile(r"customXml/item\w*\.xml")
"""Word numbers these parts anew when there are several."""


@dataclass(frozen=True)
class InlineObject:
    """A drawing or chart that stands in a line of text (ECMA-376 part 1, 20.4.2.8)."""

    alt: str
    decorative: bool
    width: float
    """In millimetres, as is the height."""
    height: float
    png: bytes
    """Empty for a chart, as is the SVG."""
    svg: bytes
    names: tuple[str, ...]
    """Of the parts that hold its files."""


@dataclass(frozen=True)
class DocxReader:
    """Reads a DOCX as ``formats.format.Reader`` asks."""

    data: bytes

    @cached_property
    def package(self) -> OpenedPackage:
        """The parts of the file."""
        return OpenedPackage.open(self.data)

    @cached_property
    def _body(self) -> ET.Element:
        body = self.package.xml(_DOCUMENT).find(f"{W}body")
        if body is None:
            raise ValueError("the document has no body")
        return body

    @cached_property
    def _outline_levels(self) -> dict[str | None, int]:
        """The level, from 1, of each style that puts its paragraphs in the outline (17.3.1.20)."""
        return {
            style.get(f"{W}styleId"): int(level.attrib[f"{W}val"]) + 1
            for style in self.package.xml("word/styles.xml").iter(f"{W}style")
            if (level := style.find(f"{W}pPr/{W}outlineLvl")) is not None
        }

    def _say(self, element: ET.Element) -> str:
        """Return the text of an element, with single spaces."""
        return " ".join(extract_text(element, self.package).split())

    @reading(*_DAMAGE)
    def words(self) -> list[str]:
        """Return every word; a note and each reference to it begin with the word ``[3]``.

        Endnotes stand where Word prints them: at the end of the first of Word's sections.
        """
        texts, notes = [], self._read_notes()
        for block in self._body:
            texts.append(extract_text(block, self.package))
            if block.find(f"{W}pPr/{W}sectPr") is not None:
                texts.append(notes)
                notes = ""
        return "\n".join([*texts, notes]).split()

    def _list_notes(self) -> list[ET.Element]:
        """Return the endnotes, without the separators that Word keeps among them (17.11.2)."""
        notes = self.package.xml("word/endnotes.xml").iter(f"{W}endnote")
        return [note for note in notes if note.get(f"{W}type") is None]

    def _read_notes(self) -> str:
        return "\n".join(
            f"[{note.get(f'{W}id')}] {extract_text(note, self.package)}"
            for note in self._list_notes()
        )

    def _walk_paragraphs(self) -> Iterator[tuple[int, str]]:
        """Yield each paragraph's outline level, 0 for one outside the outline, and its text."""
        for paragraph in self._body.iter(f"{W}p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            name = None if style is None else style.get(f"{W}val")
            level = self._outline_levels.get(name, 0) if name is not None else 0
            yield level, self._say(paragraph)

    @reading(*_DAMAGE)
    def passages(self) -> list[Passage]:
        """Return every paragraph with the heading above it; headings too."""
        heading, found = "", []
        for level, text in self._walk_paragraphs():
            heading = text if level else heading
            found.append(Passage(heading, text))
        return found

    @reading(*_DAMAGE)
    def headings(self) -> list[tuple[int, str]]:
        """Return the level, from 1, and the words of each heading."""
        return [(level, text) for level, text in self._walk_paragraphs() if level]

    @reading(*_DAMAGE)
    def tables(self) -> list[list[list[str]]]:
        """Return the words of each cell of each row of each table that has a header row.

        A table without one only lays out the page.
        """
        return [
            [[self._say(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
            for table in self._body.iter(f"{W}tbl")
            if table.find(f".//{W}tblHeader") is not None
        ]

    @reading(*_DAMAGE)
    def count_notes(self) -> int:
        """Return how many endnotes there are."""
        return len(self._list_notes())

    @reading(*_DAMAGE)
    def facts(self) -> tuple[FactUse, ...] | None:
        """Return the facts in a custom XML part, or None where there are none."""
        for name in filter(_CUSTOM_XML.fullmatch, self.package.parts):
            found = read_facts(self.package.parts[name])
            if found is not None:
                return found
        return None

    @reading(*_DAMAGE)
    def all_text(self) -> tuple[str, ...]:
        """Return the text of the body, of headers and footers, and of the properties."""
        parts = self.package.parts
        outside = (
            _TAG.sub(" ", parts[name].decode("utf-8", "replace"))
            for name in filter(_OUTSIDE_BODY.fullmatch, parts)
        )
        return (" ".join(self.words()), *outside)

    @reading(*_DAMAGE)
    def pictures(self) -> list[Image.Image]:
        """Return the raster pictures that came from outside; ours have outlines beside them."""
        parts = self.package.parts
        names = [name for name in parts if name.startswith("word/media/logo")]
        return [Image.open(io.BytesIO(parts[name])) for name in names]

    @reading(*_DAMAGE)
    def inline_objects(self) -> list[InlineObject]:
        """Return every drawing and chart of the body."""
        return [self._read_inline(inline) for inline in self._body.iter(f"{_WP}inline")]

    def _read_inline(self, inline: ET.Element) -> InlineObject:
        properties, extent = inline.find(f"{_WP}docPr"), inline.find(f"{_WP}extent")
        if properties is None or extent is None:
            raise ValueError("a drawing without its properties or its size")
        blips = [*inline.iter(f"{_A}blip"), *inline.iter(_SVG)]
        names = tuple(self.package.related(_DOCUMENT, blip.attrib[f"{_R}embed"]) for blip in blips)
        png, svg = (*(self.package.parts[name] for name in names), b"", b"")[:2]
        width, height = (int(extent.attrib[side]) / _EMU_PER_MM for side in ("cx", "cy"))
        decorative = any(mark.get("val") == "1" for mark in properties.iter(_DECORATIVE))
        return InlineObject(properties.get("descr", ""), decorative, width, height, png, svg, names)
