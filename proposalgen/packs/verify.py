"""Are packs whole, equal in both formats, and of today's facts?"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from proposalgen.errors import InputError, Problem, quote
from proposalgen.formats.format import Format, UnreadableError
from proposalgen.formats.parity import compare_files
from proposalgen.formats.table import FORMATS, find_format
from proposalgen.model.records import Library
from proposalgen.packs.pack import MANIFEST, list_manifests, read_manifest


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of one pack, or of one file outside of a pack."""

    path: Path
    problems: tuple[Problem, ...]


def find_packs(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the folders of packs below some paths, and files that are given by themselves.

    Raises:
        InputError: a path is not there, or there is no pack below it.
    """
    found: dict[Path, None] = {}
    problems: list[Problem] = []
    for path in paths:
        if path.name == MANIFEST:
            found.setdefault(path.parent)
        elif path.is_file() and find_format(path.suffix):
            found.setdefault(path)
        elif below := sorted(path.rglob(MANIFEST)):
            found.update(dict.fromkeys(one.parent for one in below))
        else:
            hint = f"Name a pack's folder, one that has packs below it, or a {MANIFEST}."
            problems.append(Problem("no pack", file=str(path), hint=hint))
    if problems:
        raise InputError(problems)
    return tuple(found)


def verify(path: Path, library: Library, today: date) -> Verdict:
    """Return what is wrong with a pack: its files, what they say, and the facts they rely on."""
    if path.is_file():
        content = _read(path)
        if isinstance(content, Problem):
            return Verdict(path, (content,))
        format_ = find_format(path.suffix)
        return Verdict(path, tuple(_place(path.name, format_.check(content) if format_ else ())))
    manifest = read_manifest(path)
    if not manifest:
        hint = "Make the pack again."
        return Verdict(path, (Problem("cannot be read", file=MANIFEST, hint=hint),))
    told = list(list_manifests(manifest))
    problems = [
        problem
        for one in told
        for problem in (*_verify_files(path, one), *_verify_facts(one, library, today))
    ]
    names = {str(file.get("name", "")) for one in told for file in one["files"]}
    if not names:
        problems.append(Problem("tells of no files", file=MANIFEST, hint="Make the pack again."))
    problems += _find_strays(path, names)
    return Verdict(path, tuple(dict.fromkeys(problems)))


_SET_ASIDE = re.compile(r".*-edited-\d+")


def _find_strays(folder: Path, names: Collection[str]) -> Iterator[Problem]:
    """Yield the documents in a pack's folder that no run put there; edited ones are known."""
    for path in sorted(folder.iterdir()):
        known = path.name in names or _SET_ASIDE.fullmatch(path.stem)
        if find_format(path.suffix) and not known and not path.name.startswith("."):
            hint = f"{MANIFEST} does not name it. Move it out of the pack."
            yield Problem("does not belong to the pack", file=path.name, hint=hint)


def _read(path: Path) -> bytes | Problem:
    """Return a file's bytes, or why there are none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return Problem("is not there", file=path.name, hint="Make the pack again.")
    except OSError as error:
        hint = "If it is open in Word or a reader, close it; then run again."
        return Problem(f"cannot be read: {error.strerror}", file=path.name, hint=hint)


def _place(name: str, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield problems of a file with its name, and the part of it they named as their record."""
    for one in problems:
        where = ", ".join(filter(None, (one.file, one.record)))
        yield Problem(one.message, name, one.line, where, one.field, one.hint)


def _verify_files(folder: Path, manifest: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what is wrong with the files that a manifest tells of."""
    data: dict[Format, bytes] = {}
    for told in manifest["files"]:
        name = str(told.get("name", ""))
        content = _read(folder / Path(name).name)
        if isinstance(content, Problem):
            yield content
            continue
        if hashlib.sha256(content).hexdigest() != told.get("sha256"):
            yield Problem("was changed since it was made", file=name, field="sha256")
        if format_ := find_format(Path(name).suffix):
            problems = format_.check(content)
            yield from _place(name, problems)
            if not any("cannot be opened" in problem.message for problem in problems):
                data[format_] = content
                yield from _verify_figures(name, format_, content, manifest)
    if len(data) > 1:
        names = " and ".join(str(told.get("name", "")) for told in manifest["files"])
        yield from _place(names, _compare(data))


def _compare(data: Mapping[Format, bytes]) -> tuple[Problem, ...]:
    listed = {one: data[one] for one in FORMATS.values() if one in data}
    try:
        return compare_files(listed)
    except UnreadableError as error:
        return (Problem(f"cannot be compared: {error}"),)


def _verify_figures(
    name: str, format_: Format, content: bytes, manifest: Mapping[str, Any]
) -> Iterator[Problem]:
    """Yield the figures that a file should print and does not."""
    try:
        said = " ".join(format_.read(content).words())
    except UnreadableError as error:
        yield Problem(f"cannot be read: {error}", file=name)
        return
    for fact in manifest.get("facts", ()):
        for printed, times in fact.get("printed", {}).items():
            if (count := said.count(printed)) != times:
                message = f"says {quote(printed)} {count} times, not {times}"
                hint = f"It is the figure of the fact {quote(fact.get('id'))}."
                yield Problem(message, file=name, field="facts", hint=hint)


def _verify_facts(manifest: Mapping[str, Any], library: Library, today: date) -> Iterator[Problem]:
    """Yield the facts that are no longer as the pack has them."""
    for told in manifest.get("facts", ()):
        name = str(told.get("id", ""))
        shown = f"the fact {quote(name)}"
        fact = library.facts.get(name)
        if fact is None:
            yield Problem(f"{shown} is no longer in the library", field="facts")
            continue
        today_s = {
            "value": None if fact.value is None else str(fact.value),
            "unit": fact.unit,
            "as_of": fact.as_of,
            "status": fact.status,
        }
        for field, value in today_s.items():
            if told.get(field) != value:
                message = f"{shown} has {field} {quote(told.get(field))}; today {quote(value)}"
                yield Problem(message, field="facts", hint="Make the pack again.")
        if told.get("source", {}).get("id") != fact.source:
            yield Problem(f"{shown} has another source today: {quote(fact.source)}", field="facts")
        if fact.superseded_by and not told.get("superseded_by"):
            hint = "Make the pack again."
            message = f"{shown} is superseded by {quote(fact.superseded_by)}"
            yield Problem(message, field="facts", hint=hint)
        if fact.review_by and fact.review_by < today:
            message = f"{shown} was to be reviewed by {fact.review_by.isoformat()}"
            yield Problem(message, field="facts")
