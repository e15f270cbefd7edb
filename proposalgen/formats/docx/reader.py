"""Read a DOCX back in reading order, from its XML alone: words, headings, tables, pictures."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.etree import ElementTree as ET

from PIL import Image

from proposalgen.formats.docx.fingerprint import fingerprint
from proposalgen.formats.docx.opened import DOCUMENT, OpenedPackage
from proposalgen.formats.docx.printed import SOURCE, W, number_notes, number_sources, settle
from proposalgen.formats.docx.text import extract_text
from proposalgen.formats.embedded import read_facts
from proposalgen.formats.format import Passage, UnreadableError, reading
from proposalgen.model.document import FactUse

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_EMU_PER_MM = 36000
_CUSTOM_XML = re.compile(r"customXml/[^/]*\.xml", re.IGNORECASE)
"""Word numbers these parts anew when there are several."""
_LEVELS = tuple("012345678")
"""Levels of the outline; 9 is that of plain text (17.3.1.20)."""
_NOTES = ("footnote", "endnote")
_RASTER = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")


@dataclass(frozen=True)
class DrawnObject:
    """A drawing or chart, in a line of text or behind it (ECMA-376 part 1, 20.4.2)."""

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
        """The body as it is printed, its sources and references to notes numbered."""
        document = self.package.xml(DOCUMENT)
        body = document.find(f"{W}body")
        if body is None:
            raise UnreadableError("the document has no body")
        settle(body)
        for kind in _NOTES:
            number_notes(body, kind)
        number_sources(body)
        return body

    @cached_property
    def _styles(self) -> dict[str, ET.Element]:
        """The paragraph styles by their ids; the usual one under no id."""
        if "word/styles.xml" not in self.package.parts:
            return {}
        styles = self.package.xml("word/styles.xml").findall(f"{W}style[@{W}type='paragraph']")
        found = {style.get(f"{W}styleId", ""): style for style in styles}
        for style in styles:
            if style.get(f"{W}default") in ("1", "true", "on"):
                found[""] = style
        return found

    def _find_level(self, paragraph: ET.Element) -> int:
        """Return a paragraph's level in the outline from 1, its own or its style's; 0 for none."""
        level, name = paragraph.find(f"{W}pPr/{W}outlineLvl"), paragraph.find(f"{W}pPr/{W}pStyle")
        style = self._styles.get("" if name is None else name.get(f"{W}val", ""))
        seen: list[ET.Element] = []
        while level is None and style is not None and style not in seen:
            seen.append(style)
            level, above = style.find(f"{W}pPr/{W}outlineLvl"), style.find(f"{W}basedOn")
            style = None if above is None else self._styles.get(above.get(f"{W}val", "none"))
        value = "" if level is None else level.get(f"{W}val", "")
        return int(value) + 1 if value in _LEVELS else 0

    def _say(self, element: ET.Element) -> str:
        """Return the text of an element, with single spaces."""
        return " ".join(extract_text(element, self.package).split())

    @reading()
    def words(self) -> list[str]:
        """Return every word; a note and each reference to it begin with the word ``[3]``.

        Endnotes, of which older files are full, stand where Word prints them: at the end of the
        first of Word's sections.
        """
        notes, texts = self._say_notes(), []
        for block in self._body:
            texts.append(extract_text(block, self.package))
            if block.find(f".//{W}pPr/{W}sectPr") is not None:
                texts.append(notes)
                notes = ""
        return "\n".join([*texts, notes]).split()

    @cached_property
    def _notes(self) -> list[tuple[str, str, ET.Element]]:
        """The notes that the text refers to: the part of each, its number and the note."""
        found: list[tuple[str, str, ET.Element]] = []
        for kind in _NOTES:
            numbers, part = number_notes(self._body, kind), f"word/{kind}s.xml"
            story = self.package.xml(part) if numbers else ET.Element("none")
            settle(story)
            notes = {note.get(f"{W}id", ""): note for note in story.findall(f"{W}{kind}")}
            if missing := [name for name in numbers if name not in notes]:
                raise UnreadableError(f"{part} has no {kind} {missing[0]}")
            found += ((part, number, notes[name]) for name, number in numbers.items())
        return found

    def _say_notes(self) -> str:
        return "\n".join(
            (f"[{number}] " if number else "") + extract_text(note, self.package, part)
            for part, number, note in self._notes
        )

    def _walk_paragraphs(self) -> Iterator[tuple[int, str]]:
        """Yield each paragraph's outline level, 0 for one outside the outline, and its text."""
        for paragraph in self._body.iter(f"{W}p"):
            yield self._find_level(paragraph), self._say(paragraph)

    @reading()
    def passages(self) -> list[Passage]:
        """Return every paragraph with the heading above it; headings too."""
        heading, found = "", []
        for level, text in self._walk_paragraphs():
            heading = text if level and text else heading
            found.append(Passage(heading, text))
        return found

    @reading()
    def headings(self) -> list[tuple[int, str]]:
        """Return the level, from 1, and the words of each heading."""
        return [(level, text) for level, text in self._walk_paragraphs() if level and text]

    @reading()
    def tables(self) -> list[list[list[str]]]:
        """Return the words of each cell of each row of each table that has a header row.

        A table without one only lays out the page.
        """
        return [
            [[self._say(cell) for cell in _own(row, "tc")] for row in _own(table, "tr")]
            for table in self._body.iter(f"{W}tbl")
            if any(row.find(f"{W}trPr/{W}tblHeader") is not None for row in _own(table, "tr"))
        ]

    @reading()
    def count_notes(self) -> int:
        """Return how many sources and notes there are."""
        bookmarks = (one.get(f"{W}name", "") for one in self._body.iter(f"{W}bookmarkStart"))
        return len(self._notes) + sum(1 for name in bookmarks if SOURCE.fullmatch(name))

    @reading()
    def facts(self) -> tuple[FactUse, ...] | None:
        """Return the facts in a custom XML part, or None where there are none."""
        for name in filter(_CUSTOM_XML.fullmatch, self.package.parts):
            found = read_facts(self.package.parts[name])
            if found is not None:
                return found
        return None

    @reading()
    def fingerprint(self) -> str:
        """Return a hash of all that the file says and shows."""
        return fingerprint(self.package)

    @reading()
    def pictures(self) -> list[Image.Image]:
        """Return the raster pictures that came from outside; ours have outlines beside them."""
        names = dict.fromkeys(
            self.package.related(DOCUMENT, blip.attrib[f"{_R}embed"])
            for blip in self._body.iter(f"{_A}blip")
            if f"{_R}embed" in blip.attrib and blip.find(f".//{_SVG}") is None
        )
        return list(filter(None, (_open_picture(self.package.parts[name]) for name in names)))

    @reading()
    def drawn_objects(self) -> list[DrawnObject]:
        """Return every drawing and chart of the body."""
        places = (f"{_WP}inline", f"{_WP}anchor")
        return [self._read_drawn(one) for one in self._body.iter() if one.tag in places]

    def _read_drawn(self, drawn: ET.Element) -> DrawnObject:
        properties, extent = drawn.find(f"{_WP}docPr"), drawn.find(f"{_WP}extent")
        if properties is None or extent is None:
            raise UnreadableError("a drawing without its properties or its size")
        blips = [*drawn.iter(f"{_A}blip"), *drawn.iter(_SVG)]
        names = tuple(self.package.related(DOCUMENT, blip.attrib[f"{_R}embed"]) for blip in blips)
        png, svg = (*(self.package.parts[name] for name in names), b"", b"")[:2]
        width, height = (int(extent.attrib[side]) / _EMU_PER_MM for side in ("cx", "cy"))
        decorative = any(mark.get("val") == "1" for mark in properties.iter(_DECORATIVE))
        return DrawnObject(properties.get("descr", ""), decorative, width, height, png, svg, names)


def _own(element: ET.Element, tag: str) -> Iterator[ET.Element]:
    """Yield the rows of a table or the cells of a row, also inside content controls."""
    for child in element:
        if child.tag == f"{W}{tag}":
            yield child
        elif child.tag != f"{W}tbl":
            yield from _own(child, tag)


def _open_picture(data: bytes) -> Image.Image | None:
    """Return a raster picture; None for one of another kind, such as a metafile."""
    try:
        return Image.open(io.BytesIO(data), formats=_RASTER)
    except (OSError, ValueError, SyntaxError):
        return None
