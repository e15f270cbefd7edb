"""The table of contents."""

from __future__ import annotations

from proposalgen.formats.pdf.blocks.contents import make_contents
from proposalgen.model.document import Contents, Entry
from tests.formats.pdf.setting import A4, draw, list_kinds, make_column, show
from tests.support.sample import t

CONTENTS = Contents((Entry("story", t("Champa")), Entry("ask", t("Lay the next tiles."))))


def test_each_entry_is_one_link_to_its_section() -> None:
    column = make_column(200)
    drawn = show(draw(make_contents(column, CONTENTS)))
    assert list_kinds(column.element) == ["TOC", *["TOCI", "Reference", "Link"] * 2]
    assert [(link.contents, link.destination) for link in drawn.links] == [
        ("Champa", "section-story"),
        ("Lay the next tiles.", "section-ask"),
    ]


def test_the_number_of_its_page_is_filled_in_later_flush_right() -> None:
    drawn = show(draw(make_contents(make_column(200), CONTENTS), 50, 60))
    first, second = drawn.pages[0].placeholders
    assert (first.destination, second.destination) == ("section-story", "section-ask")
    lefts = [float(first.show(number).split()[4]) for number in (1, 8, 88)]
    assert all(left < 250 for left in lefts)
    assert lefts[2] < lefts[1]
    assert 0 < float(first.show(1).split()[5]) < A4[1] - 60
