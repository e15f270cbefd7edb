"""Words that nobody may change by accident: quotations and what legal texts say, held by a hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from proposalgen.errors import Problem, quote
from proposalgen.model.document import Document
from proposalgen.model.records import Library
from proposalgen.model.walk import plain_text

LOCKS = "locks.yaml"
_HEAD = """\
# Hashes of the quotations and of what standards say, so that no word of them changes unseen.
# Made by 'proposalgen check --renew-locks', after somebody has held each change to its source.
"""


def find_changed_words(document: Document, library: Library) -> Iterator[Problem]:
    """Yield a problem for each quotation or standard of a document that is not as it was locked."""
    if library.locks is None:
        return
    chosen = set(document.meta.themes)
    for key, (themes, words) in _list_locked(library).items():
        if chosen & set(themes) and library.locks.get(key) != _hash(words):
            what = "is not locked" if key not in library.locks else "is not as it was locked"
            yield Problem(
                f"{key} {what}: {quote(words, 70)}",
                file=LOCKS,
                field=key,
                hint="Hold it to its source, then run 'proposalgen check --renew-locks'.",
            )


def write_locks(folder: Path, library: Library) -> None:
    """Lock what a library says now, in its folder."""
    lines = (f'{key}: "{_hash(words)}"\n' for key, (_, words) in _list_locked(library).items())
    (folder / LOCKS).write_text(_HEAD + "".join(lines), encoding="utf-8", newline="\n")


def _list_locked(library: Library) -> dict[str, tuple[tuple[str, ...], str]]:
    """Return what is locked, by a name: the themes that print it, and its words."""
    locked: dict[str, tuple[tuple[str, ...], str]] = {
        f"stories.{story.id}": ((story.theme,), f"{story.quote} — {story.speaker}")
        for story in library.stories
    }
    for standard in library.standards:
        number = f"No. {standard.number}" if standard.number else ""
        name = (standard.kind, standard.title, str(standard.year or ""), number)
        words = " ".join((*filter(None, name), plain_text(standard.text)))
        locked[f"standards.{standard.id}"] = (standard.themes, words)
    return locked


def _hash(words: str) -> str:
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()[:16]
