"""Quotations."""

from __future__ import annotations

from proposalgen.formats.pdf.blocks.column import Column
from proposalgen.formats.pdf.boxes.box import TextBox
from proposalgen.formats.pdf.boxes.containers import Stack
from proposalgen.formats.pdf.canvas import MM
from proposalgen.model.document import Quote, Text

_MOST_LINES = 8
"""Of more lines the quotation is set smaller, as far as ``_LEAST_SIZE``."""
_LEAST_SIZE = 18
"""In points."""
_WIDEST_HANG = 30
"""The widest quotation mark that has room in the margin, in points."""


def make_quote(column: Column, block: Quote) -> Stack:
    """Return a quotation with a hanging mark, set smaller where it would take too many lines."""
    quotation = column.add("BlockQuote")
    words = (Text("“"), *block.inlines, Text("”"))
    style = column.style("quote")
    largest = style.size
    hang = column.setter.measure("“", style)
    text = column.setter.set(words, style, column.width)
    while len(text.lines) > _MOST_LINES and style.size > _LEAST_SIZE:
        style = style.scale(style.size - 1)
        text = column.setter.set(words, style, column.width)
    made = Stack(indent=-hang * style.size / largest if hang < _WIDEST_HANG else 0)
    made.add(TextBox(text, quotation.element.add("P")))
    speaker = quotation.text(block.speaker, "fact")
    # The speaker stands below the words, not below the mark that hangs beside them.
    made.add(Stack([speaker], [0], indent=-made.indent), 8 * MM)
    return made
