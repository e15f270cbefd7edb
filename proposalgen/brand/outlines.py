"""Read outlines made elsewhere: signs from SVG files, letters from fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path as File
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.pens.transformPen import TransformPen
from fontTools.svgLib.path import parse_path
from fontTools.svgLib.path.shapes import PathBuilder
from fontTools.ttLib import TTFont
from lxml import etree

from proposalgen.brand.drawing import Command, Drawing, Path, Point

INK, ACCENT = "#000000", "#FFFFFF"
"""What stands for black in a file, and for any other colour."""

_BLACK = re.compile(r"(?i)black|#000(?:000)?|rgb\(0, *0, *0\)|currentcolor")
_GROUPS = {"svg", "g"}
_SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
_SILENT = {"title", "desc", "metadata", "namedview"}
_PAINT = {"fill": "black", "stroke": "none", "stroke-width": "1"}


class SvgError(ValueError):
    """A file that is no drawing of plain shapes; the message says why."""


def read_svg(file: File) -> Drawing:
    """Return the shapes of a file, its units as millimetres; black as ``INK``, others ``ACCENT``.

    Raises:
        SvgError: the file is no SVG, or holds what is no plain shape.
        OSError: it cannot be read.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(file.read_bytes(), parser)
        _, _, width, height = map(float, root.get("viewBox", "").replace(",", " ").split())
    except etree.XMLSyntaxError as error:
        raise SvgError(f"no SVG: {error.msg}") from error
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
        raise SvgError(f"{what}, which is no plain shape")
    style = dict(re.findall(r"([\w-]+)\s*:\s*([^;]+)", element.get("style", "")))
    given = {str(key): str(value) for key, value in element.attrib.items()} | style
    paint = {key: given.get(key, value).strip() for key, value in inherited.items()}
    if name in _SHAPES:
        try:
            commands = tuple(_trace(element))
            width = float(paint["stroke-width"].removesuffix("px"))
        except (ValueError, IndexError, KeyError, NotImplementedError) as error:
            raise SvgError(f"a <{name}> in line {element.sourceline} that is none") from error
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
    builder, pen = PathBuilder(), _CommandPen(None)
    builder.add_path_from_element(element)
    for path, transform in zip(builder.paths, builder.transforms, strict=True):
        parse_path(path, TransformPen(pen, transform) if transform else pen)
    return pen.commands


@lru_cache(maxsize=256)
def read_letter(font: File, letter: str) -> Letter:
    """Return a letter of a TrueType file, one em high; the empty letter where it has none."""
    with TTFont(font, lazy=True) as face:
        glyphs, em = face.getGlyphSet(), face["head"].unitsPerEm
        name = face.getBestCmap().get(ord(letter))
        if name is None:
            return Letter((), 0)
        pen = _CommandPen(glyphs)
        glyphs[name].draw(TransformPen(pen, (1 / em, 0, 0, -1 / em, 0, 0)))
        return Letter(tuple(pen.commands), glyphs[name].width / em)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter's outline on its baseline, y down, and its width, both in em."""

    commands: tuple[Command, ...]
    width: float


class _CommandPen(BasePen):  # type: ignore[misc]
    """Keeps what is drawn as commands; its base turns quadratic curves into cubic ones."""

    def __init__(self, glyphs: Any) -> None:
        super().__init__(glyphs)
        self.commands: list[Command] = []

    def _moveTo(self, pt: Point) -> None:  # noqa: N802
        self.commands.append(("M", pt))

    def _lineTo(self, pt: Point) -> None:  # noqa: N802
        self.commands.append(("L", pt))

    def _curveToOne(self, pt1: Point, pt2: Point, pt3: Point) -> None:  # noqa: N802
        self.commands.append(("C", (*pt1, *pt2, *pt3)))

    def _closePath(self) -> None:  # noqa: N802
        self.commands.append(("Z", ()))
