"""A ReportLab canvas that draws tagged pages, as PDF/UA-1 and PDF/A-2a ask.

What is drawn belongs to a structure element or becomes an artifact; nothing can be left untagged
(ISO 14289-1 7.1, ISO 32000-1 14.7 and 14.8). Coordinates are points from the top left corner.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from reportlab.pdfgen.canvas import Canvas

from proposalgen.brand.drawing import Drawing, Path
from proposalgen.brand.operators import set_colour, to_operators, write_path
from proposalgen.caches import cached
from proposalgen.formats.pdf.drawn import (
    Bookmark,
    DrawnPage,
    DrawnPages,
    Image,
    Placeholder,
    ToUnicode,
)
from proposalgen.formats.pdf.fonts.face import Face
from proposalgen.formats.pdf.structure import Element, LinkAnnotation, MarkedContent
from proposalgen.formats.pdf.syntax import number, pdf_string
from proposalgen.model.document import Logo

MM = 72 / 25.4
"""Points in a millimetre."""

_PAINTING = re.compile(r"(?:^|\s)(?:S|s|f|F|f\*|B|B\*|b|b\*|sh|Do|Tj|TJ|'|\"|EI)(?:\s|$)")
"""Operators that leave something on the page (ISO 32000-1 table A.1)."""

TRANSLUCENT = "Faint"
"""The graphics state of a draft's watermark; the file defines it among its resources."""


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """A canvas that knows which structure element each marked-content sequence belongs to."""

    def __init__(
        self,
        size: tuple[float, float],
        root: str,
        to_unicode: ToUnicode | None = None,
    ) -> None:
        """Begin the first page.

        Args:
            size: Width and height of each page, in points.
            root: The structure type of the element at the root of the tree.
            to_unicode: What glyphs stand for elsewhere in the file. A glyph keeps its meaning;
                text in which it would mean something else is given as ActualText.
        """
        self.width, self.height = self.size = size
        self.root = Element(root)
        self.to_unicode = {face: dict(glyphs) for face, glyphs in (to_unicode or {}).items()}
        self._destinations: dict[str, tuple[int, float]] = {}
        self._bookmarks: list[Bookmark] = []
        self._owners: list[Element] = []
        self._marked: list[tuple[int, int]] = []
        self._links: list[LinkAnnotation] = []
        self._images: list[Image] = []
        self._placeholders: list[Placeholder] = []
        self._pages: list[DrawnPage] = []
        # ReportLab never writes a file: of its canvas only the operators are used.
        # What it would else look up in settings of the machine is given.
        given = {"invariant": 1, "pageCompression": 0, "initialFontName": "Helvetica", "lang": "en"}
        super().__init__(io.BytesIO(), size, **given)

    def _make_preamble(self) -> None:
        # The base class selects Helvetica, which is not embedded, on every page.
        self._preamble = ""

    @property
    def page(self) -> int:
        """The current page, from 1."""
        return int(self._pageNumber)

    def find_unicode(self, face: Face) -> dict[int, str]:
        """Return what each glyph of a face stands for so far; the caller adds new uses to it."""
        return self.to_unicode.setdefault(face, {})

    # -- drawing --------------------------------------------------------------------------------

    def begin_marked_content(self, element: Element, actual: str = "") -> str:
        """Return the operator that begins a marked-content sequence of an element (14.6).

        ``actual`` is the text that it shows, where its glyphs do not say it (14.9.4).
        """
        # Counted from 0 on each page, as the identifiers must be unique in a page (14.7.4.2).
        mcid = len(self._owners)
        self._owners.append(element)
        element.kids.append(MarkedContent(self.page, mcid))
        said = f" /ActualText {pdf_string(actual)}" if actual else ""
        return f"/{element.kind} <</MCID {mcid}{said}>> BDC"

    def add_marked(self, code: str) -> None:
        """Add content in which the caller has written the operators of marked content."""
        self._code.append(code)
        self._marked.append((len(self._code) - 1, len(self._code)))

    @contextmanager
    def tag(self, element: Element, actual: str = "") -> Iterator[None]:
        """Give all that is drawn inside to an element, as one marked-content sequence."""
        start = len(self._code)
        self._code.append(self.begin_marked_content(element, actual))
        yield
        self._code.append("EMC")
        self._marked.append((start, len(self._code)))

    def fill_rect(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle whose upper left corner is at x, y."""
        box = " ".join(map(number, (x, self.height - y - height, width, height)))
        self._code.append(f"{set_colour(colour)} {box} re f")

    def draw_paths(self, paths: Iterable[Path], x: float, y: float) -> None:
        """Draw paths, their origin at x, y."""
        # Drawings are in millimetres and count downwards; the matrix turns them into PDF's points.
        place = f"{MM:.6f} 0 0 {-MM:.6f} {number(x)} {number(self.height - y)} cm"
        self._code.append(f"q {place} {' '.join(map(write_path, paths))} Q")

    def draw(self, drawing: Drawing, x: float, y: float) -> None:
        """Draw a drawing with its upper left corner at x, y, cut off at its edges."""
        place = f"{MM:.6f} 0 0 {-MM:.6f} {number(x)} {number(self.height - y)} cm"
        self._code.append(f"q {place} {_write_drawing(drawing)} Q")

    def draw_logo(
        self, logo: Logo, ground: str, element: Element, centre: tuple[float, float]
    ) -> None:
        """Draw a logo on its ground round a point, in points from the left and from the top."""
        wide, high = (side * MM for side in logo.size)
        x, y = centre[0] - wide / 2, self.height - centre[1] - high / 2
        image = Image(f"Logo{ground.removeprefix('#')}", logo, ground)
        self._images.append(image)
        element.alt = logo.alt
        edges = " ".join(f"{edge:.1f}" for edge in (x, y, x + wide, y + high))
        element.attributes = f"<</O /Layout /Placement /Block /BBox [{edges}]>>"
        place = " ".join(map(number, (wide, 0, 0, high, x, y)))
        with self.tag(element):
            self._code.append(f"q {place} cm /{image.name} Do Q")

    def set_translucent(self) -> None:
        """Let what lies below show through all that is drawn from here on."""
        self._code.append(f"/{TRANSLUCENT} gs")

    def defer_number(self, destination: str, show: Callable[[int], str]) -> str:
        """Return a token to put into content, which gives way to the number of a destination.

        Args:
            destination: A section, whose number is its page, or a note, whose number is its own.
            show: Returns the operators that show a number.
        """
        # No text that is drawn can hold this control character, so the token cannot be mistaken.
        token = f"\x1a{len(self._placeholders)}\x1a"
        self._placeholders.append(Placeholder(token.encode(), destination, show))
        return token

    def add_destination(self, name: str, y: float) -> None:
        """Let links lead to a height on this page (12.3.2.3)."""
        self._destinations[name] = (self.page, self.height - y)

    def add_bookmark(self, title: str, level: int, y: float) -> None:
        """List a height on this page in the outline, at a level from 0."""
        self._bookmarks.append(Bookmark(title, level, self.page, self.height - y))

    def add_link(
        self,
        element: Element,
        box: tuple[float, float, float, float],
        contents: str,
        *,
        url: str = "",
        destination: str = "",
    ) -> None:
        """Put a link on a rectangle and give it to its element (14.7.4.3).

        Args:
            element: A Link element.
            box: Left, top, right and bottom.
            contents: Its description; empty for a note, which is described by its number.
            url: Where it leads outside of the file.
            destination: Where it leads inside; one of the two is given.
        """
        left, top, right, bottom = box
        edges = " ".join(map(number, (left, self.height - bottom, right, self.height - top)))
        entries = f"/Rect [{edges}]"
        if url:
            # A string would have to escape these three (7.3.4.2); an address has a way of its own.
            address = url.replace("\\", "%5C").replace("(", "%28").replace(")", "%29")
            entries += f" /A <</S /URI /URI ({address})>>"
        annotation = LinkAnnotation(self.page, element, entries, contents, destination)
        self._links.append(annotation)
        element.kids.append(annotation)

    def showPage(self) -> None:  # noqa: N802
        """Finish a page: what is outside of marked content becomes artifacts (14.8.2.2)."""
        self._wrap_artifacts()
        # Text is shown as numbers of glyphs, so operators are all there is to encode.
        content = "\n".join(self._code).encode("latin-1")
        self._pages.append(DrawnPage(content, tuple(self._owners), tuple(self._placeholders)))
        self._owners, self._marked, self._placeholders = [], [], []
        self._startPage()

    def _wrap_artifacts(self) -> None:
        code, wrapped, position = self._code, [], 0
        for start, end in [*sorted(self._marked), (len(code), len(code))]:
            gap = code[position:start]
            # What only sets a state or a matrix belongs to nobody, and needs no tag.
            if gap and _PAINTING.search("\n".join(gap)):
                wrapped += ["/Artifact BMC", *gap, "EMC"]
            else:
                wrapped += gap
            wrapped += code[start:end]
            position = end
        code[:] = wrapped

    def finish(self, *, shared: bool = False) -> DrawnPages:
        """Return all pages that were shown; ``shared`` if other files may have them too."""
        self.root.prune()
        return DrawnPages(
            self.size,
            tuple(self._pages),
            tuple(self.root.walk()),
            tuple(self._links),
            self._destinations,
            tuple(self._bookmarks),
            self.to_unicode,
            tuple(dict.fromkeys(self._images)),
            shared,
        )


_write_drawing = cached(
    "operators of drawings",
    size=64,
    why="Each page with a sign or a numeral draws the same, and theirs are the longest contents.",
)(to_operators)
