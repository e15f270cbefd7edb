"""Fields of records that hold prose: written as Markdown, kept as inlines and blocks."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import GetPydanticSchema
from pydantic_core import core_schema

from proposalgen.model.document import Block, Inlines


def _kept(kind: type, schema: dict[str, Any]) -> GetPydanticSchema:
    """Let a field hold a value of a type as it is, and describe what its file says instead.

    Without it pydantic would build a validator for every kind of block into every record, which
    takes half of the time that a command needs to start.
    """
    return GetPydanticSchema(
        lambda _source, _handler: core_schema.is_instance_schema(kind),
        lambda _schema, _handler: schema,
    )


_MARKDOWN = {
    "type": "string",
    "description": "One paragraph of Markdown: [[fact]] prints a figure, [^fact] a note.",
}

Prose = Annotated[Inlines, _kept(tuple, _MARKDOWN)]
"""One paragraph, from a text of Markdown."""
Paragraphs = Annotated[tuple[Block, ...], _kept(tuple, {"type": "array", "items": _MARKDOWN})]
"""Paragraphs of a letter, from a list of texts of Markdown."""
