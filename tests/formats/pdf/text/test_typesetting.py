"""Inlines become runs, and runs lines."""

from __future__ import annotations

import pytest

from proposalgen.formats.pdf.text.typesetting import load_compositor
from proposalgen.model.document import Break, Inline, Link, NoteMark, PageMark, Text
from tests.formats.pdf.setting import make_setter, make_style
from tests.support.real import brand
from tests.support.sample import t

CASES: list[tuple[Inline, dict[str, object]]] = [
    (Text("plain"), {"text": "plain", "font": "body"}),
    (Text("bold", bold=True), {"font": "body-bold"}),
    (Text("italic", italic=True), {"font": "body-italic"}),
    (Link("here", "https://x.org"), {"url": "https://x.org", "contents": "here: https://x.org"}),
    (NoteMark("report"), {"text": "3", "destination": "note-report", "deferred": True, "rise": 3}),
    (PageMark("ask"), {"text": "9", "destination": "section-ask", "deferred": True}),
    (PageMark("unknown"), {"text": "1"}),
    (Break(), {"text": "\n"}),
]


@pytest.mark.parametrize(("inline", "wanted"), CASES, ids=lambda value: type(value).__name__)
def test_each_kind_of_inline_becomes_a_run(inline: Inline, wanted: dict[str, object]) -> None:
    (run,) = make_setter().set((inline,), make_style(), 400).runs
    assert {name: getattr(run, name) for name in wanted} == wanted


def test_a_link_has_the_colour_of_links() -> None:
    style = make_style()
    (run,) = make_setter().set((Link("here", "https://x.org"),), style, 400).runs
    assert run.colour == style.link


def test_the_mark_of_a_note_grows_with_a_title() -> None:
    style = make_style("opener")
    (run,) = make_setter().set((NoteMark("report"),), style, 400).runs
    assert (run.size, run.rise) == pytest.approx((style.size * 0.3, style.size * 0.4))


def test_a_partners_text_keeps_its_own_direction() -> None:
    lines = make_setter().set((Text("For "), Text("קרן", field="name")), make_style(), 400)
    assert [(run.level % 2, run.language, run.field) for run in lines.runs] == [
        (0, "", ""),
        (1, "he", "name"),
    ]


def test_a_face_without_others_for_emphasis_shows_none() -> None:
    (run,) = make_setter().set((Text("loud", bold=True),), make_style("title"), 400).runs
    assert run.font == make_style("title").font


def test_lines_are_split_and_keep_their_elements() -> None:
    lines = make_setter().set(t("word " * 100), make_style(), 200)
    first, rest = lines.split(3)
    assert (len(first.lines), len(rest.lines)) == (3, len(lines.lines) - 3)
    assert first.elements is rest.elements
    assert first.height == pytest.approx(3 * make_style().leading)


def test_the_widest_line_does_not_count_the_space_at_its_end() -> None:
    style = make_style()
    setter = make_setter()
    assert setter.set(t("word "), style, 400).widest == pytest.approx(setter.measure("word", style))


@pytest.mark.parametrize(("number", "equal"), [(1, 1), (7, 2), (12, 10), (222, 100)])
def test_a_number_of_equal_width_is_never_larger(number: int, equal: int) -> None:
    found = load_compositor(brand()).find_equal_width(number)
    assert found <= number
    assert len(str(found)) == len(str(equal))


def test_a_brand_has_one_compositor() -> None:
    assert load_compositor(brand()) is load_compositor(brand())
