"""Read drawings from SVG files, and write them as SVG."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import copy
from html import escape
from pathlib import Path as File

from fontTools.misc.transform import Identity, Transform
from fontTools.pens.transformPen import TransformPen
from fontTools.svgLib.path import parse_path
from fontTools.svgLib.path.shapes import PathBuilder
from lxml import etree

from proposalgen.brand.drawing import IDENTITY, Command, Drawing, Path
from proposalgen.brand.pens import CommandPen
from proposalgen.brand.svg_style import SvgError, parse_transform, read_rules, style_element
from proposalgen.caches import cached

INK, ACCENT = "#000000", "#FFFFFF"
"""What stands for black in a file, and for any other colour."""

_BLACK = re.compile(r"(?i)black|#000(?:000)?|rgb\(0, *0, *0\)|currentcolor")
_GROUPS = {"svg", "g"}
_SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
_SILENT = {"title", "desc", "metadata", "namedview", "style", "defs"}
"""What draws nothing: a definition is drawn where something refers to it, which is refused."""
_PAINT = {"fill": "black", "stroke": "none", "stroke-width": "1"}
_CUTS = ("clip-path", "mask", "filter")


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
        x, y, width, height = map(float, root.get("viewBox", "").replace(",", " ").split())
    except etree.XMLSyntaxError as error:
        raise SvgError(f"not an SVG file: {error.msg}") from error
    except ValueError as error:
        raise SvgError("no viewBox of four numbers") from error
    rules = read_rules(root)
    return Drawing(width, height, tuple(_read(root, _PAINT, rules, Identity.translate(-x, -y))))


def _read(
    element: etree._Element,
    inherited: Mapping[str, str],
    rules: Mapping[str, Mapping[str, str]],
    place: Transform,
) -> Iterator[Path]:
    """Yield the paths of an element and what it contains, in order."""
    if not isinstance(element.tag, str):
        return  # a comment or a processing instruction
    name = etree.QName(element).localname
    if name in _SILENT:
        return
    if name not in _GROUPS | _SHAPES:
        raise SvgError(f"<{name}> is not a plain shape")
    given = style_element(element, name, rules)
    if given.get("display") == "none":
        return
    if cut := next((cut for cut in _CUTS if given.get(cut, "none") != "none"), None):
        raise SvgError(f"a shape with a {cut} in line {element.sourceline} is not a plain shape")
    place = place.transform(parse_transform(given.get("transform", "")))
    paint = {key: given.get(key, value).strip() for key, value in inherited.items()}
    if name in _SHAPES:
        try:
            commands = tuple(_trace(element, place))
            scale = abs(place.xx * place.yy - place.xy * place.yx) ** 0.5
            width = float(paint["stroke-width"].removesuffix("px")) * scale
        except (ValueError, IndexError, KeyError, NotImplementedError) as error:
            raise SvgError(f"<{name}> in line {element.sourceline} cannot be read") from error
        fill, stroke = _colour(paint["fill"]), _colour(paint["stroke"])
        if commands and (fill or stroke):
            yield Path(commands, fill, stroke, width if stroke else 0)
    for child in element:
        yield from _read(child, paint, rules, place)


def _colour(paint: str) -> str:
    if paint.lower() in ("none", "transparent"):
        return ""
    return INK if _BLACK.fullmatch(paint) else ACCENT


def _trace(element: etree._Element, place: Transform) -> list[Command]:
    """Return a shape's commands where they stand in the drawing."""
    shape = copy(element)
    if "transform" in shape.attrib:
        del shape.attrib["transform"]
    builder, pen = PathBuilder(), CommandPen(None)
    builder.add_path_from_element(shape)
    for path in builder.paths:
        parse_path(path, TransformPen(pen, place) if place != Identity else pen)
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
    return f'd="{write_data(commands)}" fill="{fill or "none"}"' + (
        f' stroke="{stroke}"' if stroke else ""
    )


def write_data(commands: tuple[Command, ...]) -> str:
    """Return the data of a path (SVG 1.1, 8.3)."""
    return " ".join(" ".join((name, *map(_number, values))) for name, values in commands)


def _number(value: float) -> str:
    # Adding 0 makes 0 of -0; ":g" keeps six digits, too few for hundreds with thousandths.
    return f"{round(value, 4) + 0:g}" if abs(value) < 100 else f"{round(value, 3):.7g}"
