"""What documents say is in plain English: whole sentences of a length that one can read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

import pytest

from proposalgen.model.document import (
    Block,
    Cards,
    Document,
    Inlines,
    ItemList,
    Link,
    Paragraph,
    Table,
    Text,
)
from proposalgen.model.records import THEME_IDS
from proposalgen.model.walk import walk_blocks
from tests.support.real import THEME_SETS, TYPES, make_pitch

PROSE = ("body", "lead", "letter", "promise")
"""What paragraphs of sentences are for; others hold names, dates and labels."""
_ENDS = re.compile(r"(?<=[.?!])\s+(?=[A-Z“\"])")
_NO_ENDS = re.compile(r"\b(No|Inc|St|Dr)\. ")


def say(inlines: Inlines) -> str:
    return "".join(i.text for i in inlines if isinstance(i, Text | Link))


def list_texts(document: Document) -> Iterator[str]:
    """Yield what a document says in sentences: no headings, labels, dates, names or notes."""
    for section in document.sections:
        if section.layout in ("cover", "sources"):
            continue
        yield say(section.promise)
        for block in walk_blocks(section.blocks):
            yield from map(say, list_prose(block))


def list_prose(block: Block) -> Iterator[Inlines]:
    match block:
        case Paragraph(role=role, inlines=inlines) if role in PROSE:
            yield inlines
        case ItemList(items=items):
            yield from items
        case Cards(size="band" | "small" | "tile", cards=cards):
            yield from (card.text for card in cards)
        case Table(rows=rows):
            yield from (row[-1] for row in rows)
        case _:
            pass


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a text; what ends without a stop is a name, not a sentence."""
    parts = _ENDS.split(_NO_ENDS.sub(r"\1 ", " ".join(text.split())))
    return [part for part in parts if part.endswith((".", "?", "!"))]


def list_sentences() -> list[str]:
    """Return each sentence that some document says, once."""
    documents = chain(
        (make_pitch(themes=themes, type=kind) for themes in THEME_SETS for kind in TYPES),
        (make_pitch(kind="one-pager", themes=themes) for themes in THEME_SETS),
    )
    texts = dict.fromkeys(text for document in documents for text in list_texts(document))
    return list(dict.fromkeys(s for text in texts for s in split_sentences(text)))


SENTENCES = list_sentences()


def count(sentence: str) -> int:
    return len(sentence.split())


def test_sentences_have_twelve_to_twenty_words_on_average() -> None:
    assert len(SENTENCES) > 400
    assert 12 <= sum(map(count, SENTENCES)) / len(SENTENCES) <= 20


def test_fewer_than_one_sentence_in_ten_is_a_short_one() -> None:
    short = [sentence for sentence in SENTENCES if count(sentence) <= 6]
    assert len(short) < len(SENTENCES) / 10, short


def test_no_sentence_is_longer_than_a_breath() -> None:
    assert [sentence for sentence in SENTENCES if count(sentence) > 36] == []


@pytest.mark.parametrize(
    "words",
    [
        r"organis(?:e|ation)(?!.*Co-operation)", r"donors?", r"beneficiar", r"poor people",
        r"%", r"\bUSD\b", r"guarantee", r"exclusive", r"endorse", r"[Tt]ax", r"No sum",
        r"at source", r"programs?\b", r"labor\b",
    ],
)  # fmt: skip
def test_words_that_the_house_does_not_write_stand_in_no_sentence(words: str) -> None:
    assert [sentence for sentence in SENTENCES if re.search(words, sentence)] == []


@pytest.mark.parametrize("theme", THEME_IDS)
def test_each_type_of_partner_reads_a_page_of_its_own(theme: str) -> None:
    pages = {
        kind: {
            sentence
            for section in make_pitch(themes=(theme,), type=kind).sections
            if section.theme
            for block in walk_blocks(section.blocks)
            for inlines in list_prose(block)
            for sentence in split_sentences(say(inlines))
        }
        for kind in TYPES
    }
    for kind, said in pages.items():
        others = set().union(*(pages[other] for other in TYPES if other != kind))
        assert 2 <= len(said - others) <= 4, kind


def test_a_text_of_fragments_would_be_seen() -> None:
    assert split_sentences("Law first. Money next. See Convention No. 102 there. A name") == [
        "Law first.",
        "Money next.",
        "See Convention No 102 there.",
    ]
