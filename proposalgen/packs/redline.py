"""Write what changed from one DOCX to another as tracked changes, to be taken one by one.

The new file stays as it is but for its changes: what came is in ``w:ins``, what went in ``w:del``
(ECMA-376 part 1, 17.13.5). Rejecting all of them gives the words of the old file.
"""

from __future__ import annotations

import difflib
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from lxml import etree

from proposalgen.formats.docx.archive import zip_files

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_NAMESPACE}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DOCUMENT, _CORE = "word/document.xml", "docProps/core.xml"
_MODIFIED = "{http://purl.org/dc/terms/}modified"
_ALIKE = 0.5
"""What share of its words a paragraph keeps, for its changes to be tracked word by word."""
_TOKEN = re.compile(r"\s+|[^\s]+")

Element = etree._Element


def make_redline(old: bytes, new: bytes, author: str) -> bytes:
    """Return the new file with all changes of words since the old one tracked.

    Raises:
        KeyError, zipfile.BadZipFile, etree.XMLSyntaxError: one of them is no Word document.
    """
    with zipfile.ZipFile(io.BytesIO(new)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    with zipfile.ZipFile(io.BytesIO(old)) as file:
        before = etree.fromstring(file.read(_DOCUMENT))
    after = etree.fromstring(parts[_DOCUMENT])
    stamp = etree.fromstring(parts[_CORE]).findtext(_MODIFIED) or "1980-01-01T00:00:00Z"
    track_changes(before, after, _Tracker(author, stamp))
    parts[_DOCUMENT] = etree.tostring(
        after, xml_declaration=True, encoding="UTF-8", standalone=True
    )
    return zip_files(parts.items())


@dataclass(slots=True)
class _Tracker:
    """Makes the marks of changes, each with a number of its own."""

    author: str
    stamp: str
    count: int = field(default=0)

    def mark(self, kind: str) -> Element:
        """Return an empty ``w:ins`` or ``w:del``."""
        self.count += 1
        return etree.Element(
            f"{_W}{kind}",
            {f"{_W}id": str(90_000 + self.count), f"{_W}author": self.author,
             f"{_W}date": self.stamp},
            {"w": _NAMESPACE},
        )  # fmt: skip


def track_changes(before: Element, after: Element, tracker: _Tracker) -> None:
    """Mark in one document's XML what changed from another's."""
    olds, news = list(_find_paragraphs(before)), list(_find_paragraphs(after))
    matcher = difflib.SequenceMatcher(
        a=[_say(one) for one in olds], b=[_say(one) for one in news], autojunk=False
    )
    for kind, a, a_end, b, b_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        both = min(a_end - a, b_end - b)
        for old, new in zip(olds[a : a + both], news[b : b + both], strict=True):
            _change(new, _say(old), _say(new), tracker)
        for new in news[b + both : b_end]:
            _change(new, "", _say(new), tracker)
            _mark_paragraph(new, tracker.mark("ins"))
        gone = [_make_deleted(old, tracker) for old in olds[a + both : a_end]]
        _put_before(gone, news[b_end] if b_end < len(news) else None, after)


def _find_paragraphs(document: Element) -> Iterator[Element]:
    """Yield the paragraphs that say something, in order of reading."""
    for paragraph in document.iter(f"{_W}p"):
        if _say(paragraph).strip():
            yield paragraph


def _say(paragraph: Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{_W}t"))


def _change(paragraph: Element, old: str, new: str, tracker: _Tracker) -> None:
    """Track the changes inside a paragraph, word by word, each run as it looks."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    starts = [0, *accumulate(map(len, after))]
    came: list[tuple[int, int]] = []
    went: dict[int, str] = {}
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    changes = matcher.get_opcodes()
    if matcher.ratio() < _ALIKE:
        changes = [("replace", 0, len(before), 0, len(after))]
    for kind, a, a_end, b, b_end in changes:
        if kind != "equal":
            if b_end > b:
                came.append((starts[b], starts[b_end]))
            if a_end > a:
                went[starts[b]] = "".join(before[a:a_end])
    cuts = {place for span in came for place in span} | set(went)
    place = 0
    last: Element | None = None
    for text in list(paragraph.iter(f"{_W}t")):
        length = len(text.text or "")
        for piece, begin, end in _cut_run(_stand_alone(text), text, place, cuts):
            if begin in went:
                piece.addprevious(_make_gone(went.pop(begin), piece, tracker))
            last = piece
            if any(start <= begin and end <= stop for start, stop in came):
                last = tracker.mark("ins")
                piece.addprevious(last)
                last.append(piece)
        place += length
    for gone in went.values():
        made = _make_gone(gone, last, tracker)
        if last is None:
            paragraph.append(made)
        else:
            last.addnext(made)


def _stand_alone(text: Element) -> Element:
    """Return the run of a text, in which it stands alone; what was beside it has runs like it."""
    run = text.getparent()
    assert run is not None
    content = [one for one in run if one.tag != f"{_W}rPr"]
    at = content.index(text)
    for others, put in ((content[:at], run.addprevious), (content[at + 1 :], run.addnext)):
        if others:
            twin = etree.Element(
                run.tag, {str(key): str(value) for key, value in run.attrib.items()}
            )
            twin.extend([deepcopy(one) for one in run.findall(f"{_W}rPr")])
            twin.extend(others)
            put(twin)
    return run


def _cut_run(
    run: Element, text: Element, place: int, cuts: set[int]
) -> list[tuple[Element, int, int]]:
    """Return a run cut at some places, each piece with where it begins and ends."""
    said = text.text or ""
    inside = sorted(cut for cut in cuts if place < cut < place + len(said))
    edges = [place, *inside, place + len(said)]
    pieces = [(run, edges[0], edges[1])]
    for begin, end in pairwise(edges[1:]):
        twin = deepcopy(run)
        pieces[-1][0].addnext(twin)
        pieces.append((twin, begin, end))
    for piece, begin, end in pieces:
        for one in piece.iter(f"{_W}t"):
            one.text = said[begin - place : end - place]
            one.set(_SPACE, "preserve")
    return [one for one in pieces if one[2] > one[1]]


def _make_gone(text: str, like: Element | None, tracker: _Tracker) -> Element:
    """Return text that went, as the run beside it looks."""
    mark = tracker.mark("del")
    run = etree.SubElement(mark, f"{_W}r")
    look = None if like is None else next(like.iter(f"{_W}rPr"), None)
    if look is not None:
        run.append(deepcopy(look))
    gone = etree.SubElement(run, f"{_W}delText", {_SPACE: "preserve"})
    gone.text = text
    return mark


def _make_deleted(old: Element, tracker: _Tracker) -> Element:
    """Return a paragraph that went, in its style."""
    paragraph = etree.Element(f"{_W}p", None, {"w": _NAMESPACE})
    properties = etree.SubElement(paragraph, f"{_W}pPr")
    style = old.find(f"{_W}pPr/{_W}pStyle")
    if style is not None:
        properties.append(deepcopy(style))
    _mark_paragraph(paragraph, tracker.mark("del"))
    paragraph.append(_make_gone(_say(old), None, tracker))
    return paragraph


def _mark_paragraph(paragraph: Element, mark: Element) -> None:
    """Mark that a paragraph itself came or went (17.13.5.15 and 17.13.5.20)."""
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        properties = etree.Element(f"{_W}pPr")
        paragraph.insert(0, properties)
    look = properties.find(f"{_W}rPr")
    if look is None:
        look = etree.Element(f"{_W}rPr")
        page = properties.find(f"{_W}sectPr")
        if page is None:
            properties.append(look)
        else:
            page.addprevious(look)
    look.insert(0, mark)


def _put_before(paragraphs: Sequence[Element], anchor: Element | None, document: Element) -> None:
    """Put paragraphs before another, or at the end of the body."""
    if anchor is None:
        anchor = document.find(f"{_W}body/{_W}sectPr")
    for paragraph in paragraphs:
        if anchor is not None:
            anchor.addprevious(paragraph)
