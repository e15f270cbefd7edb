"""Values take the place of their markers in a skeleton."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import assert_never, cast

from proposalgen.model.document import (
    Block,
    Cards,
    Chart,
    Columns,
    Contents,
    Heading,
    Inline,
    Inlines,
    ItemList,
    Link,
    Notes,
    Panel,
    Paragraph,
    Quote,
    Table,
    Text,
)
from proposalgen.model.fields import Mistake
from proposalgen.model.walk import map_inlines
from proposalgen.read.markers import MARKER, OPEN, Value
from proposalgen.read.parser import MarkdownError, merge_runs, split_columns

_STOPS = tuple(".!?…。！？")
"""Signs that end a sentence; a tuple, since no text ends with them all."""
_STOP = re.compile("([”’]?)[.]")
"""A stop after a value, which may stand in quotation marks."""


def fill_blocks(blocks: Sequence[Block], values: Sequence[Value]) -> Iterator[Block]:
    """Yield the blocks of a skeleton with each value in its marker's place.

    A paragraph or a list whose values are all empty is left out.

    Raises:
        MarkdownError: a value that is blocks stands among words.
    """
    for block in blocks:
        match block:
            case Paragraph():
                inserted = _only_value(block.inlines, values)
                if _is_blocks(inserted):
                    yield from cast("tuple[Block, ...]", inserted)
                elif filled := _fill(block.inlines, values):
                    yield Paragraph(filled, block.role)
            case ItemList():
                items = tuple(filter(None, (_fill(item, values) for item in block.items)))
                if items:
                    yield replace(block, items=items)
            case Heading() | Table() | Quote():
                yield map_inlines(block, lambda inlines: _fill(inlines, values))
            case Panel():
                yield replace(block, blocks=tuple(fill_blocks(block.blocks, values)))
            case Columns():
                # Values may bring the headings at which columns begin.
                flat = tuple(b for column in block.columns for b in fill_blocks(column, values))
                yield replace(block, columns=split_columns(flat))
            case Cards() | Chart() | Contents() | Notes():  # values only, which hold no markers
                yield block
            case _:
                assert_never(block)


def _only_value(inlines: Inlines, values: Sequence[Value]) -> Value | None:
    match inlines:
        case (Text(text=text),) if match := MARKER.fullmatch(text.strip()):
            return values[int(match[1])]
    return None


def _is_blocks(value: Value | None) -> bool:
    return isinstance(value, tuple) and any(not isinstance(item, Inline) for item in value)


def _fill(inlines: Inlines, values: Sequence[Value]) -> Inlines:
    return merge_runs(_fill_inlines(inlines, values))


def _fill_inlines(inlines: Inlines, values: Sequence[Value]) -> Iterator[Inline]:
    for inline in inlines:
        if isinstance(inline, Link):
            yield replace(inline, text=MARKER.sub(lambda m: _spell(values[int(m[1])]), inline.text))
        elif not isinstance(inline, Text) or OPEN not in inline.text:
            yield inline
        else:
            end = 0
            for match in MARKER.finditer(inline.text):
                yield replace(inline, text=inline.text[end : match.start()])
                end = match.end()
                value = values[int(match[1])]
                yield from _style(value, inline)
                # A sentence that ends with a name such as "Kestrel Inc." has its stop already.
                if _spell(value).endswith(_STOPS) and (stop := _STOP.match(inline.text, end)):
                    yield replace(inline, text=stop[1])
                    end = stop.end()
            yield replace(inline, text=inline.text[end:])


def _style(value: Value, around: Text) -> Iterator[Inline]:
    """Yield a value's inlines in the weight and slope of the text around it."""
    if isinstance(value, str):
        yield replace(around, text=value)
        return
    if _is_blocks(value):
        raise MarkdownError([Mistake(1, "blocks stand in a paragraph of their own")])
    for inline in cast("Inlines", value):
        if isinstance(inline, Text):
            yield replace(
                inline, bold=inline.bold or around.bold, italic=inline.italic or around.italic
            )
        else:
            yield inline


def _spell(value: Value) -> str:
    """Return a value's words; none of a mark or of blocks."""
    if isinstance(value, str):
        return value
    return "".join(inline.text for inline in value if isinstance(inline, Text | Link))
