"""The documents that share a partner's folder: which is which, and what each is called.

A folder may hold a partner's pitch and one-pager, a draft and a final, two papers, two choices of
themes. A new document takes the place of the one that it is a new state of, and of no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, islice
from pathlib import PurePath

from proposalgen.packs.manifest import Manifest
from proposalgen.packs.names import shorten

_LONGEST_CHOICE = 48
"""Bytes that the ids of a document's themes may take in its name."""


def is_same(one: Manifest, other: Manifest) -> bool:
    """Return whether two manifests describe the same document, made at two times."""
    return _identify(one) == _identify(other)


def _identify(manifest: Manifest) -> tuple[object, ...]:
    record = manifest.record
    themes = record.get("themes")
    return (
        manifest.template.name,
        record.get("language"),
        manifest.draft,
        manifest.brand.paper,
        tuple(themes) if isinstance(themes, list | tuple) else themes,
    )


def choose_stem(new: Manifest, earlier: Sequence[Manifest], longest: int) -> str:
    """Return the name of a new document's files, without the extension of their format.

    It is that of the same document in the folder, else the one that the files were made with; or,
    where another document has that, one with the themes in it.

    Args:
        new: The new document.
        earlier: The documents in the folder.
        longest: How many bytes the partner's name may have, with what sets the document apart.
    """
    taken = {find_stem(one) for one in earlier if not is_same(one, new)}
    mine = {find_stem(one) for one in earlier if is_same(one, new)}
    names = list(islice(_list_names(new, longest), len(earlier) + 3))
    free = [name for name in names if name not in taken]
    return next((name for name in free if name in mine), free[0])


def _list_names(manifest: Manifest, longest: int) -> Iterator[str]:
    """Yield the names that a document may have, the best first, without end."""
    stem = find_stem(manifest)
    yield stem
    themes = [str(theme) for theme in manifest.record["themes"]]
    choice = "-".join(themes)
    if len(choice) > min(longest // 2, _LONGEST_CHOICE):
        choice = f"{themes[0]}-and-{len(themes) - 1}-more"
    partner, kind, marks = stem.rpartition(
        f"-{manifest.template.name}-{manifest.record['language']}"
    )
    for number in count(1):
        own = f"{marks}-{choice}" + (f"-{number}" if number > 1 else "")
        yield f"{shorten(partner, longest - len(own))}{kind}{own}"


def find_stem(manifest: Manifest) -> str:
    """Return what the names of a manifest's files have in common."""
    return PurePath(min((file.name for file in manifest.files), default="")).stem


def sort_others(new: Manifest, earlier: Iterable[Manifest]) -> list[Manifest]:
    """Return the manifests of a folder's other documents, in order of their names."""
    return sorted((one for one in earlier if not is_same(one, new)), key=find_stem)
