"""The nouns of a batch: its settings, its jobs and what became of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from proposalgen.content.workspace import WorkspaceFolders
from proposalgen.errors import Problem
from proposalgen.formats.table import FORMATS
from proposalgen.model.partner import Partner
from proposalgen.packs.workspace import PITCH

BATCH = "batch.json"
"""What became of each record of the last run, in the output folder."""
Status = Literal["made", "unchanged", "failed", "ready"]
"""``ready``: could be made, in a dry run."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What all packs of a batch share, in a form that any worker on any machine can load."""

    workspace: WorkspaceFolders
    output: str
    """A folder, or an address that fsspec knows."""
    template: str = PITCH
    """The kind of document."""
    paper: str = ""
    formats: frozenset[str] = frozenset(FORMATS)
    """The names of the formats that are made."""
    draft: bool = False
    strict: bool = False
    force: bool = False
    """Make packs again that have not changed."""
    dry: bool = False
    """Check all that can be checked before a file is made, and make none."""
    bundle: bytes = field(default=b"", repr=False)
    """The files of the workspace, for workers that do not see its folders."""
    digests: tuple[str, ...] = ()
    """Of library, template and brand as the first process loaded them; empty before it has."""


@dataclass(frozen=True, slots=True)
class Job:
    """One record to be made into a pack."""

    record: int
    """Counted from 1, empty rows left out."""
    line: int
    """Of the list, or row of its sheet, counted from 1."""
    partner: Partner
    logo: bytes | None = None
    """The file of the partner's logo."""
    problems: tuple[Problem, ...] = ()
    """Why the logo cannot be read, though it could when the list was checked."""
    thorough: bool = False
    """Whether its files are read a second time, in full, to prove what they say."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one record."""

    record: int
    line: int
    name: str
    status: Status
    folder: str = ""
    """The name of the pack's folder."""
    files: tuple[str, ...] = ()
    """Paths below the output folder, with ``/``."""
    themes: tuple[str, ...] = ()
    pages: int = 0
    """As laid out, where nothing was made; 0 where that is not known."""
    warnings: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    """Those of the warnings that tell where a file is which somebody edited."""
    errors: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Summary:
    """How many records had which outcome."""

    made: int = 0
    unchanged: int = 0
    failed: int = 0
    ready: int = 0

    def count(self, outcome: Outcome) -> None:
        """Count one outcome."""
        setattr(self, outcome.status, getattr(self, outcome.status) + 1)


def format_message(problem: Problem) -> str:
    """Return a problem without its place, for reports that show the place beside it."""
    return str(Problem(problem.message, hint=problem.hint))
