"""The parts that several packs have in common, each once: what is read here is read for all."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from proposalgen.batch.review.packs import ReviewedPack
from proposalgen.formats.format import Passage, UnreadableError
from proposalgen.formats.table import open_file
from proposalgen.packs.store import Store

_NOTE_MARK = re.compile(r"\s*\[\d+\]")
"""Numbers of notes differ from pack to pack."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section that at least two packs hold word for word."""

    id: str
    title: str
    packs: int
    """How many hold it."""
    passages: tuple[str, ...]
    """What it says; empty where the file that was to be read cannot be."""


def list_parts(packs: Sequence[ReviewedPack], store: Store) -> tuple[Part, ...]:
    """Return the shared parts, those of most packs first; each is read from one finished file."""
    counts = Counter(section.sha256 for pack in packs for section in set(pack.sections))
    shared = {one for one, count in counts.items() if count > 1}
    parts: dict[str, Part] = {}
    for pack in packs:
        missing = [one for one in pack.sections if one.sha256 in shared and one.sha256 not in parts]
        if not missing:
            continue
        said = _read_sections(pack, store)
        for section in missing:
            part = Part(
                section.sha256[:16], section.title, counts[section.sha256],
                said.get(section.title, ()),
            )  # fmt: skip
            parts[section.sha256] = part
    return tuple(sorted(parts.values(), key=lambda part: -part.packs))


def _read_sections(pack: ReviewedPack, store: Store) -> dict[str, tuple[str, ...]]:
    """Return what each section of a pack says, by its title, from the first file that is there."""
    for file in pack.files:
        try:
            reader = open_file(store.read(file))
            passages = reader.passages()
        except (OSError, UnreadableError):
            continue
        return _divide(passages, reader.headings())
    return {}


def _divide(
    passages: Iterable[Passage], headings: Iterable[tuple[int, str]]
) -> dict[str, tuple[str, ...]]:
    """Return passages by the title of the page that they stand on: a heading of level 1.

    Deeper headings are passages; what stands before the first title is left out.
    """
    said: dict[str, list[str]] = {}
    left = deque(headings)
    title = ""
    for passage in passages:
        if left and passage.text == left[0][1]:
            level, text = left.popleft()
            if level == 1:
                title = text
                said[title] = []
                continue
        if title and passage.text:
            said[title].append(_NOTE_MARK.sub("", passage.text))
    return {title: tuple(texts) for title, texts in said.items()}
