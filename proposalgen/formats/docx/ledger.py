"""What one document gathers while its body is written: links, notes, lists, charts, pictures."""

from __future__ import annotations

from collections.abc import Mapping

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from proposalgen.brand.drawing import Drawing
from proposalgen.brand.model import Brand
from proposalgen.formats.docx.estimate import estimate_height
from proposalgen.formats.docx.markup import (
    NAMESPACES,
    XML,
    R,
    field,
    link_to,
    run,
    text_run,
)
from proposalgen.formats.docx.package import Kept, KeptPart
from proposalgen.formats.docx.parts import (
    CHART_TYPE,
    WORKBOOK_TYPE,
    ChartLook,
    chart_part,
    workbook,
)
from proposalgen.formats.docx.pictures import (
    PNG_TYPE,
    SVG_TYPE,
    inline_run,
    picture_run,
    render,
    render_logo,
)
from proposalgen.model.document import Chart, Document, Logo, Note
from proposalgen.model.walk import note_text


class Ledger:
    """The growing state of one document; never shared between documents."""

    def __init__(
        self, document: Document, brand: Brand, pages: Mapping[str, int], word: WordDocument
    ) -> None:
        self.document = document
        self.brand = brand
        self._pages = pages
        self._part = word.part
        self._numbers = document.note_numbers()
        self._anchors = {
            section.id: f"_Toc{number:09d}" for number, section in enumerate(document.sections, 1)
        }
        self._cited: list[str] = []
        self._bookmarks = 0
        self._charts = 0
        self._pictures: dict[Drawing, tuple[str, str]] = {}
        self._graphics = 0
        self._weak = {fact.id: fact for fact in document.meta.facts if fact.weak}
        self._comments: list[str] = []

    # -- places --------------------------------------------------------------------------------

    def anchor(self, section: str) -> str:
        """Return the name of the bookmark on a section's title."""
        return self._anchors[section]

    def page(self, section: str) -> int:
        """Return the page on which a section begins."""
        return self._pages[section]

    def bookmark(self, name: str, content: str) -> str:
        """Return runs with a bookmark round them."""
        self._bookmarks += 1
        start = f'<w:bookmarkStart w:id="{self._bookmarks}" w:name="{name}"/>'
        return f'{start}{content}<w:bookmarkEnd w:id="{self._bookmarks}"/>'

    def page_field(self, section: str, ink: str = "") -> str:
        """Return the number of a section's first page, as a field that Word can bring up to date.

        It leads there, too.
        """
        anchor = self.anchor(section)
        number = field(f"PAGEREF {anchor} \\h", str(self.page(section)), ink=ink)
        return link_to(anchor, number)

    def estimate_height(self, content: str, width: float) -> float:
        """Return about how high paragraphs stand in a width, both in millimetres."""
        return estimate_height(content, width, self._part)

    # -- links ---------------------------------------------------------------------------------

    def link(self, url: str, text: str, ink: str = "") -> str:
        """Return text that leads to an address.

        Raises:
            ValueError: the address is neither https nor mailto.
        """
        return _link(self._part, url, text, ink)

    # -- notes ---------------------------------------------------------------------------------

    def cite(self, source: str, ink: str = "") -> str:
        """Return a source's raised number: an endnote at first, then a reference to it.

        Raises:
            ValueError: the document has no such note, or its notes do not stand in the order of
                their first use, which is the order in which Word numbers them.
        """
        if source not in self._numbers:
            raise ValueError(f"no note for the source {source!r}")
        number = self._numbers[source]
        anchor = f"_Note{number}"
        if source in self._cited:
            return field(f"NOTEREF {anchor} \\h", str(number), "EndnoteReference", ink)
        self._cited.append(source)
        if len(self._cited) != number:
            raise ValueError(f"note {number}, {source!r}, is number {len(self._cited)} in the text")
        mark = run(f'<w:endnoteReference w:id="{number}"/>', "EndnoteReference", ink)
        return self.bookmark(anchor, mark)

    def comment(self, fact: str, runs: str) -> str:
        """Return runs with a comment on them where their fact is a draft's weak one.

        ECMA-376 part 1, 17.13.4: the range, then a run that refers to the comment.
        """
        weak = self._weak.get(fact)
        if weak is None:
            return runs
        number = len(self._comments)
        meta = self.document.meta
        said = (f"{weak.id}: {weak.claim}", f"Source: {weak.source}", weak.weak)
        self._comments.append(
            f'<w:comment w:id="{number}" w:author="proposalgen" w:initials="PG" '
            f'w:date="{meta.date.isoformat()}T00:00:00Z">'
            + "".join(f"<w:p>{text_run(line)}</w:p>" for line in said)
            + "</w:comment>"
        )
        return (
            f'<w:commentRangeStart w:id="{number}"/>{runs}<w:commentRangeEnd w:id="{number}"/>'
            f'<w:r><w:commentReference w:id="{number}"/></w:r>'
        )

    def write_comments(self) -> None:
        """Put the comments into a part of their own, if there are any."""
        if not self._comments:
            return
        markup = f"{XML}<w:comments {NAMESPACES}>{''.join(self._comments)}</w:comments>"
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
        name = PackURI("/word/comments.xml")
        part = Part(name, kind, markup.encode(), self._part.package)
        self._part.relate_to(part, RELATIONSHIP_TYPE.COMMENTS)

    def write_notes(self) -> None:
        """Put the notes into the document's endnotes part.

        Raises:
            ValueError: a note is never referred to.
        """
        if missing := [note.source for note in self.document.notes[len(self._cited) :]]:
            raise ValueError(f"no mark in the text leads to {', '.join(map(repr, missing))}")
        part = self._part.part_related_by(RELATIONSHIP_TYPE.ENDNOTES)
        notes = "".join(
            f'<w:endnote w:id="{number}">{_endnote(note, part)}</w:endnote>'
            for number, note in enumerate(self.document.notes, 1)
        )
        part._blob = part.blob.replace(b"</w:endnotes>", f"{notes}</w:endnotes>".encode())

    # -- lists, charts and pictures --------------------------------------------------------------

    def new_list(self) -> int:
        """Return the id of a numbering that counts from 1 in the style of numbered lists."""
        numbering = self._part.numbering_part.element
        style = self._part.styles.element.get_by_id("ListNumber")
        used = style.xpath("./w:pPr/w:numPr/w:numId/@w:val")[0]
        abstract = numbering.num_having_numId(int(used)).abstractNumId.val
        num = numbering.add_num(abstract)
        num.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(num.numId)

    def chart(self, chart: Chart, width: float, height: float) -> str:
        """Return a run with a native chart of a size in millimetres; its data can be edited."""
        self._charts += 1
        number, package = self._charts, self._part.package
        brand = self.brand
        colours = (brand.house, "hairline" if "hairline" in brand.colours else brand.muted)
        on, off = map(brand.colour, colours)
        look = ChartLook(
            on, off, brand.colour("white"), brand.colour(brand.text), brand.fonts.small.family
        )
        kept = chart_part(chart, look, self.document.meta.language)
        part = KeptPart(f"/word/charts/chart{number}.xml", CHART_TYPE, kept, package)
        name = f"/word/embeddings/chart{number}.xlsx"
        part.relate_to(KeptPart(name, WORKBOOK_TYPE, workbook(chart), package), f"{R}/package")
        relation = self._part.relate_to(part, f"{R}/chart")
        kind = "http://schemas.openxmlformats.org/drawingml/2006/chart"
        return inline_run(
            f'<a:graphicData uri="{kind}"><c:chart xmlns:c="{kind}" r:id="{relation}"/>'
            "</a:graphicData>",
            f"Chart {number}",
            self._number_graphic(),
            (width, height),
            chart.alt,
        )

    def picture(self, drawing: Drawing) -> str:
        """Return a run with a drawing in its own size; the files of equal ones stand here once."""
        if drawing not in self._pictures:
            number, picture = len(self._pictures) + 1, render(drawing)
            self._pictures[drawing] = (
                self._add_image(f"picture{number}.png", PNG_TYPE, picture.png),
                self._add_image(f"picture{number}.svg", SVG_TYPE, picture.svg),
            )
        size = drawing.width, drawing.height
        return picture_run(size, drawing.alt, self._number_graphic(), *self._pictures[drawing])

    def logo(self, logo: Logo, size: tuple[float, float], ground: str) -> str:
        """Return a run with a logo on a panel of a size in millimetres."""
        png = self._add_image("logo.png", PNG_TYPE, render_logo(logo, size, ground))
        return picture_run(size, logo.alt, self._number_graphic(), png)

    def _add_image(self, name: str, kind: str, data: Kept) -> str:
        part = KeptPart(f"/word/media/{name}", kind, data, self._part.package)
        return self._part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)

    def _number_graphic(self) -> int:
        self._graphics += 1
        return self._graphics


def _link(part: Part, url: str, text: str, ink: str = "") -> str:
    if not url.startswith(("https://", "mailto:")):
        raise ValueError(f"neither an https nor a mailto address: {url!r}")
    relation = part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    shown = text_run(text, "Hyperlink", ink)
    return f'<w:hyperlink r:id="{relation}" w:history="1">{shown}</w:hyperlink>'


def _endnote(note: Note, part: Part) -> str:
    """Return a note's paragraph: its number, then its lines, of which an address is a link."""
    first, *rest = note_text(note)
    address = note.url.removeprefix("https://").removeprefix("www.").rstrip("/")
    lines = [text_run(first, "Strong")]
    lines += [
        _link(part, note.url, line) if line and line == address else text_run(line) for line in rest
    ]
    number = run("<w:endnoteRef/>") + run("<w:tab/>")
    properties = '<w:pPr><w:pStyle w:val="EndnoteText"/></w:pPr>'
    return f"<w:p>{properties}{number}{run('<w:br/>').join(lines)}</w:p>"
