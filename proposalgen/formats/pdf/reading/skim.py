"""Skim a PDF of our own: its words along the structure tree, and every other text in it.

It relies on the writer's notation (``pdf/file``): streams with their length, all other objects in
object streams, strings in hexadecimal, two bytes a glyph. What it makes of a section's objects is
kept, since other files have the same bytes.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from html import unescape

from proposalgen.caches import cached
from proposalgen.formats.embedded import find_facts
from proposalgen.formats.format import UnreadableError
from proposalgen.formats.pdf.file.objects import DOCUMENT, METADATA, OBJECT_STREAM, RESOURCES
from proposalgen.formats.pdf.reading.section_texts import (
    CLOSE,
    OPEN,
    Pieces,
    SectionTexts,
    list_strings,
    read_objects,
    read_overlay,
    read_section_texts,
)
from proposalgen.formats.skim import Skim

_STREAM = re.compile(rb"(\d+) 0 obj\n<<([^\n]*?)/Length (\d+)>>\nstream\n")
_REFERENCE = re.compile(r"(\d+) 0 R")
_FONT = re.compile(r"/(F\w+) (\d+) 0 R")
_LOGO = re.compile(r"/Logo([0-9A-Fa-f]{6}) (\d+) 0 R")
_TO_UNICODE = re.compile(r"/ToUnicode (\d+) 0 R")
_PAIRS = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]*)>")
_ELEMENT = re.compile(r"<[^>]*>")
_OF_THE_FORMAT = re.compile(
    r"\d{0,3}|Note \d+|note-\d+|Page of the section|sRGB|sRGB IEC61966-2\.1|http://www\.color\.org"
    r"|Adobe|Identity|UCS|proposalgen|application/pdf|DRAFT|A|PDF/UA identification schema"
    r"|http://www\.aiim\.org/pdfua/ns/id/|pdfuaid|pgen|part|facts|internal|Integer|Text"
    r"|Part of ISO 14289|Facts of a document|urn:proposalgen:facts:1#"
    r"|Figures and their sources, as JSON"
)
"""Texts of any file: of its metadata, of links to notes and pages, the mark of a draft."""
_STAMP = re.compile(r"(?:D:(\d{4})-?(\d\d)-?(\d\d)|(\d{4})-(\d\d)-(\d\d)T)[\d:]*(?:Z|\+00[:'0]*)")
"""The moment of a file, of which the document says the day."""
_NUMBER = re.compile(f"{OPEN}\\s*(.*?)\\s*{CLOSE}")


def skim_pdf(data: bytes) -> Skim:
    """Return what a PDF of our own says.

    Raises:
        UnreadableError: it is not written as our writer writes.
    """
    try:
        return _skim(dict(_find_streams(data)))
    except (KeyError, IndexError, ValueError, AttributeError, zlib.error) as error:
        raise UnreadableError(f"not as it was written: {error}") from error


def _skim(streams: Mapping[int, tuple[bytes, bytes]]) -> Skim:
    file = read_objects(*streams[OBJECT_STREAM])
    faces = _read_faces(file, streams)
    roots = list(map(int, _REFERENCE.findall(file[DOCUMENT].partition("/K ")[2])))
    sections: list[SectionTexts] = []
    around: set[str] = set()
    laid: set[str] = set()
    for number, contents, overlays in _find_sections(streams):
        pages = tuple((page, streams[page][1]) for page in contents)
        texts = read_section_texts(*streams[number], pages)
        sections.append(texts)
        over = (pieces for page in overlays for pieces in read_overlay(streams[page][1]))
        around.update(_say(pieces, faces) for pieces in (*texts.artifacts, *over))
        around |= texts.strings
        laid |= texts.laid
    if len(roots) != len(sections):
        raise ValueError("a section without its elements, or elements without a section")
    text = "".join(_say(one.words, faces) for one in sections)
    packet = streams[METADATA][1]
    around.update(list_strings("".join(file.values())))
    facts = find_facts(packet)
    said = packet.replace(facts.encode(), b"") if facts else packet
    around.update(unescape(one.strip()) for one in _ELEMENT.split(said.decode()))
    # Each logo is named after its ground.
    grounds = {int(number): ground for ground, number in _LOGO.findall(file[RESOURCES])}
    pictures = tuple(
        f"#{grounds.get(number, '')}".encode() + zlib.decompress(body)
        for number, (entries, body) in streams.items()
        if b"/Subtype /Image" in entries
    )
    words = tuple(_NUMBER.sub(r" [\1] ", text).split())
    return Skim(words, frozenset(_leave_out(around)), facts, frozenset(laid), pictures)


def _leave_out(texts: Iterable[str]) -> Iterator[str]:
    """Yield the texts that are not the format's own; of a moment, its day."""
    for text in texts:
        if stamp := _STAMP.fullmatch(text):
            yield "-".join(filter(None, stamp.groups()))
        elif not _OF_THE_FORMAT.fullmatch(text):
            yield text


def _find_streams(data: bytes) -> Iterator[tuple[int, tuple[bytes, bytes]]]:
    """Yield each stream's number, and the entries of its dictionary with its bytes."""
    at = 0
    while match := _STREAM.search(data, at):
        at = match.end() + int(match[3])
        yield int(match[1]), (match[2], data[match.end() : at])


def _find_sections(
    streams: Mapping[int, tuple[bytes, bytes]],
) -> Iterator[tuple[int, list[int], list[int]]]:
    """Yield the numbers of each section's object stream, of its contents and what is over them.

    They stand as they were written: contents, the object stream, and as many contents over them.
    """
    contents: list[int] = []
    between: list[int] = []
    last = 0
    for number, (entries, _) in streams.items():
        if b"/ObjStm" not in entries:
            between.append(number)
            continue
        if last:
            yield last, contents, between[: len(contents)]
        contents, between, last = between[len(contents) :], [], number


def _read_faces(
    file: Mapping[int, str], streams: Mapping[int, tuple[bytes, bytes]]
) -> dict[str, Mapping[int, str]]:
    """Return the text of each glyph of each face, by the face's name."""
    faces: dict[str, Mapping[int, str]] = {}
    for name, number in _FONT.findall(file[RESOURCES]):
        cmap = _TO_UNICODE.search(file[int(number)])
        if cmap is None:
            raise ValueError(f"the face {name} has no texts")
        faces[name] = _read_cmap(streams[int(cmap[1])][1])
    return faces


@cached("texts of glyphs", size=128, why="documents of a batch share most of their faces")
def _read_cmap(data: bytes) -> Mapping[int, str]:
    pairs = _PAIRS.findall(zlib.decompress(data).partition(b"endcodespacerange")[2])
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def _say(pieces: Pieces, faces: Mapping[str, Mapping[int, str]]) -> str:
    return "".join(text.translate(faces[face]) if face else text for face, text in pieces)
