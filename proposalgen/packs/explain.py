"""Where do the figures of a finished file come from? The file alone answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from proposalgen.errors import InputError, Problem
from proposalgen.formats.format import Passage, UnreadableError
from proposalgen.formats.table import FORMATS, open_file
from proposalgen.model.document import FactUse


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands."""

    heading: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A fact that a file carries, and where its figure stands there."""

    fact: FactUse
    places: tuple[Place, ...]


def explain(path: Path, text: str = "") -> tuple[Explained, ...]:
    """Return each fact of a DOCX or PDF, with the places of its figure.

    With ``text``: those whose figure it names; if it names none, those of the paragraphs that hold
    it. The file may have another name and stand apart from its ``pack.json``.

    Raises:
        InputError: the file cannot be read, or carries no facts.
    """
    carried, paragraphs = read_file(path)
    found = tuple(Explained(fact, _find_places(fact, paragraphs)) for fact in carried)
    named = tuple(one for one in found if _says(text, one.fact.figure))
    if not text or named:
        return named if text else found
    held = (
        Explained(one.fact, tuple(place for place in one.places if text in place.paragraph))
        for one in found
    )
    return tuple(one for one in held if one.places)


def read_file(path: Path) -> tuple[tuple[FactUse, ...], list[Passage]]:
    """Return the facts that a DOCX or PDF carries, and its paragraphs, each under its heading.

    Raises:
        InputError: the file cannot be read, or carries no facts.
    """
    data = path.read_bytes()
    try:
        reader = open_file(data)
        carried = reader.facts()
        paragraphs = reader.passages() if carried else []
    except UnreadableError as error:
        names = [name.upper() for name in FORMATS]
        hint = f"Name a {' or a '.join(names)} that proposalgen made."
        message = f"not a {' or '.join(names)}"
        raise InputError(Problem(message, file=str(path), hint=hint)) from error
    if carried is None:
        hint = "It was not made by proposalgen, or another program has dropped them."
        raise InputError(Problem("carries no facts", file=str(path), hint=hint))
    return carried, paragraphs


def _find_places(fact: FactUse, paragraphs: Sequence[Passage]) -> tuple[Place, ...]:
    places = (Place(heading, said) for heading, said in paragraphs if _says(said, fact.figure))
    return tuple(dict.fromkeys(places))


def _says(text: str, figure: str) -> bool:
    """Tell whether text has a figure as a whole: ``8``, not the one in ``18`` or ``8.7``."""
    pattern = rf"(?<![\w.,]){re.escape(figure)}(?!\w|[.,]\d)"
    return bool(figure) and re.search(pattern, text) is not None
