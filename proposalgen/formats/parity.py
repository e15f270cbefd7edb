"""Do files of several formats say the same words, headings, tables and notes, in one order?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from proposalgen.errors import Problem, quote
from proposalgen.formats.format import Format, Reader
from proposalgen.model.text import fold_typing

_WORDS_BEFORE = 5
"""How many words before a difference are quoted, so that a reader finds its place."""
_MOST = 20
"""How many differences are reported; one missing paragraph can cause many."""


def compare_files(files: Mapping[Format, bytes]) -> tuple[Problem, ...]:
    """Return where files of one document say different things, as ``compare_readers`` does."""
    return compare_readers({one.name: one.read(data) for one, data in files.items()})


def compare_readers(readers: Mapping[str, Reader]) -> tuple[Problem, ...]:
    """Return where files of one document say different things, at most 20 places.

    Each file is compared with the first of them; they are named by their formats.

    Raises:
        UnreadableError: one of the files is damaged.
    """
    (first, reader), *others = ((name.upper(), reader) for name, reader in readers.items())
    problems: list[Problem] = []
    for name, other in others:
        problems += _compare(reader, other, (first, name))
    return tuple(problems[:_MOST])


def _compare(reader: Reader, other: Reader, names: tuple[str, str]) -> Iterator[Problem]:
    words, others = (_fold(one.words()) for one in (reader, other))
    yield from _compare_words(words, others, names)
    structures = (
        ("headings", reader.headings(), other.headings()),
        ("tables", reader.tables(), other.tables()),
        ("notes", reader.count_notes(), other.count_notes()),
    )
    for what, here, there in structures:
        if here != there:
            yield Problem(f"the {what} are not the same", field="parity")


def _fold(words: Iterable[str]) -> list[str]:
    """Return words as they are seen; one that is not seen is none."""
    return list(filter(None, map(fold_typing, words)))


def _compare_words(
    words: Sequence[str], other_words: Sequence[str], names: tuple[str, str]
) -> Iterator[Problem]:
    if words == other_words:
        return
    # With "autojunk", words that come often in a long text would count as equal to nothing.
    matcher = SequenceMatcher(None, words, other_words, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            continue
        place = quote(" ".join(words[max(0, start - _WORDS_BEFORE) : start]), 80)
        here, there = (quote(" ".join(s), 80) for s in (words[start:end], other_words[first:last]))
        message = f"after {place} the {names[0]} says {here}, the {names[1]} {there}"
        yield Problem(message, field="parity")
