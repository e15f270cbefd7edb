"""The records of a template: its index and the front matter of a section."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo

from proposalgen.errors import quote, suggest
from proposalgen.model.document import Layout
from proposalgen.model.fields import IfMissing, Line, Record, invalid

ENDING = ".md.j2"
"""How the names of a template's files end."""


def _check_section(name: str, info: ValidationInfo) -> str:
    sections: Collection[str] | None = info.context
    if sections is not None and name not in sections:
        raise invalid(f"no file {quote(name + ENDING)}", suggest(name, sections))
    return name


def _refuse_repeats(names: tuple[str, ...]) -> tuple[str, ...]:
    for at, name in enumerate(names):
        if name in names[:at]:
            raise invalid(f"{quote(name)} stands twice", "Name each section once.")
    return names


class TemplateIndex(Record):
    """One kind of document: its sections and its joining words."""

    # The context of the validation is the names of the sections' files.

    sections: Annotated[
        tuple[Annotated[Line, AfterValidator(_check_section)], ...],
        Field(min_length=1),
        AfterValidator(_refuse_repeats),
        IfMissing("Name the sections in order: 'sections: [cover, letter]'."),
    ]
    """The sections in order, each the file of that name ending in .md.j2."""
    languages: Annotated[tuple[Line, ...], Field(min_length=1)] = ("en",)
    """The languages in which the sections are written."""
    words: dict[str, str] = Field(default_factory=dict)
    """Words that stand outside the sections' own text."""


class SectionFields(Record):
    """The front matter of a section's file."""

    layout: Layout = "page"
    """How the section's page is laid out."""
    each: Literal["theme"] | None = None
    """``theme``: the section is made once for each chosen theme."""
