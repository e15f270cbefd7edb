"""References between records: every id that a record names must be another's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from proposalgen.content.reading import Reading, Reference
from proposalgen.errors import MOST_CHOICES, quote, suggest
from proposalgen.read.place import Place

_REFERENCES: dict[str, Literal["fact", "source", "theme"]] = {
    "fact": "fact",
    "facts": "fact",
    "ask_fact": "fact",
    "superseded_by": "fact",
    "source": "source",
    "theme": "theme",
    "themes": "theme",
}
"""What the fields of this name refer to, in any record."""


def note_references(reading: Reading, field: str, value: object, place: Place) -> None:
    """Keep the ids that a field names, until every record has been read that it may name."""
    kind = _REFERENCES.get(field)
    if kind and isinstance(value, list):
        for index, name in enumerate(value):
            note_references(reading, field, name, place.inside(index))
    elif kind and isinstance(value, str):
        reading.references.append(Reference(kind, value, place))


def check_references(reading: Reading) -> None:
    """Add a problem for each name that no record has, where its place has no problem yet."""
    known: dict[str, Mapping[str, object]] = {
        "fact": reading.facts,
        "source": reading.sources,
        "theme": reading.theme_ids,
    }
    found = {(problem.file, problem.line, problem.field) for problem in reading.problems}
    for reference in reading.references:
        # In a register that is not whole the name may stand in a file that could not be read.
        register = known[reference.kind]
        if reference.name in register or not getattr(register, "whole", True):
            continue
        hint = suggest(reference.name, register, MOST_CHOICES)
        message = f"no {reference.kind} called {quote(reference.name)}"
        problem = reference.place.problem((), message, hint)
        if (problem.file, problem.line, problem.field) not in found:
            reading.problems.append(problem)
