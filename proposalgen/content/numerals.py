"""Find the numerals in a document's prose that come from no fact: "loose" ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proposalgen.content.passages import (
    Mask,
    Passage,
    Passages,
    list_all_passages,
    quote_sentence,
)
from proposalgen.content.quantities import COUNTS, SCALES
from proposalgen.errors import Problem, quote
from proposalgen.model.document import Document
from proposalgen.model.records import Library
from proposalgen.model.years import write_out_years

_WORDS = tuple(word for word in COUNTS if word != "one")
"""One is more often a pronoun than a number."""
_SCALES = ("dozen", *SCALES, "half", "third", "quarter")
"""Words that make a figure as much as digits do: half of all workers is a claim."""
_TIMES = {
    r"doubl(?:e[ds]?|ing)": "double",
    r"tripl(?:e[ds]?|ing)": "triple",
    r"quadrupl(?:e[ds]?|ing)": "quadruple",
    r"hal(?:f|ves?|ved|ving)": "half",
    "twice": "double",
    r"twofold|threefold|tenfold|thrice": "fold",
}
"""So do words that multiply."""
_NUMERAL = re.compile(
    rf"\d+(?:[.,]\d+)*%?|\b(?:(?:{'|'.join((*_WORDS, *_TIMES))})|(?:{'|'.join(_SCALES)})s?)\b",
    re.IGNORECASE,
)


def find_loose_numerals(
    document: Document, library: Library, passages: Passages | None = None
) -> tuple[Problem, ...]:
    """Return a problem for each numeral of a document that comes from nowhere.

    A numeral comes from a fact (as its figure, or in words that cite a fact which says it), from
    the partner's record, from the name of a record, or from a declared exception. ``passages`` are
    the document's, where the caller has them.
    """
    mask = Mask(library, document.meta.date)
    problems: dict[str, Problem] = {}
    for section, passage in passages or list_all_passages(document):
        for match in _find_loose(passage, mask, library):
            sentence = quote_sentence(passage, match)
            problem = Problem(
                f"{quote(match[0])} comes from no fact, in {sentence}",
                record=f"section {section.id}",
                hint="Write it as [[fact]], or let a note [^fact] follow that says it; or "
                "declare the words with a reason in content/exceptions.yaml.",
            )
            problems.setdefault(f"{match[0]} {sentence}", problem)
    return tuple(problems.values())


def _find_loose(passage: Passage, mask: Mask, library: Library) -> Iterator[re.Match[str]]:
    if not _NUMERAL.search(passage.text):  # most have none, and masking is slow
        return
    matches = list(_NUMERAL.finditer(mask.cover(passage)))
    if not matches:
        return
    stated = _list_stated(passage, library)
    yield from (match for match in matches if _normalise(match[0]) not in stated)


def _list_stated(passage: Passage, library: Library) -> set[str]:
    """Return the numerals that the facts and sources of a passage state."""
    texts: list[str] = []
    for fact_id in passage.facts:
        fact = library.facts[fact_id]
        title = library.sources[fact.source].title
        said = [text for text in (fact.claim, fact.text, fact.as_of, fact.unit, title) if text]
        # A writer may write 2021-22 or 2022 where the fact says 2021-22.
        texts += [*said, *map(write_out_years, said)]
    for source_id in passage.sources:
        source = library.sources[source_id]
        texts.append(f"{source.title} {source.year or ''}")
    return {_normalise(numeral) for text in texts for numeral in _NUMERAL.findall(text)}


def _normalise(numeral: str) -> str:
    """Return a numeral in one form: digits for a count, a scale's word in the singular."""
    word = numeral.casefold()
    if not word.isalpha():
        return word
    times = (name for pattern, name in _TIMES.items() if re.fullmatch(pattern, word))
    return COUNTS.get(word) or next(times, word.removesuffix("s"))
