"""Where data stands: the file, the line of each field, and the way down to a record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from proposalgen.errors import Problem

FieldPath = tuple[str | int, ...]
"""The way to a field: ``("facts", 3, "value")``."""


def no_line(path: FieldPath) -> int:  # noqa: ARG001
    """Return the line of a field that stands in no file: 0."""
    return 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands."""

    file: str = ""
    line_of: Callable[[FieldPath], int] = no_line
    """The line of a field by its path from the top of the file, from 1; 0 where it has none."""
    path: FieldPath = ()
    """From the top of the file to the record."""

    @property
    def line(self) -> int:
        """The line of the record."""
        return self.line_of(self.path)

    def inside(self, *steps: str | int) -> Place:
        """Return the place of what stands in the record at a field."""
        return Place(self.file, self.line_of, (*self.path, *steps))

    def problem(self, field: FieldPath, message: str, hint: str = "", line: int = 1) -> Problem:
        """Return a problem of a field of the record, at a line of the field's text."""
        place = self.inside(*field)
        at = place.line
        dotted = ".".join(map(str, place.path))
        return Problem(message, self.file, at and at + line - 1, field=dotted, hint=hint)
