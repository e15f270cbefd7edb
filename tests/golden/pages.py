"""What a PDF draws, as text: each line of text, each shape and picture with its box.

pdfium reads the file, which is another program than the one that wrote it. Boxes are points from
the upper left corner of the page: x, y, width, height. A text's box is that of its ink.
"""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pikepdf
import pypdfium2 as pdfium
from pypdfium2 import raw

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in points from the upper left corner of the page."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One thing drawn: a run of text, a shape or a picture."""

    kind: str
    box: Box
    paint: str
    mcid: int
    """The number of the marked content that it is in; -1 for an artifact."""
    text: str = ""
    size: float = 0
    baseline: float = 0
    actual: bool = False
    """Whether the text is what its tag says in the place of what it draws."""
    parts: int = 0
    """Of a shape, how many closed lines it has."""

    def widen(self, other: Drawn) -> Drawn:
        """Return this text with another that goes on in its line."""
        left, top, right, bottom = self.box
        boxes = other.box if other.text.strip() else self.box
        box = (min(left, boxes[0]), min(top, boxes[1]), max(right, boxes[2]), max(bottom, boxes[3]))
        return replace(self, box=box, text=self.text if self.actual else self.text + other.text)


def read_pages(data: bytes) -> Iterator[list[Drawn]]:
    """Yield what each page draws, in order; words of one line and one style are one."""
    document = pdfium.PdfDocument(data)
    try:
        for page in document:
            text_page = page.get_textpage()
            lines: list[Drawn] = []
            for item in page.get_objects(textpage=text_page):
                drawn = _read_object(item, page.get_height())
                if lines and _go_on(lines[-1], drawn):
                    lines[-1] = lines[-1].widen(drawn)
                else:
                    lines.append(drawn)
            yield lines
    finally:
        document.close()


def _go_on(before: Drawn, drawn: Drawn) -> bool:
    """Return whether a text goes on in the line, style and tag of the one before it."""
    if drawn.kind != "text" or before.kind != "text":
        return False
    one = (before.mcid, before.paint, before.size, before.baseline)
    return one == (drawn.mcid, drawn.paint, drawn.size, drawn.baseline)


def _read_object(item: pdfium.PdfObject, height: float) -> Drawn:
    left, bottom, right, top = item.get_bounds()
    box = (left, height - top, right, height - bottom)
    mcid = raw.FPDFPageObj_GetMarkedContentID(item)
    match item.type:
        case raw.FPDF_PAGEOBJ_TEXT:
            size = ctypes.c_float()
            raw.FPDFTextObj_GetFontSize(item, size)
            matrix = item.get_matrix()
            scale = (matrix.c**2 + matrix.d**2) ** 0.5
            actual = _read_actual(item)
            return Drawn(
                "text", box, _read_colour(item), mcid,
                # pdfium leaves out a space between words that run from right to left.
                text=actual or item.extract().replace("\r", "").replace("\n", "") or " ",
                size=round(size.value * scale, 1),
                baseline=round(height - matrix.f, 1),
                actual=bool(actual),
            )  # fmt: skip
        case raw.FPDF_PAGEOBJ_PATH:
            return _read_path(item, box, mcid)
        case raw.FPDF_PAGEOBJ_IMAGE:
            return Drawn("picture", box, "", mcid)
        case _:
            return Drawn(f"object {item.type}", box, "", mcid)


def _read_actual(item: pdfium.PdfObject) -> str:
    """Return the ActualText of the marked content that an object is in (ISO 32000-1 14.9.4)."""
    for at in range(raw.FPDFPageObj_CountMarks(item)):
        mark, length = raw.FPDFPageObj_GetMark(item, at), ctypes.c_ulong()
        if not raw.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", None, 0, length):
            continue
        text = (ctypes.c_ubyte * length.value)()
        raw.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", text, length, length)
        return str(pikepdf.String(bytes(text)))
    return ""


def _read_path(item: pdfium.PdfObject, box: Box, mcid: int) -> Drawn:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    paint = []
    if fill.value:
        paint.append(_read_colour(item))
    if stroke.value:
        paint.append(f"line {_read_colour(item, raw.FPDFPageObj_GetStrokeColor)}")
    segments = [
        raw.FPDFPath_GetPathSegment(item, at) for at in range(raw.FPDFPath_CountSegments(item))
    ]
    kinds = [raw.FPDFPathSegment_GetType(segment) for segment in segments]
    parts = kinds.count(raw.FPDF_SEGMENT_MOVETO)
    points = [_read_point(segment) for segment in segments]
    straight = raw.FPDF_SEGMENT_BEZIERTO not in kinds and parts == 1 and len(segments) in (4, 5)
    square = all(
        abs(x - one_x) < 0.01 or abs(y - one_y) < 0.01
        for (x, y), (one_x, one_y) in itertools.pairwise(points)
    )
    kind = "rectangle" if fill.value and straight and square else "shape"
    return Drawn(kind, box, " ".join(paint), mcid, parts=parts)


def _read_point(segment: object) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    raw.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value


def _read_colour(item: pdfium.PdfObject, get: object = raw.FPDFPageObj_GetFillColor) -> str:
    parts = [ctypes.c_uint() for _ in range(4)]
    get(item, *parts)  # type: ignore[operator]
    red, green, blue, alpha = (part.value for part in parts)
    faint = "" if alpha == 255 else f" of {alpha / 255:.2f}"
    return f"#{red:02X}{green:02X}{blue:02X}{faint}"


def format_box(box: Box) -> str:
    """Return x, y, width and height with one decimal."""
    left, top, right, bottom = box
    return " ".join(f"{round(side, 1) + 0:.1f}" for side in (left, top, right - left, bottom - top))


def describe(data: bytes) -> str:
    """Return what is drawn, page by page."""
    lines = []
    for number, drawn in enumerate(read_pages(data), 1):
        lines.append(f"page {number}")
        lines += [f"  {_describe(one)}" for one in drawn]
    return "\n".join(lines) + "\n"


def _describe(drawn: Drawn) -> str:
    place = format_box(drawn.box)
    if drawn.kind == "text":
        text = drawn.text.strip()
        shown = text if len(text) <= 48 else f"{text[:47]}…"
        return f"{place} {drawn.size:g} pt {drawn.paint} {shown}"
    parts = f" of {drawn.parts}" if drawn.kind == "shape" and drawn.parts > 1 else ""
    return f"{place} {drawn.kind}{parts} {drawn.paint}".rstrip()
