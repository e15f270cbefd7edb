"""The text that WordprocessingML shows: runs, fields, note references, and charts in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from proposalgen.formats.docx.opened import OpenedPackage

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DOCUMENT = "word/document.xml"
_LEFT_TO_RIGHT_MARK = "\u200e"
"""Stands after a right-to-left name to keep what follows in its place; it prints nothing."""


def extract_text(element: ET.Element, package: OpenedPackage) -> str:
    """Return all that an element shows, each paragraph and each bar of a chart on its own line.

    A reference to a note is `` [3] ``. What a field shows is its result, not its code.

    Raises:
        ValueError: a chart is missing from the package.
    """
    return "".join(_TextExtractor(package).walk(element))


class _TextExtractor:
    """Walks one element; keeps the codes of the complex fields it is inside (17.16.18)."""

    def __init__(self, package: OpenedPackage) -> None:
        self._package = package
        self._open_fields: list[str] = []

    def walk(self, element: ET.Element) -> Iterator[str]:
        """Yield the pieces of an element's text."""
        match element.tag.removeprefix(W):
            case "t" if element.text == _LEFT_TO_RIGHT_MARK:
                pass
            case "t":
                yield element.text or ""
            case "br" | "cr":
                yield "\n"
            case "tab":
                yield " "
            case "fldChar":
                yield from self._follow_field(element.get(f"{W}fldCharType"))
            case "instrText" if self._open_fields:
                self._open_fields[-1] += element.text or ""
            case "instrText":
                pass
            case "endnoteReference":
                yield f" [{element.get(f'{W}id')}] "
            case "drawing":
                yield from self._say_chart(element)
            case "pPr" | "rPr" | "tblPr" | "tcPr" | "trPr" | "sdtPr" | "sectPr":
                pass  # properties show nothing
            case _:
                for child in element:
                    yield from self.walk(child)
                if element.tag == f"{W}p":
                    yield "\n"

    def _follow_field(self, step: str | None) -> Iterator[str]:
        """Yield the brackets round the result of a reference to a note (17.16.5.43).

        A field may begin or end outside of the element, as one of contents does that spans
        paragraphs of which only one is read.
        """
        match step:
            case "begin":
                self._open_fields.append("")
            case "separate" if self._is_note():
                yield " ["
            case "end":
                if self._is_note():
                    yield "] "
                self._open_fields = self._open_fields[:-1]

    def _is_note(self) -> bool:
        return bool(self._open_fields) and self._open_fields[-1].split()[:1] == ["NOTEREF"]

    def _say_chart(self, drawing: ET.Element) -> Iterator[str]:
        """Yield what a bar chart shows: of each bar its category and figure, then the legend."""
        chart = next(drawing.iter(f"{_C}chart"), None)
        if chart is None:
            return
        part = self._package.related(_DOCUMENT, chart.attrib[f"{_R}id"])
        series = list(self._package.xml(part).iter(f"{_C}ser"))
        categories = _list_points(series[0].find(f"{_C}cat"))
        values = _list_points(series[0].find(f"{_C}val"))
        formats = {
            _get(label, "idx", "val"): _get(label, "numFmt", "formatCode")
            for label in series[0].iter(f"{_C}dLbl")
        }
        for index, (words, value) in enumerate(zip(categories, values, strict=True)):
            yield f"\n{words}\n{format_number(float(value), formats.get(str(index), ''))}\n"
        for one in series:
            yield f"{_list_points(one.find(f'{_C}tx'))[0]}\n"


def _get(element: ET.Element, tag: str, attribute: str) -> str:
    child = element.find(f"{_C}{tag}")
    return "" if child is None else child.get(attribute, "")


def _list_points(element: ET.Element | None) -> list[str]:
    """Return the cached values of a chart's data (21.2.2.128)."""
    if element is None:
        raise ValueError("a chart without its data")
    return [point.findtext(f"{_C}v") or "" for point in element.iter(f"{_C}pt")]


def format_number(value: float, number_format: str) -> str:
    """Return a value as Word shows it in a number format of quoted text and digit places."""
    shown = ""
    for quoted, escaped, places in re.findall(r'"([^"]*)"|\\(.)|(0(?:\.0+)?)', number_format):
        if places:
            shown += f"{value:.{len(places.partition('.')[2])}f}"
        else:
            shown += quoted or escaped
    return shown
