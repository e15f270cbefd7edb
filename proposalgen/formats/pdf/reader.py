"""Read a PDF back as a screen reader gets it: along the structure tree, through ToUnicode."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pikepdf
from PIL import Image

from proposalgen.formats.embedded import read_facts
from proposalgen.formats.format import Passage, reading
from proposalgen.model.document import FactUse

_CODES = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


@dataclass
class Node:
    """A structure element with the text of its own and its kids, in order."""

    kind: str
    kids: list[Node | str] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """Yield the element and all below it, in the order of reading."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)


def read_tree(data: bytes) -> Node:
    """Return the structure tree of a PDF, with its text."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        said = {page.obj.objgen: read_page(page) for page in pdf.pages}
        return _read_element(pdf.Root.StructTreeRoot.K, said, None)


def _read_element(element: Any, said: dict[Any, dict[int, str]], page: Any) -> Node:
    node = Node(str(element.S)[1:])
    page = element.Pg.objgen if "/Pg" in element else page
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            node.kids.append(said[page].get(kid, ""))
        elif "/S" in kid:
            node.kids.append(_read_element(kid, said, page))
        elif str(kid.get("/Type")) == "/MCR":
            node.kids.append(said[kid.Pg.objgen].get(int(kid.MCID), ""))
    return node


def read_page(page: Any) -> dict[int, str]:
    """Return what each piece of marked content of a page says, by its number."""
    spells = {str(name): _read_map(font) for name, font in page.Resources.Font.items()}
    said: dict[int, str] = {}
    font, current, actual = "", None, False
    instructions: Any = pikepdf.parse_content_stream(page)
    for operands, operator in instructions:
        match str(operator):
            case "Tf":
                font = str(operands[0])
            case "BDC" if "/MCID" in operands[1]:
                current, actual = int(operands[1].MCID), "/ActualText" in operands[1]
                said[current] = str(operands[1].ActualText) if actual else ""
            case "BDC" | "BMC":
                current = None
            case "EMC":
                current = None
            case "Tj" | "TJ" if current is not None and not actual:
                strings = operands[0] if str(operator) == "TJ" else operands
                for string in strings:
                    if isinstance(string, pikepdf.String):
                        codes = bytes(string)
                        said[current] += "".join(
                            spells[font][codes[at : at + 2]] for at in range(0, len(codes), 2)
                        )
    return said


def _read_map(font: Any) -> dict[bytes, str]:
    unicode = font.ToUnicode.read_bytes()
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be")
        for code, text in _CODES.findall(unicode.partition(b"endcodespacerange")[2])
    }


_SHOWN = re.compile(
    rb"/(?P<font>\w+) [\d.]+ Tf|/ActualText (?P<said>\((?:[^\\)]|\\.)*\)|<[0-9A-F]*>)"
    rb"|<(?P<codes>[0-9A-F]+)>|(?P<mark>\bBT\b|\bEMC\b)"
)
"""What of a page's content, as we write it, tells its text."""


def read_all(data: bytes) -> tuple[str, str]:
    """Return the text of all pages as it is drawn, and what a PDF says of itself.

    The first has artifacts too and is read quicker than by the tags; the second are properties,
    metadata, outline and alternative texts.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return _read_drawn(pdf), _read_properties(pdf)


def _read_drawn(pdf: pikepdf.Pdf) -> str:
    said: list[str] = []
    maps: dict[Any, _Spelled] = {}
    for page in pdf.pages:
        fonts: Any = page.Resources.get("/Font", {})
        for font in fonts.values():
            if font.objgen not in maps:
                pairs = _read_map(font).items()
                maps[font.objgen] = _Spelled((int.from_bytes(code), to) for code, to in pairs)
        spelled = {str(name)[1:]: maps[font.objgen] for name, font in fonts.items()}
        contents: Any = page.Contents
        parts = contents if isinstance(contents, pikepdf.Array) else [contents]
        for part in parts:
            for name, text in _read_shown(part.read_bytes()):
                said.append(text.translate(spelled[name]) if name in spelled else text)
    return "".join(said)


class _Spelled(dict[int, str]):
    """What each glyph of a font spells; one that is unknown spells nothing."""

    def __missing__(self, code: int) -> str:
        return ""


@lru_cache(maxsize=96)
def _read_shown(content: bytes) -> tuple[tuple[str, str], ...]:
    """Return the texts of a stream, and the font whose glyphs each is; none for letters as such.

    Documents share most of their streams, so what was read of them is kept.
    """
    shown: list[tuple[str, list[str]]] = [("", [])]
    font, actual = "", False

    def add(name: str, text: str) -> None:
        if shown[-1][0] != name:
            shown.append((name, []))
        shown[-1][1].append(text)

    for found in _SHOWN.finditer(content):
        match found.lastgroup:
            case "font":
                font = found["font"].decode()
            case "said":
                add("", str(pikepdf.Object.parse(found["said"])))
                actual = True
            case "codes" if not actual:
                codes = bytes.fromhex(found["codes"].decode())
                add(font, "".join(map(chr, struct.unpack(f">{len(codes) // 2}H", codes))))
            case "mark":
                actual = False
                if found["mark"] == b"BT":
                    add("", "\n")
    return tuple((name, "".join(texts)) for name, texts in shown)


def read_pictures(data: bytes) -> list[Image.Image]:
    """Return the pictures of a PDF, with what of them is transparent."""
    pictures: list[Image.Image] = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        masks = {one.SMask.objgen for one in pdf.objects
                 if isinstance(one, pikepdf.Stream) and "/SMask" in one}  # fmt: skip
        for one in pdf.objects:
            if not isinstance(one, pikepdf.Stream) or one.get("/Subtype") != "/Image":
                continue
            if one.objgen in masks:
                continue
            picture = pikepdf.PdfImage(one).as_pil_image().convert("RGB")
            if "/SMask" in one:
                mask: Any = one.SMask
                picture.putalpha(pikepdf.PdfImage(mask).as_pil_image().convert("L"))
            pictures.append(picture)
    return pictures


def _read_properties(pdf: pikepdf.Pdf) -> str:
    said = [str(value) for value in pdf.docinfo.values()]
    if "/Metadata" in pdf.Root:
        said.append(re.sub(r"<[^>]*>", " ", pdf.Root.Metadata.read_bytes().decode("utf-8")))
    for obj in pdf.objects:
        if isinstance(obj, pikepdf.Dictionary):
            said += [str(obj[key]) for key in ("/Alt", "/Title", "/Contents")
                     if isinstance(obj.get(key), pikepdf.String)]  # fmt: skip
    return " ".join(said)


# -- what a reader asks of it -------------------------------------------------------------------

_BLOCKS = {"P", "H1", "H2", "H3", "LBody", "TD", "TH", "TOCI", "Caption", "Lbl", "Note"}


def read_words(data: bytes) -> list[str]:
    """Return every word in reading order; a note's number is the word ``[3]``."""
    return _spell(read_tree(data), in_note=False, in_contents=False).split()


def _spell(node: Node, *, in_note: bool, in_contents: bool) -> str:
    if node.kind == "Lbl":
        return f" [{node.text.strip()}] " if in_note else " "
    if node.kind == "Reference" and not in_contents:
        return f" [{node.text.strip()}] "
    in_note = in_note or node.kind == "Note"
    in_contents = in_contents or node.kind == "TOC"
    text = ""
    for kid in node.kids:
        if isinstance(kid, str):
            text += kid
        else:
            text += _spell(kid, in_note=in_note, in_contents=in_contents)
    if node.kind == "Link" and in_contents:
        text = " ".join(kid for kid in node.kids if isinstance(kid, str))
    return f" {text} " if node.kind in _BLOCKS else text


def read_paragraphs(data: bytes) -> list[tuple[str, str]]:
    """Return the words of every paragraph, item and cell, and of the heading above it."""
    heading, found = "", []
    for node in read_tree(data).walk():
        if node.kind in _BLOCKS:
            said = " ".join(_spell(node, in_note=False, in_contents=False).split())
            if re.fullmatch(r"H\d", node.kind):
                heading = said
            found.append((heading, said))
    return found


def read_headings(data: bytes) -> list[tuple[int, str]]:
    """Return level and words of every heading."""
    return [
        (int(node.kind[1]), " ".join(_spell(node, in_note=False, in_contents=False).split()))
        for node in read_tree(data).walk()
        if re.fullmatch(r"H\d", node.kind)
    ]


def read_tables(data: bytes) -> list[list[list[str]]]:
    """Return the words of every cell of every table that has a head."""
    return [
        [
            [
                " ".join(_spell(cell, in_note=False, in_contents=False).split())
                for cell in row.walk()
                if cell.kind in ("TH", "TD")
            ]
            for row in table.walk()
            if row.kind == "TR"
        ]
        for table in read_tree(data).walk()
        if table.kind == "Table" and any(node.kind == "TH" for node in table.walk())
    ]


def count_notes(data: bytes) -> int:
    """Return how many notes there are."""
    return sum(1 for node in read_tree(data).walk() if node.kind == "Note")


@dataclass(frozen=True)
class PdfReader:
    """Reads a PDF as ``formats.format.Reader`` asks."""

    data: bytes

    @reading(pikepdf.PdfError)
    def words(self) -> list[str]:
        """Return every word; a note and each reference to it begin with the word ``[3]``."""
        return read_words(self.data)

    @reading(pikepdf.PdfError)
    def passages(self) -> list[Passage]:
        """Return every paragraph, item and cell with the heading above it; headings too."""
        return [Passage(*one) for one in read_paragraphs(self.data)]

    @reading(pikepdf.PdfError)
    def headings(self) -> list[tuple[int, str]]:
        """Return the level, from 1, and the words of each heading."""
        return read_headings(self.data)

    @reading(pikepdf.PdfError)
    def tables(self) -> list[list[list[str]]]:
        """Return the words of each cell of each row of each table that has a header row."""
        return read_tables(self.data)

    @reading(pikepdf.PdfError)
    def count_notes(self) -> int:
        """Return how many notes there are."""
        return count_notes(self.data)

    @reading(pikepdf.PdfError)
    def facts(self) -> tuple[FactUse, ...] | None:
        """Return the facts in the XMP metadata, or None where there are none."""
        with pikepdf.open(io.BytesIO(self.data)) as pdf:
            metadata = pdf.Root.get("/Metadata")
            return None if metadata is None else read_facts(metadata.read_bytes())

    @reading(pikepdf.PdfError)
    def all_text(self) -> tuple[str, ...]:
        """Return the text of all pages, artifacts too, and what the file says of itself."""
        return read_all(self.data)

    @reading(pikepdf.PdfError)
    def pictures(self) -> list[Image.Image]:
        """Return the raster pictures: only a logo is one, all else is drawn as paths."""
        return read_pictures(self.data) if b"/Subtype /Image" in self.data else []
