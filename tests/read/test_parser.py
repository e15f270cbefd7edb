"""Markdown to blocks: what an author may write, and what a document cannot hold."""

from __future__ import annotations

import pytest

from proposalgen.model.document import (
    Block,
    Break,
    Columns,
    Heading,
    ItemList,
    Link,
    Panel,
    Paragraph,
    Quote,
    Table,
    Text,
)
from proposalgen.read.markdown import read_blocks, read_inlines
from proposalgen.read.markers import mark_value
from proposalgen.read.parser import MarkdownError


def test_a_paragraph_keeps_its_words_and_their_weight() -> None:
    assert read_blocks("Some **bold** and *slanted*\nwords.") == (
        Paragraph(
            (
                Text("Some "),
                Text("bold", bold=True),
                Text(" and "),
                Text("slanted", italic=True),
                Text(" words."),
            )
        ),
    )


def test_a_line_that_ends_in_two_spaces_breaks() -> None:
    assert read_inlines("one  \ntwo") == (Text("one"), Break(), Text("two"))


@pytest.mark.parametrize(
    ("container", "block"),
    [
        ("lead", Paragraph((Text("Words."),), "lead")),
        ("callout", Panel((Paragraph((Text("Words."),)),), "callout")),
        ("ruled", Columns(((Paragraph((Text("Words."),)),),), "ruled")),
    ],
)
def test_a_container_says_what_its_words_are_for(container: str, block: Block) -> None:
    assert read_blocks(f"::: {container}\nWords.\n:::") == (block,)


@pytest.mark.parametrize("kind", ["columns", "ruled", "steps"])
def test_columns_without_anything_in_them_are_told_by_the_line_on_which_they_begin(
    kind: str,
) -> None:
    with pytest.raises(MarkdownError) as caught:
        read_blocks(f"Words.\n\n::: {kind}\n:::\n\nMore words.")
    assert str(caught.value) == "line 3: columns without anything in them"


def test_columns_begin_at_headings_and_at_panels() -> None:
    text = ":::: columns\n## One\n\na\n\n::: callout\n## Two\n\nb\n:::\n::::"
    assert read_blocks(text) == (
        Columns(
            (
                (Heading(2, (Text("One"),)), Paragraph((Text("a"),))),
                (Panel((Heading(2, (Text("Two"),)), Paragraph((Text("b"),)))),),
            )
        ),
    )


def test_a_table_has_a_head_rows_a_caption_and_figures_flush_right() -> None:
    assert read_blocks("| Theme | Sum |\n|---|--:|\n| Skills | 12 |\n\n: Sums") == (
        Table(
            head=((Text("Theme"),), (Text("Sum"),)),
            rows=(((Text("Skills"),), (Text("12"),)),),
            caption=(Text("Sums"),),
            numeric=(1,),
        ),
    )


def test_a_quotation_has_words_and_a_speaker() -> None:
    assert read_blocks("> We are workers.\n>\n> — Champa, Thailand") == (
        Quote((Text("We are workers."),), (Text("Champa, Thailand"),)),
    )


def test_lists_are_bulleted_or_numbered() -> None:
    assert read_blocks("- a\n- b") == (ItemList(((Text("a"),), (Text("b"),))),)
    assert read_blocks("1. a\n2. b") == (ItemList(((Text("a"),), (Text("b"),)), ordered=True),)


def test_an_item_of_two_paragraphs_breaks_between_them() -> None:
    assert read_blocks("- a\n\n  b\n\n  c") == (
        ItemList(((Text("a"), Break(), Text("b"), Break(), Text("c")),)),
    )


def test_links_lead_to_https_and_mailto_only() -> None:
    assert read_inlines("[us](https://example.org/a_b)") == (Link("us", "https://example.org/a_b"),)
    for address in ("javascript:alert(1)", "http://example.org", "file:///etc/passwd", "//x", "a"):
        with pytest.raises(MarkdownError) as caught:
            read_inlines(f"[us]({address})")
        assert address in caught.value.mistakes[0].message


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("ok\n\n<b>x</b>", 3, "html"),
        ("```\nx\n```", 1, "code"),
        ("#### deep", 1, "three #"),
        ("> no speaker", 1, "speaker"),
        ("::: lede\nx\n:::", 1, "'lede'"),
        ("- a\n\n  > b\n  >\n  > — c", 1, "item"),
        ("![x](https://example.org/a.png)x", 1, "image"),
    ],
)
def test_what_a_document_cannot_hold_is_told_with_its_line(
    text: str, line: int, words: str
) -> None:
    with pytest.raises(MarkdownError) as caught:
        read_blocks(text)
    assert words in str(caught.value)
    assert caught.value.mistakes[0].line == line


def test_a_value_cannot_be_part_of_an_address() -> None:
    with pytest.raises(MarkdownError, match="part of an address"):
        read_blocks(f"[us](https://{mark_value(0)}/)", values=["example.org"])


def test_a_character_that_an_entity_stands_for_is_judged_too() -> None:
    with pytest.raises(MarkdownError, match="the character U\\+202E is not text"):
        read_blocks("a &#x202e; b")
