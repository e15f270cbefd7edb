"""What earlier runs left in a pack's folder: a pack that is still good, or files to make way."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from proposalgen.errors import Problem, quote
from proposalgen.packs.edited import State, judge
from proposalgen.packs.inputs import PackInputs
from proposalgen.packs.manifest import Manifest
from proposalgen.packs.pack import PlacedFile, PlacedPack

_LEFT = "was edited since it was made: left as it is"
_LEFT_HINT = "Move it out of the folder to have it made again."


def find_unchanged(
    folder: Path, earlier: Iterable[Manifest], inputs: PackInputs
) -> PlacedPack | None:
    """Return the pack in a folder if it was made of the same inputs and is all there.

    A file that somebody edited stays as it is, with a warning; one that cannot be read is as good
    as gone.
    """
    key = inputs.key
    for manifest in earlier:
        if manifest.inputs != key:
            continue
        files: list[PlacedFile] = []
        edited: list[Problem] = []
        for entry in manifest.files:
            # The last part of a name only: a manifest is a file that anybody may have edited.
            path = folder / Path(entry.name).name
            data = _read(path)
            state = judge(data, entry.sha256, entry.says)
            if state is State.UNREADABLE:
                return None
            if state is State.EDITED:
                edited.append(Problem(_LEFT, file=str(path), hint=_LEFT_HINT))
            digest = hashlib.sha256(data).hexdigest()
            files.append(PlacedFile(path, entry.format, digest, entry.pages))
        warnings = (*map(Problem, manifest.warnings), *edited)
        name = inputs.partner.name
        return PlacedPack(name, tuple(files), warnings, tuple(edited), unchanged=True)
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
    made = [
        *((entry.name, entry.sha256, entry.says) for one in earlier for entry in one.files),
        # A run that was killed may have put files in place before their manifest.
        *((file.path.name, file.sha256, "") for file in files),
    ]
    for path in paths:
        if path.is_file():
            data = _read(path)
            known = (hashes for name, *hashes in made if name == path.name)
            is_made = any(judge(data, *hashes) is State.AS_MADE for hashes in known)
            (unchanged if is_made else edited).append(path)
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


def _read(path: Path) -> bytes:
    """Return a file's bytes; none where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _find_free_path(path: Path) -> Path:
    """Return ``name-edited-1.docx``, or the first such number that is free."""
    paths = (path.with_stem(f"{path.stem}-edited-{number}") for number in itertools.count(1))
    return next(free for free in paths if not free.exists())
