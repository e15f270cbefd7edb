"""What earlier runs left in a pack's folder: a pack that is still good, or files to make way."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from proposalgen.errors import Problem, quote
from proposalgen.packs.edited import State, judge
from proposalgen.packs.inputs import PackInputs
from proposalgen.packs.manifest import Manifest
from proposalgen.packs.pack import PackFile, PlacedFile, PlacedPack
from proposalgen.packs.store import Store, join

_LEFT = "was edited since it was made: left as it is"
_GONE = "removed: it would say what it said before"
_GONE_HINT = "Leave --format out to have both formats."
_LEFT_HINT = "Move it out of the folder to have it made again."


def find_unchanged(
    store: Store, folder: str, earlier: Iterable[Manifest], inputs: PackInputs
) -> PlacedPack | None:
    """Return the pack in a store's folder if it was made of the same inputs and is all there.

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
            name = PurePath(entry.name).name
            path = store.locate(join(folder, name))
            data = _read(store, join(folder, name))
            state = judge(data, entry.sha256, entry.says)
            if state is State.UNREADABLE:
                return None
            if state is State.EDITED:
                edited.append(Problem(_LEFT, file=path, hint=_LEFT_HINT))
            digest = hashlib.sha256(data).hexdigest()
            files.append(PlacedFile(name, path, entry.format, digest, entry.pages))
        warnings = (*map(Problem, manifest.warnings), *edited)
        partner = inputs.partner.name
        return PlacedPack(partner, folder, tuple(files), warnings, tuple(edited), unchanged=True)
    return None


@dataclass(frozen=True, slots=True)
class Replacement:
    """What happens to the files of earlier runs when new ones are put in place."""

    remove: tuple[str, ...]
    """Names of files as they were made, of a format that is not made this time."""
    rename: dict[str, str]
    """The new name of each edited file whose name is needed."""
    warnings: tuple[Problem, ...]
    """One for each edited file: where it is kept; and one for each file of a format that goes."""


def plan_replacement(
    store: Store,
    folder: str,
    there: Collection[str],
    earlier: Iterable[Manifest],
    names: Iterable[str],
    files: Sequence[PackFile],
) -> Replacement:
    """Return what is to happen to the files of earlier runs.

    Args:
        store: Where the packs are kept.
        folder: The pack's folder.
        there: The names of all files in the folder.
        earlier: The manifests in the folder.
        names: Those that the document has or had in any format.
        files: The files that are about to be put in place.
    """
    unchanged: list[str] = []
    edited: list[str] = []
    made = [
        *((entry.name, entry.sha256, entry.says) for one in earlier for entry in one.files),
        # A run that was killed may have put files in place before their manifest.
        *((file.name, file.sha256, "") for file in files),
    ]
    for name in names:
        if name in there:
            data = _read(store, join(folder, name))
            known = (hashes for one, *hashes in made if one == name)
            is_made = any(judge(data, *hashes) is State.AS_MADE for hashes in known)
            (unchanged if is_made else edited).append(name)
    replaced = {file.name for file in files}
    kinds = {PurePath(name).suffix for name in replaced}
    removed = [name for name in unchanged if name not in replaced]
    rename = {name: _find_free_name(name, there) for name in edited if name in replaced}
    return Replacement(
        remove=tuple(removed),
        rename=rename,
        warnings=(
            *(
                Problem(
                    f"was edited since it was made: kept as {quote(rename.get(name, name), 200)}",
                    file=store.locate(join(folder, name)),
                )
                for name in edited
            ),
            *(
                Problem(_GONE, file=store.locate(join(folder, name)), hint=_GONE_HINT)
                for name in removed
                if PurePath(name).suffix not in kinds
            ),
        ),
    )


def _read(store: Store, name: str) -> bytes:
    """Return a file's bytes; none where it cannot be read."""
    try:
        return store.read(name)
    except OSError:
        return b""


def _find_free_name(name: str, there: Collection[str]) -> str:
    """Return ``name-edited-1.docx``, or the first such number that is free."""
    path = PurePath(name)
    names = (f"{path.stem}-edited-{number}{path.suffix}" for number in itertools.count(1))
    return next(free for free in names if free not in there)
