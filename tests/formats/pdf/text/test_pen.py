"""Set text is drawn as marked content."""

from __future__ import annotations

import re

import pytest

from proposalgen.formats.pdf.drawn import DrawnPages
from proposalgen.formats.pdf.structure import Element
from proposalgen.formats.pdf.text.pen import Pen
from proposalgen.formats.pdf.text.style import TextStyle
from proposalgen.model.document import Inlines, Link, NoteMark, Text
from tests.formats.pdf.setting import (
    A4,
    RecordingCanvas,
    list_kinds,
    make_setter,
    make_style,
    show,
)
from tests.support.sample import t


def draw(
    inlines: Inlines, width: float = 400, style: TextStyle | None = None, *, tagged: bool = True
) -> DrawnPages:
    """Draw inlines with the upper left corner at 50, 60."""
    canvas = RecordingCanvas()
    element = canvas.root.add("P") if tagged else None
    lines = make_setter().set(inlines, style or make_style(), width)
    Pen(canvas).draw(lines, 50, 60, element)
    return show(canvas)


def find_places(drawn: DrawnPages) -> list[tuple[float, float]]:
    """Return where each line begins: points from the lower left corner."""
    found = re.findall(rb"1 0 0 1 ([\d.]+) ([\d.]+) Tm", drawn.pages[0].content)
    return [(float(x), float(y)) for x, y in found]


def root_of(drawn: DrawnPages) -> Element:
    return drawn.elements[0]


def test_lines_stand_one_leading_below_the_other() -> None:
    style = make_style()
    places = find_places(draw(t("word " * 40), 200))
    first = A4[1] - 60 - style.baseline
    assert len(places) > 2
    assert {x for x, _ in places} == {50}
    assert [y for _, y in places] == pytest.approx(
        [first - line * style.leading for line in range(len(places))], abs=0.01
    )


def test_text_set_flush_right_ends_at_the_right_edge() -> None:
    style = TextStyle("body", 10, 14, 0, "#000000", "#000000", align="right")
    ((x, _),) = find_places(draw(t("word"), 200, style))
    assert x == pytest.approx(250 - make_setter().measure("word", style), abs=0.01)


def test_text_without_an_element_is_an_artifact_its_links_too() -> None:
    drawn = draw((Link("here", "https://x.org"),), tagged=False)
    assert drawn.pages[0].content.startswith(b"/Artifact BMC BT")
    assert drawn.pages[0].owners == ()
    assert drawn.links == ()


def test_a_link_that_wraps_is_one_element_with_an_annotation_on_each_line() -> None:
    drawn = draw((Link("a link of several words " * 4, "https://x.org"),), 200)
    assert list_kinds(root_of(drawn)) == ["P", "Link"]
    assert len(drawn.links) > 1
    assert {link.element for link in drawn.links} == {drawn.elements[2]}


def test_the_mark_of_a_note_is_a_link_in_a_reference() -> None:
    drawn = draw((Text("Said"), NoteMark("report")))
    assert list_kinds(root_of(drawn)) == ["P", "Reference", "Link"]
    assert [placeholder.destination for placeholder in drawn.pages[0].placeholders] == [
        "note-report"
    ]


def test_words_of_another_language_stand_in_a_span_that_names_it() -> None:
    drawn = draw((Text("For "), Text("קרן שלום", field="name")))
    span = drawn.elements[-1]
    assert (span.kind, span.language) == ("Span", "he")


def test_a_word_whose_glyphs_do_not_spell_it_says_its_text() -> None:
    assert b"/ActualText" not in draw(t("plain words")).pages[0].content
    assert b"/ActualText" in draw((Text("قرن", field="name"),)).pages[0].content


def test_such_a_word_in_an_artifact_says_its_text_and_belongs_to_no_element() -> None:
    content = draw((Text("For قرن", field="name"),), tagged=False).pages[0].content
    assert re.search(
        rb"/Artifact BMC BT .*/Span <</ActualText <FEFF064206310646>>> BDC .* ET EMC", content
    )
    assert b"/MCID" not in content
    assert content.count(b"BMC") + content.count(b"BDC") == content.count(b"EMC") == 2


def test_a_glyph_keeps_its_meaning_in_all_of_a_document() -> None:
    first = draw(t("5 Ω"))
    canvas = RecordingCanvas()
    canvas.to_unicode = {face: dict(glyphs) for face, glyphs in first.to_unicode.items()}
    lines = make_setter().set(t("5 \u2126"), make_style(), 400)
    Pen(canvas).draw(lines, 50, 60, canvas.root.add("P"))
    assert b"/ActualText <FEFF2126>" in show(canvas).pages[0].content


def test_an_annotation_covers_all_words_of_its_line() -> None:
    drawn = draw((Link("several words", "https://x.org"),))
    (link,) = drawn.links
    rect = re.search(r"/Rect \[([\d.]+) [\d.]+ ([\d.]+) ", link.entries)
    assert rect
    width = make_setter().measure("several words", make_style())
    assert [float(edge) for edge in rect.groups()] == pytest.approx([50, 50 + width], abs=0.01)
