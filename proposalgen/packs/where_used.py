"""Find which packs hold a fact, and which version of it."""

from __future__ import annotations

from dataclasses import dataclass

from proposalgen.content.embed import version_entry, version_fact
from proposalgen.errors import InputError, Problem
from proposalgen.model.records import Library
from proposalgen.packs.manifest import MANIFEST, list_manifests, read_manifest
from proposalgen.packs.store import Where, open_store


@dataclass(frozen=True, slots=True)
class Use:
    """The documents of one pack, in one template and language, that hold a fact."""

    pack: str
    """The pack's folder: a path, or an address."""
    partner: str
    files: tuple[str, ...]
    """The names of the documents."""
    version: str
    current: bool
    """Whether the library says the same today."""


def find_uses(place: Where, library: Library) -> dict[str, tuple[Use, ...]]:
    """Return the uses of each fact by the packs below a place, in order of packs and facts.

    Raises:
        InputError: there is no pack below the place, or a manifest cannot be read, so that what
            its pack holds would be left out silently.
    """
    today = {fact.id: version_fact(fact) for fact in library.facts.values()}
    found: dict[str, list[Use]] = {}
    problems: list[Problem] = []
    store = open_store(place)
    names = store.find(MANIFEST)
    for name in names:
        path, pack = store.locate(name), store.locate(name.rpartition("/")[0])
        manifests = list(list_manifests(read_manifest(store, name)))
        if not manifests:
            hint = "Make the pack again, or move the file away."
            problems.append(Problem("cannot be read as that of a pack", file=path, hint=hint))
        for manifest in manifests:
            partner = str(manifest.record.get("name", ""))
            files = tuple(file.name for file in manifest.files)
            for fact in manifest.facts:
                version = version_entry(fact.model_dump(mode="json"))
                use = Use(pack, partner, files, version, version == today.get(fact.id))
                found.setdefault(fact.id, []).append(use)
    if not names:
        hint = f"Name a folder that has packs below it: each has a {MANIFEST}."
        problems.append(Problem("no pack", file=store.locate(), hint=hint))
    if problems:
        raise InputError(problems)
    # Facts in the library's order; those that it no longer has stand last, by their ids.
    order = {name: at for at, name in enumerate(library.facts)}
    facts = sorted(found, key=lambda name: (order.get(name, len(order)), name))
    return {name: tuple(found[name]) for name in facts}
