"""Verify packs: are they whole, equal in both formats, and made of today's facts?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath

from proposalgen.errors import FaultError, InputError, Problem, quote
from proposalgen.formats.format import Format, UnreadableError
from proposalgen.formats.parity import compare_files
from proposalgen.formats.table import FORMATS, find_format
from proposalgen.model.records import Library
from proposalgen.model.text import fold_typing
from proposalgen.packs.edited import State, judge
from proposalgen.packs.manifest import (
    MANIFEST,
    FactEntry,
    Manifest,
    list_manifests,
    read_manifest,
)
from proposalgen.packs.store import Store, join, open_store
from proposalgen.packs.system_errors import HELD_HINT
from proposalgen.read.folder import is_litter
from proposalgen.read.remote import hide_secrets, is_address, split_place

_EDITED = re.compile(r".*-edited-\d+")
"""The name of a file that was renamed because somebody had edited it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with one pack, or with one file that was given by itself."""

    path: str
    """Where it is: a path, or an address."""
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A pack, or a file by itself."""

    store: Store
    name: str
    """Of the folder or the file in the store; empty where the store is the pack's folder."""
    is_file: bool = False

    @property
    def path(self) -> str:
        """Where it is: a path, or an address."""
        return self.store.locate(self.name)

    def locate(self, name: str) -> str:
        """Return the name in the store of a file of the pack."""
        return join(self.name, name)


def find_packs(places: Iterable[str]) -> tuple[Found, ...]:
    """Return the packs below some paths or addresses, and files that are given by themselves.

    Raises:
        InputError: there is no pack at one of them, or below it.
        OSError: one of them cannot be looked at.
    """
    found: dict[str, Found] = {}
    problems: list[Problem] = []
    for place in places:
        packs = list(_find_packs(place))
        found.update((pack.path, pack) for pack in packs if pack.path not in found)
        if not packs:
            hint = f"Name a pack's folder, one that has packs below it, or a {MANIFEST}."
            shown = hide_secrets(place) if is_address(place) else place
            problems.append(Problem("no pack", file=shown, hint=hint))
    if problems:
        raise InputError(problems)
    return tuple(found.values())


def _find_packs(place: str) -> Iterator[Found]:
    """Yield the file or the packs at a path or an address."""
    above, name = split_place(place)
    if name == MANIFEST:
        yield Found(open_store(above), "")
    elif find_format(PurePath(name).suffix) and not Path(place).is_dir():
        yield Found(open_store(above), name, is_file=True)
    else:
        store = open_store(place)
        for path in store.find(MANIFEST):
            yield Found(store, path.rpartition("/")[0])


def verify(pack: Found, library: Library, today: date) -> Verdict:
    """Return what is wrong with a pack: its files, what they say, and the facts they rely on.

    Args:
        pack: A pack, or a DOCX or PDF by itself, of which only the structure can be checked.
        library: The organisation's library as it is today.
        today: The day on which facts must not be overdue for review.
    """
    return Verdict(pack.path, tuple(dict.fromkeys(_find_problems(pack, library, today))))


def _find_problems(pack: Found, library: Library, today: date) -> Iterator[Problem]:
    if pack.is_file:
        content = _read(pack.store, pack.name)
        if isinstance(content, Problem):
            yield content
        else:
            format_ = find_format(PurePath(pack.name).suffix)
            yield from _locate(pack.name, format_.check(content) if format_ else ())
        return
    data = read_manifest(pack.store, pack.locate(MANIFEST))
    if not data:
        yield Problem("cannot be read", file=MANIFEST, hint="Make the pack again.")
        return
    manifests = list(list_manifests(data))
    for manifest in manifests:
        yield from _verify_files(pack, manifest)
        yield from _verify_facts(manifest, library, today)
    names = {file.name for manifest in manifests for file in manifest.files}
    if not names:
        yield Problem("names no files", file=MANIFEST, hint="Make the pack again.")
    yield from _find_strays(pack, names)


def _find_strays(pack: Found, names: Collection[str]) -> Iterator[Problem]:
    """Yield the documents in a pack's folder that no run put there, but for edited ones."""
    for path in map(PurePath, pack.store.list_names(pack.name)):
        known = path.name in names or _EDITED.fullmatch(path.stem)
        if find_format(path.suffix) and not known and not is_litter(path.name):
            hint = f"{MANIFEST} does not name it. Move it out of the pack."
            yield Problem("does not belong to the pack", file=path.name, hint=hint)


def _read(store: Store, name: str) -> bytes | Problem:
    """Return a file's bytes, or why it cannot be read."""
    last = PurePath(name).name
    try:
        return store.read(name)
    except FileNotFoundError:
        return Problem("is not there", file=last, hint="Make the pack again.")
    except OSError as error:
        return Problem(f"cannot be read: {error.strerror}", file=last, hint=HELD_HINT)


def _locate(name: str, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield problems of a file with its name; the part of it that they name becomes the record."""
    for one in problems:
        where = ", ".join(filter(None, (one.file, one.record)))
        yield Problem(one.message, name, one.line, where, one.field, one.hint)


# -- files ---------------------------------------------------------------------------------------


def _verify_files(pack: Found, manifest: Manifest) -> Iterator[Problem]:
    """Yield what is wrong with the files that a manifest names."""
    readable: dict[Format, bytes] = {}
    for entry in manifest.files:
        content = _read(pack.store, pack.locate(PurePath(entry.name).name))
        if isinstance(content, Problem):
            yield content
            continue
        if judge(content, entry.sha256, entry.says) is not State.AS_MADE:
            yield Problem("was changed since it was made", file=entry.name, field="sha256")
        if format_ := find_format(PurePath(entry.name).suffix):
            problems = format_.check(content)
            yield from _locate(entry.name, problems)
            # Of a file that cannot be opened there is nothing more to say.
            if not any("cannot be opened" in problem.message for problem in problems):
                readable[format_] = content
                yield from _verify_figures(entry.name, format_, content, manifest)
    if len(readable) > 1:
        names = " and ".join(entry.name for entry in manifest.files)
        yield from _locate(names, _compare(readable))


def _compare(data: Mapping[Format, bytes]) -> tuple[Problem, ...]:
    # In the order of the table, so that messages name the formats in the same order each time.
    listed = {one: data[one] for one in FORMATS.values() if one in data}
    try:
        return compare_files(listed)
    except UnreadableError as error:
        return (Problem(f"cannot be compared: {error}"),)
    except FaultError as error:
        return error.problems


def _verify_figures(
    name: str, format_: Format, content: bytes, manifest: Manifest
) -> Iterator[Problem]:
    """Yield the figures that a file should print and does not, or prints more or less often."""
    try:
        text = fold_typing(" ".join(format_.read(content).words()))
    except UnreadableError as error:
        yield Problem(f"cannot be read: {error}", file=name)
        return
    except FaultError as error:
        yield from _locate(name, error.problems)
        return
    for fact in manifest.facts:
        for printed, times in (fact.printed or {}).items():
            if (count := text.count(fold_typing(printed))) != times:
                message = f"says {quote(printed)} {count} times, not {times}"
                hint = f"It is the figure of the fact {quote(fact.id)}."
                yield Problem(message, file=name, field="facts", hint=hint)


# -- facts ---------------------------------------------------------------------------------------


def _verify_facts(manifest: Manifest, library: Library, today: date) -> Iterator[Problem]:
    """Yield how the facts of a pack differ from today's, or why they should not be printed."""
    for entry in manifest.facts:
        for message, hint in _compare_fact(entry, library, today):
            yield Problem(f"the fact {quote(entry.id)} {message}", field="facts", hint=hint)


def _compare_fact(entry: FactEntry, library: Library, today: date) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a fact of a pack, and the way out."""
    again = "Make the pack again."
    fact = library.facts.get(entry.id)
    if fact is None:
        yield "is no longer in the library", ""
        return
    current = {
        "value": None if fact.value is None else str(fact.value),
        "unit": fact.unit,
        "as_of": fact.as_of,
        "status": fact.status,
    }
    for field, value in current.items():
        if (earlier := getattr(entry, field)) != value:
            yield f"has {field} {quote(earlier)}; today {quote(value)}", again
    if entry.source.id != fact.source:
        yield f"has another source today: {quote(fact.source)}", ""
    if fact.superseded_by and not entry.superseded_by:
        yield f"is superseded by {quote(fact.superseded_by)}", again
    if fact.review_by and fact.review_by < today:
        yield f"was to be reviewed by {fact.review_by.isoformat()}", ""
