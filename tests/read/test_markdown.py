"""Markdown to blocks: what an author may write, and what comes of a value in it."""

import pytest

from proposalgen.model.document import (
    Break,
    Columns,
    Heading,
    ItemList,
    Link,
    NoteMark,
    Notes,
    Panel,
    Paragraph,
    Quote,
    Table,
    Text,
)
from proposalgen.read.markdown import read_blocks, read_inlines
from proposalgen.read.markers import mark_value
from proposalgen.read.parser import MarkdownError
from tests.support.sample import HOSTILE

FIGURES = {"unprotected": (Text("3.8 billion", fact="unprotected"),)}
MARKS = {"unprotected": (NoteMark("report", fact="unprotected"),)}


def test_a_paragraph_keeps_its_words_and_their_weight():
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


def test_a_line_that_ends_in_two_spaces_breaks():
    assert read_inlines("one  \ntwo") == (Text("one"), Break(), Text("two"))


def test_a_reference_prints_its_figure_and_a_note_mark():
    assert read_inlines("[[unprotected]] people.[^unprotected]", FIGURES, MARKS) == (
        Text("3.8 billion", fact="unprotected"),
        Text(" people."),
        NoteMark("report", fact="unprotected"),
    )


def test_a_reference_to_nothing_is_told_with_its_line_and_the_nearest():
    with pytest.raises(MarkdownError) as caught:
        read_blocks("Fine.\n\nBut [[unprotectd]] is not.", FIGURES, MARKS)
    (mistake,) = caught.value.mistakes
    assert mistake.line == 3
    assert mistake.message == "no figure called 'unprotectd'"
    assert "'unprotected'" in mistake.hint


@pytest.mark.parametrize(
    ("container", "block"),
    [
        ("lead", Paragraph((Text("Words."),), "lead")),
        ("callout", Panel((Paragraph((Text("Words."),)),), "callout")),
        ("ruled", Columns(((Paragraph((Text("Words."),)),),), "ruled")),
    ],
)
def test_a_container_says_what_its_words_are_for(container, block):
    assert read_blocks(f"::: {container}\nWords.\n:::") == (block,)


def test_columns_begin_at_headings_and_at_panels():
    text = ":::: columns\n## One\n\na\n\n::: callout\n## Two\n\nb\n:::\n::::"
    assert read_blocks(text) == (
        Columns(
            (
                (Heading(2, (Text("One"),)), Paragraph((Text("a"),))),
                (Panel((Heading(2, (Text("Two"),)), Paragraph((Text("b"),)))),),
            )
        ),
    )


def test_a_table_has_a_head_rows_a_caption_and_figures_flush_right():
    assert read_blocks("| Theme | Sum |\n|---|--:|\n| Skills | 12 |\n\n: Sums") == (
        Table(
            head=((Text("Theme"),), (Text("Sum"),)),
            rows=(((Text("Skills"),), (Text("12"),)),),
            caption=(Text("Sums"),),
            numeric=(1,),
        ),
    )


def test_a_quotation_has_words_and_a_speaker():
    assert read_blocks("> We are workers.\n>\n> — Champa, Thailand") == (
        Quote((Text("We are workers."),), (Text("Champa, Thailand"),)),
    )


def test_lists_are_bulleted_or_numbered():
    assert read_blocks("- a\n- b") == (ItemList(((Text("a"),), (Text("b"),))),)
    assert read_blocks("1. a\n2. b") == (ItemList(((Text("a"),), (Text("b"),)), ordered=True),)


def test_links_lead_to_https_and_mailto_only():
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
def test_what_a_document_cannot_hold_is_told_with_its_line(text, line, words):
    with pytest.raises(MarkdownError) as caught:
        read_blocks(text)
    assert words in str(caught.value)
    assert caught.value.mistakes[0].line == line


def test_every_mistake_is_told_at_once_in_order():
    with pytest.raises(MarkdownError) as caught:
        read_blocks("[a](ftp://x)\n\n[[nothing]]\n\n#### deep")
    assert [mistake.line for mistake in caught.value.mistakes] == [1, 3, 5]


# -- values -----------------------------------------------------------------------------------


def test_a_value_is_never_read_as_markdown():
    name = "# *x* [a](https://b) <i> | `c` \\ 1. ::: > - {{ 7*7 }}"
    assert read_blocks(f"Dear {mark_value(0)},", values=[name]) == (
        Paragraph((Text(f"Dear {name},"),)),
    )
    assert read_blocks(mark_value(0), values=[HOSTILE]) == (Paragraph((Text(HOSTILE),)),)


def test_a_value_takes_the_weight_of_the_words_around_it_and_keeps_what_it_is():
    value = (Text("Nordhavn", field="name"),)
    assert read_inlines_with(f"**Dear {mark_value(0)}**", value) == (
        Text("Dear ", bold=True),
        Text("Nordhavn", bold=True, field="name"),
    )


def test_blocks_stand_in_place_of_their_marker():
    blocks = (Paragraph((Text("a"),)), Notes())
    assert read_blocks(f"x\n\n{mark_value(0)}\n\ny", values=[blocks]) == (
        Paragraph((Text("x"),)),
        *blocks,
        Paragraph((Text("y"),)),
    )


def test_headings_that_a_value_brings_begin_columns_too():
    value = (Heading(3, (Text("a"),)), Paragraph((Text("b"),)), Heading(3, (Text("c"),)))
    (columns,) = read_blocks(f"::: steps\n{mark_value(0)}\n:::", values=[value])
    assert columns == Columns((value[:2], value[2:]), "steps")


def test_a_value_cannot_be_part_of_an_address():
    with pytest.raises(MarkdownError, match="part of an address"):
        read_blocks(f"[us](https://{mark_value(0)}/)", values=["example.org"])


def test_a_paragraph_whose_value_is_empty_is_left_out():
    assert read_blocks(f"a\n\n{mark_value(0)}", values=[()]) == (Paragraph((Text("a"),)),)


def read_inlines_with(text, value):
    (paragraph,) = read_blocks(text, values=[value])
    return paragraph.inlines
