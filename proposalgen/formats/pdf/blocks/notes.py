"""Notes: the sources of figures; in a draft a tile shows how well each was verified."""

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
from proposalgen.model.walk import note_address, note_text

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
    row: list[tuple[float, Box]] = [(0, label), (_LABEL, words)]
    if note.status:
        tile = shape_tile(1.5, column.palette.accent, note.status)

        def paint(pen: Pen, x: float, y: float) -> None:
            pen.canvas.draw_paths(tile, x + 1.5 * MM, y + 1.9 * MM)

        row.append((column.width - 3 * MM, Shape(3 * MM, paint)))
    hairline = rule(column.width, column.brand.colours.rule, 0.3 * MM)
    return stack([(0, hairline), (1.2 * MM, Row(row))], whole=True)


def _style_lines(column: Column, note: Note) -> Iterator[tuple[Inlines, TextStyle]]:
    """Yield each line of a note: the claim stands out, the source is in serifs, the link leads."""
    small = column.style("note")
    address, status = note_address(note), note.status_text
    for at, line in enumerate(note_text(note)):
        if at == 0 and note.claim:
            yield (Text(line),), replace(small, font="label")
        elif line == address:
            yield (Link(line, note.url),), small
        elif line == status:
            yield (Text(line),), replace(small, colour=column.palette.muted)
        else:
            yield (Text(line),), replace(small, font="body")


def _make_line(column: Column, number: int, note: Note) -> Row:
    """Return a note run together in small print, its number before it."""
    inside = column.add("Note", id=f"note-{number}")
    small = replace(column.style("note"), size=7, leading=9)
    inlines: list[Inline] = []
    for line in note_text(note):
        linked = line == note_address(note)
        inlines += [Link(line, note.url) if linked else Text(line), Text(" ")]
    label = _make_label(inside, number, note, small, _SMALL_LABEL)
    words = inside.text(tuple(inlines[:-1]), small, column.width - _SMALL_LABEL)
    return Row([(0, label), (_SMALL_LABEL, words)])


def _make_label(column: Column, number: int, note: Note, style: TextStyle, width: float) -> TextBox:
    """Return a note's number, to which its marks lead."""
    label = column.text((Text(str(number)),), style, width, "Lbl")
    label.destination = f"note-{note.id}"
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
