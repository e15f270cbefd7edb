"""Every figure carries its note, and every note says what it stands for."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import assert_never

from proposalgen.model.document import (
    Block,
    Card,
    Cards,
    Chart,
    Columns,
    Contents,
    Heading,
    Inline,
    Inlines,
    ItemList,
    Note,
    NoteMark,
    Notes,
    Panel,
    Paragraph,
    Quote,
    Section,
    Status,
    Table,
    Text,
)
from proposalgen.model.records import Fact, Library, Source, name_host
from proposalgen.model.walk import find_inlines, map_blocks, map_inlines

_SENTENCE_END = re.compile(r"[.!?](?=\s|$)")
_BETWEEN = Text("\u00a0")
"""Keeps the numbers of two notes apart, on one line."""


def cite_section(section: Section, library: Library) -> Section:
    """Return a section in which each fact's figure is followed by its note mark."""
    return replace(
        section,
        label=cite(section.label, library),
        title=cite(section.title, library),
        promise=cite(section.promise, library),
        blocks=map_blocks(section.blocks, lambda block: _cite_block(block, library)),
    )


def _cite_block(block: Block, library: Library) -> Block:
    """Return a block whose figures are followed by their marks.

    What a block draws has no room for a mark: a card's figure is marked at the end of the card's
    text, a chart's figures at the end of its caption.
    """
    match block:
        case Cards():
            return replace(block, cards=tuple(_cite_card(card, library) for card in block.cards))
        case Chart():
            facts = [bar.fact for bar in block.bars if bar.fact]
            return replace(block, caption=_add_marks(cite(block.caption, library), facts, library))
        case Heading() | Paragraph() | ItemList() | Table() | Quote():
            return map_inlines(block, lambda inlines: cite(inlines, library))
        case Columns() | Panel():  # map_blocks gives what they hold
            return block
        case Contents() | Notes():  # filled in later, from what is cited
            return block
        case _:
            assert_never(block)


def _cite_card(card: Card, library: Library) -> Card:
    facts = [card.fact] if card.fact else []
    return replace(card, text=_add_marks(cite(card.text, library), facts, library))


def cite(inlines: Inlines, library: Library) -> Inlines:
    """Return inlines in which each fact's figure is followed by its note mark.

    A mark that is missing comes at the end of the figure's sentence. A superseded figure has its
    successor put beside it there, where the writer has not: ``(2023: 3.8 billion)``.
    """
    cited: list[Inline] = []
    printed = {inline.fact for inline in inlines if isinstance(inline, Text)}
    # Facts whose figure is printed, and whose mark is still to come in this sentence.
    open_facts: list[str] = []
    for at, inline in enumerate(inlines):
        if isinstance(inline, Text) and not inline.fact and open_facts:
            end = _SENTENCE_END.search(inline.text)
            if end:
                cited.append(replace(inline, text=inline.text[: end.end()]))
                following = inlines[at + 1 :] if end.end() == len(inline.text) else ()
                cited += _make_marks(open_facts, following, library, printed)
                open_facts = []
                inline = replace(inline, text=inline.text[end.end() :])
        # A mark that a writer has set closes its fact, but not one with a successor, which is put
        # in with the mark.
        if isinstance(inline, NoteMark):
            open_facts = [
                fact
                for fact in open_facts
                if fact != inline.fact or _needs_successor(library.facts[fact], library, printed)
            ]
        if isinstance(inline, Text) and inline.fact:
            open_facts.append(inline.fact)
        if not isinstance(inline, Text) or inline.text:
            cited.append(inline)
    cited += _make_marks(open_facts, (), library, printed)
    return _part_marks(cited)


def _needs_successor(fact: Fact, library: Library, printed: Container[str]) -> bool:
    return bool(fact.superseded_by) and find_latest(fact, library).id not in printed


def _make_marks(
    facts: Iterable[str], following: Inlines, library: Library, printed: Container[str] = ()
) -> Iterator[Inline]:
    """Yield the marks of some facts, and the successors of those whose is not printed.

    Marks that follow anyway are left out.
    """
    present: set[str] = set()
    for inline in following:
        if not isinstance(inline, NoteMark):
            break
        present.add(inline.fact)
    for fact_id in dict.fromkeys(facts):
        fact = library.facts[fact_id]
        if fact.id not in present:
            yield NoteMark(fact.source, fact=fact.id)
        if _needs_successor(fact, library, printed):
            latest = find_latest(fact, library)
            yield Text(f" ({latest.as_of}: " if latest.as_of else " (")
            yield Text(latest.text, fact=latest.id)
            yield NoteMark(latest.source, fact=latest.id)
            yield Text(")")


def _part_marks(inlines: Iterable[Inline]) -> Inlines:
    """Return inlines in which no two marks touch: notes 1 and 2 would be read as 12."""
    parted: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, NoteMark) and parted and isinstance(parted[-1], NoteMark):
            parted.append(_BETWEEN)
        parted.append(inline)
    return tuple(parted)


def _add_marks(inlines: Inlines, facts: Iterable[str], library: Library) -> Inlines:
    present = {inline.fact for inline in inlines if isinstance(inline, NoteMark)}
    missing = [fact for fact in facts if fact not in present or library.facts[fact].superseded_by]
    return _part_marks((*inlines, *_make_marks(missing, (), library)))


def find_latest(fact: Fact, library: Library) -> Fact:
    """Return the fact that stands for this one today: itself, or the last of its successors."""
    while fact.superseded_by:
        fact = library.facts[fact.superseded_by]
    return fact


def collect_notes(
    sections: Iterable[Section], library: Library, words: Mapping[str, str], *, draft: bool
) -> tuple[Note, ...]:
    """Return a note for each claim and each source that is marked, in order of its first mark.

    Only a draft says how well a claim was checked.
    """
    notes: dict[str, Note] = {}
    named: set[str] = set()
    for mark in find_inlines(sections, NoteMark):
        if mark.note in notes:
            continue
        source = library.sources[mark.source]
        fact = library.facts[mark.fact] if mark.fact else None
        status: Status = fact.status if fact else "page"
        # The whole reference once: ten claims of one report need not repeat its address.
        known, url = mark.source in named, source.url or next(iter(source.seen_at), "")
        named.add(mark.source)
        notes[mark.note] = Note(
            id=mark.note,
            claim=fact.claim if fact else "",
            reference=source.title if known else _refer_to(source, words),
            url="" if known else url,
            status=status if draft else None,
            status_text=words[f"status_{status}"] if draft else "",
        )
    return tuple(notes.values())


def _refer_to(source: Source, words: Mapping[str, str]) -> str:
    """Return a source as a reader looks it up, and where it was read if not at the source."""
    reference = ". ".join(filter(None, (source.title, source.publisher, str(source.year or ""))))
    if source.kind == "report":
        return f"{words['reported_in']} {reference}"
    if source.seen_at and not source.url:
        return f"{reference}, {words['reported_in'].casefold()} {name_host(source.seen_at[0])}"
    return reference
