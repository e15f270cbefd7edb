"""Where blocks stand: the width they have, and the colours that show there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from proposalgen.brand.colours import Ground
from proposalgen.brand.model import Brand


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks stand; colours are ``#RRGGBB``."""

    width: float
    """In millimetres."""
    accent: str
    """The colour of the section, for rules."""
    ink: str = ""
    """The colour of all text; empty where the styles' own colours show."""
    nested: bool = False
    """Whether it is inside a table's cell."""


def place_on(place: Place, ground: Ground, brand: Brand, inset: float = 0) -> Place:
    """Return a place inside a cell of a colour, narrower by ``inset`` on both sides."""
    # On these the styles' own colours can be read: a designer may change them in Word.
    ink = "" if ground in (brand.surface, brand.panel) else ground.text
    return replace(place, width=place.width - 2 * inset, ink=ink, nested=True)
