"""Which packs hold a fact, and which version of it?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from proposalgen.content.embed import version_entry, version_fact
from proposalgen.errors import InputError, Problem
from proposalgen.model.records import Library
from proposalgen.packs.pack import MANIFEST, list_manifests, read_manifest


@dataclass(frozen=True, slots=True)
class Use:
    """One pack's documents of one kind and language, which hold a fact."""

    pack: Path
    """The pack's folder."""
    partner: str
    files: tuple[str, ...]
    version: str
    current: bool
    """Whether the library says the same today."""


def find_uses(folder: Path, library: Library) -> dict[str, tuple[Use, ...]]:
    """Return the uses of each fact by the packs below a folder, in order of packs and facts.

    Raises:
        InputError: there is no pack below the folder, or one that cannot be read: what it holds
            would be left out in silence.
    """
    today = {fact.id: version_fact(fact) for fact in library.facts.values()}
    found: dict[str, list[Use]] = {}
    problems: list[Problem] = []
    manifests = sorted(folder.rglob(MANIFEST))
    for path in manifests:
        listed = list(list_manifests(read_manifest(path.parent)))
        if not listed:
            hint = "Make the pack again, or move the file away."
            problems.append(Problem("cannot be read as that of a pack", file=str(path), hint=hint))
        for manifest in listed:
            record = manifest.get("record")
            partner = str(record.get("name", "")) if isinstance(record, dict) else ""
            files = tuple(str(one.get("name", "")) for one in manifest["files"])
            for told in manifest.get("facts", ()):
                name = str(told.get("id", ""))
                version = version_entry(told)
                current = version == today.get(name)
                use = Use(path.parent, partner, files, version, current)
                found.setdefault(name, []).append(use)
    if not manifests:
        hint = f"Name a folder that has packs below it: each has a {MANIFEST}."
        problems.append(Problem("no pack", file=str(folder), hint=hint))
    if problems:
        raise InputError(problems)
    order = {name: at for at, name in enumerate(library.facts)}
    names = sorted(found, key=lambda name: (order.get(name, len(order)), name))
    return {name: tuple(found[name]) for name in names}
