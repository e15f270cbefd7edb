"""Skim a DOCX of our own: the words of its body, and every other text in its parts.

It relies on the writer's notation: no white space between elements, each text in a ``w:t``. What
it makes of a paragraph or of a part is kept, since other files have the same bytes.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

from proposalgen.brand.model import Brand
from proposalgen.brand.spelled import read_svg
from proposalgen.caches import cached
from proposalgen.formats.docx.archive import Packed, list_members
from proposalgen.formats.docx.chart import category
from proposalgen.formats.docx.comments import name_weak
from proposalgen.formats.docx.graphics_text import say_chart
from proposalgen.formats.docx.headers import fill_words
from proposalgen.formats.docx.opened import OpenedPackage
from proposalgen.formats.embedded import find_facts
from proposalgen.formats.format import UnreadableError
from proposalgen.formats.skim import LONGEST_PROPERTY, Skim, squeeze
from proposalgen.model.document import Chart, Document
from proposalgen.model.walk import find_blocks

_LOGOS = "word/media/logo"
_SILENT = (".png", ".odttf")
"""The ends of names of parts without texts: our drawings and the brand's fonts."""
_BODY = "word/document.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_CHART = "\ufdd2"
"""Before the relationship of a chart, in the place of its words."""
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
    r"\s*(?:\d{1,3}(?:\.\d{1,6})?)?\s*|(?:Picture|Chart) \d+|_(?:Toc|Src)\d+|proposalgen|PG"
    r"|Data(?:!\S+)?|General|rId\d+"
)
"""Texts of any file: pages and shares of a chart, numbers of pictures, names of bookmarks, the
author of comments."""
_MOMENT = "T00:00:00Z"
"""Stands after the day of a file's moment."""


@dataclass(frozen=True, slots=True)
class _Texts:
    """What a stretch of WordprocessingML says."""

    words: tuple[str, ...]
    """Pieces of its text; one that begins with ``_CHART`` names its relationship."""
    around: frozenset[str]


def skim_docx(data: bytes) -> Skim:
    """Return what a DOCX of our own says.

    Raises:
        UnreadableError: it is not written as our writer writes.
    """
    try:
        return _skim(dict(list_members(data)))
    except (KeyError, ValueError, struct.error, zipfile.BadZipFile, zlib.error) as error:
        raise UnreadableError(f"not as it was written: {error}") from error


def _skim(members: Mapping[str, Packed]) -> Skim:
    targets = _list_targets(members[_RELATIONS])
    texts: list[str] = []
    around: set[str] = set()
    for stretch in _split_body(members[_BODY].content):
        found = _read_stretch(stretch)
        if found.around:
            around |= found.around
        texts += (
            _read_chart(members[f"word/{targets[piece[1:]]}"]) if piece[:1] == _CHART else piece
            for piece in found.words
        )
    facts, pictures, laid = "", [], set()
    for name, member in members.items():
        if name == _BODY:
            continue
        if name.startswith(_LOGOS):
            pictures.append(member.content)
        elif name.startswith("customXml/item") and (found_facts := find_facts(member.content)):
            facts = found_facts
        elif name.endswith(".svg"):
            laid.add(_read_drawing(member))
            around |= _read_part("svg", member)
        elif not name.endswith(_SILENT):
            around |= _read_part(name.rpartition(".")[2], member)
    told = (text.removesuffix(_MOMENT) for text in around if not _OF_THE_FORMAT.fullmatch(text))
    return Skim(
        tuple("".join(texts).split()),
        frozenset(told),
        facts,
        frozenset(filter(None, laid)),
        tuple(pictures),
    )


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
                yield f"{_CHART}{value}"


def _is_note(codes: list[str]) -> bool:
    return bool(codes) and codes[-1].split()[0] == "REF"


@cached("texts of charts", size=64, why="documents with the same themes have the same charts")
def _read_chart(part: Packed) -> str:
    return "".join(f"\n{line}\n" for line in say_chart(ET.fromstring(part.content)))


@cached("targets of bodies", size=64, why="documents with the same themes have the same pictures")
def _list_targets(part: Packed) -> Mapping[str, str]:
    return dict(_TARGET.findall(part.content.decode()))


@cached("letters of drawings", size=64, why="documents share their signs, and a name has a floor")
def _read_drawing(part: Packed) -> str:
    return read_svg(part.content.decode())


@cached("texts of parts", size=512, why="documents of a batch share most of their parts")
def _read_part(kind: str, part: Packed) -> frozenset[str]:
    """Return the texts of a part that is not the body: of XML, of a workbook inside, of links."""
    match kind:
        case "xlsx":
            with zipfile.ZipFile(io.BytesIO(part.content)) as file:
                inside = (Packed(0, file.read(name)) for name in file.namelist())
                return frozenset().union(*(_read_part("xml", one) for one in inside))
        case "rels":
            markup = part.content.decode()
            targets = re.findall(r'Target="([^"]*)" TargetMode="External"', markup)
            return frozenset(map(unescape, targets))
        case "xml":
            return frozenset(_list_texts(part.content.decode()))
        case "svg":
            texts = re.findall(r">([^<>]+)<", part.content.decode())
            return frozenset(map(unescape, texts))
    return frozenset()


def _list_texts(markup: str) -> Iterator[str]:
    yield from map(unescape, _NAMED.findall(markup))
    # A line of a head or foot is in runs with tabs between them; its field's result is a number.
    for paragraph in re.split(r"</w:p>|<w:tab/>", markup):
        if "<w:t" in paragraph:
            yield "".join(piece for piece in _say(paragraph) if piece[:1] != _CHART).strip()
        else:
            yield from map(unescape, _BETWEEN.split(paragraph))


# -- what a file may say beside its document ------------------------------------------------------

_CONTROL = re.compile(r'<w:sdt>(?:(?!</w:sdt>).)*?<w:tag w:val="([\w-]+)"/>.*?</w:sdt>', re.DOTALL)
_FILLED = re.compile("\ufdd4([\\w-]+)\ufdd5")


def list_own_texts(document: Document, brand: Brand) -> frozenset[str]:
    """Return the texts that a DOCX has from its base, or makes of its document's."""
    meta, words = document.meta, fill_words(document)
    base = list_texts_of_base(brand.folder / "base.docx", brand.digest)
    filled = (_FILLED.sub(lambda match: words.get(match[1], ""), text) for text in base.filled)
    properties = (meta.title, meta.organisation, meta.subject, ", ".join(meta.keywords))
    bars = (
        category(bar)
        for section in document.sections
        for chart in find_blocks(section, Chart)
        for bar in chart.bars
    )
    weak = (name_weak(fact) for fact in meta.facts if fact.weak)
    cut = (text[:LONGEST_PROPERTY] for text in properties)
    return base.texts.union(map(squeeze, (*filled, *bars, *weak, *cut)))


@dataclass(frozen=True, slots=True)
class _BaseTexts:
    """What a base document says in any of its parts."""

    texts: frozenset[str]
    filled: frozenset[str]
    """Those with content controls in them, each named between U+FDD4 and U+FDD5."""


@cached("texts of base documents", size=4, why="all packs of a batch have the same base.docx")
def list_texts_of_base(path: Path, digest: str) -> _BaseTexts:  # noqa: ARG001
    """Return the texts of a brand's base document."""
    texts: set[str] = set()
    for name, content in OpenedPackage.open(path.read_bytes()).parts.items():
        kind = name.rpartition(".")[2]
        texts |= _read_part(kind, Packed(0, content))
        if kind == "xml":
            marked = _CONTROL.sub("<w:r><w:t>\ufdd4\\1\ufdd5</w:t></w:r>", content.decode())
            texts.update(_list_texts(marked))
    filled = frozenset(text for text in texts if _FILLED.search(text))
    return _BaseTexts(frozenset(map(squeeze, texts - filled)), filled)
