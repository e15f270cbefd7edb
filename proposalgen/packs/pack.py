"""A pack as a value: one partner's files as bytes, and where they are once they are in place."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import PurePath

from proposalgen.errors import Problem
from proposalgen.packs.manifest import MANIFEST, Manifest, format_manifest


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of a pack, in memory."""

    name: str
    """Readable and safe on any file system: ``nordhavn-foundation-pitch-en.pdf``."""
    format: str
    """As the table of formats names it: ``pdf``."""
    sha256: str
    """Of the file's bytes, in hexadecimal."""
    pages: int
    """As laid out in the PDF, from which the DOCX takes its page numbers."""
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Pack:
    """What was made for one partner, in memory: nothing was written."""

    partner: str
    """The partner's name."""
    folder: str
    """The name of the partner's folder, where packs of several partners lie side by side."""
    files: tuple[PackFile, ...]
    manifest: Manifest
    """What went into the files."""
    warnings: tuple[Problem, ...]

    def rename(self, stem: str) -> Pack:
        """Return the pack with other names of its files."""
        names = {file.name: f"{stem}{PurePath(file.name).suffix}" for file in self.files}
        entries = tuple(
            entry.model_copy(update={"name": names[entry.name]}) for entry in self.manifest.files
        )
        return replace(
            self,
            files=tuple(replace(file, name=names[file.name]) for file in self.files),
            manifest=self.manifest.model_copy(update={"files": entries}),
        )

    def contents(self) -> dict[str, bytes]:
        """Return the bytes of each file by its name, ``pack.json`` last: it vouches for them."""
        files = {file.name: file.data for file in self.files}
        return files | {MANIFEST: format_manifest(self.manifest, ())}


@dataclass(frozen=True, slots=True)
class PlacedFile:
    """One file of a pack, at its final path."""

    name: str
    path: str
    """Where it is: a path, or an address."""
    format: str
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True)
class PlacedPack:
    """A partner's pack in its folder."""

    partner: str
    """The partner's name."""
    folder: str
    """The name of the partner's folder."""
    files: tuple[PlacedFile, ...]
    warnings: tuple[Problem, ...]
    edited: tuple[Problem, ...] = ()
    """Those of the warnings that tell where a file is which somebody edited."""
    unchanged: bool = False
    """Whether an earlier run had made the pack of the same inputs, and nothing was written."""
