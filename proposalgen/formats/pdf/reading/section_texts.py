"""What the objects of one section of a PDF of our own say, for any file that has them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from proposalgen.brand.spelled import read_content
from proposalgen.caches import cached
from proposalgen.formats.pdf.file.objects import DOCUMENT, FIRST
from proposalgen.formats.pdf.reading.tree import BLOCKS

_COUNTS = re.compile(rb"/N (\d+) /First (\d+)")
_CONTENTS = re.compile(r"/Contents \[(\d+) 0 R \d+ 0 R\]")
_LEAF = "\n<</Limits "
_KIND = re.compile(r"/S /(\w+) /P (\d+) 0 R")
_PAGE = re.compile(r"/Pg (\d+) 0 R")
_KIDS = re.compile(r" /K (?:\[(.*?)\](?= /|>>)|(\S+(?: 0 R)?|<<.*?>>)(?= /|>>))")
_KID = re.compile(r"<<.*?>>|\d+ 0 R|\d+")
_STRING = re.compile(r"\(((?:[^\\()]|\\.)*)\)|<(?:FEFF)([0-9A-F]+)>")
_LITERAL = re.compile(r"\(((?:[^\\()]|\\.)*)\)")
_ESCAPED = re.compile(r"\\(.)")
_LANGUAGE = re.compile(r"/Lang (?:\([\w-]*\)|<[0-9A-F]*>)")
_PARENTS = re.compile(r"/StructParents \d+")
_GAP = "\x01"
"""Stands where a reference was: no object has it."""

# Content: what is drawn inside of a marked-content sequence, and in which face.
_BEGIN = re.compile(r"<</MCID (\d+)")
_SHOWN = re.compile(
    r"/ActualText <FEFF(?P<actual>[0-9A-F]*)>|/(?P<face>F\w+) [\d.]+ Tf|<(?P<glyphs>[0-9A-F]+)>"
)

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
    laid: frozenset[str]
    """The letters that its drawings lay in tiles."""


def read_objects(entries: bytes, data: bytes) -> dict[int, str]:
    """Return the objects of an object stream by their numbers (ISO 32000-1 7.5.7)."""
    numbers, text = _inflate(entries, data)
    return dict(zip(numbers, text.split("\n"), strict=True))


def _inflate(entries: bytes, data: bytes) -> tuple[list[int], str]:
    """Return the numbers of an object stream's objects, and the objects, one a line."""
    counts = _COUNTS.search(entries)
    if counts is None:
        raise ValueError("an object stream without its length")
    text, first = zlib.decompress(data).decode("latin-1"), int(counts[2])
    return list(map(int, text[:first].split()[::2])), text[first:]


@cached(
    "texts of sections of PDF files", size=256,
    why="sections that documents share have the same objects and contents, byte by byte",
)  # fmt: skip
def read_section_texts(
    entries: bytes, data: bytes, contents: tuple[tuple[int, bytes], ...]
) -> SectionTexts:
    """Return what a section says.

    Args:
        entries: Of the dictionary of its object stream.
        data: The object stream.
        contents: Of each page, with its number.
    """
    numbers, text = _inflate(entries, data)
    # The leaf of the parent tree, which says nothing, is last.
    text, first = text[: text.rindex(_LEAF)], numbers[0]
    if [int(one) for one in _CONTENTS.findall(text)] != [number for number, _ in contents]:
        raise ValueError("a page without its contents")
    # In hexadecimal no text can look like an object.
    *pieces, last = _LITERAL.sub(_write_in_hexadecimal, text).split(" 0 R")
    bare = [piece.rstrip("0123456789") for piece in pieces]
    references = (int(one[len(left) :]) for one, left in zip(pieces, bare, strict=True))
    structure = _read_structure(
        _PARENTS.sub("", _GAP.join((*bare, last))),
        tuple(one if one < FIRST else one - first for one in references),
        tuple(number - first for number in numbers[:-1]),
    )
    marked: dict[tuple[int, int], Pieces] = {}
    artifacts: list[Pieces] = []
    laid: set[str] = set()
    for page, (_, data) in enumerate(contents):
        content = zlib.decompress(data).decode("latin-1")
        laid.update(read_content(content))
        for mcid, shown in _walk_content(content):
            if mcid >= 0:
                marked[page, mcid] = shown
            else:
                artifacts.append(shown)
    words = [
        piece
        for one in structure.words
        for piece in ((("", one),) if isinstance(one, str) else marked.get(one, ()))
    ]
    return SectionTexts(tuple(words), tuple(artifacts), structure.strings, frozenset(laid))


@dataclass(frozen=True, slots=True)
class _Structure:
    """What a section's objects say but for what its pages show."""

    words: tuple[str | tuple[int, int], ...]
    """Text as it is, or a page, counted from the first of the section, and marked content on it."""
    strings: frozenset[str]


@cached(
    "objects of sections of PDF files", size=256,
    why="sections that documents share have the same objects, whatever stands before them",
)  # fmt: skip
def _read_structure(
    markup: str, references: tuple[int, ...], numbers: tuple[int, ...]
) -> _Structure:
    """Return what a section's objects say.

    Args:
        markup: The objects, one a line, without what they refer to.
        references: The objects that they refer to; those of the section count from its first.
        numbers: Their own numbers, counted so.
    """
    pieces = markup.split(_GAP)
    referring = (f"{piece}{number} 0 R" for piece, number in zip(pieces, references, strict=False))
    text = "".join((*referring, pieces[-1]))
    objects = dict(zip(numbers, text.split("\n"), strict=True))
    root = next(n for n, body in objects.items() if f"/P {DOCUMENT} 0 R" in body)
    return _Structure(tuple(_walk_elements(objects, root)), frozenset(list_strings(text)))


def read_overlay(data: bytes) -> Iterator[Pieces]:
    """Yield what is drawn over a page, none of which belongs to an element."""
    content = zlib.decompress(data).decode("latin-1")
    return (pieces for _, pieces in _walk_content(content))


def _walk_content(content: str) -> Iterator[tuple[int, Pieces]]:
    """Yield what each marked-content sequence shows, and its identifier; -1 for an artifact."""
    face, spelled = "", False
    artifact: Pieces = ()
    # In hexadecimal no text can look like an operator.
    for sequence in _LITERAL.sub(_write_in_hexadecimal, content).split("EMC"):
        begin = _BEGIN.search(sequence)
        if not (begin or spelled or "BT" in sequence):
            continue
        pieces, face = _read_shown(sequence, face)
        if begin:
            yield int(begin[1]), pieces
            continue
        # The text of a word in an artifact ends with the word, and not the artifact.
        artifact, spelled = artifact + pieces, "/Span <<" in sequence
        if not spelled:
            yield -1, artifact
            artifact = ()


def _write_in_hexadecimal(literal: re.Match[str]) -> str:
    return f"<FEFF{_unescape(literal[1]).encode('utf-16-be').hex().upper()}>"


@cached(
    "texts of marked content", size=8192,
    why="sections that documents share show the same, but for the numbers of notes and pages",
)  # fmt: skip
def _read_shown(drawn: str, face: str) -> tuple[Pieces, str]:
    """Return what a sequence shows, and the face that stays chosen until another is.

    Args:
        drawn: Its operators.
        face: The face that was chosen before.
    """
    pieces: list[tuple[str, str]] = []
    said, codes = False, ""
    for match in _SHOWN.finditer(drawn):
        actual, chosen, glyphs = match.groups()
        if glyphs is not None:
            codes += "" if said else glyphs
            continue
        if codes:
            pieces.append((face, _decode(codes)))
            codes = ""
        if chosen is not None:
            face = chosen
        else:  # it takes the place of all glyphs that follow
            pieces.append(("", _decode(actual)))
            said = True
    if codes:
        pieces.append((face, _decode(codes)))
    return tuple(pieces), face


def _decode(codes: str) -> str:
    return bytes.fromhex(codes).decode("utf-16-be", "surrogatepass")


def _walk_elements(
    objects: Mapping[int, str],
    number: int,
    page: int = 0,
    *,
    in_note: bool = False,
    in_contents: bool = False,
) -> Iterator[str | tuple[int, int]]:
    """Yield the texts and the marked content of an element, as ``reading.tree`` reads them."""
    body = objects[number]
    kind = "" if (match := _KIND.search(body)) is None else match[1]
    in_note, in_contents = in_note or kind == "Note", in_contents or kind == "TOC"
    before, after = (" ", " ") if kind in BLOCKS else ("", "")
    if kind == "Lbl" and not in_note:
        yield " "
        return
    if kind == "Lbl" or (kind == "Reference" and not in_contents):
        before, after = f" {OPEN}", f"{CLOSE} "
    yield before
    apart = " " if kind == "Link" and in_contents else ""
    home = _PAGE.search(body)
    page = int(home[1]) if home else page
    kids = _KIDS.search(body)
    for kid in _KID.findall(kids[1] or kids[2]) if kids else ():
        if kid.endswith(" 0 R"):
            below = int(kid.removesuffix(" 0 R"))
            yield from _walk_elements(
                objects, below, page, in_note=in_note, in_contents=in_contents
            )
        elif kid.isdecimal():
            yield page, int(kid)
            yield apart
        elif "/MCR" in kid and (there := _PAGE.search(kid)):
            yield int(there[1]), int(kid.rpartition("/MCID ")[2].rstrip(">"))
            yield apart
    yield after


def list_strings(body: str) -> Iterator[str]:
    """Yield the text strings of objects (ISO 32000-1 7.9.2.2)."""
    for plain, wide in _STRING.findall(_LANGUAGE.sub("", body)):
        yield bytes.fromhex(wide).decode("utf-16-be") if wide else _unescape(plain)


def _unescape(literal: str) -> str:
    """Return the text of a literal string, in which a backslash stands before what it escapes."""
    return _ESCAPED.sub(r"\1", literal) if "\\" in literal else literal
