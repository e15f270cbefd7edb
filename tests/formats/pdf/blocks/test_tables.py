"""Tables, and the widths of their columns."""

from __future__ import annotations

import pytest

from proposalgen.formats.pdf.blocks.tables import make_table, share_width
from proposalgen.formats.pdf.boxes.box import TextBox
from proposalgen.formats.pdf.boxes.grid import Grid
from proposalgen.formats.pdf.canvas import MM
from proposalgen.model.document import Table
from tests.formats.pdf.setting import draw, make_column, show
from tests.support.sample import t

SHORT = Table((t("A"), t("Beta")), ((t("one"), t("2")), (t("three"), t("44"))), numeric=(1,))
LONG = Table((t("A"), t("B")), ((t("one"), t("a long text " * 30)),))


@pytest.mark.parametrize("table", [SHORT, LONG])
def test_columns_take_the_whole_width(table: Table) -> None:
    assert sum(share_width(make_column(480), table)) == pytest.approx(480)


def test_a_column_that_needs_little_gets_no_more_beside_a_long_one() -> None:
    column = make_column(480)
    narrow, wide = share_width(column, LONG)
    need = column.setter.set(t("one"), column.style("fact"), 10_000).widest + 3 * MM
    assert narrow == pytest.approx(need)
    assert wide == pytest.approx(480 - need)


def test_columns_that_fit_share_the_rest_equally() -> None:
    column = make_column(480)
    first, second = share_width(column, SHORT)
    style = column.style("fact")
    needs = [column.setter.set(t(text), style, 10_000).widest for text in ("three", "Beta")]
    assert first - second == pytest.approx(needs[0] - needs[1])


def test_header_cells_say_whose_headers_they_are() -> None:
    column = make_column()
    show(draw(make_table(column, SHORT)))
    heads = [element for element in column.element.walk() if element.kind == "TH"]
    assert [head.attributes for head in heads] == ["<</O /Table /Scope /Column>>"] * 2


def test_numeric_columns_are_set_flush_right() -> None:
    grid = make_table(make_column(), SHORT).boxes[-1]
    assert isinstance(grid, Grid)
    for row in (grid.head, *grid.rows):
        boxes = [box for _, box in row.cells if isinstance(box, TextBox)]
        assert [box.text.style.align for box in boxes] == ["left", "right"]


def test_a_caption_is_the_tables_own_and_stays_with_it() -> None:
    column = make_column()
    made = make_table(column, Table((t("A"),), ((t("1"),),), caption=t("A caption")))
    assert made.boxes[0].keep
    kinds = [element.kind for element in column.element.walk()]
    assert kinds[1:4] == ["Table", "Caption", "P"]
