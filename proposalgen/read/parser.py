"""Markdown's tokens become a skeleton: blocks whose text still holds markers.

CommonMark with pipe tables and ``:::`` containers; what a document cannot hold (HTML, code,
images) is a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import Literal, cast, get_args

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

from proposalgen.caches import cached
from proposalgen.errors import quote, suggest
from proposalgen.model.document import (
    Block,
    Break,
    Columns,
    Heading,
    Inline,
    Inlines,
    ItemList,
    Link,
    Panel,
    Paragraph,
    Quote,
    Role,
    Table,
    Text,
)
from proposalgen.model.fields import Mistake
from proposalgen.model.text import UNFIT
from proposalgen.read.markers import MARKER, OPEN
from proposalgen.read.pasted import find_pasted

_ADDRESS = re.compile(r"(?:https://|mailto:)[^\s<>\"{}|\\^`]+")

_ROLES: tuple[str, ...] = get_args(Role)
_COLUMNS = {"columns": "plain", "ruled": "ruled", "steps": "steps"}
_PANELS = ("callout", "aside", "closing")
_CONTAINERS = (*_ROLES, *_COLUMNS, *_PANELS)
"""What may follow ``:::``: the role of a paragraph, columns split at headings, or a panel."""


class MarkdownError(Exception):
    """Text that cannot become blocks; carries every mistake found."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("; ".join(f"line {m.line}: {m.message}" for m in mistakes))


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The blocks of a text, and its mistakes."""

    blocks: tuple[Block, ...]
    mistakes: tuple[Mistake, ...]


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    parser.disable(["code", "reference", "hr"])
    # Every address becomes a token, so that a bad one is reported, not printed as text.
    parser.validateLink = bool  # type: ignore[method-assign, assignment]
    parser.normalizeLink = str  # type: ignore[method-assign, assignment]
    for name in _CONTAINERS:
        parser.use(container_plugin, name)
    return parser


_PARSER = _make_parser()


@cached(
    "Markdown parsed", size=4096, why="a section's text is the same for every partner of a batch"
)
def parse(text: str) -> Skeleton:
    """Return the skeleton of a text."""
    reader = _Reader(_PARSER.parse(text))
    blocks = reader.read_until("")
    return Skeleton(blocks, (*find_pasted(text), *reader.mistakes))


class _Reader:
    """Walks the tokens of one text once."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = iter(tokens)
        self.mistakes: list[Mistake] = []
        self.line = 1

    def next(self) -> Token | None:
        token = next(self.tokens, None)
        if token is not None and token.map:
            self.line = token.map[0] + 1
        return token

    def fail(self, message: str, hint: str = "", line: int = 0) -> None:
        self.mistakes.append(Mistake(line or self.line, message, hint))

    def read_until(self, end: str, role: Role = "body") -> tuple[Block, ...]:
        """Return the blocks up to the token that closes what was opened."""
        blocks: list[Block] = []
        while (token := self.next()) is not None and token.type != end:
            for block in self.read_block(token, role):
                last = blocks[-1] if blocks else None
                if isinstance(last, Table) and (caption := _as_caption(block)):
                    blocks[-1] = replace(last, caption=caption)
                else:
                    blocks.append(block)
        return tuple(blocks)

    def read_block(self, token: Token, role: Role) -> Iterator[Block]:
        match token.type:
            case "paragraph_open":
                yield from self.read_paragraph(role)
            case "heading_open":
                yield from self.read_heading(int(token.tag[1:]))
            case "bullet_list_open" | "ordered_list_open":
                if (start := token.attrs.get("start", 1)) != 1:
                    self.fail(f"a numbered list that begins at {start}", "Begin it at 1.")
                yield self.read_list(ordered=token.type == "ordered_list_open")
            case "table_open":
                yield self.read_table()
            case "blockquote_open":
                yield from self.read_quote()
            case kind if kind.startswith("container_") and kind.endswith("_open"):
                yield from self.read_container(token, role)
            case "fence" | "code_block":
                self.fail("code has no place in a document", "Take the indent or the ``` away.")
            case other:
                self.fail(f"{other.replace('_', ' ')} has no place in a document")

    def read_container(self, token: Token, role: Role) -> Iterator[Block]:
        name = token.type.removeprefix("container_").removesuffix("_open")
        line = self.line
        if token.info.split() != [name]:
            self.fail(
                f"nothing called {quote(token.info.strip())}",
                suggest(token.info.strip(), _CONTAINERS),
            )
        end = f"container_{name}_close"
        if name in _ROLES:
            blocks = self.read_until(end, cast("Role", name))
        else:
            blocks = self.read_until(end, role)
        if name in _PANELS:
            yield Panel(blocks, cast('Literal["callout", "aside", "closing"]', name))
        elif name in _COLUMNS:
            kind = cast('Literal["plain", "ruled", "steps"]', _COLUMNS[name])
            columns = split_columns(blocks)
            if not columns:
                self.fail("columns without anything in them", line=line)
            yield Columns(columns, kind)
        else:
            yield from blocks

    def read_paragraph(self, role: Role) -> Iterator[Block]:
        line = self.line
        inlines = self.read_inline()
        self.next()  # paragraph_close
        first = inlines[0] if inlines else None
        if isinstance(first, Text) and (unclosed := re.match(r":{3,}\s*(\S*)", first.text)):
            self.fail(
                f"nothing called {quote(unclosed[1])}", suggest(unclosed[1], _CONTAINERS), line
            )
        yield Paragraph(inlines, role)

    def read_heading(self, level: int) -> Iterator[Block]:
        inlines = self.read_inline()
        self.next()  # heading_close
        if level > 3:
            self.fail("a heading has at most three #", "Use ## or ###.")
        else:
            yield Heading(level, inlines)

    def read_list(self, *, ordered: bool) -> Block:
        items: list[Inlines] = []
        end = "ordered_list_close" if ordered else "bullet_list_close"
        while (token := self.next()) is not None and token.type != end:
            line = self.line
            blocks = self.read_until("list_item_close")
            if all(isinstance(block, Paragraph) for block in blocks):
                items.append(_join_paragraphs(cast("tuple[Paragraph, ...]", blocks)))
            else:
                self.fail("an item holds a paragraph only", line=line)
        return ItemList(tuple(items), ordered)

    def read_table(self) -> Block:
        rows: list[tuple[Inlines, ...]] = []
        row: list[Inlines] = []
        numeric: set[int] = set()
        while (token := self.next()) is not None and token.type != "table_close":
            match token.type:
                case "tr_open":
                    row = []
                case "th_open" | "td_open":
                    if "right" in str(token.attrs.get("style", "")):
                        numeric.add(len(row))
                    row.append(self.read_inline())
                case "tr_close":
                    rows.append(tuple(row))
        return Table(rows[0], tuple(rows[1:]), numeric=tuple(sorted(numeric)))

    def read_quote(self) -> Iterator[Block]:
        line = self.line
        blocks = self.read_until("blockquote_close")
        said = [block.inlines for block in blocks if isinstance(block, Paragraph)]
        if len(said) != 2 or len(blocks) != 2 or not _begins_with_dash(said[1]):
            hint = "Write the words, an empty line, then a line that begins with '— '."
            self.fail("a quotation needs its words and its speaker", hint, line)
        else:
            yield Quote(said[0], _strip_start(said[1], "—–- "))

    def read_inline(self) -> Inlines:
        token = self.next()
        assert token is not None
        return merge_runs(self.read_runs(token.children or []))

    def read_runs(self, children: list[Token]) -> Iterator[Inline]:
        bold = italic = 0
        address: str | None = None
        label = ""
        for child in children:
            # What a text holds itself has been seen before; here is what entities made of it.
            if unfit := UNFIT.search(MARKER.sub("", child.content)):
                self.fail(f"the character U+{ord(unfit[0]):04X} is not text", "Take it out.")
            match child.type:
                case "text" | "text_special" | "code_inline":
                    if address is None:
                        yield Text(child.content, bold=bold > 0, italic=italic > 0)
                    else:
                        label += child.content
                case "softbreak":
                    if address is None:
                        yield Text(" ", bold=bold > 0, italic=italic > 0)
                    else:
                        label += " "
                case "hardbreak":
                    yield Break()
                case "strong_open" | "strong_close":
                    bold += child.nesting
                case "em_open" | "em_close":
                    italic += child.nesting
                case "link_open":
                    address, label = str(child.attrs.get("href", "")), ""
                    if OPEN in address:
                        self.fail("a value cannot be part of an address", "Write the address out.")
                    elif not (address.isascii() and _ADDRESS.fullmatch(address)):
                        hint = "An address begins with https:// or mailto:."
                        self.fail(f"a link to {quote(address)}", hint)
                case "link_close":
                    if not label.strip():
                        self.fail("a link without words")
                    yield Link(label, address or "")
                    address = None
                case other:
                    self.fail(f"{other.replace('_', ' ')} has no place in a document")


_get_kind = attrgetter(*(field.name for field in fields(Text) if field.name != "text"))
"""Returns all of a run but its text."""


def merge_runs(inlines: Iterator[Inline]) -> Inlines:
    """Join neighbouring runs of the same kind."""
    merged: list[Inline] = []
    for inline in inlines:
        last = merged[-1] if merged else None
        if isinstance(inline, Text) and not inline.text:
            continue
        if (
            isinstance(inline, Text)
            and isinstance(last, Text)
            and _get_kind(last) == _get_kind(inline)
        ):
            merged[-1] = replace(last, text=last.text + inline.text)
        else:
            merged.append(inline)
    return tuple(merged)


def _join_paragraphs(paragraphs: tuple[Paragraph, ...]) -> Inlines:
    joined: list[Inline] = []
    for number, paragraph in enumerate(paragraphs):
        joined += [Break()] * (number > 0) + list(paragraph.inlines)
    return tuple(joined)


def _as_caption(block: Block) -> Inlines:
    """Return the words of a line ``: Caption``; empty for any other block."""
    match block:
        case Paragraph((Text(text=text), *_)) if text.startswith(": "):
            return _strip_start(block.inlines, ": ")
    return ()


def _begins_with_dash(inlines: Inlines) -> bool:
    first = inlines[0] if inlines else None
    return isinstance(first, Text) and first.text.lstrip()[:1] in ("—", "–")


def _strip_start(inlines: Inlines, characters: str) -> Inlines:
    first = inlines[0]
    assert isinstance(first, Text)
    return merge_runs(iter((replace(first, text=first.text.lstrip(characters)), *inlines[1:])))


def split_columns(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], ...]:
    """Begin a column at each heading of the first heading's level, and at each panel."""
    level = next((block.level for block in blocks if isinstance(block, Heading)), None)
    columns: list[list[Block]] = []
    for block in blocks:
        begins = isinstance(block, Panel) or (isinstance(block, Heading) and block.level == level)
        if begins or not columns:
            columns.append([])
        columns[-1].append(block)
    return tuple(map(tuple, columns))
