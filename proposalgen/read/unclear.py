"""A cell that cannot be read in one way."""

from __future__ import annotations


class UnclearError(Exception):
    """A cell has two readings or none: in words, with the way out."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint
