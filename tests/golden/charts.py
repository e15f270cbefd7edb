"""Charts as numbers: those that the DOCX keeps, and those that the PDF draws."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import pikepdf
from lxml import etree

from proposalgen.model.document import Chart, Document
from proposalgen.model.walk import walk_blocks
from tests.golden.pages import Drawn, format_box, read_pages
from tests.golden.tags import find_content

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def describe(document: Document, docx: bytes, pdf: bytes) -> str:
    """Return the document's charts, then those of the DOCX, then what the PDF's figures draw."""
    lines = [*_describe_document(document), *_describe_docx(docx), *_describe_pdf(document, pdf)]
    return "".join(f"{line}\n" for line in lines)


def _find_charts(document: Document) -> list[Chart]:
    blocks = [block for section in document.sections for block in walk_blocks(section.blocks)]
    return [block for block in blocks if isinstance(block, Chart)]


def _describe_document(document: Document) -> Iterator[str]:
    for chart in _find_charts(document):
        yield f"document: {chart.on} / {chart.off}"
        for bar in chart.bars:
            yield f"  {bar.label}, {bar.detail}: {bar.figure} is {bar.share:g} of 100"


def _describe_docx(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if re.fullmatch(r"word/charts/chart\d+\.xml", name):
                yield name
                yield from _describe_series(etree.fromstring(package.read(name)))
            elif name.endswith(".xlsx"):
                yield name
                yield from _describe_workbook(package.read(name))


def _describe_series(root: etree._Element) -> Iterator[str]:
    for setting in ("barDir", "grouping", "gapWidth", "overlap", "max", "min"):
        yield f"  {setting} {' '.join(one.get('val', '') for one in root.iter(_C + setting))}"
    for series in root.iter(f"{_C}ser"):
        fill = series.find(f"{_C}spPr//{_A}srgbClr")
        said = [value.text or "" for value in series.iterfind(f"{_C}tx//{_C}v")]
        yield f"  series {' '.join(said)}, #{'' if fill is None else fill.get('val')}"
        values = series.iterfind(f"{_C}val//{_C}v")
        yield f"    {' '.join(value.text or '' for value in values)}"


def _describe_workbook(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if "/sheet" in name:
                for row in etree.fromstring(package.read(name)).iter(f"{_SHEET}row"):
                    cells = ("".join(map(str, cell.itertext())).replace("\n", ", ") for cell in row)
                    yield f"  {' | '.join(cells)}"


def _describe_pdf(document: Document, data: bytes) -> Iterator[str]:
    """Yield what each figure draws: a chart's bars by what part of the longest they are."""
    charts = {chart.alt for chart in _find_charts(document)}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        figures = list(find_content(pdf, "Figure"))
    pages = list(read_pages(data))
    for alt, contents in figures:
        page = contents[0][0]
        drawn = [one for page, mcid in contents for one in pages[page - 1] if one.mcid == mcid]
        yield f"PDF, page {page}: {alt[:60]}"
        if alt in charts:
            yield from _describe_bars(drawn)
        else:
            yield from _describe_shapes(drawn)


def _describe_bars(drawn: list[Drawn]) -> Iterator[str]:
    longest = max(one.box[2] - one.box[0] for one in drawn)
    for one in drawn:
        share = (one.box[2] - one.box[0]) / longest * 100
        yield f"  {one.kind} {share:.1f} of 100, {one.paint}, at {format_box(one.box)}"


def _describe_shapes(drawn: list[Drawn]) -> Iterator[str]:
    counted: dict[tuple[str, str], int] = {}
    for one in drawn:
        key = one.kind, one.paint
        counted[key] = counted.get(key, 0) + max(one.parts, 1)
    for (kind, paint), count in counted.items():
        yield f"  {count} {kind} {paint}".rstrip()
