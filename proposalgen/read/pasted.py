"""What comes with text that was pasted from elsewhere, and would be printed as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proposalgen.errors import quote
from proposalgen.model.fields import Mistake

_SIGNS = (
    (
        re.compile(r"^[ \t]*([•‣▪◦●○·])(?=\s)", re.MULTILINE),
        "a bullet that is a character", "Begin the line with '- ', after an empty line.",
    ),
    (
        re.compile(r"\]\([^()\n\"']*[^()\s][ \t]+[^()\n\"']*\)"),
        "a link with a blank in its address", "Write the blank as %20.",
    ),
    (re.compile(r"~~(?=[^~\s])[^~\n]+~~"), "words that are struck out", "Take them out."),
)  # fmt: skip


def find_pasted(text: str) -> Iterator[Mistake]:
    """Yield a mistake for each sign in a Markdown text that Markdown does not read."""
    for pattern, message, hint in _SIGNS:
        for match in pattern.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield Mistake(line, f"{message}: {quote(match[0].strip())}", hint)
