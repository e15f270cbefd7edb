"""Read a DOCX back in reading order, from its XML alone: words, headings, tables, pictures."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass
class Package:
    """The parts of a DOCX, by name."""

    parts: dict[str, bytes]
    _fields: list[str] = field(default_factory=list)
    """The instructions of the fields that are open where we read."""

    @classmethod
    def open(cls, data: bytes) -> Package:
        """Return the parts of a file."""
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return cls({name: file.read(name) for name in file.namelist()})

    def xml(self, name: str) -> ET.Element:
        """Return a part's root."""
        return ET.fromstring(self.parts[name])

    @property
    def body(self) -> ET.Element:
        """The body of the document."""
        body = self.xml("word/document.xml").find(f"{W}body")
        assert body is not None
        return body

    def related(self, part: str, relation: str) -> str:
        """Return the target of a part's relation.

        Raises:
            ValueError: it has none of that id.
        """
        folder, name = part.rsplit("/", 1)
        for rel in self.xml(f"{folder}/_rels/{name}.rels").iter(RELATION):
            if rel.get("Id") == relation:
                return rel.attrib["Target"]
        raise ValueError(f"{part} has no relation {relation}")

    # -- text ----------------------------------------------------------------------------------

    def text(self, element: ET.Element) -> str:
        """Return all that an element shows, paragraphs and bars a line each."""
        return "".join(self._say(element))

    def _say(self, element: ET.Element) -> Iterator[str]:
        match element.tag.removeprefix(W):
            case "t" if element.text == "\u200e":
                pass  # keeps what follows a right-to-left name in its place
            case "t":
                yield element.text or ""
            case "br" | "cr":
                yield "\n"
            case "tab":
                yield " "
            case "fldChar":
                yield from self._follow_field(element.get(f"{W}fldCharType"))
            case "instrText":
                self._fields[-1] += element.text or ""
            case "endnoteReference":
                yield f" [{element.get(f'{W}id')}] "
            case "drawing":
                yield from self._say_chart(element)
            case "pPr" | "rPr" | "tblPr" | "tcPr" | "trPr" | "sdtPr" | "sectPr":
                pass
            case _:
                for child in element:
                    yield from self._say(child)
                if element.tag == f"{W}p":
                    yield "\n"

    def _follow_field(self, step: str | None) -> Iterator[str]:
        if step == "begin":
            self._fields.append("")
        elif step == "separate" and self._is_note():
            yield " ["
        elif step == "end":
            if self._is_note():
                yield "] "
            self._fields.pop()

    def _is_note(self) -> bool:
        return self._fields[-1].split()[:1] == ["NOTEREF"]

    def _say_chart(self, drawing: ET.Element) -> Iterator[str]:
        charts = list(drawing.iter(f"{C}chart"))
        if not charts:
            return
        name = "word/" + self.related("word/document.xml", charts[0].attrib[f"{R}id"])
        series = list(self.xml(name).iter(f"{C}ser"))
        categories = _points(series[0].find(f"{C}cat"))
        values = _points(series[0].find(f"{C}val"))
        formats = {
            _get(label, "idx", "val"): _get(label, "numFmt", "formatCode")
            for label in series[0].iter(f"{C}dLbl")
        }
        for index, (words, value) in enumerate(zip(categories, values, strict=True)):
            yield f"\n{words}\n{show(float(value), formats.get(str(index), ''))}\n"
        for one in series:
            yield f"{_points(one.find(f'{C}tx'))[0]}\n"


def _get(element: ET.Element, tag: str, attribute: str) -> str:
    child = element.find(f"{C}{tag}")
    return "" if child is None else child.get(attribute, "")


def _points(element: ET.Element | None) -> list[str]:
    assert element is not None
    return [point.findtext(f"{C}v") or "" for point in element.iter(f"{C}pt")]


def show(value: float, number_format: str) -> str:
    """Return a value as a number format of quoted text and digit places shows it."""
    shown = ""
    for quoted, escaped, places in re.findall(r'"([^"]*)"|\\(.)|(0(?:\.0+)?)', number_format):
        if places:
            shown += f"{value:.{len(places.partition('.')[2])}f}"
        else:
            shown += quoted or escaped
    return shown


# -- what a test asks ----------------------------------------------------------------------------


def read_words(data: bytes) -> list[str]:
    """Return every word in reading order; notes, each after ``[n]``, end the first section."""
    package = Package.open(data)
    said, notes = [], _notes(package)
    for block in package.body:
        said.append(package.text(block))
        if block.find(f"{W}pPr/{W}sectPr") is not None:
            said.append(notes)
            notes = ""
    return "\n".join([*said, notes]).split()


def _notes(package: Package) -> str:
    return "\n".join(
        f"[{note.get(f'{W}id')}] {package.text(note)}"
        for note in package.xml("word/endnotes.xml").iter(f"{W}endnote")
        if note.get(f"{W}type") is None
    )


def _read_levels(package: Package) -> dict[str | None, int]:
    """Return the level of each style that puts its paragraphs in the outline."""
    return {
        style.get(f"{W}styleId"): int(level.attrib[f"{W}val"]) + 1
        for style in package.xml("word/styles.xml").iter(f"{W}style")
        if (level := style.find(f"{W}pPr/{W}outlineLvl")) is not None
    }


def read_paragraphs(data: bytes) -> list[tuple[str, str]]:
    """Return the words of every paragraph and of the heading above it."""
    package = Package.open(data)
    levels = _read_levels(package)
    heading, found = "", []
    for paragraph in package.body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        said = " ".join(package.text(paragraph).split())
        if style is not None and style.get(f"{W}val") in levels:
            heading = said
        found.append((heading, said))
    return found


def read_headings(data: bytes) -> list[tuple[int, str]]:
    """Return the level and the words of each paragraph that its style puts in the outline."""
    package = Package.open(data)
    levels = _read_levels(package)
    headings = []
    for paragraph in package.body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and (name := style.get(f"{W}val")) in levels:
            headings.append((levels[name], " ".join(package.text(paragraph).split())))
    return headings


def read_tables(data: bytes) -> list[list[list[str]]]:
    """Return the cells' words of each table of data; a table that only sets the page is none."""
    package = Package.open(data)
    return [
        [
            [" ".join(package.text(cell).split()) for cell in row.iter(f"{W}tc")]
            for row in table.iter(f"{W}tr")
        ]
        for table in package.body.iter(f"{W}tbl")
        if table.find(f".//{W}tblHeader") is not None
    ]


def count_notes(data: bytes) -> int:
    """Return how many endnotes there are."""
    notes = Package.open(data).xml("word/endnotes.xml").iter(f"{W}endnote")
    return sum(note.get(f"{W}type") is None for note in notes)


@dataclass(frozen=True)
class Shown:
    """A picture or chart as a reader meets it; sizes in millimetres, no files for a chart."""

    alt: str
    decorative: bool
    width: float
    height: float
    png: bytes
    svg: bytes
    names: tuple[str, ...]


def read_pictures(data: bytes) -> list[Shown]:
    """Return every drawing of the body in reading order."""
    package = Package.open(data)
    shown = []
    for inline in package.body.iter(f"{WP}inline"):
        properties, extent = inline.find(f"{WP}docPr"), inline.find(f"{WP}extent")
        assert properties is not None
        assert extent is not None
        links = [*inline.iter(f"{A}blip"), *inline.iter(SVG)]
        names = tuple(
            "word/" + package.related("word/document.xml", link.attrib[f"{R}embed"])
            for link in links
        )
        png, svg = (package.parts[name] for name in names) if names else (b"", b"")
        width, height = (int(extent.attrib[side]) / 36000 for side in ("cx", "cy"))
        decorative = any(mark.get("val") == "1" for mark in properties.iter(DECORATIVE))
        alt = properties.get("descr", "")
        shown.append(Shown(alt, decorative, width, height, png, svg, names))
    return shown
