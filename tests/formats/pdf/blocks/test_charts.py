"""Bar charts: a bar is as long as its share."""

from __future__ import annotations

from itertools import pairwise

import pytest

from proposalgen.formats.pdf.blocks.charts import make_chart, place_strands
from proposalgen.formats.pdf.canvas import MM
from proposalgen.model.document import Bar, Chart
from tests.formats.pdf.setting import draw, make_column, show
from tests.support.sample import t

WIDTH = 400.0
CHART = Chart(
    caption=t("Who is covered"),
    bars=(
        Bar("Europe", "of all people", "82%", 82.0, "europe"),
        Bar("Africa", "of all people", "19%", 19.1, "africa"),
    ),
    on="covered",
    off="not covered",
    alt="Bars: 82% and 19%",
)


@pytest.mark.parametrize("share", [0, 19.1, 50, 82, 100])
def test_the_thick_line_of_a_strand_is_as_long_as_the_share(share: float) -> None:
    strands = list(place_strands(share, WIDTH))
    assert len(strands) == 3
    for thin, thick in strands:
        assert thin[2] == WIDTH
        assert thick[2] == pytest.approx(WIDTH * share / 100)
        assert (thin[0], thick[0]) == (0, 0)


def test_the_thin_line_runs_in_the_middle_of_the_thick_one() -> None:
    for thin, thick in place_strands(50, WIDTH):
        assert thin[1] + thin[3] / 2 == pytest.approx(thick[1] + thick[3] / 2)


def test_strands_stand_one_below_the_other() -> None:
    tops = [thick[1] for _, thick in place_strands(50, WIDTH)]
    assert [after - before for before, after in pairwise(tops)] == (
        pytest.approx([2.3 * MM, 2.3 * MM])
    )


def test_bars_are_drawn_at_the_right_as_long_as_their_shares() -> None:
    column = make_column(480)
    rects = draw(make_chart(column, CHART), 50, 60).rects
    left, long = 50 + 480 * 0.37, 480 * 0.63
    assert {rect.x for rect in rects} == {left}
    accent, text = column.palette.accent, column.palette.text
    parts = [rect.width for rect in rects if rect.colour == accent]
    wholes = [rect.width for rect in rects if rect.colour == text]
    assert parts == pytest.approx([long * 0.82] * 3 + [long * 0.191] * 3)
    assert wholes == pytest.approx([long] * 6)


def test_the_picture_is_a_figure_that_says_what_it_shows_after_all_words() -> None:
    column = make_column()
    box = make_chart(column, CHART)
    show(draw(box))
    holder = column.element.kids[0]
    *_, last = list(column.element.walk())
    assert holder is not last
    assert (last.kind, last.alt) == ("Figure", CHART.alt)
    assert "/BBox" in last.attributes
