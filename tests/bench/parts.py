"""What every contender sets: the words of our own pitches, as plain parts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

NAME = "PARTNERNAME"
"""Stands in a text where the partner's name goes; a word that no text has."""
THEME_SETS = (
    ("social-protection", "gender-equality", "just-transition"),
    ("just-transition", "supply-chains", "social-protection"),
    ("crisis-contexts", "social-protection", "lifelong-learning-skills"),
    ("child-labour-forced-labour", "gender-equality", "supply-chains"),
)
"""A list of partners repeats few sets of themes; the document of number n has set n modulo 4."""

Kind = Literal["h1", "h2", "h3", "p", "figure", "small", "ul", "ol", "table"]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading or paragraph of one line, a list of items, or a table of rows below a head."""

    kind: Kind
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def line(self) -> str:
        """The words of a heading or a paragraph."""
        return self.lines[0]

    def words(self) -> Iterator[str]:
        """Give the words in order."""
        for line in (*self.lines, *(cell for row in self.rows for cell in row)):
            yield from line.split()


def partner_name(number: int) -> str:
    """Return another partner's name for each number."""
    first = ("Nordhavn", "Åkerby", "Maple", "Río Claro", "Kestrel", "Sønder", "Lumière", "Baltic")
    last = ("Foundation", "Trust", "Development Bank", "Fund & Co", "Alliance")
    return f"{first[number % len(first)]} {last[number % len(last)]} {number}"


def read_parts(folder: Path) -> list[list[Part]]:
    """Return the parts of each set of themes that ``write_parts`` wrote."""
    told = json.loads((folder / "parts.json").read_text("utf-8"))
    return [
        [
            Part(part["kind"], tuple(part["lines"]), tuple(map(tuple, part["rows"])))
            for part in parts
        ]
        for parts in told
    ]
