"""The structure tree with its text, as assistive technology gets it (ISO 32000-1 14.7, 14.9)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from proposalgen.formats.format import UnreadableError
from proposalgen.formats.pdf.reading.cmap import read_cmap
from proposalgen.formats.pdf.reading.resources import find_marks, find_resources

BLOCKS = {"P", "H1", "H2", "H3", "LBody", "TD", "TH", "TOCI", "Caption", "Lbl", "Note"}
"""Structure types whose words are not joined to those around them."""


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
    """Return the structure tree of a PDF, with its text.

    Raises:
        UnreadableError: the file has no tags, as after a program that drops them, or its tree is
            not as it must be.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root: Any = pdf.Root.get("/StructTreeRoot")
        top = root.get("/K") if isinstance(root, pikepdf.Dictionary) else None
        if top is None:
            raise UnreadableError("its text has no tags, so nobody can tell in which order it runs")
        texts = {page.obj.objgen: read_page(page) for page in pdf.pages}
        tops = list(top) if isinstance(top, pikepdf.Array) else [top]
        nodes = [
            _read_element(one, _Reading(texts, root.get("/RoleMap", {})), None) for one in tops
        ]
        return nodes[0] if len(nodes) == 1 else Node("Document", [*nodes])


@dataclass(frozen=True, slots=True)
class _Reading:
    """What elements are read with."""

    texts: dict[Any, dict[int, str]]
    """The text of each page's marked content."""
    roles: Any
    """The standard type of each type that a program made up (14.7.3)."""


def _read_element(element: Any, reading: _Reading, page: Any) -> Node:
    """Return an element; the page is its parent's.

    Raises:
        UnreadableError: it is no structure element.
    """
    if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
        raise UnreadableError("its structure tree holds what is no structure element")
    kind = str(element.S)
    node = Node(str(reading.roles.get(kind, kind))[1:])
    page = element.Pg.objgen if "/Pg" in element else page
    kids: Any = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            node.kids.append(reading.texts.get(page, {}).get(kid, ""))
        elif not isinstance(kid, pikepdf.Dictionary):
            continue  # an object that is gone
        elif "/S" in kid:
            node.kids.append(_read_element(kid, reading, page))
        elif "/MCID" in kid:
            home = kid.Pg.objgen if "/Pg" in kid else page
            node.kids.append(reading.texts.get(home, {}).get(int(kid.MCID), ""))
    return node


def read_page(page: Any) -> dict[int, str]:
    """Return the text of each marked-content sequence of a page, by its identifier.

    An ActualText takes the place of what the glyphs stand for.
    """
    resources = find_resources(page.obj)
    fonts: Any = resources.get("/Font", {})
    cmaps = {str(name): _CMap(read_cmap(font)) for name, font in fonts.items()}
    texts: dict[int, str] = {}
    font, current, actual = "", None, False
    saved: list[str] = []
    instructions: Any = pikepdf.parse_content_stream(page)
    for operands, operator in instructions:
        match str(operator):
            case "Tf":
                font = str(operands[0])
            case "q":
                saved.append(font)
            case "Q" if saved:
                font = saved.pop()
            case "BDC":
                marks = find_marks(operands, resources)
                current = int(marks.MCID) if "/MCID" in marks else None
                actual = "/ActualText" in marks
                if current is not None:
                    texts[current] = str(marks.ActualText) if actual else ""
            case "BMC" | "EMC":
                current = None
            case "Tj" | "TJ" | "'" | '"' if current is not None and not actual:
                strings = operands[0] if str(operator) == "TJ" else operands
                for string in strings:
                    if isinstance(string, pikepdf.String):
                        texts[current] += cmaps[font].decode(bytes(string)) if font in cmaps else ""
    return texts


class _CMap:
    """The text of each code of a font, whose codes are all as long as each other."""

    def __init__(self, texts: dict[bytes, str]) -> None:
        self._texts = texts
        self._width = len(next(iter(texts), b"  "))

    def decode(self, codes: bytes) -> str:
        """Return the text of some codes; one that is unknown stands for nothing."""
        starts = range(0, len(codes), self._width)
        return "".join(self._texts.get(codes[at : at + self._width], "") for at in starts)
