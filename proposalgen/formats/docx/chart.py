"""The native chart, which python-docx has no class for, and the workbook inside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from proposalgen.caches import cached
from proposalgen.formats.docx.archive import Member, zip_files
from proposalgen.formats.docx.xml import XML, R, escape, hex_colour
from proposalgen.model.document import Bar, Chart

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

_NARROW = 14
"""Below this share a figure has no room on its bar."""


@dataclass(frozen=True, slots=True)
class ChartLook:
    """The colours and the face of a chart: the part, the rest, the figures and the words."""

    on: str
    off: str
    figure: str
    text: str
    family: str


def category(bar: Bar) -> str:
    """Return the words beside a bar: its label, and below it who is counted."""
    return "\n".join(filter(None, (bar.label, bar.detail)))


def number_format(figure: str, value: float) -> str:
    """Return the number format by which a value reads exactly as the figure printed.

    ``52.4%`` is ``0.0"%"``. A figure that is no plain form of the value is its own format.
    """
    if match := re.search(r"\d+(?:\.(\d+))?", figure):
        places = len(match[1] or "")
        if f"{value:.{places}f}" == match[0]:
            plain = "0." + "0" * places if places else "0"
            before, after = figure[: match.start()], figure[match.end() :]
            return _literal(before) + plain + _literal(after)
    return _literal(figure)


def _literal(text: str) -> str:
    """Return text as a number format shows it: quoted, its own quotes escaped."""
    parts = (f'"{part}"' if part else "" for part in text.split('"'))
    return '\\"'.join(parts)


@cached("charts", size=64, why="documents with the same themes have the same charts")
def make_chart(chart: Chart, look: ChartLook, language: str) -> Member:
    """Return a chart of horizontal bars stacked to 100 (ECMA-376 part 1, 21.2).

    Its data lie in the workbook related to it as ``rId1``.
    """
    # Categories count from the foot of a bar chart; "maxMin" puts the first one at the top.
    series = _series(chart, 0, look, language) + _series(chart, 1, look, language)
    markup = (
        f'{XML}<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}" xmlns:r="{R}"><c:date1904 val="0"/>'
        f'<c:lang val="{language}"/><c:roundedCorners val="0"/><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart><c:barDir val="bar"/>'
        f'<c:grouping val="percentStacked"/><c:varyColors val="0"/>{series}'
        '<c:gapWidth val="70"/><c:overlap val="100"/><c:axId val="1"/><c:axId val="2"/>'
        "</c:barChart><c:catAx>"
        f'{_axis(1, "l", "maxMin")}<c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_text(look, look.text, 900, language)}"
        '<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f"<c:valAx>{_axis(2, 'b', 'minMax', limits=True)}"
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="none"/><c:crossAx val="1"/>'
        '<c:crosses val="autoZero"/></c:valAx></c:plotArea><c:legend><c:legendPos val="b"/>'
        f'<c:overlay val="0"/>{_text(look, look.text, 900, language)}</c:legend>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )
    return Member(markup.encode())


def _axis(number: int, side: str, order: str, *, limits: bool = False) -> str:
    # On an axis of percentages the whole is 1: it ends there, not at a round number above it.
    ends = '<c:max val="1"/><c:min val="0"/>' if limits else ""
    gone = int(limits)
    return (
        f'<c:axId val="{number}"/><c:scaling><c:orientation val="{order}"/>{ends}</c:scaling>'
        f'<c:delete val="{gone}"/><c:axPos val="{side}"/>'
    )


def _series(chart: Chart, index: int, look: ChartLook, language: str) -> str:
    name = (chart.on, chart.off)[index]
    colour = (look.on, look.off)[index]
    column = "BC"[index]
    last = len(chart.bars) + 1
    categories = _points([category(bar) for bar in chart.bars])
    values = _points([_plain(_split(bar)[index]) for bar in chart.bars])
    labels = _label_bars(chart, look, language) if index == 0 else _NO_LABELS
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:strRef>'
        f"<c:f>Data!${column}$1</c:f><c:strCache>{_points([name])}</c:strCache></c:strRef></c:tx>"
        f"<c:spPr>{_fill(colour)}</c:spPr>"
        f'<c:invertIfNegative val="0"/>{labels}'
        f"<c:cat><c:strRef><c:f>Data!$A$2:$A${last}</c:f><c:strCache>{categories}</c:strCache>"
        f"</c:strRef></c:cat><c:val><c:numRef><c:f>Data!${column}$2:${column}${last}</c:f>"
        f"<c:numCache><c:formatCode>General</c:formatCode>{values}</c:numCache></c:numRef></c:val>"
        "</c:ser>"
    )


def _split(bar: Bar) -> tuple[float, float]:
    """Return the part and the rest of 100, without the noise of binary fractions."""
    return bar.share, round(100 - bar.share, 6)


def _plain(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _points(values: list[str]) -> str:
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{escape(value)}</c:v></c:pt>'
        for index, value in enumerate(values)
    )
    return f'<c:ptCount val="{len(values)}"/>{points}'


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{hex_colour(colour)}"/></a:solidFill>'


def _text(look: ChartLook, colour: str, size: int, language: str, *, bold: bool = False) -> str:
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}" b="{int(bold)}">'
        f'{_fill(colour)}<a:latin typeface="{escape(look.family)}"/></a:defRPr></a:pPr>'
        f'<a:endParaRPr lang="{language}"/></a:p></c:txPr>'
    )


def _show(*, value: bool) -> str:
    shown = {"LegendKey": False, "Val": value, "CatName": False, "SerName": False}
    shown |= {"Percent": False, "BubbleSize": False}
    return "".join(f'<c:show{name} val="{int(yes)}"/>' for name, yes in shown.items())


_NO_LABELS = f"<c:dLbls>{_show(value=False)}</c:dLbls>"


def _label_bars(chart: Chart, look: ChartLook, language: str) -> str:
    """Return the figure of each bar, in its own number format and, on a short bar, readable."""
    labels = ""
    for index, bar in enumerate(chart.bars):
        colour = look.figure if bar.share >= _NARROW else look.text
        position = "inBase" if bar.share >= _NARROW else "inEnd"
        code = escape(number_format(bar.figure, bar.share))
        labels += (
            f'<c:dLbl><c:idx val="{index}"/><c:numFmt formatCode="{code}" sourceLinked="0"/>'
            f"<c:spPr><a:noFill/></c:spPr>{_text(look, colour, 1200, language, bold=True)}"
            f'<c:dLblPos val="{position}"/>{_show(value=True)}</c:dLbl>'
        )
    return f"<c:dLbls>{labels}{_show(value=True)}</c:dLbls>"


@cached("workbooks of charts", size=64, why="documents with the same themes have the same charts")
def make_workbook(chart: Chart) -> Member:
    """Return the chart's data as a small workbook, which Word opens by "Edit data"."""

    def words(cell: str, text: str) -> str:
        preserved = f'<t xml:space="preserve">{escape(text)}</t>'
        return f'<c r="{cell}" t="inlineStr"><is>{preserved}</is></c>'

    rows = f'<row r="1">{words("B1", chart.on)}{words("C1", chart.off)}</row>'
    for number, bar in enumerate(chart.bars, 2):
        cells = words(f"A{number}", category(bar))
        for column, value in zip("BC", _split(bar), strict=True):
            cells += f'<c r="{column}{number}"><v>{_plain(value)}</v></c>'
        rows += f'<row r="{number}">{cells}</row>'
    files = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml"'
            f' ContentType="{_OFFICE}.sheet.main+xml"/><Override'
            f' PartName="/xl/worksheets/sheet1.xml" ContentType="{_OFFICE}.worksheet+xml"/></Types>'
        ),
        "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_SHEET}" xmlns:r="{R}"><sheets>'
            '<sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData></worksheet>'
        ),
    }
    return Member(zip_files((name, (XML + xml).encode()) for name, xml in files.items()))


def _relation(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{R}/{kind}" Target="{target}"/></Relationships>'
    )
