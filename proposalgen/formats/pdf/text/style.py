"""Text styles: a step of the brand's type scale in a colour, as text is set in it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from proposalgen.brand.type_scale import Style

ASCENT = 0.76
"""Height of the letters above the baseline, in em; centres a line of text in its leading."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How text looks. Sizes are in points, tracking is in em, colours are ``#RRGGBB``."""

    font: str
    """The role of the face in the brand."""
    size: float
    leading: float
    """The distance of two baselines."""
    tracking: float
    colour: str
    link: str
    """The colour of links."""
    align: str = "left"
    """``left`` or ``right``."""
    balance: bool = False
    """Whether lines are made about equally long."""

    @classmethod
    def of(cls, style: Style, colour: str, link: str = "") -> TextStyle:
        """Return a step of the type scale in a colour, with links in the same or another."""
        return cls(style.font, style.size, style.leading, style.tracking, colour, link or colour)

    def scale(self, size: float) -> TextStyle:
        """Return the style at another size in points, its leading in proportion."""
        return replace(self, size=size, leading=self.leading * size / self.size)

    @property
    def baseline(self) -> float:
        """How far the baseline lies below the top of its line, in points."""
        return (self.leading - self.size) / 2 + self.size * ASCENT
