"""Signs that come with pasted text are told, since they would be printed as they stand."""

from __future__ import annotations

import pytest

from proposalgen.read.markdown import read_blocks
from proposalgen.read.parser import MarkdownError


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("We offer:\n\n•\tfirst\n•\tsecond", "line 3: a bullet that is a character: '•'"),
        ("We offer:\n· first", "line 2: a bullet that is a character: '·'"),
        (
            "Words.\n\nSee [it](https://example.org/a page).",
            "line 3: a link with a blank in its address: '](https://example.org/a page)'",
        ),
        ("And ~~old words~~ too.", "line 1: words that are struck out: '~~old words~~'"),
        ("Words.\n\n3. third\n4. next", "line 3: a numbered list that begins at 3"),
    ],
)
def test_what_markdown_does_not_read_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(MarkdownError) as caught:
        read_blocks(text)
    assert str(caught.value).startswith(told)


@pytest.mark.parametrize(
    "text",
    [
        "Between • two words, and 3 · 4.",
        "About ~5 and ~~.",
        '[it](https://example.org/a "A title") and [it](<https://example.org/a>)',
        "(a b) [c] (d e)",
        "1. first\n2. second",
    ],
)
def test_what_only_looks_alike_is_left_alone(text: str) -> None:
    assert read_blocks(text)
