"""How text of a DOCX looks once its styles and its own properties are applied (17.7.2)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Element = etree._Element

_LEVELS = tuple("012345678")
"""Levels of the outline; 9 is that of plain text (17.3.1.20)."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a text looks, as far as it decides whether it can be read."""

    colour: str = "#000000"
    ground: str = "#FFFFFF"
    size: float = 11
    """In points."""
    bold: bool = False

    def with_properties(self, *properties: Element | None) -> Look:
        """Return the look under some properties of a run, paragraph or cell."""
        look = self
        for each in properties:
            for one in () if each is None else each:
                value = one.get(f"{_W}val", "")
                match str(one.tag).removeprefix(_W):
                    case "color" if _is_colour(value):
                        look = replace(look, colour=f"#{value}")
                    case "shd" if _is_colour(one.get(f"{_W}fill", "")):
                        look = replace(look, ground=f"#{one.get(f'{_W}fill')}")
                    case "sz" if value.isdecimal():
                        look = replace(look, size=int(value) / 2)
                    case "sz" if value.endswith("pt"):  # as strict documents may say it
                        look = replace(look, size=float(value.removesuffix("pt")))
                    case "b":
                        look = replace(look, bold=value not in ("0", "false"))
        return look

    @property
    def is_large(self) -> bool:
        """Whether it is large text (WCAG 2.2, definitions)."""
        return self.size >= 18 or (self.bold and self.size >= 14)


def _is_colour(text: str) -> bool:
    return re.fullmatch(r"[0-9A-Fa-f]{6}", text) is not None


class Styles:
    """The styles of a file by their ids."""

    def __init__(self, tree: Element) -> None:
        self.tree = tree
        self._styles = {style.get(f"{_W}styleId", ""): style for style in tree.iter(f"{_W}style")}
        self.ids = set(self._styles)
        defaults = tree.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")
        self.language = ""
        if defaults is not None and (lang := defaults.find(f"{_W}lang")) is not None:
            self.language = lang.get(f"{_W}val", "")
        self.plain = Look().with_properties(defaults)
        usual = (s for s in self._styles.values() if s.get(f"{_W}default") == "1")
        self.usual = next((s.get(f"{_W}styleId", "") for s in usual
                           if s.get(f"{_W}type") == "paragraph"), "")  # fmt: skip

    def chain(self, style: str) -> list[Element]:
        """Return a style and those it is based on, the first of all first."""
        found: list[Element] = []
        while style in self._styles and self._styles[style] not in found:
            found.append(self._styles[style])
            based = found[-1].find(f"{_W}basedOn")
            style = "" if based is None else based.get(f"{_W}val", "")
        return found[::-1]

    def apply(self, look: Look, style: str) -> Look:
        """Return a look under a style."""
        for one in self.chain(style):
            look = look.with_properties(one.find(f"{_W}pPr"), one.find(f"{_W}rPr"))
        return look

    def level(self, style: str) -> int:
        """Return the level of a heading's style, from 1; 0 for another."""
        marks = (one.find(f"{_W}pPr/{_W}outlineLvl") for one in reversed(self.chain(style)))
        mark = next((mark for mark in marks if mark is not None), None)
        value = "" if mark is None else mark.get(f"{_W}val", "")
        return int(value) + 1 if value in _LEVELS else 0


def style_of(element: Element, path: str, otherwise: str = "") -> str:
    """Return the id of the style that the element at a path names, else another."""
    style = element.find(path)
    return otherwise if style is None else style.get(f"{_W}val", "")


def say(element: Element) -> str:
    """Return the text of an element's runs."""
    return "".join(text.text or "" for text in element.iter(f"{_W}t"))
