"""Runs: text as it is, told its language and its direction."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn
from lxml import etree

from proposalgen.formats.docx.reader import DocxReader
from proposalgen.model.document import Text
from proposalgen.model.walk import words
from tests.formats.docx.support import DOCUMENT, make_paragraph, read_part, write
from tests.support.names import ALL
from tests.support.sample import make_document


def test_spaces_at_the_ends_of_runs_are_kept() -> None:
    assert 'xml:space="preserve">Illness, old age' in read_part(write(make_document()), DOCUMENT)


Run = tuple[str, list[str], dict[str, str]]
"""Its text, the names of its properties, and its languages."""


def runs_of(name: str) -> list[Run]:
    """Return the runs of a sentence that begins with a partner's name, but for the title's."""
    data = write(make_paragraph(Text(name, field="name"), Text(", 2030")))
    body = etree.fromstring(read_part(data, DOCUMENT).encode())
    runs = [run for run in body.iter(qn("w:r")) if run.find(qn("w:t")) is not None]
    return [describe(run) for run in runs[1:]]


def describe(run: etree._Element) -> Run:
    properties = run.find(qn("w:rPr"))
    found = [] if properties is None else list(properties)
    languages = {
        str(etree.QName(key).localname): str(value)
        for one in found
        if one.tag == qn("w:lang")
        for key, value in one.attrib.items()
    }
    return (
        run.findtext(qn("w:t")) or "",
        [str(etree.QName(one).localname) for one in found],
        languages,
    )


@pytest.mark.parametrize("name", ALL)
def test_a_name_in_any_script_is_in_the_file_as_it_is(name: str) -> None:
    document = make_paragraph(Text(name, field="name"))
    assert DocxReader(write(document)).words() == list(words(document, {"one": 1}))


def test_arabic_runs_from_right_to_left_and_what_follows_stays_behind_it() -> None:
    assert runs_of("مؤسسة") == [
        ("مؤسسة", ["rFonts", "rtl", "lang"], {"bidi": "ar-SA"}),
        ("\u200e", [], {}),
        (", 2030", [], {}),
    ]


@pytest.mark.parametrize(
    ("name", "marks", "language"),
    [
        ("Гідність", ["lang"], {"val": "uk-UA"}),
        ("मजदूर", ["rFonts", "cs", "lang"], {"bidi": "hi-IN"}),
        ("日本の会", ["rFonts", "lang"], {"eastAsia": "ja-JP"}),
        ("北京", ["rFonts", "lang"], {"eastAsia": "zh-CN"}),
        ("አዲስ", ["rFonts", "lang"], {"val": "am-ET"}),
        ("Nordhavn", [], {}),
    ],
)
def test_a_run_tells_word_its_script_and_its_language(
    name: str, marks: list[str], language: dict[str, str]
) -> None:
    assert runs_of(name)[0] == (name, marks, language)


def test_a_name_of_two_directions_is_one_from_right_to_left() -> None:
    data = write(make_paragraph(Text("שלום ABC רב", field="name")))
    body = etree.fromstring(read_part(data, DOCUMENT).encode())
    (embedded,) = body.iter(qn("w:dir"))
    assert "".join(map(str, embedded.itertext())) == "שלום ABC רב"
    assert embedded.get(qn("w:val")) == "rtl"
