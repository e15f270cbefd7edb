"""Explain where the figures of a finished file come from, with nothing but the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from proposalgen.errors import FaultError, InputError, Problem
from proposalgen.formats.format import Passage, UnreadableError
from proposalgen.formats.table import FORMATS, open_file
from proposalgen.model.document import FactUse
from proposalgen.model.text import fold_typing


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands."""

    heading: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class ExplainedFact:
    """A fact that a file carries, and where its figure stands there."""

    fact: FactUse
    places: tuple[Place, ...]


def explain(path: Path, text: str = "") -> tuple[ExplainedFact, ...]:
    """Return the facts of a DOCX or PDF, with the places of their figures.

    Args:
        path: The file. It may have another name and be away from its ``pack.json``.
        text: Where it names figures, only their facts are returned; where it names none, the facts
            of the paragraphs that hold it.

    Raises:
        InputError: the file cannot be read, or carries no facts.
    """
    facts, passages = read_file(path)
    if facts is None:
        hint = "It was not made by proposalgen, or another program has dropped them."
        raise InputError(Problem("carries no facts", file=str(path), hint=hint))
    explained = tuple(ExplainedFact(fact, _find_places(fact, passages)) for fact in facts)
    named = tuple(one for one in explained if _has_figure(text, one.fact.figure))
    if not text or named:
        return named if text else explained
    near = (
        ExplainedFact(
            one.fact,
            tuple(
                place for place in one.places if fold_typing(text) in fold_typing(place.paragraph)
            ),
        )
        for one in explained
    )
    return tuple(one for one in near if one.places)


def read_file(path: Path) -> tuple[tuple[FactUse, ...] | None, list[Passage]]:
    """Return the facts that a file carries, if any, and its paragraphs, each with its heading.

    Raises:
        InputError: the file cannot be read.
        FaultError: the program or a library failed on it.
    """
    data = path.read_bytes()
    try:
        reader = open_file(data)
        facts = reader.facts()
        passages = reader.passages()
    except UnreadableError as error:
        names = [name.upper() for name in FORMATS]
        hint = f"Name a {' or a '.join(names)} that proposalgen made."
        message = f"not a {' or '.join(names)} that can be read: {error}"
        raise InputError(Problem(message, file=str(path), hint=hint)) from error
    except FaultError as error:
        raise FaultError(replace(one, file=str(path)) for one in error.problems) from error
    return facts, passages


def _find_places(fact: FactUse, passages: Sequence[Passage]) -> tuple[Place, ...]:
    places = (Place(heading, text) for heading, text in passages if _has_figure(text, fact.figure))
    return tuple(dict.fromkeys(places))


def _has_figure(text: str, figure: str) -> bool:
    """Return whether text has a figure as a whole: ``8``, not the one in ``18`` or ``8.7``."""
    # A sign before or behind belongs to the number: 1,8 and 8.7; a full stop at the end does not.
    pattern = rf"(?<![\w.,]){re.escape(fold_typing(figure))}(?!\w|[.,]\d)"
    return bool(figure) and re.search(pattern, fold_typing(text)) is not None
