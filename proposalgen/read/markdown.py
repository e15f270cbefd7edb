"""Markdown becomes blocks; values that stand in it as markers stay values.

A marker is a number between U+FDD0 and U+FDD1, two code points that Unicode keeps for a
program's own use (Unicode 16.0, 23.7): no user's text may hold them, so no text can forge one.
The parse of a text is kept, since the text is the same for every partner; only values differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
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

OPEN, CLOSE = "\ufdd0", "\ufdd1"
_MARKER = re.compile(f"{OPEN}([0-9]{{1,9}}){CLOSE}")
_REFERENCE = re.compile(r"\[\[([^\[\]\n]*)\]\]|\[\^([^\[\]\n]*)\]")
_ADDRESS = re.compile(r"(?:https://|mailto:)[^\s<>\"{}|\\^`]+")

LONGEST_TEXT, LONGEST_STRETCH = 50_000, 10_000
"""Characters of a text, and of one without an empty line: the parser may take as many steps as the
square of them."""

ROLES: tuple[str, ...] = get_args(Role)
_COLUMNS = {"columns": "plain", "ruled": "ruled", "steps": "steps"}
_PANELS = ("callout", "aside", "closing")
CONTAINERS = (*ROLES, *_COLUMNS, *_PANELS)
"""What may follow ``:::``: the role of a paragraph, columns split at headings, or a panel."""

Value = str | Inlines | tuple[Block, ...]
"""What a marker stands for: plain text, inlines, or blocks (in a paragraph of its own)."""


class MarkdownError(Exception):
    """Text that cannot become blocks; carries every mistake found."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("; ".join(f"line {m.line}: {m.message}" for m in mistakes))


def mark_value(index: int) -> str:
    """Return the marker for the value at ``index``."""
    return f"{OPEN}{index}{CLOSE}"


def read_blocks(
    text: str,
    figures: Mapping[str, Inlines] = MappingProxyType({}),
    marks: Mapping[str, Inlines] = MappingProxyType({}),
    values: Sequence[Value] = (),
) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text.

    Args:
        text: CommonMark with pipe tables and ``:::`` containers.
        figures: what ``[[id]]`` prints.
        marks: what ``[^id]`` prints.
        values: what the markers in the text stand for, by their numbers.

    Raises:
        MarkdownError: every mistake found, with its line.
    """
    if mistake := _find_excess(text):
        raise MarkdownError([mistake])
    known = list(values)
    text, mistakes = _replace_references(text, figures, marks, known)
    blocks: tuple[Block, ...] = ()
    for match in _MARKER.finditer(text):
        if int(match[1]) >= len(known):
            line = text.count("\n", 0, match.start()) + 1
            mistakes.append(Mistake(line, "a marker that stands for nothing", "Take it out."))
    skeleton = _read_skeleton(text)
    mistakes += skeleton.mistakes
    if not mistakes:
        blocks = tuple(_fill_blocks(skeleton.blocks, known))
    else:
        raise MarkdownError(sorted(mistakes, key=lambda mistake: mistake.line))
    return blocks


def read_inlines(
    text: str,
    figures: Mapping[str, Inlines] = MappingProxyType({}),
    marks: Mapping[str, Inlines] = MappingProxyType({}),
) -> Inlines:
    """Return the inlines of a text that is one paragraph.

    Raises:
        MarkdownError: every mistake found; more than one paragraph is one.
    """
    match read_blocks(text, figures, marks):
        case ():
            return ()
        case (Paragraph(inlines, "body"),):
            return inlines
        case _:
            raise MarkdownError([Mistake(1, "must be one paragraph of plain prose")])


def _find_excess(text: str) -> Mistake | None:
    """Return where a text is longer than is read."""
    if len(text) > LONGEST_TEXT:
        return Mistake(1, f"{len(text):,} characters", f"At most {LONGEST_TEXT:,}: split the text.")
    at = 0
    for stretch in re.split(r"(\n[ \t]*\n)", text):
        if len(stretch) > LONGEST_STRETCH:
            message = f"{len(stretch):,} characters without an empty line"
            return Mistake(text.count("\n", 0, at) + 1, message, f"At most {LONGEST_STRETCH:,}.")
        at += len(stretch)
    return None


# -- references in prose ------------------------------------------------------------------------


def _replace_references(
    text: str, figures: Mapping[str, Inlines], marks: Mapping[str, Inlines], values: list[Value]
) -> tuple[str, list[Mistake]]:
    """Put a marker for each ``[[id]]`` and ``[^id]``, and its inlines into ``values``."""
    mistakes: list[Mistake] = []

    def replace_one(match: re.Match[str]) -> str:
        figure, mark = match.groups()
        name, known = (mark, marks) if figure is None else (figure, figures)
        if name in known:
            values.append(known[name])
            return mark_value(len(values) - 1)
        line = text.count("\n", 0, match.start()) + 1
        what = "note" if figure is None else "figure"
        hint = suggest(name, known) if len(known) <= 12 else _nearest(name, known)
        mistakes.append(Mistake(line, f"no {what} called {quote(name)}", hint))
        return ""

    return _REFERENCE.sub(replace_one, text), mistakes


def _nearest(name: str, known: Mapping[str, Inlines]) -> str:
    return suggest(name, known).partition(" There are:")[0].partition("There are:")[0].strip()


# -- text to skeleton: blocks whose text still holds markers ------------------------------------


@dataclass(frozen=True, slots=True)
class _Skeleton:
    blocks: tuple[Block, ...]
    mistakes: list[Mistake]


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    parser.disable(["code", "reference", "hr"])
    # Every address becomes a token, so that a bad one is told instead of printed as text.
    parser.validateLink = bool  # type: ignore[method-assign, assignment]
    parser.normalizeLink = str  # type: ignore[method-assign, assignment]
    for name in CONTAINERS:
        parser.use(container_plugin, name)
    return parser


_PARSER = _make_parser()


@cached(
    "Markdown parsed", size=4096, why="a section's text is the same for every partner of a batch"
)
def _read_skeleton(text: str) -> _Skeleton:
    reader = _Reader(_PARSER.parse(text))
    blocks = reader.read_until("")
    return _Skeleton(blocks, reader.mistakes)


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
                suggest(token.info.strip(), CONTAINERS),
            )
        end = f"container_{name}_close"
        if name in ROLES:
            blocks = self.read_until(end, cast("Role", name))
        else:
            blocks = self.read_until(end, role)
        if name in _PANELS:
            yield Panel(blocks, cast('Literal["callout", "aside", "closing"]', name))
        elif name in _COLUMNS:
            kind = cast('Literal["plain", "ruled", "steps"]', _COLUMNS[name])
            columns = _split_columns(blocks)
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
                f"nothing called {quote(unclosed[1])}", suggest(unclosed[1], CONTAINERS), line
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
        return _merge(self.read_runs(token.children or []))

    def read_runs(self, children: list[Token]) -> Iterator[Inline]:
        bold = italic = 0
        address: str | None = None
        label = ""
        for child in children:
            # What a text holds itself has been seen before; here is what entities made of it.
            if unfit := UNFIT.search(_MARKER.sub("", child.content)):
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


def _merge(inlines: Iterator[Inline]) -> Inlines:
    """Join neighbouring runs of the same kind."""
    merged: list[Inline] = []
    for inline in inlines:
        last = merged[-1] if merged else None
        if isinstance(inline, Text) and not inline.text:
            continue
        if (
            isinstance(inline, Text)
            and isinstance(last, Text)
            and replace(last, text="") == replace(inline, text="")
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
    return _merge(iter((replace(first, text=first.text.lstrip(characters)), *inlines[1:])))


def _split_columns(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], ...]:
    """Begin a column at each heading of the first heading's level, and at each panel."""
    level = next((block.level for block in blocks if isinstance(block, Heading)), None)
    columns: list[list[Block]] = []
    for block in blocks:
        begins = isinstance(block, Panel) or (isinstance(block, Heading) and block.level == level)
        if begins or not columns:
            columns.append([])
        columns[-1].append(block)
    return tuple(map(tuple, columns))


# -- skeleton and values to blocks --------------------------------------------------------------


def _fill_blocks(blocks: Sequence[Block], values: Sequence[Value]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Paragraph():
                inserted = _only_value(block.inlines, values)
                if _is_blocks(inserted):
                    yield from cast("tuple[Block, ...]", inserted)
                elif filled := _fill(block.inlines, values):
                    yield Paragraph(filled, block.role)
            case Heading():
                yield replace(block, inlines=_fill(block.inlines, values))
            case ItemList():
                items = tuple(filter(None, (_fill(item, values) for item in block.items)))
                if items:
                    yield replace(block, items=items)
            case Table():
                yield replace(
                    block,
                    caption=_fill(block.caption, values),
                    head=tuple(_fill(cell, values) for cell in block.head),
                    rows=tuple(tuple(_fill(cell, values) for cell in row) for row in block.rows),
                )
            case Quote():
                yield Quote(_fill(block.inlines, values), _fill(block.speaker, values))
            case Panel():
                yield replace(block, blocks=tuple(_fill_blocks(block.blocks, values)))
            case Columns():
                # Values may bring the headings at which columns begin.
                flat = tuple(b for column in block.columns for b in _fill_blocks(column, values))
                yield replace(block, columns=_split_columns(flat))
            case _:
                yield block


def _only_value(inlines: Inlines, values: Sequence[Value]) -> Value | None:
    match inlines:
        case (Text(text=text),) if match := _MARKER.fullmatch(text.strip()):
            return values[int(match[1])]
    return None


def _is_blocks(value: Value | None) -> bool:
    return isinstance(value, tuple) and any(not isinstance(item, Inline) for item in value)


def _fill(inlines: Inlines, values: Sequence[Value]) -> Inlines:
    return _merge(_fill_inlines(inlines, values))


def _fill_inlines(inlines: Inlines, values: Sequence[Value]) -> Iterator[Inline]:
    for inline in inlines:
        if isinstance(inline, Link):
            yield replace(
                inline, text=_MARKER.sub(lambda m: _spell(values[int(m[1])]), inline.text)
            )
        elif not isinstance(inline, Text):
            yield inline
        else:
            end = 0
            for match in _MARKER.finditer(inline.text):
                yield replace(inline, text=inline.text[end : match.start()])
                end = match.end()
                yield from _style(values[int(match[1])], inline)
            yield replace(inline, text=inline.text[end:])


def _style(value: Value, around: Text) -> Iterator[Inline]:
    """Yield a value's inlines in the weight and slope of the text around it."""
    if isinstance(value, str):
        yield replace(around, text=value)
        return
    if _is_blocks(value):
        raise MarkdownError([Mistake(1, "blocks stand in a paragraph of their own")])
    for inline in cast("Inlines", value):
        if isinstance(inline, Text):
            yield replace(
                inline, bold=inline.bold or around.bold, italic=inline.italic or around.italic
            )
        else:
            yield inline


def _spell(value: Value) -> str:
    if isinstance(value, str):
        return value
    return "".join(inline.text for inline in value if isinstance(inline, Text | Link))
