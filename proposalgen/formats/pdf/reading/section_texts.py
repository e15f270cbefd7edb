"""What the objects of one section of a PDF of our own say, for any file that has them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from proposalgen.caches import cached
from proposalgen.formats.pdf.file.objects import DOCUMENT
from proposalgen.formats.pdf.reading.tree import BLOCKS

_COUNTS = re.compile(rb"/N (\d+) /First (\d+)")
_CONTENTS = re.compile(r"/Contents \[(\d+) 0 R (\d+) 0 R\]")
_KIND = re.compile(r"/S /(\w+) /P (\d+) 0 R")
_PAGE = re.compile(r"/Pg (\d+) 0 R")
_KIDS = re.compile(r" /K (?:\[(.*?)\](?= /|>>)|(\S+(?: 0 R)?|<<.*?>>)(?= /|>>))")
_KID = re.compile(r"<<.*?>>|\d+ 0 R|\d+")
_STRING = re.compile(r"\(((?:[^\\()]|\\.)*)\)|<(?:FEFF)([0-9A-F]+)>")
_ESCAPED = re.compile(r"\\(.)")
_LANGUAGE = re.compile(r"/Lang \([\w-]*\)")

# Content: what is drawn inside of a marked-content sequence, and in which face.
_BEGIN = re.compile(
    rb"<</MCID (\d+)(?: /ActualText (\((?:[^\\()]|\\.)*\)|<[0-9A-F]*>))?>> BDC", re.DOTALL
)
_LITERAL = re.compile(rb"/ActualText \(((?:[^\\()]|\\.)*)\)")
_SHOWN = re.compile(rb"/(F\w+) [\d.]+ Tf|<([0-9A-F]+)>")

OPEN, CLOSE = "\ufdd2", "\ufdd3"
"""Put round the number of a note: no text holds them."""

Pieces = tuple[tuple[str, str], ...]
"""A face and glyphs, as the characters of their numbers; or no face and text as it is."""


@dataclass(frozen=True, slots=True)
class SectionTexts:
    """What a section's objects say, for any file that has them."""

    words: Pieces
    artifacts: tuple[Pieces, ...]
    strings: frozenset[str]


@cached(
    "objects of PDF files", size=512,
    why="sections that documents share have the same objects, byte by byte",
)  # fmt: skip
def read_objects(entries: bytes, data: bytes) -> dict[int, str]:
    """Return the objects of an object stream by their numbers; nobody may change them."""
    counts = _COUNTS.search(entries)
    if counts is None:
        raise ValueError("an object stream without its length")
    text = zlib.decompress(data).decode("latin-1")
    first = int(counts[2])
    head = list(map(int, text[:first].split()))
    starts = [first + offset for offset in head[1::2]]
    ends = [*starts[1:], len(text)]
    spans = zip(head[::2], starts, ends, strict=True)
    return {number: text[start:end] for number, start, end in spans}


def read_section_texts(number: int, streams: Mapping[int, tuple[bytes, bytes]]) -> SectionTexts:
    """Return what a section says, whose object stream has a number."""
    entries, data = streams[number]
    contents, overlays = [], []
    for page, over in _list_contents(entries, data):
        contents.append(streams[page][1])
        overlays.append(streams[over][1])
    texts = _read_section(entries, data, tuple(contents))
    drawn_over = (pieces for one in overlays for pieces in _read_overlay(one))
    return SectionTexts(texts.words, (*texts.artifacts, *drawn_over), texts.strings)


def _list_contents(entries: bytes, data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the numbers of each page's content and of what is drawn over it."""
    for body in read_objects(entries, data).values():
        if body.startswith("<</Type /Page ") and (found := _CONTENTS.search(body)):
            yield int(found[1]), int(found[2])


@cached(
    "texts of sections of PDF files", size=256,
    why="sections that documents share have the same objects and contents, byte by byte",
)  # fmt: skip
def _read_section(entries: bytes, data: bytes, contents: tuple[bytes, ...]) -> SectionTexts:
    """Return what a section's objects say."""
    objects = read_objects(entries, data)
    pages = [n for n, body in objects.items() if body.startswith("<</Type /Page ")]
    marked: dict[tuple[int, int], Pieces] = {}
    artifacts: list[Pieces] = []
    for page, content in zip(pages, contents, strict=True):
        for mcid, pieces in _read_content(zlib.decompress(content)):
            if mcid >= 0:
                marked[page, mcid] = pieces
            elif pieces:
                artifacts.append(pieces)
    root = next(n for n, body in objects.items() if f"/P {DOCUMENT} 0 R" in body)
    words = tuple(_Tree(objects, marked).walk(root))
    strings = frozenset(list_strings("".join(objects.values())))
    return SectionTexts(words, tuple(artifacts), strings)


@cached("texts over pages", size=64, why="pages of one document have much the same foot")
def _read_overlay(content: bytes) -> tuple[Pieces, ...]:
    return tuple(pieces for _, pieces in _read_content(zlib.decompress(content)) if pieces)


def _read_content(content: bytes) -> Iterator[tuple[int, Pieces]]:
    """Yield what each marked-content sequence shows, and its identifier; -1 for an artifact."""
    face = ""
    # In hexadecimal no text can look like an operator.
    for sequence in _LITERAL.sub(_write_in_hexadecimal, content).split(b"EMC"):
        begin = _BEGIN.search(sequence)
        if begin is None and b"BT" not in sequence:
            continue
        # A face stays chosen until another is.
        pieces: Pieces = tuple(_read_shown(sequence[begin.end() if begin else 0 :], face))
        face = pieces[-1][0] if pieces else face
        if begin and begin[2]:
            pieces = tuple(("", text) for text in list_strings(begin[2].decode()))
        yield (int(begin[1]) if begin else -1), pieces


def _write_in_hexadecimal(literal: re.Match[bytes]) -> bytes:
    text = _unescape(literal[1].decode())
    return b"/ActualText <FEFF%b>" % text.encode("utf-16-be").hex().upper().encode()


def _read_shown(drawn: bytes, face: str) -> Iterator[tuple[str, str]]:
    codes = b""
    for name, shown in _SHOWN.findall(drawn):
        if name:
            if codes:
                yield face, _decode(codes)
            face, codes = name.decode(), b""
        else:
            codes += shown
    if codes:
        yield face, _decode(codes)


def _decode(codes: bytes) -> str:
    return bytes.fromhex(codes.decode()).decode("utf-16-be", "surrogatepass")


@dataclass(frozen=True, slots=True)
class _Tree:
    """The structure elements of a section, walked as ``reading.tree`` walks them."""

    objects: Mapping[int, str]
    marked: Mapping[tuple[int, int], Pieces]

    def walk(
        self, number: int, page: int = 0, *, in_note: bool = False, in_contents: bool = False
    ) -> Iterator[tuple[str, str]]:
        """Yield the pieces of an element and of those below it."""
        body = self.objects[number]
        kind = "" if (match := _KIND.search(body)) is None else match[1]
        in_note, in_contents = in_note or kind == "Note", in_contents or kind == "TOC"
        before, after = " " if kind in BLOCKS else "", " " if kind in BLOCKS else ""
        if kind == "Lbl":
            if not in_note:
                yield "", " "
                return
            before, after = f" {OPEN}", f"{CLOSE} "
        elif kind == "Reference" and not in_contents:
            before, after = f" {OPEN}", f"{CLOSE} "
        yield "", before
        apart = " " if kind == "Link" and in_contents else ""
        home = _PAGE.search(body)
        page = int(home[1]) if home else page
        for kid in self._list_kids(body):
            if kid.endswith(" 0 R"):
                yield from self.walk(
                    int(kid.removesuffix(" 0 R")), page, in_note=in_note, in_contents=in_contents
                )
            elif kid.isdecimal():
                yield from self.marked.get((page, int(kid)), ())
                yield "", apart
            elif "/MCR" in kid:
                where, mcid = _PAGE.search(kid), kid.rpartition("/MCID ")[2].rstrip(">")
                if where:
                    yield from self.marked.get((int(where[1]), int(mcid)), ())
                    yield "", apart
        yield "", after

    @staticmethod
    def _list_kids(body: str) -> list[str]:
        found = _KIDS.search(body)
        return _KID.findall(found[1] or found[2]) if found else []


def list_strings(body: str) -> Iterator[str]:
    """Yield the text strings of objects (ISO 32000-1 7.9.2.2)."""
    for plain, wide in _STRING.findall(_LANGUAGE.sub("", body)):
        yield bytes.fromhex(wide).decode("utf-16-be") if wide else _unescape(plain)


def _unescape(literal: str) -> str:
    """Return the text of a literal string, in which a backslash stands before what it escapes."""
    return _ESCAPED.sub(r"\1", literal) if "\\" in literal else literal
