"""A PDF as its tags have it: the structure tree, and the text by page in the order of reading."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

from tests.golden.pages import Drawn, read_pages

_INLINE = ("Span", "Link", "Reference", "Lbl")
"""Elements inside a line; each of the others is a block."""
_SHORT = 32


class _Reader:
    """Reads the tree of one file, with what the pages draw for it."""

    def __init__(self, pdf: pikepdf.Pdf, data: bytes) -> None:
        self.root: Any = pdf.Root.StructTreeRoot.K
        self.numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        self.said: dict[tuple[int, int], str] = {}
        self.artifacts: dict[int, list[str]] = {}
        for number, drawn in enumerate(read_pages(data), 1):
            for one in drawn:
                if one.kind == "text" and one.mcid >= 0:
                    self._add(number, one)
                elif one.kind == "text":
                    self.artifacts.setdefault(number, []).append(one.text.strip())

    def _add(self, page: int, drawn: Drawn) -> None:
        """Add a line to what its marked content says; a new line begins a new word."""
        before = self.said.get((page, drawn.mcid), "")
        if not (drawn.actual and before):
            gap = " " if before and not before.endswith(("-", " ")) else ""
            self.said[page, drawn.mcid] = before + gap + drawn.text

    def read_kid(self, kid: Any, element: Any) -> tuple[int, str] | None:
        """Return page and text of a kid that is marked content; nothing for another."""
        home = self.numbers[element.Pg.objgen] if "/Pg" in element else 0
        if isinstance(kid, int):
            return home, self.said.get((home, kid), "")
        if str(kid.get("/Type", "")) == "/MCR":
            page = self.numbers[kid.Pg.objgen]
            return page, self.said.get((page, int(kid.MCID)), "")
        return None


def describe_tree(data: bytes) -> str:
    """Return the structure tree: types, what they say of themselves, and how they begin."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        reader = _Reader(pdf, data)
        return "".join(f"{line}\n" for line in _describe_element(reader, reader.root, 0))


def _describe_element(reader: _Reader, element: Any, depth: int) -> Iterator[str]:
    words = [str(element.S)[1:]]
    said_of = ("/Lang", "/Alt", "/ActualText", "/ID")
    words += [f'{key[1:].lower()}="{element[key]}"' for key in said_of if key in element]
    if "/A" in element:
        words.append(_describe_attributes(element.A))
    kids = list_kids(element)
    content = [found for kid in kids if (found := reader.read_kid(kid, element))]
    said = "".join(text for _, text in content).strip()
    if said:
        words.append(f'"{said if len(said) <= _SHORT else said[: _SHORT - 1] + "…"}"')
    if content:
        words.append(
            f"page {','.join(str(page) for page in sorted({page for page, _ in content}))}"
        )
    if any(isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid for kid in kids):
        words.append("linked")
    yield " " * depth + " ".join(words)
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _describe_element(reader, kid, depth + 1)


def _describe_attributes(attributes: Any) -> str:
    said = [
        f"{key[1:]}={_plain(value)}" for key, value in sorted(attributes.items()) if key != "/O"
    ]
    return f"{str(attributes.O)[1:]}({' '.join(said)})"


def _plain(value: Any) -> str:
    if isinstance(value, pikepdf.Array):
        return "[" + " ".join(_plain(one) for one in value) + "]"
    return f"{round(float(value), 1):g}" if not isinstance(value, pikepdf.Object) else str(value)


def describe_text(data: bytes) -> str:
    """Return the text by page: blocks in the order of reading, then what is outside of the tags."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        reader = _Reader(pdf, data)
        blocks: list[list[tuple[int, str]]] = [[]]
        _gather(reader, reader.root, blocks)
        pages: dict[int, list[str]] = {}
        for block in blocks:
            for page in dict.fromkeys(page for page, _ in block):
                text = " ".join("".join(said for on, said in block if on == page).split())
                pages.setdefault(page, []).append(text)
        lines = []
        for number in reader.numbers.values():
            lines.append(f"page {number}")
            lines += [f"  {text}" for text in pages.get(number, []) if text]
            lines += [f"  ({text})" for text in reader.artifacts.get(number, []) if text]
        return "\n".join(lines) + "\n"


def _gather(reader: _Reader, element: Any, blocks: list[list[tuple[int, str]]]) -> None:
    """Put the text of an element into blocks, a new one for each element that begins a line."""
    inline = str(element.S)[1:] in _INLINE
    if not inline:
        blocks.append([])
    for kid in list_kids(element):
        if found := reader.read_kid(kid, element):
            blocks[-1].append(found)
        elif "/S" in kid:
            _gather(reader, kid, blocks)
    if not inline:
        blocks.append([])


def find_content(pdf: pikepdf.Pdf, kind: str) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Yield, for each element of a type, its alternative text and its content: page and number."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}

    def walk(element: Any) -> Iterator[Any]:
        yield element
        for kid in list_kids(element):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from walk(kid)

    for element in walk(pdf.Root.StructTreeRoot.K):
        if str(element.S) == f"/{kind}":
            home = numbers[element.Pg.objgen]
            content = [
                (home, kid) if isinstance(kid, int) else (numbers[kid.Pg.objgen], int(kid.MCID))
                for kid in list_kids(element)
                if isinstance(kid, int) or str(kid.get("/Type", "")) == "/MCR"
            ]
            yield str(element.get("/Alt", "")), content


def list_kids(element: Any) -> list[Any]:
    """Return the kids of an element, be it one or many."""
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]
