"""The graphics of one document: pictures, the partner's logo and charts, each with its parts."""

from __future__ import annotations

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.parts.document import DocumentPart

from proposalgen.brand.drawing import Drawing
from proposalgen.brand.model import Brand
from proposalgen.formats.docx.archive import Member
from proposalgen.formats.docx.chart import (
    CHART_TYPE,
    WORKBOOK_TYPE,
    ChartLook,
    make_chart,
    make_workbook,
)
from proposalgen.formats.docx.package import MemberPart
from proposalgen.formats.docx.pictures import (
    PNG_TYPE,
    SVG_TYPE,
    backdrop_run,
    inline_run,
    picture_run,
    render,
    render_logo,
)
from proposalgen.formats.docx.xml import R
from proposalgen.model.document import Chart, Logo

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


class Graphics:
    """Adds graphics to one document's package and returns the runs that show them.

    Args:
        brand: The look of charts.
        language: That of the document, as a BCP 47 tag.
        part: The main document part, to which the graphics are related.
    """

    def __init__(self, brand: Brand, language: str, part: DocumentPart) -> None:
        self._brand = brand
        self._language = language
        self._part = part
        self._count = 0
        """Drawings so far; each has a number of its own in the document (20.4.2.5)."""
        self._charts = 0
        self._relationships: dict[Drawing, tuple[str, str]] = {}
        """Those to the PNG and to the SVG of each drawing: equal drawings share their files."""

    def chart(self, chart: Chart, width: float, height: float) -> str:
        """Return a run with a native chart of a size in millimetres; its data can be edited."""
        self._charts += 1
        number, package = self._charts, self._part.package
        member = make_chart(chart, self._look_of_charts(), self._language)
        part = MemberPart(f"/word/charts/chart{number}.xml", CHART_TYPE, member, package)
        workbook = f"/word/embeddings/chart{number}.xlsx"
        part.relate_to(
            MemberPart(workbook, WORKBOOK_TYPE, make_workbook(chart), package), f"{R}/package"
        )
        relationship = self._part.relate_to(part, f"{R}/chart")
        return inline_run(
            f'<a:graphicData uri="{_CHART}"><c:chart xmlns:c="{_CHART}" r:id="{relationship}"/>'
            "</a:graphicData>",
            f"Chart {number}",
            self._next_number(),
            (width, height),
            chart.alt,
        )

    def _look_of_charts(self) -> ChartLook:
        colours = self._brand.colours
        return ChartLook(
            on=colours.primary,
            off=colours.rule,
            figure=colours.on_primary,
            text=colours.text,
            family=self._brand.fonts.small.family,
        )

    def picture(self, drawing: Drawing) -> str:
        """Return a run with a drawing in its own size."""
        png, svg = self._add_drawing(drawing)
        size = drawing.width, drawing.height
        return picture_run(size, drawing.alt, self._next_number(), png, svg)

    def backdrop(self, drawing: Drawing, x: float, y: float) -> str:
        """Return a run with a drawing behind the text, at a place of the page in millimetres."""
        png, svg = self._add_drawing(drawing)
        return backdrop_run((drawing.width, drawing.height), (x, y), self._next_number(), png, svg)

    def _add_drawing(self, drawing: Drawing) -> tuple[str, str]:
        """Return the relationships to a drawing's PNG and SVG."""
        # The same sign or numeral comes on several pages, and is one file in the package.
        if drawing not in self._relationships:
            number, picture = len(self._relationships) + 1, render(drawing)
            self._relationships[drawing] = (
                self._add_image(f"picture{number}.png", PNG_TYPE, picture.png),
                self._add_image(f"picture{number}.svg", SVG_TYPE, picture.svg),
            )
        return self._relationships[drawing]

    def logo(self, logo: Logo, size: tuple[float, float], ground: str) -> str:
        """Return a run with a logo on a panel of a size in millimetres and a colour."""
        png = self._add_image("logo.png", PNG_TYPE, render_logo(logo, size, ground))
        return picture_run(size, logo.alt, self._next_number(), png)

    def _add_image(self, name: str, content_type: str, member: Member) -> str:
        part = MemberPart(f"/word/media/{name}", content_type, member, self._part.package)
        return self._part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)

    def _next_number(self) -> int:
        self._count += 1
        return self._count
