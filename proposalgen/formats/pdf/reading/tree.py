"""The structure tree with its text, as assistive technology gets it (ISO 32000-1 14.7, 14.9)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from proposalgen.formats.pdf.reading.cmap import read_cmap

BLOCKS = {"P", "H1", "H2", "H3", "LBody", "TD", "TH", "TOCI", "Caption", "Lbl", "Note"}
"""Structure types whose words are not joined to those around them."""

_CODE_BYTES = 2
"""Of a code in our fonts, whose encoding is Identity-H."""


@dataclass
class Node:
    """A structure element with the text of its own and its kids, in order."""

    kind: str
    kids: list[Node | str] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """Yield the element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    @property
    def text(self) -> str:
        """All text of the element and of those below it."""
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    @property
    def words(self) -> list[str]:
        """The words; a note and each reference to it begin with the word ``[3]``."""
        return _join(self, in_note=False, in_contents=False).split()


def _join(node: Node, *, in_note: bool, in_contents: bool) -> str:
    """Return an element's text, with spaces where blocks end and numbers of notes in brackets."""
    if node.kind == "Lbl":
        return f" [{node.text.strip()}] " if in_note else " "
    if node.kind == "Reference" and not in_contents:
        return f" [{node.text.strip()}] "
    in_note = in_note or node.kind == "Note"
    in_contents = in_contents or node.kind == "TOC"
    if node.kind == "Link" and in_contents:  # a title and its page number are two words
        text = " ".join(kid for kid in node.kids if isinstance(kid, str))
    else:
        text = "".join(
            kid if isinstance(kid, str) else _join(kid, in_note=in_note, in_contents=in_contents)
            for kid in node.kids
        )
    return f" {text} " if node.kind in BLOCKS else text


def read_tree(data: bytes) -> Node:
    """Return the structure tree of a PDF, with its text."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        texts = {page.obj.objgen: read_page(page) for page in pdf.pages}
        return _read_element(pdf.Root.StructTreeRoot.K, texts, None)


def _read_element(element: Any, texts: dict[Any, dict[int, str]], page: Any) -> Node:
    """Return an element; texts are of each page's marked content, the page is its parent's."""
    node = Node(str(element.S)[1:])
    page = element.Pg.objgen if "/Pg" in element else page
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            node.kids.append(texts[page].get(kid, ""))
        elif "/S" in kid:
            node.kids.append(_read_element(kid, texts, page))
        elif str(kid.get("/Type")) == "/MCR":
            node.kids.append(texts[kid.Pg.objgen].get(int(kid.MCID), ""))
    return node


def read_page(page: Any) -> dict[int, str]:
    """Return the text of each marked-content sequence of a page, by its identifier.

    An ActualText takes the place of what the glyphs stand for.
    """
    cmaps = {str(name): read_cmap(font) for name, font in page.Resources.Font.items()}
    texts: dict[int, str] = {}
    font, current, actual = "", None, False
    instructions: Any = pikepdf.parse_content_stream(page)
    for operands, operator in instructions:
        match str(operator):
            case "Tf":
                font = str(operands[0])
            case "BDC" if "/MCID" in operands[1]:
                current, actual = int(operands[1].MCID), "/ActualText" in operands[1]
                texts[current] = str(operands[1].ActualText) if actual else ""
            case "BDC" | "BMC" | "EMC":
                current = None
            case "Tj" | "TJ" if current is not None and not actual:
                strings = operands[0] if str(operator) == "TJ" else operands
                for string in strings:
                    if isinstance(string, pikepdf.String):
                        texts[current] += _decode(bytes(string), cmaps[font])
    return texts


def _decode(codes: bytes, cmap: dict[bytes, str]) -> str:
    starts = range(0, len(codes), _CODE_BYTES)
    return "".join(cmap[codes[start : start + _CODE_BYTES]] for start in starts)
