"""The reader: what a DOCX says, from its XML alone, and one error for what is damaged."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from proposalgen.formats.docx.reader import DocxReader
from proposalgen.formats.format import UnreadableError
from proposalgen.model.document import ItemList, Paragraph, Text
from tests.formats.docx.support import DOCUMENT, change, make_with, write
from tests.support.changes import make_logo, put_meta
from tests.support.sample import make_document

DATA = write(make_document())


def test_each_paragraph_stands_under_the_heading_above_it() -> None:
    passages = DocxReader(DATA).passages()
    assert ("A plain page", "Words") not in passages  # a heading is the heading of itself
    assert ("Words", "Words") in passages
    assert ("Words", "Kept apart.") in passages


def test_a_reference_to_a_note_is_its_number_in_brackets_each_time() -> None:
    words = DocxReader(DATA).words()
    assert words.count("[2]") > 2


def test_a_chart_is_read_bar_by_bar_and_then_its_legend() -> None:
    said = " ".join(DocxReader(DATA).words())
    assert "52.4%" in said


def test_only_the_logo_is_a_picture_from_outside() -> None:
    assert DocxReader(DATA).pictures() == []
    document = put_meta(logo=make_logo())(make_document())
    (picture,) = DocxReader(write(document)).pictures()
    assert picture.size[0] > picture.size[1]


def test_a_file_without_facts_has_none() -> None:
    assert DocxReader(DATA).facts() is None


def test_a_list_is_read_item_by_item() -> None:
    items = ItemList(((Text("One."),), (Text("Two."),)))
    reader = DocxReader(write(make_with(Paragraph((Text("Zero."),)), items)))
    assert [text for _, text in reader.passages()] == ["One", "Zero.", "One.", "Two."]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:100],
        lambda data: b"PK\x03\x04 cut",
        lambda data: change(data, DOCUMENT, "</w:document>", ""),
        lambda data: change(data, DOCUMENT, "w:body", "w:corpse"),
        lambda data: change(data, DOCUMENT, r'(<c:chart [^>]*r:id=)"\w+"', r'\1"rId999"'),
    ],
)
def test_damage_is_one_error(spoil: Callable[[bytes], bytes]) -> None:
    with pytest.raises(UnreadableError):
        DocxReader(spoil(DATA)).words()
