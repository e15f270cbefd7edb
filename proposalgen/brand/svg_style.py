"""What an SVG file says of an element elsewhere than in its attributes: classes, and moves."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from fontTools.misc.transform import Identity, Transform
from lxml import etree


class SvgError(ValueError):
    """A file is not a drawing of plain shapes; the message says why."""


_DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;]+)")
_SIMPLE = re.compile(r"[.#]?[\w-]+|\*")


def read_rules(root: etree._Element) -> dict[str, dict[str, str]]:
    """Return the declarations of a file's style sheets by selector: ``.st0``, ``path``, ``#id``.

    Raises:
        SvgError: a rule that is not for all elements of a name, a class or an id.
    """
    rules: dict[str, dict[str, str]] = {}
    for sheet in root.iter("{*}style"):
        text = re.sub(r"(?s)/\*.*?\*/|<!--|-->", "", "".join(map(str, sheet.itertext())))
        if "@" in text:  # what holds on some screens only
            raise SvgError("a style sheet with a condition is not a plain shape")
        for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
            for selector in map(str.strip, selectors.split(",")):
                if not _SIMPLE.fullmatch(selector):
                    raise SvgError(f"a style sheet with {selector!r} is not a plain shape")
                rules.setdefault(selector, {}).update(_declare(body))
    return rules


def style_element(
    element: etree._Element, name: str, rules: Mapping[str, Mapping[str, str]]
) -> dict[str, str]:
    """Return an element's properties: attributes, then rules by weight, then its own style."""
    given = {str(key): str(value) for key, value in element.attrib.items()}
    classes = [f".{one}" for one in given.get("class", "").split()]
    for selector in ("*", name, *classes, f"#{given.get('id', '')}"):
        given |= rules.get(selector, {})
    return given | _declare(given.get("style", ""))


def _declare(text: str) -> dict[str, str]:
    found = _DECLARATION.findall(text)
    return {key: re.sub(r"\s*!important\s*$", "", value).strip() for key, value in found}


_CALL = re.compile(r"\s*([A-Za-z]+)\s*\(([^()]*)\)\s*,?")


def parse_transform(text: str) -> Transform:
    """Return what a ``transform`` attribute does (SVG 1.1, 7.6).

    Raises:
        SvgError: it cannot be read.
    """
    place, at = Identity, 0
    while call := _CALL.match(text, at):
        try:
            numbers = [float(part) for part in re.split(r"[\s,]+", call[2].strip())]
            place = place.transform(_make_transform(call[1], numbers))
        except ValueError as error:
            raise SvgError(f"transform={text!r}, which cannot be read") from error
        at = call.end()
    if text[at:].strip():
        raise SvgError(f"transform={text!r}, which cannot be read")
    return place


def _make_transform(kind: str, numbers: list[float]) -> Transform:
    match kind, numbers:
        case "matrix", [_, _, _, _, _, _]:
            return Transform(*numbers)
        case "translate", [_] | [_, _]:
            return Identity.translate(*numbers)
        case "scale", [_] | [_, _]:
            return Identity.scale(*numbers)
        case "rotate", [angle]:
            return Identity.rotate(math.radians(angle))
        case "rotate", [angle, x, y]:
            return Identity.translate(x, y).rotate(math.radians(angle)).translate(-x, -y)
        case "skewX", [angle]:
            return Identity.skew(math.radians(angle), 0)
        case "skewY", [angle]:
            return Identity.skew(0, math.radians(angle))
        case _:
            raise ValueError(kind)
