"""Compare two packs, or two of their files: changed figures first, then changed passages."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from proposalgen.errors import InputError, Problem, quote
from proposalgen.formats.format import Passage
from proposalgen.model.document import FactUse
from proposalgen.model.text import fold_typing
from proposalgen.packs.explain import read_file
from proposalgen.packs.folder_store import FolderStore
from proposalgen.packs.manifest import MANIFEST, list_manifests, read_manifest


@dataclass(frozen=True, slots=True)
class Figure:
    """A fact that two files state differently."""

    old: FactUse | None
    """None where only the new file has the fact."""
    new: FactUse | None
    """None where only the old file has the fact."""


@dataclass(frozen=True, slots=True)
class ChangedPassage:
    """Paragraphs of the old file that others replace in the new one."""

    heading: str
    """The heading of the new file under which they stand."""
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed from one file to another."""

    figures: tuple[Figure, ...]
    passages: tuple[ChangedPassage, ...]
    without_facts: tuple[str, ...] = ()
    """The files that carry no facts, as after a way through another program: then no figures are
    compared as such, but only the passages."""


def compare_packs(old: Path, new: Path) -> Changes:
    """Return what changed from one pack to another: a folder, its ``pack.json``, a DOCX or a PDF.

    Raises:
        InputError: there is no pack, or a file that cannot be read.
    """
    files = [find_file(path) for path in (old, new)]
    (old_facts, before), (new_facts, after) = map(read_file, files)
    without = tuple(
        str(file)
        for file, facts in zip(files, (old_facts, new_facts), strict=True)
        if facts is None
    )
    olds = {} if without else {fact.id: fact for fact in old_facts or ()}
    news = {} if without else {fact.id: fact for fact in new_facts or ()}
    figures = tuple(
        Figure(olds.get(name), news.get(name))
        for name in dict.fromkeys((*olds, *news))
        if _stated(olds.get(name)) != _stated(news.get(name))
    )
    return Changes(figures, _compare_passages(before, after), without)


def _stated(fact: FactUse | None) -> tuple[str, ...]:
    """Return what counts as a change of a fact."""
    return (fact.figure, fact.version) if fact else ()


def _compare_passages(
    before: Sequence[Passage], after: Sequence[Passage]
) -> tuple[ChangedPassage, ...]:
    """Return what changed from some paragraphs to others."""
    old, new = ([text for _, text in paragraphs if text] for paragraphs in (before, after))
    headings = [heading for heading, text in after if text] or [""]
    # autojunk would take paragraphs that come often, such as "Not stated", for noise.
    was, now = ([fold_typing(text) for text in texts] for texts in (old, new))
    matcher = difflib.SequenceMatcher(a=was, b=now, autojunk=False)
    return tuple(
        ChangedPassage(
            headings[min(b, len(headings) - 1)], tuple(old[a:a_end]), tuple(new[b:b_end])
        )
        for kind, a, a_end, b, b_end in matcher.get_opcodes()
        if kind != "equal"
    )


def find_file(path: Path) -> Path:
    """Return the DOCX of a pack, or its PDF where it has no DOCX; a file stands for itself.

    Raises:
        InputError: there is no pack, or its files are gone.
    """
    if path.is_file() and path.name != MANIFEST:
        return path
    folder = path if path.is_dir() else path.parent
    # The first manifest is that of the documents that were made last.
    latest = next(list_manifests(read_manifest(FolderStore(folder), MANIFEST)), None)
    for name in sorted(Path(file.name).name for file in latest.files) if latest else ():
        if (folder / name).is_file():
            return folder / name
    hint = f"Name a pack's folder, its {MANIFEST}, a DOCX or a PDF."
    raise InputError(Problem(f"no pack in {quote(str(folder), 200)}", hint=hint))
