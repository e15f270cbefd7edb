"""What a reviewer is shown of each pack, read from its ``pack.json``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from proposalgen.batch.earlier import read_outcomes
from proposalgen.batch.model import Outcome, format_message
from proposalgen.packs.manifest import (
    MANIFEST,
    Manifest,
    SectionEntry,
    list_manifests,
    read_manifest,
)
from proposalgen.packs.store import Store, join


@dataclass(frozen=True, slots=True)
class ReviewedPack:
    """The documents of one partner in one template and language, or a record that failed."""

    name: str
    state: str
    """``Failed``, ``Warnings`` or ``Good``."""
    themes: tuple[str, ...] = ()
    type: str = ""
    date: str = ""
    language: str = ""
    template: str = ""
    draft: bool = False
    amount: str = ""
    currency: str = ""
    notes: tuple[str, ...] = ()
    """What failed, or what its officer was warned of."""
    files: tuple[str, ...] = ()
    """Names in the store, with ``/``."""
    pages: int = 0
    years: tuple[tuple[str, str], ...] = ()
    """Each fact that it states, by its id, and of when that is."""
    sections: tuple[SectionEntry, ...] = ()
    id: str = ""
    """Of the bytes of its files: a pack that was made anew is to be read anew."""
    record: int = 0
    """Of a record of the last run that failed, counted from 1."""


def read_packs(store: Store, outcomes: Iterable[Outcome] | None = None) -> Iterator[ReviewedPack]:
    """Yield the records of a run that failed, then every pack of a store by its folder's name.

    ``outcomes`` are those of the run; without them ``batch.json`` tells what failed in the last
    one. A folder without a ``pack.json`` that can be read is left out: ``verify`` says what is
    wrong with it.
    """
    warnings: dict[str, tuple[str, ...]] = {}
    failed = []
    if outcomes is None:  # of what was made, pack.json tells more than batch.json
        outcomes = (one for one in read_outcomes(store) if one.status == "failed")
    for outcome in outcomes:
        if outcome.status == "failed":
            failed.append(outcome)
        for file in outcome.files:
            warnings[file] = outcome.warnings
    yield from map(_describe_failure, failed)
    for name in store.find(MANIFEST):
        for manifest in list_manifests(read_manifest(store, name)):
            yield _describe(manifest, name.rpartition("/")[0], warnings)


def _describe_failure(outcome: Outcome) -> ReviewedPack:
    return ReviewedPack(
        name=outcome.name or f"Record {outcome.record}",
        state="Failed",
        themes=outcome.themes,
        notes=tuple(map(format_message, outcome.errors)),
        record=outcome.record,
    )


def _describe(
    manifest: Manifest, folder: str, warnings: Mapping[str, tuple[str, ...]]
) -> ReviewedPack:
    record: Mapping[str, Any] = manifest.record
    files = tuple(join(folder, file.name) for file in manifest.files)
    # A run knows more than the manifest: where a file is that somebody edited.
    notes = warnings.get(files[0], manifest.warnings) if files else manifest.warnings
    return ReviewedPack(
        name=str(record.get("name", folder)),
        state="Warnings" if notes else "Good",
        themes=tuple(map(str, record.get("themes", ()))),
        type=str(record.get("type", "")),
        date=str(record.get("date", "")),
        language=str(record.get("language", "")),
        template=manifest.template.name,
        draft=manifest.draft,
        amount=str(record.get("amount", "")),
        currency=str(record.get("currency", "")),
        notes=notes,
        files=files,
        pages=max((file.pages for file in manifest.files), default=0),
        years=tuple((fact.id, fact.as_of or "") for fact in manifest.facts),
        sections=manifest.sections,
        id="".join(file.sha256[:8] for file in manifest.files),
    )
