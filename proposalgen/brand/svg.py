"""Read drawings from SVG files, and write them as SVG."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path as File

from fontTools.pens.transformPen import TransformPen
from fontTools.svgLib.path import parse_path
from fontTools.svgLib.path.shapes import PathBuilder
from lxml import etree

from proposalgen.brand.drawing import IDENTITY, Command, Drawing, Path
from proposalgen.brand.pens import CommandPen
from proposalgen.caches import cached

INK, ACCENT = "#000000", "#FFFFFF"
"""What stands for black in a file, and for any other colour."""

_BLACK = re.compile(r"(?i)black|#000(?:000)?|rgb\(0, *0, *0\)|currentcolor")
_GROUPS = {"svg", "g"}
_SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
_SILENT = {"title", "desc", "metadata", "namedview"}
_PAINT = {"fill": "black", "stroke": "none", "stroke-width": "1"}


class SvgError(ValueError):
    """A file is not a drawing of plain shapes; the message says why."""


def read_svg(file: File) -> Drawing:
    """Return the shapes of a file, its units as millimetres; black as ``INK``, others ``ACCENT``.

    Raises:
        SvgError: the file is not SVG, or holds something other than plain shapes.
        OSError: it cannot be read.
    """
    # A sign may come from anywhere, and XML may ask for other files or addresses.
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(file.read_bytes(), parser)
        _, _, width, height = map(float, root.get("viewBox", "").replace(",", " ").split())
    except etree.XMLSyntaxError as error:
        raise SvgError(f"not an SVG file: {error.msg}") from error
    except ValueError as error:
        raise SvgError("no viewBox of four numbers") from error
    return Drawing(width, height, tuple(_read(root, _PAINT)))


def _read(element: etree._Element, inherited: Mapping[str, str]) -> Iterator[Path]:
    """Yield the paths of an element and what it contains, in order."""
    if not isinstance(element.tag, str):
        return  # a comment or a processing instruction
    name = etree.QName(element).localname
    if name in _SILENT:
        return
    if name not in _GROUPS | _SHAPES or (name in _GROUPS and element.get("transform")):
        what = f"a moved group in line {element.sourceline}" if name in _GROUPS else f"<{name}>"
        raise SvgError(f"{what} is not a plain shape")
    # A style sets a property over an attribute of the same name (SVG 1.1, 6.4).
    style = dict(re.findall(r"([\w-]+)\s*:\s*([^;]+)", element.get("style", "")))
    given = {str(key): str(value) for key, value in element.attrib.items()} | style
    paint = {key: given.get(key, value).strip() for key, value in inherited.items()}
    if name in _SHAPES:
        try:
            commands = tuple(_trace(element))
            width = float(paint["stroke-width"].removesuffix("px"))
        except (ValueError, IndexError, KeyError, NotImplementedError) as error:
            raise SvgError(f"<{name}> in line {element.sourceline} cannot be read") from error
        fill, stroke = _colour(paint["fill"]), _colour(paint["stroke"])
        if commands and (fill or stroke):
            yield Path(commands, fill, stroke, width if stroke else 0)
    for child in element:
        yield from _read(child, paint)


def _colour(paint: str) -> str:
    if paint.lower() in ("none", "transparent"):
        return ""
    return INK if _BLACK.fullmatch(paint) else ACCENT


def _trace(element: etree._Element) -> list[Command]:
    """Return a shape's commands."""
    builder, pen = PathBuilder(), CommandPen(None)
    builder.add_path_from_element(element)
    for path, transform in zip(builder.paths, builder.transforms, strict=True):
        parse_path(path, TransformPen(pen, transform) if transform else pen)
    return pen.commands


def to_svg(drawing: Drawing) -> str:
    """Return a drawing as a standalone file of SVG 1.1, cut off at its edges."""
    width, height = _number(drawing.width), _number(drawing.height)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="{width}mm" '
        f'height="{height}mm" viewBox="0 0 {width} {height}">',
        *([f"<title>{escape(drawing.alt, quote=False)}</title>"] if drawing.alt else []),
        f'<clipPath id="box"><rect width="{width}" height="{height}"/></clipPath>',
        # The mitre limit is that of PDF, so that corners are the same in both.
        '<g clip-path="url(#box)" stroke-miterlimit="10">',
    ]
    for path in drawing.paths:
        place = ""
        if path.place != IDENTITY:
            scale, x, y = map(_number, path.place)
            place = f'transform="translate({x} {y}) scale({scale})" '
        width = f' stroke-width="{_number(path.width)}"' if path.stroke else ""
        shape = _write_shape(path.commands, path.fill, path.stroke)
        lines.append(f"<path {place}{shape}{width}/>")
    return "\n".join([*lines, "</g>", "</svg>", ""])


@cached("paths as SVG", size=256, why="strands, letters and outlines come again in each drawing")
def _write_shape(commands: tuple[Command, ...], fill: str, stroke: str) -> str:
    """Return the attributes of a path in SVG but for its place and its stroke's width."""
    data = " ".join(" ".join((name, *map(_number, values))) for name, values in commands)
    return f'd="{data}" fill="{fill or "none"}"' + (f' stroke="{stroke}"' if stroke else "")


def _number(value: float) -> str:
    # Adding 0 makes 0 of -0; ":g" keeps six digits, too few for hundreds with thousandths.
    return f"{round(value, 4) + 0:g}" if abs(value) < 100 else f"{round(value, 3):.7g}"
