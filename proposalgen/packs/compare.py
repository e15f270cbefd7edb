"""What changed between two packs, or two of their files? Figures first."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from proposalgen.errors import InputError, Problem, quote
from proposalgen.model.document import FactUse
from proposalgen.packs.explain import read_file
from proposalgen.packs.pack import MANIFEST, list_manifests, read_manifest


@dataclass(frozen=True, slots=True)
class Figure:
    """A fact that two files tell otherwise; nothing where a file has it not."""

    old: FactUse | None
    new: FactUse | None


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs that others took the place of."""

    heading: str
    """What stands above them."""
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """All that changed."""

    figures: tuple[Figure, ...]
    passages: tuple[Passage, ...]


def diff(old: Path, new: Path) -> Diff:
    """Return what changed from one pack to another: a folder, its ``pack.json``, a DOCX or a PDF.

    Raises:
        InputError: there is no pack, or a file that cannot be read or carries no facts.
    """
    (old_facts, before), (new_facts, after) = (read_file(find_file(path)) for path in (old, new))
    olds = {fact.id: fact for fact in old_facts}
    news = {fact.id: fact for fact in new_facts}
    figures = tuple(
        Figure(olds.get(name), news.get(name))
        for name in dict.fromkeys((*olds, *news))
        if _tell(olds.get(name)) != _tell(news.get(name))
    )
    return Diff(figures, _compare(before, after))


def _tell(fact: FactUse | None) -> tuple[str, ...]:
    return (fact.figure, fact.version) if fact else ()


def _compare(
    before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]
) -> tuple[Passage, ...]:
    old, new = ([said for _, said in one if said] for one in (before, after))
    headings = [heading for heading, said in after if said] or [""]
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    return tuple(
        Passage(headings[min(b, len(headings) - 1)], tuple(old[a:a_end]), tuple(new[b:b_end]))
        for kind, a, a_end, b, b_end in matcher.get_opcodes()
        if kind != "equal"
    )


def find_file(path: Path) -> Path:
    """Return the DOCX of a pack, or its PDF where there is none; a file itself."""
    if path.is_file() and path.name != MANIFEST:
        return path
    folder = path if path.is_dir() else path.parent
    names = [
        Path(str(one.get("name", ""))).name
        for manifest in islice(list_manifests(read_manifest(folder)), 1)
        for one in manifest["files"]
    ]
    for name in sorted(names):
        if (folder / name).is_file():
            return folder / name
    hint = f"Name a pack's folder, its {MANIFEST}, a DOCX or a PDF."
    raise InputError(Problem(f"no pack in {quote(str(folder), 200)}", hint=hint))
