"""The only traversal of a document: its blocks and inlines in reading order, and its words.

Each ``match`` names every kind of block. A new kind does not pass the type check until it says
here what blocks it contains and what its text is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar, assert_never

from proposalgen.model.document import (
    Block,
    Break,
    Cards,
    Chart,
    Columns,
    Contents,
    Document,
    Heading,
    Inlines,
    ItemList,
    Link,
    Note,
    NoteMark,
    Notes,
    PageMark,
    Panel,
    Paragraph,
    Quote,
    Section,
    Table,
    Text,
)
from proposalgen.model.text import fold_typing

I = TypeVar("I", Text, Link, NoteMark, PageMark, Break)  # noqa: E741
B = TypeVar("B", bound=Block)

# -- blocks ----------------------------------------------------------------------------------


def walk_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield every block in reading order, a container before what it holds."""
    for block in blocks:
        yield block
        match block:
            case Columns():
                for column in block.columns:
                    yield from walk_blocks(column)
            case Panel():
                yield from walk_blocks(block.blocks)
            case (
                Heading()
                | Paragraph()
                | ItemList()
                | Table()
                | Quote()
                | Cards()
                | Chart()
                | Contents()
                | Notes()
            ):
                pass
            case _:
                assert_never(block)


def map_blocks(blocks: Iterable[Block], change: Callable[[Block], Block]) -> tuple[Block, ...]:
    """Return the blocks with ``change`` made to each that holds no others."""
    mapped: list[Block] = []
    for block in blocks:
        match block:
            case Columns():
                columns = tuple(map_blocks(column, change) for column in block.columns)
                mapped.append(replace(block, columns=columns))
            case Panel():
                mapped.append(replace(block, blocks=map_blocks(block.blocks, change)))
            case (
                Heading()
                | Paragraph()
                | ItemList()
                | Table()
                | Quote()
                | Cards()
                | Chart()
                | Contents()
                | Notes()
            ):
                mapped.append(change(block))
            case _:
                assert_never(block)
    return tuple(mapped)


def find_blocks(section: Section, kind: type[B]) -> Iterator[B]:
    """Yield a section's blocks of one kind, in reading order."""
    return (block for block in walk_blocks(section.blocks) if isinstance(block, kind))


# -- inlines ---------------------------------------------------------------------------------


def block_inlines(block: Block) -> Iterator[Inlines]:
    """Yield the runs of inlines of one block, in reading order, without what it contains.

    What the writers add is in them: quotation marks, a card's figure, the labels of a chart, the
    page numbers of the contents.
    """
    match block:
        case Heading() | Paragraph():
            yield block.inlines
        case ItemList():
            yield from block.items
        case Table():
            yield block.caption
            yield from block.head
            for row in block.rows:
                yield from row
        case Quote():
            yield (Text("“"), *block.inlines, Text("”"))
            yield block.speaker
        case Cards():
            for card in block.cards:
                yield card.label
                yield card.flag
                yield (Text(" ".join(filter(None, (card.number, card.unit))), fact=card.fact),)
                yield card.words
                yield card.title
                yield card.text
                yield card.as_of
                yield card.field.words if card.field else ()
        case Chart():
            yield block.caption
            for bar in block.bars:
                yield (Text(bar.label),)
                yield (Text(bar.detail),)
                yield (Text(bar.figure, fact=bar.fact),)
            yield (Text(block.on),)
            yield (Text(block.off),)
        case Contents():
            for entry in block.entries:
                yield (*entry.title, Text(" "), PageMark(entry.section))
        case Columns() | Panel() | Notes():
            pass
        case _:
            assert_never(block)


def map_inlines(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    """Return a block with ``change`` made to each run of its own that may hold any inline."""
    match block:
        case Heading() | Paragraph():
            return replace(block, inlines=change(block.inlines))
        case ItemList():
            return replace(block, items=tuple(map(change, block.items)))
        case Table():
            return replace(
                block,
                caption=change(block.caption),
                head=tuple(map(change, block.head)),
                rows=tuple(tuple(map(change, row)) for row in block.rows),
            )
        case Quote():
            return replace(block, inlines=change(block.inlines), speaker=change(block.speaker))
        case Cards():
            cards = (replace(card, text=change(card.text)) for card in block.cards)
            return replace(block, cards=tuple(cards))
        case Chart():
            return replace(block, caption=change(block.caption))
        case Columns() | Panel() | Contents() | Notes():
            return block
        case _:
            assert_never(block)


def section_inlines(section: Section) -> Iterator[Inlines]:
    """Yield every run of inlines of a section, in reading order."""
    yield section.label
    yield section.title
    yield section.promise
    for block in walk_blocks(section.blocks):
        yield from block_inlines(block)


def find_inlines(sections: Iterable[Section], kind: type[I]) -> Iterator[I]:
    """Yield the inlines of one kind, in reading order."""
    for section in sections:
        for inlines in section_inlines(section):
            for inline in inlines:
                if isinstance(inline, kind):
                    yield inline


def find_cited(sections: Iterable[Section]) -> Iterator[Text | NoteMark]:
    """Yield every inline that prints a fact or marks one, in reading order."""
    for section in sections:
        for inlines in section_inlines(section):
            for inline in inlines:
                if isinstance(inline, Text | NoteMark) and inline.fact:
                    yield inline


def find_fact_ids(sections: Iterable[Section]) -> tuple[str, ...]:
    """Return the ids of the facts that sections print or rely on, in order of first use."""
    return tuple(dict.fromkeys(inline.fact for inline in find_cited(sections)))


def find_printed(document: Document) -> dict[str, tuple[str, ...]]:
    """Return how a document prints each fact, by its id, in order of first use.

    A fact on which words rely without a figure is printed in no way.
    """
    printed: dict[str, dict[str, None]] = {}
    for inline in find_cited(document.sections):
        ways = printed.setdefault(inline.fact, {})
        if isinstance(inline, Text) and inline.text:
            ways.setdefault(fold_typing(inline.text))
    return {fact: tuple(ways) for fact, ways in printed.items()}


# -- text ------------------------------------------------------------------------------------


def plain_text(inlines: Inlines) -> str:
    """Return the words of inlines without their marks; a break is a space."""
    text = ""
    for inline in inlines:
        match inline:
            case Text() | Link():
                text += inline.text
            case Break():
                text += " "
            case NoteMark() | PageMark():
                pass
            case _:
                assert_never(inline)
    return text


def shorten(text: str, longest: int) -> str:
    """Return text cut to a length, after a whole word where there is one, with an ellipsis."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    whole = cut[: cut.rfind(" ")] if " " in cut[longest // 2 :] else cut
    return f"{whole.rstrip(' ,;:')}…"


def note_text(note: Note) -> tuple[str, ...]:
    """Return the lines of a note: claim, reference, address, status, where it has them."""
    claim = f"{note.claim}." if note.claim and note.claim[-1] not in ".?!" else note.claim
    return tuple(filter(None, (claim, f"{note.reference}.", note_address(note), note.status_text)))


def note_address(note: Note) -> str:
    """Return a note's address as readers see it; empty where it has none."""
    return note.url.removeprefix("https://").removeprefix("www.").rstrip("/")


def words(document: Document, pages: Mapping[str, int]) -> tuple[str, ...]:
    """Return every word in reading order, as both files must say them.

    ``pages`` maps a section's id to its first page. A note mark is the word ``[3]``; what is
    repeated on each page (header, footer, draft mark) is left out.
    """
    numbers = document.note_numbers()

    def spell(inlines: Inlines) -> str:
        spelled = ""
        for inline in inlines:
            match inline:
                case Text() | Link():
                    spelled += inline.text
                case NoteMark():
                    spelled += f" [{numbers[inline.note]}] "
                case PageMark():
                    spelled += str(pages[inline.section])
                case Break():
                    spelled += "\n"
                case _:
                    assert_never(inline)
        return spelled

    said: list[str] = []
    for section in document.sections:
        for inlines in section_inlines(section):
            said += spell(inlines).split()
        if any(find_blocks(section, Notes)):
            for number, note in enumerate(document.notes, 1):
                said += [f"[{number}]", *" ".join(note_text(note)).split()]
    return tuple(said)


def find_speaker(section: Section) -> str:
    """Return who is quoted in a section, without what the person is; its title if nobody is."""
    quotes = find_blocks(section, Quote)
    speakers = (plain_text(quote.speaker).partition(",")[0] for quote in quotes)
    return next(speakers, "") or plain_text(section.title)
