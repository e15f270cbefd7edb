"""What earlier runs left in a pack's folder: a pack that is still good, or files to make way."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from proposalgen.errors import Problem, quote
from proposalgen.packs.inputs import PackInputs
from proposalgen.packs.manifest import Manifest
from proposalgen.packs.pack import PlacedFile, PlacedPack


def find_unchanged(
    folder: Path, earlier: Iterable[Manifest], inputs: PackInputs
) -> PlacedPack | None:
    """Return the pack in a folder if it was made of the same inputs and is as it was made."""
    key = inputs.key
    for manifest in earlier:
        if manifest.inputs != key:
            continue
        # The last part of a name only: a manifest is a file that anybody may have edited.
        files = tuple(
            PlacedFile(folder / Path(entry.name).name, entry.format, entry.sha256, entry.pages)
            for entry in manifest.files
        )
        if not all(_read_hash(file.path) == file.sha256 for file in files):
            return None
        warnings = tuple(Problem(text) for text in manifest.warnings)
        return PlacedPack(inputs.partner.name, files, warnings, unchanged=True)
    return None


@dataclass(frozen=True, slots=True)
class Replacement:
    """What happens to the files of earlier runs when new ones are put in place."""

    remove: tuple[Path, ...]
    """Files as they were made, of a format that is not made this time."""
    rename: dict[Path, Path]
    """The new path of each edited file whose name is needed."""
    warnings: tuple[Problem, ...]
    """One for each edited file: where it is kept."""


def plan_replacement(
    earlier: Iterable[Manifest], paths: Iterable[Path], files: Sequence[PlacedFile]
) -> Replacement:
    """Return what is to happen to the files of earlier runs.

    Args:
        earlier: The manifests in the folder.
        paths: Those that documents of this template and language may have.
        files: The files that are about to be put in place.

    Raises:
        OSError: the folder cannot be read.
    """
    unchanged: list[Path] = []
    edited: list[Path] = []
    made = set(_list_made(earlier, files))
    for path in paths:
        if path.is_file():
            (unchanged if (path.name, _read_hash(path)) in made else edited).append(path)
    replaced = {file.path for file in files}
    rename = {path: _find_free_path(path) for path in edited if path in replaced}
    return Replacement(
        remove=tuple(path for path in unchanged if path not in replaced),
        rename=rename,
        warnings=tuple(
            Problem(
                f"was edited since it was made: kept as {quote(rename.get(path, path).name, 200)}",
                file=str(path),
            )
            for path in edited
        ),
    )


def _list_made(
    earlier: Iterable[Manifest], files: Iterable[PlacedFile]
) -> Iterator[tuple[str, str]]:
    """Yield the name and hash of each file that a run made.

    A run that was killed may have put files in place before their manifest: they are equal to the
    files of this run.
    """
    for manifest in earlier:
        for entry in manifest.files:
            yield entry.name, entry.sha256
    for file in files:
        yield file.path.name, file.sha256


def _read_hash(path: Path) -> str:
    """Return the SHA-256 of a file; empty where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _find_free_path(path: Path) -> Path:
    """Return ``name-edited-1.docx``, or the first such number that is free."""
    paths = (path.with_stem(f"{path.stem}-edited-{number}") for number in itertools.count(1))
    return next(free for free in paths if not free.exists())
