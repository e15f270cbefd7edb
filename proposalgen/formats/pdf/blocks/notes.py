"""Notes: the sources of figures, with a tile that shows how well each was verified."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proposalgen.brand.drawing import Path, hexagon, polygon
from proposalgen.formats.pdf.blocks.column import Column
from proposalgen.formats.pdf.boxes.box import Box, Shape, TextBox, rule
from proposalgen.formats.pdf.boxes.containers import Row, Stack, stack
from proposalgen.formats.pdf.canvas import MM
from proposalgen.formats.pdf.text.pen import Pen
from proposalgen.formats.pdf.text.style import TextStyle
from proposalgen.model.document import Inline, Inlines, Link, Note, Text
from proposalgen.model.walk import note_text

_LABEL, _TILE = 8 * MM, 6 * MM
"""Widths of a note's number, at its left, and of its tile, at its right."""
_SMALL_LABEL = 4 * MM


def make_notes(column: Column) -> list[Box]:
    """Return a box for each note that the section lists."""
    make = _make_line if column.narrow else make_note
    return [make(column, *numbered) for numbered in enumerate(column.context.notes, 1)]


def make_note(column: Column, number: int, note: Note) -> Box:
    """Return a note under a hairline: number, lines and tile."""
    inside = column.add("Note", id=f"note-{number}")
    style = replace(column.style("note", column.palette.accent).scale(9), font="heading")
    label = _make_label(inside, number, note, style, _LABEL)
    words = Stack()
    width = column.width - _LABEL - _TILE
    for inlines, line_style in _style_lines(inside, note):
        words.add(inside.text(inlines, line_style, width))
    tile = shape_tile(1.5, column.palette.accent, note.status)

    def paint(pen: Pen, x: float, y: float) -> None:
        pen.canvas.draw_paths(tile, x + 1.5 * MM, y + 1.9 * MM)

    row = Row([(0, label), (_LABEL, words), (column.width - 3 * MM, Shape(3 * MM, paint))])
    hairline = rule(column.width, column.brand.colours.rule, 0.3 * MM)
    return stack([(0, hairline), (1.6 * MM, row)], whole=True)


def _style_lines(column: Column, note: Note) -> Iterator[tuple[Inlines, TextStyle]]:
    """Yield each line of a note: claims stand out, the source is set in serifs, the link leads."""
    small = column.style("note")
    # The claims come first, then the source, the address and the status; any but the source may
    # be missing.
    lines = note_text(note)
    claims = 1 if note.claims else 0
    for at, line in enumerate(lines):
        if at < claims:
            yield (Text(line),), replace(small, font="label")
        elif note.url and line == lines[-2 if note.status_text else -1]:
            yield (Link(line, note.url),), small
        else:
            style = replace(small, font="body") if at == claims else small
            status = at == len(lines) - 1 and note.status_text
            yield (Text(line),), replace(style, colour=column.palette.muted) if status else style


def _make_line(column: Column, number: int, note: Note) -> Row:
    """Return a note run together in small print, its number before it."""
    inside = column.add("Note", id=f"note-{number}")
    small = replace(column.style("note"), size=6.5, leading=8.6)
    *first, last = note_text(note)
    inlines: list[Inline] = []
    for line in first:
        linked = note.url and line == first[-1]
        inlines += [Link(line, note.url) if linked else Text(line), Text(" ")]
    label = _make_label(inside, number, note, small, _SMALL_LABEL)
    words = inside.text((*inlines, Text(last)), small, column.width - _SMALL_LABEL)
    return Row([(0, label), (_SMALL_LABEL, words)])


def _make_label(column: Column, number: int, note: Note, style: TextStyle, width: float) -> TextBox:
    """Return a note's number, to which its marks lead."""
    label = column.text((Text(str(number)),), style, width, "Lbl")
    label.destination = f"note-{note.source}"
    return label


def shape_tile(radius: float, colour: str, status: str) -> list[Path]:
    """Return a note's tile about its middle, in millimetres.

    It is solid for a verified source, half filled for a secondary one, else an outline.
    """
    whole = hexagon(0, 0, radius)
    if status == "verified":
        return [Path(whole, fill=colour)]
    outline = Path(whole, stroke=colour, width=0.2)
    if status == "secondary":
        # Of six corners, clockwise from the top, these four bound the left half.
        corners = [(values[0], values[1]) for _, values in whole[:-1]]
        return [Path(polygon([corners[0], *corners[3:]]), fill=colour), outline]
    return [outline]
