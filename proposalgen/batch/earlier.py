"""The run of which a mended ``errors.csv`` is the rest: together they are one run again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from proposalgen.batch.model import BATCH, Outcome
from proposalgen.errors import Problem
from proposalgen.packs.manifest import MANIFEST, Manifest, list_manifests, read_manifest
from proposalgen.packs.store import Store


def read_earlier(store: Store, report: str, lines: Iterable[int]) -> tuple[Outcome, ...]:
    """Return what became of the records of an earlier run, if these lines are of rows it failed.

    Args:
        store: Where its packs are.
        report: The name of its ``batch.json``.
        lines: The lines of the earlier list that a mended list says its rows come from; 0 for a
            row that says none.

    Returns:
        Nothing where there is no such run: the list is then one of its own.
    """
    outcomes = read_outcomes(store, report)
    failed = {outcome.line for outcome in outcomes if outcome.status == "failed"}
    mended = set(lines)
    if not mended or not mended <= failed:
        return ()
    return tuple(_describe(outcome, store) for outcome in outcomes)


def read_outcomes(store: Store, report: str = BATCH) -> tuple[Outcome, ...]:
    """Return what became of each record of the last run, as its ``batch.json`` tells it.

    Nothing where there was none, or where somebody wrote into the file.
    """
    try:
        return tuple(map(_read_outcome, json.loads(store.read(report))["packs"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ()


def join_runs(
    earlier: Iterable[Outcome], mended: Iterable[tuple[Outcome, int]]
) -> Iterator[Outcome]:
    """Yield the outcomes of a whole run: the mended ones in the place of those that failed.

    Args:
        earlier: The outcomes of the earlier run, in its order.
        mended: The outcomes of the mended rows, each with its line in the earlier list.
    """
    by_line = {line: outcome for outcome, line in mended}
    for outcome in earlier:
        if new := by_line.get(outcome.line):
            yield replace(new, record=outcome.record, line=outcome.line)
        elif outcome.status == "failed":
            yield outcome
        else:  # made before: nothing has changed since
            yield replace(outcome, status="unchanged")


def _read_outcome(pack: Mapping[str, Any]) -> Outcome:
    return Outcome(
        record=int(pack["record"]),
        line=int(pack["line"]),
        name=str(pack["name"]),
        status="failed" if pack["status"] == "failed" else "unchanged",
        files=tuple(map(str, pack["files"])),
        errors=tuple(
            Problem(str(error["message"]), field=str(error["field"])) for error in pack["errors"]
        ),
    )


def _describe(outcome: Outcome, store: Store) -> Outcome:
    """Return an outcome with what ``batch.json`` does not say and ``pack.json`` does."""
    if not outcome.files:
        return outcome
    folder, _, name = outcome.files[0].partition("/")
    manifests = list_manifests(read_manifest(store, f"{folder}/{MANIFEST}"))
    for manifest in (one for one in manifests if _lists(one, name)):
        themes = tuple(map(str, manifest.record.get("themes", ())))
        return replace(outcome, folder=folder, themes=themes, warnings=manifest.warnings)
    return outcome


def _lists(manifest: Manifest, name: str) -> bool:
    return any(file.name == name for file in manifest.files)
