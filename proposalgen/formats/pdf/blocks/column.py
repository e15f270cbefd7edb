"""Columns: where blocks are set, with a width, a structure element and the colours of a ground."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from proposalgen.brand.colours import Ground
from proposalgen.brand.model import Brand
from proposalgen.formats.pdf.boxes.box import TextBox
from proposalgen.formats.pdf.canvas import MM
from proposalgen.formats.pdf.setting import IDEAL, Setting
from proposalgen.formats.pdf.structure import Element
from proposalgen.formats.pdf.text.style import TextStyle
from proposalgen.formats.pdf.text.typesetting import Typesetter
from proposalgen.model.document import Inlines, Meta, Note

NARROW = 100 * MM
"""In a column narrower than this, text is set smaller, and cards stand below each other."""


_RUNNING = ("lead", "letter", "body", "column", "fact", "note")
"""Steps of the type scale whose leading gives way."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a ground, ``#RRGGBB``: its own, and those of what stands on it."""

    ground: str
    text: str
    muted: str
    """Of small print."""
    link: str
    accent: str
    """Of rules, bullets and figures."""


@dataclass(frozen=True, slots=True)
class Context:
    """What all blocks of one section are set with."""

    meta: Meta
    """What the document says of itself, as far as the section shows it."""
    notes: Sequence[Note]
    """The notes that the section lists, in the order of their numbers."""
    brand: Brand
    setter: Typesetter
    setting: Setting = IDEAL
    """How close the section is set."""

    def palette_on(self, ground: Ground | None = None, accent: str = "") -> Palette:
        """Return the colours on a ground, by default paper, with an accent, ``#RRGGBB``.

        Small print and links have colours of their own on paper and panels; on other grounds only
        the text's own colour is sure to be readable.
        """
        colours = self.brand.colours
        light = ground is None or ground == self.brand.panel
        ground = ground or self.brand.surface
        return Palette(
            ground=ground.ground,
            text=ground.text,
            muted=colours.muted if light else ground.text,
            link=colours.primary if light else ground.text,
            accent=accent or colours.primary,
        )

    def style(self, step: str, palette: Palette, colour: str = "") -> TextStyle:
        """Return a step of the type scale in a palette's text colour, or another ``#RRGGBB``."""
        style = TextStyle.of(self.brand.styles[step], colour or palette.text, palette.link)
        if step == "letter":
            style = style.scale(style.size * self.setting.letter)
        if step in _RUNNING:
            style = replace(style, leading=style.leading * self.setting.leading)
        return style


@dataclass(frozen=True, slots=True)
class Column:
    """Where blocks are set. New elements are added in the order in which boxes are made."""

    context: Context
    element: Element
    width: float
    """In points."""
    palette: Palette

    @property
    def brand(self) -> Brand:
        """The look."""
        return self.context.brand

    @property
    def setter(self) -> Typesetter:
        """The section's typesetter."""
        return self.context.setter

    @property
    def narrow(self) -> bool:
        """Whether text is set smaller here."""
        return self.width < NARROW

    def add(self, kind: str = "Div", *, attributes: str = "", id: str = "") -> Column:  # noqa: A002
        """Return the same column in a new child element."""
        return replace(self, element=self.element.add(kind, attributes=attributes, id=id))

    def resize(self, width: float) -> Column:
        """Return a column of another width in the same element."""
        return replace(self, width=width)

    def recolour(self, palette: Palette) -> Column:
        """Return the same column in other colours."""
        return replace(self, palette=palette)

    def style(self, step: str, colour: str = "") -> TextStyle:
        """Return a step of the type scale in the palette's text colour, or another."""
        return self.context.style(step, self.palette, colour)

    def text(
        self,
        inlines: Inlines,
        style: str | TextStyle,
        width: float | None = None,
        kind: str = "P",
        attributes: str = "",
    ) -> TextBox:
        """Return text in a new child element.

        Args:
            inlines: The text.
            style: A step of the type scale, or a style.
            width: In points, where it is not the column's.
            kind: The element's structure type.
            attributes: The element's attributes, in PDF's notation.
        """
        if isinstance(style, str):
            style = self.style(style)
        wide = self.width if width is None else width
        element = self.element.add(kind, attributes=attributes)
        return TextBox(self.setter.set(inlines, style, wide), element)
