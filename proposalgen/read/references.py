"""References in prose: ``[[id]]`` prints a figure and ``[^id]`` a note mark."""

from __future__ import annotations

import re
from collections.abc import Mapping

from proposalgen.errors import MOST_CHOICES, quote, suggest
from proposalgen.model.document import Inlines
from proposalgen.model.fields import Mistake
from proposalgen.read.markers import Value, mark_value

_REFERENCE = re.compile(r"\[\[([^\[\]\n]*)\]\]|\[\^([^\[\]\n]*)\]")


def replace_references(
    text: str, figures: Mapping[str, Inlines], marks: Mapping[str, Inlines], values: list[Value]
) -> tuple[str, list[Mistake]]:
    """Return the text with a marker for each reference, and a mistake for each unknown id.

    The inlines that a reference prints are added to ``values``, at the marker's number.
    """
    mistakes: list[Mistake] = []

    def replace_one(match: re.Match[str]) -> str:
        figure, mark = match.groups()
        name, known = (mark, marks) if figure is None else (figure, figures)
        if name in known:
            values.append(known[name])
            return mark_value(len(values) - 1)
        line = text.count("\n", 0, match.start()) + 1
        what = "note" if figure is None else "figure"
        hint = suggest(name, known, MOST_CHOICES)
        mistakes.append(Mistake(line, f"no {what} called {quote(name)}", hint))
        return ""

    return _REFERENCE.sub(replace_one, text), mistakes
