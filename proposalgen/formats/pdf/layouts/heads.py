"""Heads of sections: label, title and promise."""

from __future__ import annotations

from dataclasses import replace

from proposalgen.formats.pdf.blocks.column import Column
from proposalgen.formats.pdf.boxes.box import TextBox
from proposalgen.formats.pdf.boxes.containers import Stack
from proposalgen.formats.pdf.canvas import MM
from proposalgen.formats.pdf.layouts.composer import Composer
from proposalgen.formats.pdf.structure import Element
from proposalgen.formats.pdf.text.style import TextStyle
from proposalgen.model.document import Paragraph, Section
from proposalgen.model.walk import plain_text

LONGEST_PROMISE = 8
"""Lines of a promise that a section's head can hold."""

_BELOW_LABEL = 8 * MM - 11.3 / 2
"""From a label to the title: 8 mm from the middle of the label's line of 11.3 points (design 6)."""

_LEAST_SIZE = 18
"""Of a title, in points."""
_MODERATE_SIZE = 36
"""Up to this size, in points, a title may take three lines (design 8)."""


def shorten_head(composer: Composer, section: Section) -> Section:
    """Return the section with a promise too long for its head as its first paragraph."""
    style = composer.context.style("promise", composer.paper)
    lines = composer.setter.set(section.promise, style, composer.width * 0.72).lines
    if len(lines) <= LONGEST_PROMISE:
        return section
    paragraph = Paragraph(section.promise, "promise")
    return replace(section, promise=(), blocks=(paragraph, *section.blocks))


def make_title(column: Column, section: Section, style: TextStyle, most: int) -> TextBox:
    """Return the section's title, smaller where it would need more than ``most`` lines."""
    setter, width = column.setter, column.width
    style = replace(style, balance=True)
    words = plain_text(section.title).split()
    # First until each word fits on a line, since none is hyphenated; then until the lines are few.
    while style.size > _LEAST_SIZE and any(setter.measure(word, style) > width for word in words):
        style = style.scale(style.size - 2)
    text = setter.set(section.title, style, width)
    while len(text.lines) > most and style.size > _LEAST_SIZE:
        most = 3 if style.size <= _MODERATE_SIZE else most
        style = style.scale(style.size - 2)
        text = setter.set(section.title, style, width)
    # In Word too the cover's title heads the document, not a section of it.
    element = column.element.add("P" if section.is_cover else "H1")
    return TextBox(
        text,
        element,
        keep=True,
        bookmark=(plain_text(section.title), 0),
        destination=f"section-{section.id}",
    )


def make_head(column: Column, section: Section, step: str, promise_width: float = 0) -> Stack:
    """Return label, title and promise, the title in a step of the type scale.

    The promise is as wide as the column, or as ``promise_width``, in points.
    """
    made = Stack()
    if section.label:
        made.add(column.text(section.label, "label"))
    most = 2 if step in ("opener", "cover-title") else 3
    title = make_title(column, section, column.style(step), most)
    made.add(title, _BELOW_LABEL)
    if section.promise:
        promise = column.text(section.promise, "promise", promise_width or None)
        made.add(promise, 6 * MM)
    return made


def draw_head(composer: Composer, section: Section, element: Element) -> float:
    """Draw the head of a section on paper at the head of the page; return where it ends."""
    head = make_head(composer.column(element, width=composer.width * 0.86), section, "title")
    return composer.draw_at(head, composer.side, composer.top)
