"""What a list may name by its words: a library's themes, its editions and its senders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from proposalgen.model.partner import ALL
from proposalgen.model.records import Library
from proposalgen.read.spelling import squeeze

_LABOR = re.compile(r"labor")


def _to_key(text: str) -> str:
    return _LABOR.sub("labour", squeeze(text.replace("&", " and ")))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a library that lists may use."""

    themes: Mapping[str, tuple[str, ...]]
    """The ids of the themes that have each spelling; more than one where it is not clear."""
    languages: tuple[str, ...]
    senders: Mapping[str, tuple[str, ...]]
    """The ids of the senders that have each spelling; more than one where it is not clear."""

    def find_themes(self, text: str) -> tuple[str, ...]:
        """Return the themes that an id or a title stands for; none where it is neither."""
        return self.themes.get(_to_key(text), ())


def list_words(library: Library) -> Vocabulary:
    """Return the words of a library."""
    spellings: dict[str, dict[str, None]] = {}
    for theme, title in _list_titles(library):
        spellings.setdefault(_to_key(title), {})[theme] = None
    for word in (ALL, "all themes", "all of them", "all thematic areas"):
        spellings[_to_key(word)] = {ALL: None}
    themes = {key: tuple(ids) for key, ids in spellings.items() if key}
    senders: dict[str, dict[str, None]] = {}
    for sender in library.organisation.senders:
        for word in (sender.id, sender.name):
            senders.setdefault(squeeze(word), {})[sender.id] = None
    return Vocabulary(
        themes, tuple(library.themes), {key: tuple(ids) for key, ids in senders.items() if key}
    )


def _list_titles(library: Library) -> Iterator[tuple[str, str]]:
    for edition in library.themes.values():
        for theme in edition.values():
            for title in (theme.id, theme.title, theme.short_title, theme.prose_title):
                yield theme.id, title or theme.id
