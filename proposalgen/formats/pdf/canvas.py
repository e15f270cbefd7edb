"""A ReportLab canvas that prints tagged sheets: what a binder needs for PDF/UA-1 and PDF/A-2a.

What is drawn belongs to a structure element or becomes an artifact; nothing can be left untagged
(ISO 14289-1 7.1, ISO 32000-1 14.7 and 14.8). Coordinates are points from the top left corner.
Nothing here knows a file: pages are counted from the canvas' first, and a face is itself.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache

from reportlab.pdfgen.canvas import Canvas

from proposalgen.brand.drawing import Drawing, Path
from proposalgen.brand.operators import set_colour, to_operators, write_path
from proposalgen.formats.pdf.fonts import Face
from proposalgen.formats.pdf.syntax import number, pdf_string
from proposalgen.model.document import Logo

MM = 72 / 25.4
"""Points in a millimetre."""

# -- structure -------------------------------------------------------------------------------------


@dataclass(eq=False, slots=True)
class Element:
    """A structure element. Kids are elements, marked content and links, in reading order."""

    kind: str
    parent: Element | None = None
    alt: str = ""
    attributes: str = ""
    id: str = ""
    language: str = ""
    """A BCP 47 tag where it is not the document's."""
    kids: list[Element | MarkedContent | Annotation] = field(default_factory=list)

    def add(
        self,
        kind: str,
        *,
        alt: str = "",
        attributes: str = "",
        id: str = "",  # noqa: A002
        language: str = "",
    ) -> Element:
        """Return a new last child."""
        child = Element(kind, self, alt, attributes, id, language)
        self.kids.append(child)
        return child


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """A piece of a sheet's content: the sheet, from 1, and the piece's number on it."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True, eq=False)
class Annotation:
    """A link on a sheet, from 1; ``entries`` of its dictionary say where it is and leads."""

    page: int
    element: Element
    entries: str
    contents: str
    """What it says of itself; empty where it says the number of its note."""
    note: str
    """The destination that is a note."""


@dataclass(frozen=True, slots=True)
class Late:
    """A token in a sheet's content, to be replaced by what shows the number of a destination."""

    token: bytes
    destination: str
    show: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Picture:
    """A logo on its ground, drawn under a name."""

    name: str
    logo: Logo
    ground: str


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One printed page."""

    content: bytes
    owners: tuple[Element, ...]
    """The element of each piece of marked content, in the order of their numbers."""
    late: tuple[Late, ...]


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline, its level from 0, and where it leads: a sheet, from 1, and y."""

    title: str
    level: int
    page: int
    y: float


@dataclass(frozen=True, slots=True, eq=False)
class Sheets:
    """What a canvas printed; nothing in it belongs to one file, and nothing changes it."""

    size: tuple[float, float]
    """Width and height of each sheet, in points."""
    sheets: tuple[Sheet, ...]
    elements: tuple[Element, ...]
    """The whole tree, in reading order, its root first."""
    links: tuple[Annotation, ...]
    destinations: Mapping[str, tuple[int, float]]
    """The sheet, from 1, and the height in PDF's sense of each place a link can lead to."""
    bookmarks: tuple[Bookmark, ...]
    spelled: Mapping[Face, Mapping[int, str]]
    """What each glyph in use stands for."""
    pictures: tuple[Picture, ...]
    shared: bool
    """Whether other files may have them too."""


_PAINTS = re.compile(r"(?:^|\s)(?:S|s|f|F|f\*|B|B\*|b|b\*|sh|Do|Tj|TJ|'|\"|EI)(?:\s|$)")
"""Operators that leave something on the page (ISO 32000-1 table A.1)."""

FAINT = "Faint"
"""The graphics state in which a draft's mark is drawn; the binder says what it is."""


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas that knows which structure element each piece of content belongs to."""

    def __init__(
        self,
        size: tuple[float, float],
        root: str,
        spelled: Mapping[Face, Mapping[int, str]] | None = None,
    ) -> None:
        """Begin the first sheet.

        Args:
            size: Width and height of each sheet, in points.
            root: The type of the element at the root of the tree.
            spelled: What glyphs stand for elsewhere in the file, which must not be contradicted.
        """
        self.width, self.height = self.size = size
        self.root = Element(root)
        self.spelled = {face: dict(glyphs) for face, glyphs in (spelled or {}).items()}
        self._destinations: dict[str, tuple[int, float]] = {}
        self._bookmarks: list[Bookmark] = []
        self._owners: list[Element] = []
        self._marked: list[tuple[int, int]] = []
        self._links: list[Annotation] = []
        self._pictures: list[Picture] = []
        self._late: list[Late] = []
        self._sheets: list[Sheet] = []
        super().__init__(io.BytesIO(), size, invariant=1)

    def _make_preamble(self) -> None:
        # The base class selects Helvetica, which is not embedded, on every page.
        self._preamble = ""

    @property
    def page(self) -> int:
        """The current sheet, from 1."""
        return int(self._pageNumber)

    def find_spelled(self, face: Face) -> dict[int, str]:
        """Return what each glyph of a face stands for so far; new uses are noted there."""
        return self.spelled.setdefault(face, {})

    # -- drawing --------------------------------------------------------------------------------

    def open_mark(self, element: Element, actual: str = "") -> str:
        """Return the operator that begins marked content of an element on this sheet."""
        mcid = len(self._owners)
        self._owners.append(element)
        element.kids.append(MarkedContent(self.page, mcid))
        said = f" /ActualText {pdf_string(actual)}" if actual else ""
        return f"/{element.kind} <</MCID {mcid}{said}>> BDC"

    def add_marked(self, code: str) -> None:
        """Add content whose marks the caller has written."""
        self._code.append(code)
        self._marked.append((len(self._code) - 1, len(self._code)))

    @contextmanager
    def tag(self, element: Element, actual: str = "") -> Iterator[None]:
        """Give all that is drawn inside to an element; ``actual`` is the text that it shows."""
        start = len(self._code)
        self._code.append(self.open_mark(element, actual))
        yield
        self._code.append("EMC")
        self._marked.append((start, len(self._code)))

    def fill_rect(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle whose upper left corner is at x, y."""
        box = " ".join(map(number, (x, self.height - y - height, width, height)))
        self._code.append(f"{set_colour(colour)} {box} re f")

    def draw_paths(self, paths: Iterable[Path], x: float, y: float) -> None:
        """Draw paths, their origin at x, y."""
        place = f"{MM:.6f} 0 0 {-MM:.6f} {number(x)} {number(self.height - y)} cm"
        self._code.append(f"q {place} {' '.join(map(write_path, paths))} Q")

    def draw(self, drawing: Drawing, x: float, y: float) -> None:
        """Draw a drawing with its upper left corner at x, y, cut off at its edges."""
        place = f"{MM:.6f} 0 0 {-MM:.6f} {number(x)} {number(self.height - y)} cm"
        self._code.append(f"q {place} {_write_drawing(drawing)} Q")

    def draw_logo(
        self, logo: Logo, ground: str, element: Element, box: tuple[float, float, float, float]
    ) -> None:
        """Draw a logo on its ground, as large as fits into left, top, width and height."""
        left, top, width, height = box
        scale = min(width / logo.width, height / logo.height)
        wide, high = logo.width * scale, logo.height * scale
        x, y = left + (width - wide) / 2, self.height - top - (height + high) / 2
        picture = Picture(f"Logo{ground.removeprefix('#')}", logo, ground)
        self._pictures.append(picture)
        element.alt = logo.alt
        edges = " ".join(f"{edge:.1f}" for edge in (x, y, x + wide, y + high))
        element.attributes = f"<</O /Layout /Placement /Block /BBox [{edges}]>>"
        place = " ".join(map(number, (wide, 0, 0, high, x, y)))
        with self.tag(element):
            self._code.append(f"q {place} cm /{picture.name} Do Q")

    def set_faint(self) -> None:
        """Let what is drawn from here on show what lies below it."""
        self._code.append(f"/{FAINT} gs")

    def defer(self, destination: str, show: Callable[[int], str]) -> str:
        """Return a token to put into content, for what ``show`` makes of a destination's number.

        That of a section is its page, that of a note its own.
        """
        # No string of a file has this letter in it.
        token = f"\x1a{len(self._late)}\x1a"
        self._late.append(Late(token.encode(), destination, show))
        return token

    def add_destination(self, name: str, y: float) -> None:
        """Let links lead to a height on this sheet."""
        self._destinations[name] = (self.page, self.height - y)

    def add_bookmark(self, title: str, level: int, y: float) -> None:
        """List a height on this sheet in the outline."""
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
        """Put a link on left, top, right, bottom and tie it to its element (14.7.4.3)."""
        left, top, right, bottom = box
        edges = " ".join(map(number, (left, self.height - bottom, right, self.height - top)))
        leads = f"/Dest {pdf_string(destination)}"
        if url:
            address = url.replace("\\", "%5C").replace("(", "%28").replace(")", "%29")
            leads = f"/A <</S /URI /URI ({address})>>"
        note = "" if contents else destination
        annotation = Annotation(self.page, element, f"/Rect [{edges}] {leads}", contents, note)
        self._links.append(annotation)
        element.kids.append(annotation)

    def showPage(self) -> None:  # noqa: N802
        """Finish a sheet: what is outside of marked content becomes artifacts."""
        self._wrap_artifacts()
        content = "\n".join(self._code).encode("latin-1")
        self._sheets.append(Sheet(content, tuple(self._owners), tuple(self._late)))
        self._owners, self._marked, self._late = [], [], []
        self._startPage()

    def _wrap_artifacts(self) -> None:
        code, wrapped, position = self._code, [], 0
        for start, end in [*sorted(self._marked), (len(code), len(code))]:
            gap = code[position:start]
            if gap and _PAINTS.search("\n".join(gap)):
                wrapped += ["/Artifact BMC", *gap, "EMC"]
            else:
                wrapped += gap
            wrapped += code[start:end]
            position = end
        code[:] = wrapped

    def finish(self, *, shared: bool = False) -> Sheets:
        """Return all sheets that were shown; ``shared`` if other files may have them too."""
        _prune(self.root)
        return Sheets(
            self.size,
            tuple(self._sheets),
            tuple(_walk(self.root)),
            tuple(self._links),
            self._destinations,
            tuple(self._bookmarks),
            self.spelled,
            tuple(dict.fromkeys(self._pictures)),
            shared,
        )


_write_drawing = lru_cache(maxsize=64)(to_operators)


def _prune(element: Element) -> bool:
    """Drop elements that never got content; say whether this one has any."""
    element.kids = [kid for kid in element.kids if not isinstance(kid, Element) or _prune(kid)]
    return bool(element.kids) or element.kind in ("TD", "TH")


def _walk(element: Element) -> Iterator[Element]:
    yield element
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _walk(kid)
