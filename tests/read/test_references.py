"""A reference prints what the library says; an unknown one names the nearest."""

from __future__ import annotations

import pytest

from proposalgen.model.document import (
    NoteMark,
    Text,
)
from proposalgen.read.markdown import read_blocks, read_inlines
from proposalgen.read.parser import MarkdownError

FIGURES = {"unprotected": (Text("3.8 billion", fact="unprotected"),)}

MARKS = {"unprotected": (NoteMark("report", fact="unprotected"),)}


def test_a_reference_prints_its_figure_and_a_note_mark() -> None:
    assert read_inlines("[[unprotected]] people.[^unprotected]", FIGURES, MARKS) == (
        Text("3.8 billion", fact="unprotected"),
        Text(" people."),
        NoteMark("report", fact="unprotected"),
    )


def test_a_reference_to_nothing_is_told_with_its_line_and_the_nearest() -> None:
    with pytest.raises(MarkdownError) as caught:
        read_blocks("Fine.\n\nBut [[unprotectd]] is not.", FIGURES, MARKS)
    (mistake,) = caught.value.mistakes
    assert mistake.line == 3
    assert mistake.message == "no figure called 'unprotectd'"
    assert "'unprotected'" in mistake.hint
