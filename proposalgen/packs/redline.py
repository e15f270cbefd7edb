"""Write what changed from one DOCX to another as tracked changes, to be accepted one by one.

The new file stays as it is but for its revisions (ECMA-376 part 1, 17.13.5): inserted text is in
``w:ins``, deleted text in ``w:del``. Accepting all of them gives the words of the new file,
rejecting all of them those of the old one.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal

from lxml import etree

from proposalgen.formats.docx.archive import zip_files
from proposalgen.formats.docx.opened import DOCUMENT, OpenedPackage, is_strict, to_transitional
from proposalgen.formats.format import UnreadableError

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_NAMESPACE}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CORE = "docProps/core.xml"
_MODIFIED = "{http://purl.org/dc/terms/}modified"
_EPOCH = "1980-01-01T00:00:00Z"
_FIRST_ID = 90_001
"""Above the ids of bookmarks and comments, of which revisions must differ (17.13)."""
_SIMILAR = 0.5
"""The share of its words that a paragraph keeps if its changes are tracked word by word. A
paragraph that keeps less is easier to read as one deletion and one insertion."""
_TOKEN = re.compile(r"\s+|[^\s]+")

Element = etree._Element


def make_redline(old: bytes, new: bytes, author: str) -> bytes:
    """Return the new file with all changes of words since the old one tracked.

    Args:
        old: The bytes of a DOCX.
        new: The bytes of the DOCX that replaces it.
        author: Whose revisions they are, as Word shows it.

    Raises:
        UnreadableError: one of them is not a Word document, or the new one is a strict one.
    """
    package = OpenedPackage.open(new)
    before, after = (_read_document(one) for one in (OpenedPackage.open(old), package))
    if is_strict(package.parts[DOCUMENT]):
        raise UnreadableError("it is a Strict Open XML Document: save it as a Word Document first")
    # A program fills a bound control from its part as it opens a file, over its revisions.
    for binding in [*after.iter(f"{_W}dataBinding")]:
        etree.strip_elements(binding.getparent(), binding.tag)
    # The day of the new file, not of the clock: equal files give an equal redline.
    core = package.parts.get(_CORE, b"<none/>")
    day = etree.fromstring(core).findtext(_MODIFIED) or _EPOCH
    track_changes(before, after, Revisions(author, day))
    parts = {package.origin(name): data for name, data in package.parts.items()}
    parts[package.origin(DOCUMENT)] = etree.tostring(
        after, xml_declaration=True, encoding="UTF-8", standalone=True
    )
    return zip_files(parts.items())


def _read_document(package: OpenedPackage) -> Element:
    try:
        return etree.fromstring(to_transitional(package.parts[DOCUMENT]))
    except (KeyError, etree.XMLSyntaxError) as error:
        raise UnreadableError(f"no Word document: {error}") from error


@dataclass(slots=True)
class Revisions:
    """Makes revision elements, each with an id of its own."""

    author: str
    date: str
    """As XML Schema has it: ``2026-11-26T00:00:00Z``."""
    count: int = 0

    def make(self, kind: Literal["ins", "del"]) -> Element:
        """Return an empty ``w:ins`` or ``w:del``."""
        self.count += 1
        return etree.Element(
            f"{_W}{kind}",
            {f"{_W}id": str(_FIRST_ID - 1 + self.count), f"{_W}author": self.author,
             f"{_W}date": self.date},
            {"w": _NAMESPACE},
        )  # fmt: skip


def track_changes(before: Element, after: Element, revisions: Revisions) -> None:
    """Put revisions into one document's XML: what changed since another's."""
    # Paragraphs first, then words inside those that stand in the same place: a comparison of all
    # words at once would pair words across paragraphs.
    olds, news = list(_find_paragraphs(before)), list(_find_paragraphs(after))
    matcher = difflib.SequenceMatcher(
        a=[_read_text(one) for one in olds], b=[_read_text(one) for one in news], autojunk=False
    )
    for kind, a, a_end, b, b_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        common = min(a_end - a, b_end - b)
        for old, new in zip(olds[a : a + common], news[b : b + common], strict=True):
            _track_paragraph(new, _read_text(old), revisions)
        for new in news[b + common : b_end]:
            _track_paragraph(new, "", revisions)
            _mark_paragraph(new, revisions.make("ins"))
        deleted = [_make_deleted_paragraph(old, revisions) for old in olds[a + common : a_end]]
        _insert_before(deleted, news[b_end] if b_end < len(news) else None, after)


def _find_paragraphs(document: Element) -> Iterator[Element]:
    """Yield the paragraphs that have text, in order of reading."""
    for paragraph in document.iter(f"{_W}p"):
        if _read_text(paragraph).strip():
            yield paragraph


def _read_text(paragraph: Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{_W}t"))


# -- inside a paragraph --------------------------------------------------------------------------


def _track_paragraph(paragraph: Element, old: str, revisions: Revisions) -> None:
    """Track the changes inside a paragraph, word by word; each run keeps its properties."""
    inserted, deleted = _compare_words(old, _read_text(paragraph))
    cuts = {place for span in inserted for place in span} | set(deleted)
    start = 0
    last: Element | None = None
    for text in list(paragraph.iter(f"{_W}t")):
        length = len(text.text or "")
        for piece, begin, end in _cut_run(_isolate(text), text, start, cuts):
            if begin in deleted:
                piece.addprevious(_make_deletion(deleted.pop(begin), piece, revisions))
            last = piece
            if any(first <= begin and end <= stop for first, stop in inserted):
                last = revisions.make("ins")
                piece.addprevious(last)
                last.append(piece)
        start += length
    # What was deleted after the last word.
    for gone in deleted.values():
        deletion = _make_deletion(gone, last, revisions)
        if last is None:
            paragraph.append(deletion)
        else:
            last.addnext(deletion)


def _compare_words(old: str, new: str) -> tuple[list[tuple[int, int]], dict[int, str]]:
    """Return the spans of the new text that are inserted, and deleted text by where it stood.

    Places are counted in characters of the new text.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    starts = [0, *accumulate(map(len, after))]
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    changes = matcher.get_opcodes()
    if matcher.ratio() < _SIMILAR:
        changes = [("replace", 0, len(before), 0, len(after))]
    inserted: list[tuple[int, int]] = []
    deleted: dict[int, str] = {}
    for kind, a, a_end, b, b_end in changes:
        if kind != "equal":
            if b_end > b:
                inserted.append((starts[b], starts[b_end]))
            if a_end > a:
                deleted[starts[b]] = "".join(before[a:a_end])
    return inserted, deleted


def _isolate(text: Element) -> Element:
    """Return the run of a ``w:t``, which then holds nothing else.

    What was beside it in the run, such as a tab, moves to runs with the same properties.
    """
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
    run: Element, text: Element, start: int, cuts: Iterable[int]
) -> list[tuple[Element, int, int]]:
    """Return a run cut at some places, each piece with where it begins and ends.

    Args:
        run: The run, which holds one text and nothing else.
        text: Its text.
        start: Where the run begins in its paragraph, in characters.
        cuts: Where to cut, in characters of the paragraph; places outside the run are left alone.
    """
    content = text.text or ""
    inside = sorted(cut for cut in cuts if start < cut < start + len(content))
    edges = [start, *inside, start + len(content)]
    pieces = [(run, edges[0], edges[1])]
    for begin, end in pairwise(edges[1:]):
        twin = deepcopy(run)
        pieces[-1][0].addnext(twin)
        pieces.append((twin, begin, end))
    for piece, begin, end in pieces:
        for one in piece.iter(f"{_W}t"):
            one.text = content[begin - start : end - start]
            one.set(_SPACE, "preserve")
    return [one for one in pieces if one[2] > one[1]]


def _make_deletion(text: str, neighbour: Element | None, revisions: Revisions) -> Element:
    """Return deleted text, with the properties of the run beside it."""
    deletion = revisions.make("del")
    run = etree.SubElement(deletion, f"{_W}r")
    properties = None if neighbour is None else next(neighbour.iter(f"{_W}rPr"), None)
    if properties is not None:
        run.append(deepcopy(properties))
    etree.SubElement(run, f"{_W}delText", {_SPACE: "preserve"}).text = text
    return deletion


# -- whole paragraphs ----------------------------------------------------------------------------


def _make_deleted_paragraph(old: Element, revisions: Revisions) -> Element:
    """Return a paragraph that is only in the old file, in its style, as deleted."""
    paragraph = etree.Element(f"{_W}p", None, {"w": _NAMESPACE})
    properties = etree.SubElement(paragraph, f"{_W}pPr")
    style = old.find(f"{_W}pPr/{_W}pStyle")
    if style is not None:
        properties.append(deepcopy(style))
    _mark_paragraph(paragraph, revisions.make("del"))
    paragraph.append(_make_deletion(_read_text(old), None, revisions))
    return paragraph


def _mark_paragraph(paragraph: Element, revision: Element) -> None:
    """Say that the paragraph mark itself is inserted (17.13.5.20) or deleted (17.13.5.15).

    Without it, an empty paragraph would stay behind when the revision is settled.
    """
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        properties = etree.Element(f"{_W}pPr")
        paragraph.insert(0, properties)
    run_properties = properties.find(f"{_W}rPr")
    if run_properties is None:
        run_properties = etree.Element(f"{_W}rPr")
        # CT_PPr (A.1): w:rPr stands before w:sectPr, and after all else that we write.
        section = properties.find(f"{_W}sectPr")
        if section is None:
            properties.append(run_properties)
        else:
            section.addprevious(run_properties)
    run_properties.insert(0, revision)


def _insert_before(
    paragraphs: Sequence[Element], anchor: Element | None, document: Element
) -> None:
    """Put paragraphs before another one, or at the end of the body where there is none."""
    if anchor is None:
        anchor = document.find(f"{_W}body/{_W}sectPr")
    for paragraph in paragraphs:
        if anchor is not None:
            anchor.addprevious(paragraph)
