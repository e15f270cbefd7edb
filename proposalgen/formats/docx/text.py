"""The text that WordprocessingML shows: runs, references to notes, charts and diagrams in words."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from proposalgen.formats.docx.graphics_text import say_chart, say_diagram, say_new_chart
from proposalgen.formats.docx.opened import DOCUMENT, OpenedPackage
from proposalgen.formats.docx.printed import NUMBER, W, settle
from proposalgen.formats.format import UnreadableError

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_CX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_V = "{urn:schemas-microsoft-com:vml}"
_LEFT_TO_RIGHT_MARK = "\u200e"
"""Stands after a right-to-left name to keep what follows in its place; it prints nothing."""
_NO_BREAK_HYPHEN, _SOFT_HYPHEN = "\u2011", "\u00ad"
"""What Word writes as an element when they are typed, and other programs as a character."""
_MARKUP = re.compile(r"<(script|style|head)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)


def extract_text(element: ET.Element, package: OpenedPackage, part: str = DOCUMENT) -> str:
    """Return all that an element shows, each paragraph and each bar of a chart on its own line.

    A reference to a note is `` [3] ``.

    Args:
        element: An element of a story that ``printed.settle`` has settled.
        package: The file.
        part: The name of the story's part, whose relationships lead to its charts.

    Raises:
        UnreadableError: a chart is missing from the package, or text is in a file or a format that
            only Word can read.
    """
    return "".join(_walk(element, package, part))


def _walk(element: ET.Element, package: OpenedPackage, part: str) -> Iterator[str]:
    """Yield the pieces of an element's text."""
    match element.tag.removeprefix(W):
        case "t" if element.text == _LEFT_TO_RIGHT_MARK:
            pass
        case "t":
            yield element.text or ""
        case "br" | "cr":
            yield "\n"
        case "tab" | "ptab":
            yield " "
        case "noBreakHyphen":
            yield _NO_BREAK_HYPHEN
        case "softHyphen":
            yield _SOFT_HYPHEN
        case "sym":
            yield _read_symbol(element)
        case "endnoteReference" | "footnoteReference":
            number = element.get(NUMBER)
            yield f" [{number}] " if number else ""
        case "altChunk":
            yield _read_chunk(package, package.related(part, element.get(f"{_R}id", "")))
        case "subDoc":
            raise UnreadableError("a master document: some of its text is in other files")
        case "pPr" | "rPr" | "tblPr" | "tcPr" | "trPr" | "sdtPr" | "sectPr":
            pass  # properties show nothing
        case _:
            yield from _walk_other(element, package, part)


def _walk_other(element: ET.Element, package: OpenedPackage, part: str) -> Iterator[str]:
    """Yield the text of a formula, a drawing, or any element that holds others."""
    if element.tag == f"{_M}t":
        yield element.text or ""
    elif element.tag == f"{_V}textpath":
        yield f" {element.get('string', '')} "
    elif lines := _say_graphic(element, package, part):
        yield "".join(f"\n{line}\n" for line in lines)
    else:
        for child in element:
            yield from _walk(child, package, part)
        if element.tag == f"{W}p":
            yield "\n"


def _say_graphic(element: ET.Element, package: OpenedPackage, part: str) -> list[str]:
    """Return the lines of a chart or diagram; none for another element."""
    makers = {
        f"{_C}chart": (say_chart, f"{_R}id"),
        f"{_CX}chart": (say_new_chart, f"{_R}id"),
        f"{_DGM}relIds": (say_diagram, f"{_R}dm"),
    }
    if element.tag not in makers:
        return []
    say, relationship = makers[element.tag]
    return list(say(package.xml(package.related(part, element.get(relationship, "")))))


def _read_symbol(element: ET.Element) -> str:
    """Return a sign that is named by its number in a font (17.3.3.30)."""
    try:
        return chr(int(element.get(f"{W}char", ""), 16))
    except (ValueError, OverflowError):
        return ""


def _read_chunk(package: OpenedPackage, name: str) -> str:
    """Return the text of a file inside the file, which Word takes in when it opens it (17.17.2).

    Raises:
        UnreadableError: it is of a format that we do not read, such as RTF.
    """
    data, extension = package.parts[name], name.rpartition(".")[2].lower()
    match extension:
        case "docx" | "docm" | "dotx":
            inner = OpenedPackage.open(data)
            document = inner.xml(DOCUMENT)
            settle(document)
            return extract_text(document, inner)
        case "txt":
            return data.decode("utf-8", "replace")
        case "htm" | "html" | "xhtml":
            return html.unescape(_MARKUP.sub("\n", data.decode("utf-8", "replace")))
    message = f"it holds a whole file, {name}, that Word has not taken in yet: save it in Word"
    raise UnreadableError(message)
