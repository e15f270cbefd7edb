"""Colours: a palette of a brand's own names, and the roles in which documents use them."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, StringConstraints, ValidationInfo

from proposalgen.brand.entry import Entry
from proposalgen.errors import quote, suggest
from proposalgen.model.fields import explained, invalid

_HEX = re.compile(r"#[0-9A-F]{6}")

Hex = Annotated[
    str,
    StringConstraints(pattern=f"^{_HEX.pattern}$"),
    explained("not a colour", "Write it as in #1E2DBE."),
]
"""A colour in sRGB, ``#RRGGBB`` in capitals."""


def _look_up(name: str, info: ValidationInfo) -> str:
    """Return the ``#RRGGBB`` of a name; the palette is the context of the validation."""
    palette: dict[str, str] | None = info.context and info.context["palette"]
    if palette is None or _HEX.fullmatch(name):
        return name
    if name not in palette:
        raise invalid(f"nothing called {quote(name)}", suggest(name, palette))
    return palette[name]


WHITE = "#FFFFFF"
"""The colour of paper on which nothing is printed."""

Colour = Annotated[str, AfterValidator(_look_up)]
"""A colour of the palette: by its name in ``brand.yaml``, as ``#RRGGBB`` once it is loaded."""


class Ground(Entry):
    """A colour to stand on, and the colour of the text on it."""

    ground: Colour
    text: Colour


class Colours(Entry):
    """The colour of each role; a brand gives all of them."""

    surface: Colour
    """The ground of pages, which are painted in it, and what is cut out of a dark ground."""
    text: Colour
    """Text on the surface and on panels."""
    muted: Colour
    """Dates, sources and other small text on the surface and on panels."""
    primary: Colour
    """The organisation's own colour: covers, links, rules of tables, what a chart shows."""
    on_primary: Colour
    """Text on the primary colour."""
    panel: Colour
    """The light ground of panels."""
    rule: Colour
    """Thin lines between rows, and the part of a chart that is not meant."""
    joint: Colour
    """The joints between the tiles of a name."""
    highlight: Colour
    """A small bright spot on a dark ground: in a sign, in the middle of a ring."""
    alert: Colour
    """The ground of the draft's strip and of flags."""


class Layouts(Entry):
    """The grounds of sections that belong to no theme but have a colour of their own."""

    story: Ground
    ask: Ground


class Cards(Entry):
    """The grounds of the three key numbers, wherever they stand."""

    challenge: Ground
    impact: Ground
    need: Ground
