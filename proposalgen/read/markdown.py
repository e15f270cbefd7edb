"""Markdown becomes blocks; values that stand in it as markers stay values.

The parse of a text is kept, since the text is the same for every partner; only values differ.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from proposalgen.model.document import Block, Inlines, Paragraph
from proposalgen.model.fields import Mistake
from proposalgen.read.filling import fill_blocks
from proposalgen.read.markers import MARKER, Value
from proposalgen.read.parser import MarkdownError, parse
from proposalgen.read.references import replace_references

LONGEST_TEXT, LONGEST_STRETCH = 50_000, 10_000
"""Characters of a text, and of one without an empty line: the parser may take as many steps as the
square of them."""


def read_blocks(
    text: str,
    figures: Mapping[str, Inlines] = MappingProxyType({}),
    marks: Mapping[str, Inlines] = MappingProxyType({}),
    values: Sequence[Value] = (),
) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text.

    Args:
        text: CommonMark with pipe tables and ``:::`` containers.
        figures: what ``[[id]]`` prints.
        marks: what ``[^id]`` prints.
        values: what the markers in the text stand for, by their numbers.

    Raises:
        MarkdownError: every mistake found, with its line.
    """
    if mistake := _find_excess(text):
        raise MarkdownError([mistake])
    known = list(values)
    text, mistakes = replace_references(text, figures, marks, known)
    for match in MARKER.finditer(text):
        if int(match[1]) >= len(known):
            line = text.count("\n", 0, match.start()) + 1
            mistakes.append(Mistake(line, "a marker that stands for nothing", "Take it out."))
    skeleton = parse(text)
    mistakes += skeleton.mistakes
    if mistakes:
        raise MarkdownError(sorted(mistakes, key=lambda mistake: mistake.line))
    return tuple(fill_blocks(skeleton.blocks, known))


def read_inlines(
    text: str,
    figures: Mapping[str, Inlines] = MappingProxyType({}),
    marks: Mapping[str, Inlines] = MappingProxyType({}),
) -> Inlines:
    """Return the inlines of a text that is one paragraph.

    Raises:
        MarkdownError: every mistake found; more than one paragraph is one.
    """
    match read_blocks(text, figures, marks):
        case ():
            return ()
        case (Paragraph(inlines, "body"),):
            return inlines
        case _:
            raise MarkdownError([Mistake(1, "must be one paragraph of plain prose")])


def _find_excess(text: str) -> Mistake | None:
    """Return where a text is longer than is read."""
    if len(text) > LONGEST_TEXT:
        return Mistake(1, f"{len(text):,} characters", f"At most {LONGEST_TEXT:,}: split the text.")
    at = 0
    for stretch in re.split(r"(\n[ \t]*\n)", text):
        if len(stretch) > LONGEST_STRETCH:
            message = f"{len(stretch):,} characters without an empty line"
            return Mistake(text.count("\n", 0, at) + 1, message, f"At most {LONGEST_STRETCH:,}.")
        at += len(stretch)
    return None
