"""What the tests of drawings share: colours, and questions to a drawing."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image

from proposalgen.brand.drawing import Drawing, Path, bounds
from proposalgen.brand.floor import draw_floor
from proposalgen.brand.png import to_png
from proposalgen.brand.ring import draw_ring

TEAL, PURPLE, GREEN, BLUE = "#05D2D2", "#960A55", "#8CE164", "#1E2DBE"
PALETTE = (TEAL, PURPLE, GREEN, BLUE)
WHITE, DARK, JOINT, YELLOW = "#FFFFFF", "#230050", "#DCEBF8", "#FFCD2D"
RED = "#FF0000"
LONG = (
    "The Nordhavn and Sønderbygd Charitable Foundation for Fair Work, "
    "Social Inclusion and Resilient Coastal Livelihoods 2030"
)


def lay(
    name: str,
    width: float = 210,
    height: float = 156,
    palette: Sequence[str] = PALETTE,
    *,
    ground: str = "",
    rows_from: float = 0,
    across: int = 0,
) -> Drawing:
    """Return the floor of a name."""
    return draw_floor(
        name, width, height, palette, tile=WHITE, joint=JOINT, ground=ground,
        rows_from=rows_from, across=across,
    )  # fmt: skip


def circle_of(name: str, palette: tuple[str, ...] = PALETTE) -> Drawing:
    """Return the ring of a name."""
    return draw_ring(name, 29, palette, tile=WHITE, joint=JOINT, centre=YELLOW, figure=DARK)


def pieces(path: Path) -> list[tuple[float, ...]]:
    """Return where each piece of a path begins."""
    return [values for command, values in path.commands if command == "M"]


def strokes(drawing: Drawing, colours: tuple[str, ...] = PALETTE) -> list[str]:
    """Return the colours of the strokes that have one of some colours, in order."""
    return [path.stroke for path in drawing.paths if path.stroke in colours]


def is_inside(drawing: Drawing) -> bool:
    left, top, right, foot = bounds(drawing)
    wide, high = drawing.width + 0.01, drawing.height + 0.01
    return left > -0.01 and top > -0.01 and right < wide and foot < high


def draw(*paths: Path, width: float = 10, height: float = 10, alt: str = "") -> Drawing:
    return Drawing(width, height, paths, alt)


def picture(drawing: Drawing, dpi: float = 25.4) -> Image.Image:
    """Return a drawing as pixels; a pixel is a millimetre."""
    return Image.open(io.BytesIO(to_png(drawing, dpi))).convert("RGBA")


def pixel(shown: Image.Image, x: int, y: int) -> tuple[int, ...]:
    """Return the red, green, blue and alpha of a pixel, 0 to 255."""
    found = shown.getpixel((x, y))
    assert isinstance(found, tuple)
    return found
