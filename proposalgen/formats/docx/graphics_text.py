"""What charts and diagrams say, in words: those of any kind and in any state (ECMA-376, 21)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_CX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
_OFF = ("0", "false")
_FORMAT = re.compile(
    r'"([^"]*)"|\\(.)|\[[^\]]*\]|[_*].|(General|[#0?][#0?,]*(?:\.[#0?]+)?)|([^;])', re.IGNORECASE
)
"""A piece of a number format (18.8.31): quoted, escaped, none that is seen, digits, a sign."""


def say_chart(chart: ET.Element) -> Iterator[str]:
    """Yield the lines of a chart: its title, each category with its labels, the legend, the axes.

    What a chart does not show, such as a bar without a label or a value that is gone, is not said.
    """
    yield from _say_rich(chart.find(f"{_C}chart/{_C}title"))
    groups = {series: group for group in chart.iter() for series in group.findall(f"{_C}ser")}
    series = list(chart.iter(f"{_C}ser"))
    kinds = ((one.find(f"{_C}cat"), one.find(f"{_C}xVal")) for one in series)
    named = (_list_points(cat if cat is not None else x) for cat, x in kinds)
    categories: Mapping[int, str] = next(filter(None, named), {})
    labels = [_list_labels(one, groups[one]) for one in series]
    for index in sorted({*categories, *(index for one in labels for index in one)}):
        yield from filter(None, [categories.get(index), *(one.get(index) for one in labels)])
    for one in series:
        name = one.find(f"{_C}tx")
        yield from filter(None, [" ".join(_list_points(name).values()) or _read_value(name)])
    for axis in chart.findall(f"{_C}chart/{_C}plotArea/*/{_C}title"):
        yield from _say_rich(axis)


def say_new_chart(chart: ET.Element) -> Iterator[str]:
    """Yield the lines of a chart of Word 2016's kinds, such as a funnel ([MS-ODRAWXML] 2.24)."""
    for element in chart.iter():
        if element.tag in (f"{_A}t", f"{_CX}pt", f"{_CX}v") and (element.text or "").strip():
            yield element.text or ""


def say_diagram(model: ET.Element) -> Iterator[str]:
    """Yield the lines of a diagram, as Word's SmartArt is: those of its data model (21.4.2)."""
    for point in model.iter(f"{_DGM}pt"):
        yield from _say_rich(point.find(f"{_DGM}t"))


def _say_rich(element: ET.Element | None) -> Iterator[str]:
    """Yield the paragraphs of DrawingML text."""
    for paragraph in () if element is None else element.iter(f"{_A}p"):
        if line := "".join(text.text or "" for text in paragraph.iter(f"{_A}t")):
            yield line


def _read_value(element: ET.Element | None) -> str:
    return "" if element is None else element.findtext(f"{_C}v") or ""


def _list_points(element: ET.Element | None) -> dict[int, str]:
    """Return the cached values of a chart's data by their indices (21.2.2.128).

    Of categories in levels, each is said from the outermost to the innermost.
    """
    points: dict[int, str] = {}
    if element is None:
        return points
    levels = list(element.iter(f"{_C}lvl"))[::-1] or [element]
    for level in levels:
        for point in level.iter(f"{_C}pt"):
            index = _count(point.get("idx"))
            text = point.findtext(f"{_C}v") or ""
            points[index] = "\n".join(filter(None, (points.get(index), text)))
    return points


def _count(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def _list_labels(series: ET.Element, group: ET.Element) -> dict[int, str]:
    """Return what is written at each point of a series, by its index (21.2.2.49)."""
    of_all = series.find(f"{_C}dLbls")
    of_all = group.find(f"{_C}dLbls") if of_all is None else of_all
    if of_all is None:
        return {}
    values = series.find(f"{_C}val")
    values = series.find(f"{_C}yVal") if values is None else values
    points = _list_points(values)
    own = {_count(_get(one, "idx", "val")): one for one in of_all.findall(f"{_C}dLbl")}
    source = next(values.iter(f"{_C}formatCode"), None) if values is not None else None
    total = sum(filter(None, map(_number, points.values())))
    labels: dict[int, str] = {}
    for index, value in points.items():
        label = own.get(index, of_all)
        said = list(_say_rich(label.find(f"{_C}tx")))
        if not said and _is_shown(label, "showVal"):
            code = _get(label, "numFmt", "formatCode") or (
                source.text if source is not None else ""
            )
            said.append(_format(value, code or "General"))
        if not said and _is_shown(label, "showPercent") and total:
            said.append(f"{(_number(value) or 0) / total:.0%}")
        if said and _get(label, "delete", "val") in ("", *_OFF):
            labels[index] = "\n".join(said)
    return labels


def _is_shown(label: ET.Element, what: str) -> bool:
    return _get(label, what, "val", "1") not in ("", *_OFF)


def _get(element: ET.Element, tag: str, attribute: str, otherwise: str = "") -> str:
    child = element.find(f"{_C}{tag}")
    return "" if child is None else child.get(attribute, otherwise)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _format(text: str, number_format: str) -> str:
    """Return a cached value as it is shown; one that is no number, such as ``#N/A``, as it is."""
    value = _number(text)
    return text if value is None else format_number(value, number_format)


def format_number(value: float, number_format: str) -> str:
    """Return a value as Word shows it in a number format (18.8.31)."""
    pieces: list[str] = []
    percent = "%" in re.sub(r'"[^"]*"|\\.', "", number_format)
    for piece in _FORMAT.finditer(number_format.partition(";")[0] or "General"):
        quoted, escaped, places, sign = piece.groups()
        if places:
            pieces.append(_place(value * 100 if percent else value, places))
        else:
            pieces.append(quoted or escaped or sign or "")
    return "".join(pieces)


def _place(value: float, places: str) -> str:
    """Return a number in the digits of a format: ``#,##0.0``."""
    if places.lower() == "general":
        return f"{value:.10g}"
    decimals = places.partition(".")[2]
    shown = f"{value:,.{len(decimals)}f}" if "," in places else f"{value:.{len(decimals)}f}"
    for digit in decimals[::-1]:
        if digit != "#" or not shown.endswith("0"):
            break
        shown = shown[:-1]
    return shown.removesuffix(".")
