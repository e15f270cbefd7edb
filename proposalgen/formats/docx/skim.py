"""Skim a DOCX of our own: the words of its body, and every other text in its parts.

It relies on the writer's notation: no white space between elements, each text in a ``w:t``. What
it makes of a paragraph or of a part is kept, since other files have the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

from proposalgen.caches import cached
from proposalgen.formats.docx.graphics_text import say_chart
from proposalgen.formats.docx.opened import OpenedPackage
from proposalgen.formats.embedded import find_facts
from proposalgen.formats.format import UnreadableError
from proposalgen.formats.skim import Skim

_LOGOS = "word/media/logo"
_BODY = "word/document.xml"
_LEFT_TO_RIGHT_MARK = "\u200e"
_TOKENS = re.compile(
    r"<w:t(?: [^>]*)?>(?P<text>[^<]*)</w:t>|(?P<line><w:(?:br|cr)\b)|(?P<tab><w:tab/>)"
    r'|<w:fldChar [^>]*?w:fldCharType="(?P<field>\w+)"|<w:instrText[^>]*>(?P<code>[^<]*)<'
    r'|<w:bookmarkStart [^>]*?w:name="_Src(?P<source>\d+)"|<c:chart [^>]*?r:id="(?P<chart>\w+)"'
)
_PROPERTIES = re.compile(r"<w:(pPr|tblPr|tcPr|trPr|sectPr)>.*?</w:\1>", re.DOTALL)
_NAMED = re.compile(
    r'\b(?:descr|title|name|w:author|w:initials|w:tooltip|w:alias|w:name)="([^"]*)"'
)
_TARGET = re.compile(r'<Relationship (?=[^>]*?Id="(\w+)")[^>]*?Target="([^"]*)"')
_BETWEEN = re.compile(r"<[^>]*>")
_OF_THE_FORMAT = re.compile(
    r"\s*[\d.]*\s*|(?:Picture|Chart) \d+|_(?:Toc|Src)\d+|proposalgen|PG|Data(?:!\S+)?|General"
    r"|rId\d+"
)
"""Texts of any file: numbers of pictures, names of bookmarks, the author of comments."""
_MOMENT = "T00:00:00Z"
"""Stands after the day of a file's moment."""


@dataclass(frozen=True, slots=True)
class _Texts:
    """What a stretch of WordprocessingML says."""

    words: tuple[str, ...]
    """Pieces of its text; one that begins with U+FDD2 names the relationship of a chart."""
    around: frozenset[str]


def skim_docx(data: bytes) -> Skim:
    """Return what a DOCX of our own says.

    Raises:
        UnreadableError: it is not written as our writer writes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return _skim({name: file.read(name) for name in file.namelist() if _speaks(name)})
    except (KeyError, ValueError, zipfile.BadZipFile, zlib.error) as error:
        raise UnreadableError(f"not as it was written: {error}") from error


def _speaks(name: str) -> bool:
    """Return whether a part may hold texts or a picture from outside.

    Our drawings and the brand's fonts hold neither.
    """
    return not name.endswith((".png", ".odttf")) or name.startswith(_LOGOS)


def _skim(parts: Mapping[str, bytes]) -> Skim:
    targets = dict(_TARGET.findall(parts["word/_rels/document.xml.rels"].decode()))
    charts = {name: _read_chart(parts[name]) for name in parts if name.startswith("word/charts/c")}
    texts: list[str] = []
    around: set[str] = set()
    for stretch in _split_body(parts[_BODY]):
        found = _read_stretch(stretch)
        around |= found.around
        texts += (
            charts[f"word/{targets[piece[1:]]}"] if piece[:1] == "\ufdd2" else piece
            for piece in found.words
        )
    facts = ""
    for name, content in parts.items():
        if name == _BODY:
            continue
        if name.startswith("customXml/item") and (found_facts := find_facts(content)):
            facts = found_facts
        else:
            around |= _read_part(name.rpartition(".")[2], content)
    pictures = tuple(parts[name] for name in parts if name.startswith(_LOGOS))
    told = (text.removesuffix(_MOMENT) for text in around if not _OF_THE_FORMAT.fullmatch(text))
    return Skim(tuple("".join(texts).split()), frozenset(told), facts, pictures)


def _split_body(content: bytes) -> Iterator[bytes]:
    """Yield the body in stretches that end with a paragraph."""
    stretches = content.partition(b"<w:body")[2].split(b"</w:p>")
    last = stretches.pop()
    yield from stretches
    yield last


@cached(
    "texts of paragraphs", size=8192,
    why="sections that documents share have the same paragraphs, byte by byte",
)  # fmt: skip
def _read_stretch(stretch: bytes) -> _Texts:
    """Return what a stretch of the body says, which ends with a paragraph."""
    markup = stretch.decode()
    bare = _PROPERTIES.sub("", markup)
    named = frozenset(map(unescape, _NAMED.findall(markup)))
    return _Texts((*_say(bare), "\n"), named)


def _say(markup: str) -> Iterator[str]:
    """Yield the pieces of text that markup shows, as ``docx.text`` does."""
    codes: list[str] = []
    for match in _TOKENS.finditer(markup):
        value = unescape(match[match.lastgroup or 0])
        match match.lastgroup:
            case "text" if value != _LEFT_TO_RIGHT_MARK:
                yield value
            case "line":
                yield "\n"
            case "tab":
                yield " "
            case "code" if codes:
                codes[-1] += value
            case "field" if value == "begin":
                codes.append("")
            case "field" if value == "separate" and _is_note(codes):
                yield " ["
            case "field" if value == "end":
                if _is_note(codes):
                    yield "] "
                del codes[-1:]
            case "source":
                yield f"[{value}] "
            case "chart":
                yield f"\ufdd2{value}"


def _is_note(codes: list[str]) -> bool:
    return bool(codes) and codes[-1].split()[0] == "REF"


@cached("texts of charts", size=64, why="documents with the same themes have the same charts")
def _read_chart(content: bytes) -> str:
    return "".join(f"\n{line}\n" for line in say_chart(ET.fromstring(content)))


@cached("texts of parts", size=512, why="documents of a batch share most of their parts")
def _read_part(kind: str, content: bytes) -> frozenset[str]:
    """Return the texts of a part that is not the body: of XML, of a workbook inside, of links."""
    match kind:
        case "xlsx":
            with zipfile.ZipFile(io.BytesIO(content)) as file:
                inside = (_read_part("xml", file.read(name)) for name in file.namelist())
                return frozenset().union(*inside)
        case "rels":
            targets = re.findall(r'Target="([^"]*)" TargetMode="External"', content.decode())
            return frozenset(map(unescape, targets))
        case "xml":
            return frozenset(_list_texts(content.decode()))
        case "svg":
            return frozenset(map(unescape, re.findall(r">([^<>]+)<", content.decode())))
    return frozenset()


def _list_texts(markup: str) -> Iterator[str]:
    yield from map(unescape, _NAMED.findall(markup))
    # A line of a head or foot is in runs with tabs between them; its field's result is a number.
    for paragraph in re.split(r"</w:p>|<w:tab/>", markup):
        if "<w:t" in paragraph:
            yield "".join(piece for piece in _say(paragraph) if piece[:1] != "\ufdd2").strip()
        else:
            yield from map(unescape, _BETWEEN.split(paragraph))


@cached("texts of base documents", size=4, why="all packs of a batch have the same base.docx")
def list_texts_of_base(path: Path, digest: str) -> frozenset[str]:  # noqa: ARG001
    """Return the texts that a brand's base document has of its own, in any of its parts."""
    parts = OpenedPackage.open(path.read_bytes()).parts
    return frozenset().union(
        *(_read_part(name.rpartition(".")[2], content) for name, content in parts.items())
    )
