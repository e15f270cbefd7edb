"""A text is read whole: what is too long for it, and every mistake in it, is told."""

from __future__ import annotations

import pytest

from proposalgen.read.markdown import LONGEST_STRETCH, LONGEST_TEXT, read_blocks, read_inlines
from proposalgen.read.markers import mark_value
from proposalgen.read.parser import MarkdownError


def test_every_mistake_is_told_at_once_in_order() -> None:
    with pytest.raises(MarkdownError) as caught:
        read_blocks("[a](ftp://x)\n\n[[nothing]]\n\n#### deep")
    assert [mistake.line for mistake in caught.value.mistakes] == [1, 3, 5]


def test_a_marker_that_stands_for_nothing_is_told() -> None:
    with pytest.raises(MarkdownError, match="line 3: a marker that stands for nothing"):
        read_blocks(f"a\n\n{mark_value(1)}", values=["x"])


def test_inlines_are_one_paragraph_of_plain_prose() -> None:
    assert read_inlines("") == ()
    for text in ("a\n\nb", "# a", "- a", "::: lead\na\n:::"):
        with pytest.raises(MarkdownError, match="one paragraph of plain prose"):
            read_inlines(text)


def test_a_text_that_is_too_long_is_told_before_it_is_parsed() -> None:
    assert read_blocks("a\n\n" * 100)
    with pytest.raises(MarkdownError, match="characters"):
        read_blocks("a\n\n" * (LONGEST_TEXT // 3 + 1))
    with pytest.raises(MarkdownError, match="line 3: 10,001 characters without an empty line"):
        read_blocks("a\n\n" + "a" * (LONGEST_STRETCH + 1))
