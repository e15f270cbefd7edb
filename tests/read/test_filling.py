"""A value stands where its marker stood, and stays a value."""

from __future__ import annotations

import pytest

from proposalgen.model.document import (
    Columns,
    Heading,
    Inlines,
    ItemList,
    Link,
    Notes,
    Paragraph,
    Quote,
    Table,
    Text,
)
from proposalgen.model.walk import plain_text
from proposalgen.read.markdown import read_blocks
from proposalgen.read.markers import Value, mark_value
from proposalgen.read.parser import MarkdownError
from tests.support.sample import HOSTILE


def test_a_value_is_never_read_as_markdown() -> None:
    name = "# *x* [a](https://b) <i> | `c` \\ 1. ::: > - {{ 7*7 }}"
    assert read_blocks(f"Dear {mark_value(0)},", values=[name]) == (
        Paragraph((Text(f"Dear {name},"),)),
    )
    assert read_blocks(mark_value(0), values=[HOSTILE]) == (Paragraph((Text(HOSTILE),)),)


def test_a_value_takes_the_weight_of_the_words_around_it_and_keeps_what_it_is() -> None:
    value = (Text("Nordhavn", field="name"),)
    assert read_inlines_with(f"**Dear {mark_value(0)}**", value) == (
        Text("Dear ", bold=True),
        Text("Nordhavn", bold=True, field="name"),
    )


def test_blocks_stand_in_place_of_their_marker() -> None:
    blocks = (Paragraph((Text("a"),)), Notes())
    assert read_blocks(f"x\n\n{mark_value(0)}\n\ny", values=[blocks]) == (
        Paragraph((Text("x"),)),
        *blocks,
        Paragraph((Text("y"),)),
    )


def test_headings_that_a_value_brings_begin_columns_too() -> None:
    value = (Heading(3, (Text("a"),)), Paragraph((Text("b"),)), Heading(3, (Text("c"),)))
    (columns,) = read_blocks(f"::: steps\n{mark_value(0)}\n:::", values=[value])
    assert columns == Columns((value[:2], value[2:]), "steps")


def test_a_paragraph_whose_value_is_empty_is_left_out() -> None:
    assert read_blocks(f"a\n\n{mark_value(0)}", values=[()]) == (Paragraph((Text("a"),)),)


def read_inlines_with(text: str, value: Value) -> Inlines:
    (paragraph,) = read_blocks(text, values=[value])
    assert isinstance(paragraph, Paragraph)
    return paragraph.inlines


def test_blocks_cannot_stand_among_words() -> None:
    with pytest.raises(MarkdownError, match="blocks stand in a paragraph of their own"):
        read_blocks(f"Dear {mark_value(0)}", values=[(Notes(),)])


def test_a_list_drops_the_items_whose_values_are_empty() -> None:
    assert read_blocks(f"- {mark_value(0)}\n- b", values=[()]) == (ItemList(((Text("b"),),)),)
    assert read_blocks(f"- {mark_value(0)}", values=[()]) == ()


def test_a_value_stands_in_a_table_a_quotation_and_the_words_of_a_link() -> None:
    name = (Text("Nordhavn", field="name"),)
    (table,) = read_blocks(f"| a |\n|---|\n| {mark_value(0)} |\n\n: {mark_value(0)}", values=[name])
    assert table == Table(head=((Text("a"),),), rows=((name,),), caption=name)
    (quote,) = read_blocks(f"> {mark_value(0)}\n>\n> — {mark_value(0)}", values=[name])
    assert quote == Quote(name, name)
    (paragraph,) = read_blocks(f"[{mark_value(0)}](https://example.org)", values=[name])
    assert paragraph == Paragraph((Link("Nordhavn", "https://example.org"),))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Kestrel Inc.", "For Kestrel Inc. It ends."),
        ("Who Cares?", "For Who Cares? It ends."),
        ("Alder", "For Alder. It ends."),
    ],
)
def test_a_sentence_that_ends_with_a_name_has_one_stop(name: str, said: str) -> None:
    (block,) = read_blocks(f"For {mark_value(0)}. It ends.", values=[(Text(name, field="name"),)])
    assert isinstance(block, Paragraph)
    assert plain_text(block.inlines) == said
    assert Text(name, field="name") in block.inlines


@pytest.mark.parametrize(
    ("aim", "said"),
    [("Work for all.", "It says “Work for all.” We begin."), ("Work", "It says “Work”. We begin.")],
)
def test_a_sentence_that_ends_with_a_quotation_has_one_stop(aim: str, said: str) -> None:
    (block,) = read_blocks(f"It says “{mark_value(0)}”. We begin.", values=[(Text(aim),)])
    assert isinstance(block, Paragraph)
    assert plain_text(block.inlines) == said
