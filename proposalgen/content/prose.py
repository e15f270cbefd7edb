"""Prose of the library: Markdown to inlines, and figures that keep their qualifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proposalgen.content.hedges import find_forms, says
from proposalgen.content.reading import Reading
from proposalgen.errors import quote
from proposalgen.model.document import Inlines
from proposalgen.model.fields import Mistake
from proposalgen.model.records import Fact
from proposalgen.read.markdown import read_inlines
from proposalgen.read.parser import MarkdownError
from proposalgen.read.place import Place

_FIGURE = re.compile(r"\[\[([^\[\]\n]*)\]\]")
_BEGINS_BLOCK = re.compile(r"\s*$|#|[-*+] |\d+[.)] ")


def read_prose(reading: Reading, text: object, place: Place, language: str) -> Inlines:
    """Return the inlines of one paragraph of Markdown; none where it has mistakes."""
    if not isinstance(text, str) or not text.strip():
        message = f"must be text, not {quote(text)}" if text else "empty"
        reading.problems.append(place.problem((), message))
        return ()
    mistakes = list(find_weak_figures(reading, text, language))
    inlines: Inlines = ()
    try:
        inlines = read_inlines(text, reading.figures, reading.marks)
    except MarkdownError as error:
        mistakes += error.mistakes
    reading.add_mistakes(mistakes, place)
    return inlines


def find_weak_figures(reading: Reading, text: str, language: str) -> Iterator[Mistake]:
    """Yield each ``[[id]]`` that has no figure to print, or stands without its qualifier."""
    for line, chunk in _split_chunks(text):
        for match in _FIGURE.finditer(chunk):
            fact = reading.facts.find(match[1])
            at = line + chunk.count("\n", 0, match.start())
            if fact and is_words_only(fact):
                hint = f"Write [^{fact.id}] for its note alone."
                yield Mistake(at, f"{quote(fact.id)} has no value to print", hint)
            elif fact and language == reading.language and not is_qualified(fact, chunk):
                yield Mistake(at, *miss_qualifier(fact))


def _split_chunks(text: str) -> Iterator[tuple[int, str]]:
    """Yield the blocks of a text, roughly: a paragraph, an item or a heading, with its line."""
    chunk: list[str] = []
    start = 1
    for number, line in enumerate(text.split("\n"), 1):
        if _BEGINS_BLOCK.match(line) and chunk:
            yield start, "\n".join(chunk)
            chunk = []
        if not chunk:
            start = number
        chunk.append(line)
    yield start, "\n".join(chunk)


def is_words_only(fact: Fact) -> bool:
    """Return whether a fact is a claim that has no figure."""
    return fact.kind == "claim" and fact.value is None


def is_qualified(fact: Fact, text: str) -> bool:
    """Return whether a text says the qualifier of a fact's figure, where it has one."""
    return not fact.qualifier or says(text, find_forms(fact.qualifier))


def miss_qualifier(fact: Fact) -> tuple[str, str]:
    """Return the message and the hint for a figure that stands without its qualifier."""
    message = f"{quote(fact.text)} stands without {quote(fact.qualifier)}"
    return message, "The source does not give the figure as exact: say so in the same paragraph."
