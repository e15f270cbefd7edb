"""Tables of data: a header row that is repeated, a title, figures flush right."""

from __future__ import annotations

import re

import pytest

from proposalgen.formats.docx.measures import GAP
from proposalgen.formats.docx.reader import DocxReader
from proposalgen.formats.docx.tables import Cell, Row, layout_table, side_by_side
from proposalgen.formats.docx.xml import twips
from tests.formats.docx.support import open_word, write
from tests.support.sample import make_document


def test_tables_of_data_repeat_their_head_and_name_themselves() -> None:
    data = write(make_document())
    tables = DocxReader(data).tables()
    assert [table[0] for table in tables] == [
        ["Instrument", "Theme", "What it says"],
        ["Theme", "Sum", "As of"],
    ]
    captions = open_word(data).element.xpath("//w:tblCaption/@w:val")
    assert captions == ["Standards of the other themes", "What each theme names"]


def test_figures_and_their_head_are_set_flush_right() -> None:
    element = open_word(write(make_document())).element
    rows = element.xpath("//w:tbl[.//w:tblCaption[@w:val='What each theme names']]/w:tr")
    styles = [row.xpath("w:tc[2]/w:p/w:pPr/w:pStyle/@w:val")[0] for row in rows]
    assert styles == ["PitchTableHeadNumber", "PitchTableTextNumber", "PitchTableTextNumber"]


def test_columns_stand_six_millimetres_apart() -> None:
    markup = side_by_side(["<w:p/>", "<w:p/>", "<w:p/>"], 170, GAP)
    assert re.findall(r'<w:right w:w="(\d+)" w:type="dxa"/></w:tcMar>', markup) == ["340", "340"]
    widths = [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"/>', markup)]
    assert widths[0] == widths[1] == widths[2] + 340
    assert sum(widths) == pytest.approx(twips(170), abs=2)


def test_a_table_that_sets_the_page_has_no_style_and_no_header_row() -> None:
    markup = layout_table((10, 20), [Row((Cell("<w:p/>"), Cell("<w:p/>")))])
    assert "w:tblStyle" not in markup
    assert "w:tblHeader" not in markup
    assert 'w:firstRow="0"' in markup


def test_a_cell_has_its_ground_its_padding_and_its_place() -> None:
    cell = Cell("<w:p/>", "#123456", (1, 2, 3, 4), "bottom")
    markup = layout_table((10,), [Row((cell,), height=5)])
    assert '<w:shd w:val="clear" w:color="auto" w:fill="123456"/>' in markup
    sides = re.findall(r'<w:(top|left|bottom|right) w:w="(\d+)" w:type="dxa"/>', markup)
    assert sides[2:] == [("top", "57"), ("left", "227"), ("bottom", "170"), ("right", "113")]
    assert '<w:vAlign w:val="bottom"/>' in markup
    assert f'<w:trHeight w:val="{twips(5)}" w:hRule="atLeast"/>' in markup


def test_a_row_stays_on_one_page_unless_it_may_split() -> None:
    cells = (Cell("<w:p/>"),)
    assert "<w:cantSplit/>" in layout_table((10,), [Row(cells)])
    assert "<w:cantSplit/>" not in layout_table((10,), [Row(cells, splits=True)])
