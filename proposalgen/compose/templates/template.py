"""A template: the sections of one kind of document, in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import jinja2

from proposalgen.model.document import Layout


@dataclass(frozen=True, slots=True)
class SectionTemplate:
    """One section's text, with the fields of its front matter."""

    name: str
    file: str
    """Relative to the template's folder."""
    layout: Layout
    each: str = ""
    """``theme``: the section is made once for each chosen theme."""


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of document: its sections in order, ready to render."""

    name: str
    sections: tuple[SectionTemplate, ...]
    languages: tuple[str, ...]
    words: Mapping[str, str]
    """Joining words that stand outside the sections' text."""
    digest: str
    environment: jinja2.Environment = field(repr=False, compare=False)
