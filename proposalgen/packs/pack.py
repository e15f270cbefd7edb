"""A pack as a value: the files that were made for one partner."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from proposalgen.errors import Problem


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of a pack, at its final path."""

    path: Path
    format: str
    """As the table of formats names it: ``pdf``."""
    sha256: str
    """Of the file's bytes, in hexadecimal."""
    pages: int
    """As laid out in the PDF, from which the DOCX takes its page numbers."""


@dataclass(frozen=True, slots=True)
class Pack:
    """What was made for one partner."""

    partner: str
    """The partner's name."""
    files: tuple[PackFile, ...]
    warnings: tuple[Problem, ...]
    unchanged: bool = False
    """Whether an earlier run had made the pack of the same inputs, and nothing was written."""
