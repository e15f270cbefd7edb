"""The chart is native, told in words, and holds its data."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from lxml import etree

from proposalgen.formats.docx.chart import ChartLook, make_chart, make_workbook, number_format
from proposalgen.formats.docx.graphics_text import format_number
from proposalgen.model.document import Bar, Chart, Text
from tests.formats.docx.support import DOCUMENT, read_part, write
from tests.support.sample import make_document

XLSX = "word/embeddings/chart1.xlsx"


def test_the_chart_is_native_told_in_words_and_holds_its_data() -> None:
    data = write(make_document())
    chart = read_part(data, "word/charts/chart1.xml")
    assert "<c:barChart>" in chart
    assert 'formatCode="0.0&quot;%&quot;"' in chart
    assert 'descr="52.4% of people have any benefit' in read_part(data, DOCUMENT)
    workbook = zipfile.ZipFile(io.BytesIO(zipfile.ZipFile(io.BytesIO(data)).read(XLSX)))
    assert "<v>52.4</v>" in workbook.read("xl/worksheets/sheet1.xml").decode()
    assert workbook.testzip() is None


@pytest.mark.parametrize(
    ("figure", "value"),
    [("52.4%", 52.4), ("60%", 60.0), ("about 7", 7.0), ("3 in 10", 30.0), ('say "half"', 50.0)],
)
def test_a_figure_reads_in_the_chart_as_it_is_printed(figure: str, value: float) -> None:
    assert format_number(value, number_format(figure, value)) == figure


CHART = Chart(
    (Text("Who has a pension"),),
    (Bar("Men", "of working age", "60%", 60.0, "a"), Bar("Women", "", "12.5%", 12.5, "b")),
    on="with",
    off="without",
    alt="Who has one",
)
LOOK = ChartLook("#111111", "#222222", "#333333", "#444444", "Some Sans")
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def read_series(chart: bytes) -> dict[str, list[str]]:
    """Return the values of each series of a chart by its name."""
    series = etree.fromstring(chart).iter(f"{C}ser")
    return {
        one.findtext(f"{C}tx//{C}v") or "": [v.text or "" for v in one.iterfind(f"{C}val//{C}v")]
        for one in series
    }


def test_bars_show_the_part_first_and_then_the_rest() -> None:
    read = read_series(make_chart(CHART, LOOK, "en").content)
    assert read == {"with": ["60", "12.5"], "without": ["40", "87.5"]}
    assert list(read) == ["with", "without"]


def test_the_part_and_the_rest_have_the_colours_of_the_look() -> None:
    chart = make_chart(CHART, LOOK, "en").content.decode()
    fills = re.findall(r'<c:spPr><a:solidFill><a:srgbClr val="(\w+)"/>', chart)
    assert fills == ["111111", "222222"]


def test_a_figure_stands_beside_a_bar_that_is_too_short_for_it() -> None:
    chart = make_chart(CHART, LOOK, "en").content.decode()
    assert re.findall(r'<c:dLblPos val="(\w+)"/>', chart) == ["inBase", "inEnd"]


def test_the_workbook_has_the_numbers_that_the_chart_shows() -> None:
    with zipfile.ZipFile(io.BytesIO(make_workbook(CHART).content)) as file:
        sheet = file.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r"<v>([\d.]+)</v>", sheet) == ["60", "40", "12.5", "87.5"]
