"""Draw the rooms and who imports whom, from the code: ``python -m tests.proofs.architecture``.

The floors are those of the contract in ``pyproject.toml``, each room's sentence is the first of its
docstring, and the arrows are its imports. An arrow that others imply is left out: where ``a``
imports ``b`` and ``c``, and ``b`` imports ``c``, only ``a`` to ``b`` to ``c`` is drawn.
"""

from __future__ import annotations

import ast
import textwrap
import tomllib
from collections.abc import Iterator
from html import escape
from pathlib import Path

import grimp

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs" / "images" / "architecture.svg"
PACKAGE = "proposalgen"

WIDTH, MARGIN = 980, 16
BOX_WIDTH, BOX_HEIGHT, ROW = 308, 70, 112
"""Pixels; a row is as high as a box and the room for arrows below it."""

Arrow = tuple[str, str]


def list_floors() -> list[list[str]]:
    """Return the rooms by floor, the highest first, as the contract has them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c.get("containers") == [PACKAGE])
    floors = [[room.strip() for room in layer.replace(":", "|").split("|")] for layer in layers]
    # What stands above the command line and below all has nothing to show.
    return [floor for floor in floors if floor != ["__main__"]]


def find_arrows() -> set[Arrow]:
    """Return the pairs of rooms of which the first imports the second."""
    graph = grimp.build_graph(PACKAGE, cache_dir=None)
    rooms = {room for floor in list_floors() for room in floor}
    found = set()
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            pair = tuple(name.split(".")[1] for name in (module, imported) if "." in name)
            if len(pair) == 2 and pair[0] != pair[1] and rooms.issuperset(pair):
                found.add((pair[0], pair[1]))
    return found


def leave_out_implied(arrows: set[Arrow]) -> set[Arrow]:
    """Return the arrows without those that a longer way implies."""
    return {
        (start, end)
        for start, end in arrows
        if not any(reaches(middle, end, arrows) for first, middle in arrows
                   if first == start and middle != end)
    }  # fmt: skip


def reaches(start: str, end: str, arrows: set[Arrow]) -> bool:
    """Return whether a way of arrows leads from one room to another."""
    return any(
        middle == end or reaches(middle, end, arrows) for first, middle in arrows if first == start
    )


def read_sentence(room: str) -> str:
    """Return the first sentence of a room's docstring."""
    path = ROOT / PACKAGE / room / "__init__.py"
    path = path if path.exists() else ROOT / PACKAGE / f"{room}.py"
    first = (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").split("\n\n")[0]
    return " ".join(first.split())


def list_inner_rooms(room: str) -> list[str]:
    """Return the packages inside a room."""
    return sorted(path.parent.name for path in (ROOT / PACKAGE / room).glob("*/__init__.py"))


def place_rooms(floors: list[list[str]], arrows: set[Arrow]) -> dict[str, tuple[float, float]]:
    """Return the upper left corner of each room's box, in pixels.

    A room that is alone on its floor stands below the middle of those that import it.
    """
    places: dict[str, tuple[float, float]] = {}
    for row, floor in enumerate(floors):
        y = MARGIN + row * ROW
        if len(floor) == 1:
            above = [places[start][0] for start, end in arrows if end == floor[0]]
            middle = sum(above) / len(above) if above else (WIDTH - BOX_WIDTH) / 2
            places[floor[0]] = (middle, y)
            continue
        step = (WIDTH - 2 * MARGIN - BOX_WIDTH) / (len(floor) - 1)
        for column, room in enumerate(floor):
            places[room] = (MARGIN + column * step, y)
    return places


def draw() -> str:
    """Return the picture as SVG."""
    floors, arrows = list_floors(), leave_out_implied(find_arrows())
    places = place_rooms(floors, arrows)
    height = 2 * MARGIN + len(floors) * ROW - (ROW - BOX_HEIGHT)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" font-family="sans-serif">',
        "<title>The rooms of proposalgen; an arrow is an import</title>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" '
        'markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="#5b6475"/></marker></defs>',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        *(draw_arrow(places[start], places[end]) for start, end in sorted(arrows)),
    ]
    for room, place in places.items():
        lines += draw_box(room, *place)
    return "\n".join([*lines, "</svg>", ""])


def draw_arrow(start: tuple[float, float], end: tuple[float, float]) -> str:
    """Return a curve from the foot of one box to the head of another."""
    x1, y1 = start[0] + BOX_WIDTH / 2, start[1] + BOX_HEIGHT
    x2, y2 = end[0] + BOX_WIDTH / 2, end[1]
    bend = (y2 - y1) / 2
    # From a place on the foot that leans to where it leads, so that arrows part.
    x1 += max(-BOX_WIDTH / 3, min(BOX_WIDTH / 3, (x2 - x1) / 4))
    x2 += max(-BOX_WIDTH / 3, min(BOX_WIDTH / 3, (x1 - x2) / 4))
    curve = f"M{x1:.0f} {y1:.0f}C{x1:.0f} {y1 + bend:.0f} {x2:.0f} {y2 - bend:.0f} {x2:.0f} {y2}"
    return f'<path d="{curve}" fill="none" stroke="#5b6475" marker-end="url(#tip)"/>'


def draw_box(room: str, x: float, y: float) -> Iterator[str]:
    """Yield a room's box with its name and its sentence."""
    inner = ", ".join(list_inner_rooms(room))
    yield (
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="4" '
        'fill="#f4f5f8" stroke="#1e2dbe"/>'
    )
    yield (
        f'<text x="{x + 12:.0f}" y="{y + 22:.0f}" font-size="15" font-weight="bold" '
        f'fill="#1e2dbe">{room}<tspan font-weight="normal" font-size="12" fill="#5b6475">'
        f"{'  ' + inner if inner else ''}</tspan></text>"
    )
    for at, line in enumerate(textwrap.wrap(read_sentence(room), 47, max_lines=2)):
        yield (
            f'<text x="{x + 12:.0f}" y="{y + 41 + 16 * at:.0f}" font-size="11.5" '
            f'fill="#20242e">{escape(line)}</text>'
        )


if __name__ == "__main__":
    PICTURE.write_text(draw(), "utf-8")
    print(PICTURE.relative_to(ROOT))
