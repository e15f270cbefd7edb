"""A redline holds both texts: taking all changes gives the new one, refusing all the old."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from proposalgen.formats.docx.check import check_docx
from proposalgen.formats.docx.writer import write_docx
from proposalgen.formats.pdf.writer import write_pdf
from proposalgen.packs.redline import Element, Revisions, make_redline, track_changes
from tests.support.real import brand, make_pitch

Paragraphs = list[list[str]]
"""The texts of the runs of each paragraph."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def make_document(paragraphs: Paragraphs) -> Element:
    """Return XML of paragraphs, each a list of the texts of its runs."""
    root = etree.Element(f"{W}document")
    body = etree.SubElement(root, f"{W}body")
    for texts in paragraphs:
        paragraph = etree.SubElement(body, f"{W}p")
        for text in texts:
            run = etree.SubElement(paragraph, f"{W}r")
            etree.SubElement(etree.SubElement(run, f"{W}rPr"), f"{W}b")
            etree.SubElement(run, f"{W}t").text = text
    etree.SubElement(body, f"{W}sectPr")
    return root


def settle(root: Element, taken: str, refused: str) -> list[str]:
    """Return what is said where changes of one kind are taken and those of the other refused."""
    root = etree.fromstring(etree.tostring(root))
    for mark in list(root.iter(f"{W}{refused}")):
        parent = mark.getparent()
        assert parent is not None
        if parent.tag != f"{W}rPr":
            parent.remove(mark)
    said = []
    for paragraph in root.iter(f"{W}p"):
        kinds = (f"{W}t", f"{W}delText") if taken == "del" else (f"{W}t",)
        text = "".join(one.text or "" for one in paragraph.iter(*kinds))
        if text.strip():
            said.append(text)
    return said


def accept(root: Element) -> list[str]:
    return settle(root, "ins", "del")


def reject(root: Element) -> list[str]:
    return settle(root, "del", "ins")


def say(paragraphs: Paragraphs) -> list[str]:
    return [text for text in ("".join(texts) for texts in paragraphs) if text.strip()]


RUNS = st.lists(st.text("ab cé 12", max_size=8), max_size=4)
TEXTS = st.lists(RUNS, max_size=6)


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_taking_all_gives_the_new_text_and_refusing_all_the_old(
    old: Paragraphs, new: Paragraphs
) -> None:
    after = make_document(new)
    track_changes(make_document(old), after, Revisions("a", "2026-11-26T00:00:00Z"))
    assert accept(after) == say(new)
    assert reject(after) == say(old)


def test_a_changed_number_is_two_changes_and_the_rest_stays_as_it_looks() -> None:
    after = make_document([["We need USD ", "44 million", " now."]])
    before = make_document([["We need USD 43 million now."]])
    track_changes(before, after, Revisions("a", "2026-11-26T00:00:00Z"))
    (gone,), (came,) = after.iter(f"{W}del"), after.iter(f"{W}ins")
    assert ["".join(map(str, one.itertext())) for one in (gone, came)] == ["43", "44"]
    assert gone.find(f"{W}r/{W}rPr/{W}b") is not None
    assert gone.get(f"{W}author") == "a"


def test_a_paragraph_half_of_which_stayed_is_changed_by_words_and_another_as_a_whole() -> None:
    for old, new, changes in (
        ("Laws pass", "Laws", [(" pass", "del")]),
        ("Laws pass", "Plans fail", [("Laws pass", "del"), ("Plans fail", "ins")]),
    ):
        after = make_document([[new]])
        track_changes(make_document([[old]]), after, Revisions("a", "2026-11-26T00:00:00Z"))
        found = [
            ("".join(map(str, one.itertext())), etree.QName(one).localname)
            for one in after.iter(f"{W}ins", f"{W}del")
        ]
        assert found == changes


@cache
def write(**fields: Any) -> bytes:
    document = make_pitch(themes=("social-protection",), **fields)
    return write_docx(document, brand(), write_pdf(document, brand()).pages)


def body(data: bytes) -> Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))


@pytest.mark.parametrize(
    "fields", [{"name": "Vesterhav Trust"}, {"type": "company"}, {"name": "مؤسسة", "type": "ngo"}]
)
def test_a_redline_of_two_pitches_holds_both_and_is_whole(fields: dict[str, Any]) -> None:
    old, new = write(), write(**fields)
    redline = make_redline(old, new, "proposalgen")
    words = [" ".join(accept(body(one))).split() for one in (redline, new)]
    assert words[0] == words[1]
    assert " ".join(reject(body(redline))).split() == " ".join(accept(body(old))).split()
    assert check_docx(redline) == ()
    ids = re.findall(r'<w:(?:ins|del) w:id="(\d+)"', etree.tostring(body(redline)).decode())
    assert len(ids) == len(set(ids)) > 0


def test_a_control_with_changes_in_it_is_no_longer_filled_from_its_part() -> None:
    redline = body(make_redline(write(), write(name="Vesterhav Trust"), "proposalgen"))
    assert [*body(write()).iter(f"{W}dataBinding")]
    assert not [*redline.iter(f"{W}dataBinding")]


def test_equal_files_have_no_changes() -> None:
    redline = body(make_redline(write(), write(), "proposalgen"))
    assert not list(redline.iter(f"{W}ins", f"{W}del"))


@pytest.mark.parametrize(("old", "new", "kind"), [(1, 2, "ins"), (2, 1, "del")])
def test_a_paragraph_that_came_or_went_is_marked_itself_and_leaves_no_empty_one(
    old: int, new: int, kind: str
) -> None:
    paragraphs = [["The first stays."], ["The second does not."]]
    after = make_document(paragraphs[:new])
    track_changes(make_document(paragraphs[:old]), after, Revisions("a", "2026-11-26T00:00:00Z"))
    (changed,) = (p for p in after.iter(f"{W}p") if "second" in "".join(map(str, p.itertext())))
    assert changed.find(f"{W}pPr/{W}rPr/{W}{kind}") is not None
    assert changed[0].tag == f"{W}pPr"  # or Word refuses the file
    assert len(list(after.iterfind(f".//{W}pPr/{W}rPr/*"))) == 1
