"""What a finished file says, read fast, and whether its document says all of it.

A skim reads the files of our own writers only, and keeps what it read of a part that other files
have too. The readers of ``formats.format.Reader`` read any file, ten times as slowly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from proposalgen.caches import cached
from proposalgen.model.document import Document, FactUse, Note, Section
from proposalgen.model.walk import note_text, plain_text, section_inlines

LONGEST_PROPERTY = 255
"""Characters of a property of an Office file, where a text is cut off without a sign."""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Skim:
    """What a file says: the words of its body, and all that stands around them."""

    words: tuple[str, ...]
    """As ``model.walk.words`` has them."""
    around: frozenset[str]
    """Heads and feet, properties, bookmarks, alternative texts, links, data of charts, notes."""
    facts: str
    """The embedded facts, as they are written; empty where there are none."""
    laid: frozenset[str]
    """The letters that its drawings lay in tiles."""
    pictures: tuple[bytes, ...]
    """The raster pictures that came from outside, as the file holds them."""


def find_strangers(skim: Skim, said: frozenset[str]) -> list[str]:
    """Return the texts around a file's words that neither its document nor its format says.

    White space does not count: a line that is drawn may break anywhere.

    Args:
        skim: What the file says.
        said: What it should say, without white space: the texts of its document (``list_texts``)
            and its own (``Format.list_own_texts``).
    """
    return sorted(text for text in skim.around - said if squeeze(text) not in said)


# -- the texts of a document -----------------------------------------------------------------------


def squeeze(text: str) -> str:
    """Return a text without its white space."""
    return _SPACE.sub("", text)


def list_texts(document: Document) -> frozenset[str]:
    """Return every text of a document without its white space, and what writers make of them."""
    meta = document.meta
    texts = set(map(squeeze, _walk_texts(replace(meta, facts=()))))
    for section in document.sections:
        texts |= _list_section(section)
    sources: tuple[Note | FactUse, ...] = (*document.notes, *meta.facts)
    for source in sources:
        texts |= _list_source(source)
    texts.update(f"note-{note.id}" for note in document.notes)
    texts.update(f"section-{section.id}" for section in document.sections)
    texts.add(squeeze(", ".join(meta.keywords)))
    return frozenset(texts)


@cached("texts of sources", size=1024, why="documents of a batch state the same few facts")
def _list_source(source: Note | FactUse) -> frozenset[str]:
    texts = [*_walk_texts(source), *_name_links(source.url)]
    match source:
        case Note():
            texts += note_text(source)
        case FactUse():
            texts.append(f"Source: {source.source}")
        case _:
            assert_never(source)
    return frozenset(map(squeeze, texts))


@cached(
    "texts of sections", size=256,
    why="sections without a word of the partner are the same in many documents of a batch",
)  # fmt: skip
def _list_section(section: Section) -> frozenset[str]:
    texts = set(_walk_texts(section))
    for inlines in section_inlines(section):
        texts.add(plain_text(inlines))
        for inline in inlines:
            url = getattr(inline, "url", "")
            texts.update(_name_links(url))
            texts.add(f"{inline.text}: {url}" if url else "")  # type: ignore[union-attr]
    return frozenset(map(squeeze, texts))


def _name_links(url: str) -> Iterable[str]:
    """Return how a file may write an address."""
    bare = url.removeprefix("https://").removeprefix("www.").rstrip("/")
    written = url.replace("\\", "%5C").replace("(", "%28").replace(")", "%29")
    return (url, bare, written, f"{bare}: {url}") if url else ()


def _walk_texts(value: object) -> Iterator[str]:
    """Yield every text inside a value of the document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _walk_texts(one)
    elif isinstance(value, date):
        yield value.isoformat()
    else:
        for name in getattr(type(value), "__dataclass_fields__", ()):
            yield from _walk_texts(getattr(value, name))
