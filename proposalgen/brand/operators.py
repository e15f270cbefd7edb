"""Write drawings as operators of a PDF content stream (ISO 32000-1, 8.5)."""

from __future__ import annotations

from proposalgen.brand.drawing import IDENTITY, Command, Drawing, Path
from proposalgen.caches import cached


def to_operators(drawing: Drawing) -> str:
    """Return a drawing as content of a PDF, in its own millimetres (ISO 32000-1 8.5)."""
    # W n: the rectangle cuts off what goes beyond it, and is itself not painted (8.5.4).
    code = [f"0 0 {drawing.width:.5g} {drawing.height:.5g} re W n"]
    return " ".join([*code, *map(write_path, drawing.paths)])


def write_path(path: Path) -> str:
    """Return a path's operators, in the measures of its drawing."""
    code = [set_colour(path.fill)] if path.fill else []
    if path.stroke:
        code.append(f"{set_colour(path.stroke, stroke=True)} {path.width:.4g} w")
    code.append(write_commands(path.commands))
    code.append("B" if path.fill and path.stroke else "S" if path.stroke else "f")
    if path.place == IDENTITY:
        return " ".join(code)
    scale, x, y = path.place
    return f"q {scale:.6g} 0 0 {scale:.6g} {round(x, 3):g} {round(y, 3):g} cm {' '.join(code)} Q"


@cached("paths as PDF", size=256, why="strands, letters and outlines come again in each drawing")
def write_commands(commands: tuple[Command, ...]) -> str:
    """Return the operators that construct a path (8.5.2)."""
    return " ".join(
        "".join(f"{round(value, 4):g} " for value in values) + _OPERATORS[name]
        for name, values in commands
    )


_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}


@cached("colours as PDF", size=256, why="a brand has few colours, and every run of text sets one")
def set_colour(colour: str, *, stroke: bool = False) -> str:
    """Return the operator that sets ``#RRGGBB``."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return " ".join(f"{part:.4g}" for part in parts) + (" RG" if stroke else " rg")
