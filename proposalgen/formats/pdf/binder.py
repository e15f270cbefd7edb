"""The binder: printed sheets become a file, with its tree, outline, fonts and metadata.

The file is PDF 1.7 with object and cross-reference streams (ISO 32000-1 7.5.7 and 7.5.8). The
objects of equal sheets get equal numbers where they follow equal ones, so what was written of
them is kept: a section that many documents share is formatted and compressed once.
"""

from __future__ import annotations

import functools
import hashlib
import io
import itertools
import struct
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from PIL import Image

from proposalgen.formats.pdf.canvas import (
    FAINT,
    Annotation,
    Element,
    MarkedContent,
    Picture,
    Sheets,
)
from proposalgen.formats.pdf.fonts import Face, embed
from proposalgen.formats.pdf.metadata import PRODUCER, Properties, make_srgb_profile, make_xmp
from proposalgen.formats.pdf.syntax import pdf_string, stream
from proposalgen.model.document import Logo

_CATALOGUE, _PAGES, _INFO, _TREE, _ROOT, _PARENTS, _RESOURCES = range(1, 8)
_METADATA, _PROFILE, _OUTLINE, _SMALL, _TABLE = range(8, 13)
"""Object numbers; ``_SMALL`` is the stream of a file's small objects, ``_TABLE`` of its places."""
_FIRST, _STEP = 16, 16
"""The first number of a section's objects, and of what the next section's is a multiple."""

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def bind(
    properties: Properties,
    parts: Sequence[Sheets],
    frame: Sheets,
    numbers: Mapping[str, int],
    spelled: Mapping[Face, Mapping[int, str]],
) -> bytes:
    """Return a file of sheets in order.

    Args:
        properties: What the file says of itself.
        parts: The sheets of each section.
        frame: For each sheet one with what is drawn over it, without elements.
        numbers: What is shown for each destination: a section's page or a note's number, from 1.
        spelled: What each glyph of each face stands for in the whole file.
    """
    file = _File()
    placed: list[_Placed] = []
    over = iter(frame.sheets)
    for part in parts:
        late = (late.destination for sheet in part.sheets for late in sheet.late)
        notes = (link.note for link in part.links if link.note)
        counted = tuple(numbers[destination] for destination in itertools.chain(late, notes))
        place = _place_shared if part.shared else _place
        placed.append(place(part, file.free, counted))
        file.add_part(placed[-1], [next(over).content for _ in part.sheets])
    _add_catalogue(file, properties, placed)
    _add_tree(file, placed)
    _add_outline(file, placed)
    fonts = "".join(f"/{face.resource} {_add_font(file, face, spelled[face])} 0 R"
                    for face in sorted(spelled, key=lambda face: face.resource))  # fmt: skip
    shown = dict.fromkeys(picture for part in parts for picture in part.pictures)
    pictures = "".join(f"/{picture.name} {_add_picture(file, picture)} 0 R" for picture in shown)
    images = f"/XObject <<{pictures}>>" if pictures else ""
    state = f"/ExtGState <</{FAINT} <</ca 0.15>>>>"
    file.add(_RESOURCES, f"<</Font <<{fonts}>>{images}{state}>>")
    return file.finish()


# -- a file ----------------------------------------------------------------------------------------

_ROW = struct.Struct(">BIH")
"""A row of the cross-reference stream: 1, an object's place, and 0; or 2, the number of the object
stream it is in, and which of that stream's it is (table 18)."""


class _File:
    """A growing file, and where its objects are."""

    def __init__(self) -> None:
        self.free = _FIRST
        """The next number that no object has."""
        self._data = bytearray(_HEADER)
        self._rows: dict[int, bytes] = {0: _ROW.pack(0, 0, 65535)}
        """Rows from a number on."""
        self._small: dict[int, str] = {}

    def take(self) -> int:
        """Return a number for an object."""
        self.free += 1
        return self.free - 1

    def add(self, number: int, body: str) -> None:
        """Add an object that is no stream."""
        self._small[number] = body

    def add_stream(self, number: int, body: bytes) -> None:
        """Add a stream."""
        self._rows[number] = _ROW.pack(1, self._write(number, body), 0)

    def add_part(self, part: _Placed, over: Iterable[bytes]) -> None:
        """Add a section's objects, and what is drawn over each of its sheets."""
        start = len(self._data)
        self._data += part.data
        contents = b"".join(_ROW.pack(1, start + at, 0) for at in part.contents)
        frames = b"".join(
            _ROW.pack(1, self._write(number, stream(content)), 0)
            for number, content in zip(part.frames, over, strict=True)
        )
        small = _ROW.pack(1, start + part.small, 0)
        self._rows[part.pages[0]] = part.page_rows + contents + frames + part.other_rows + small
        self.free = part.pages[0] + -(-part.size // _STEP) * _STEP

    def _write(self, number: int, body: bytes) -> int:
        """Write an object; return its place."""
        place = len(self._data)
        self._data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
        return place

    def finish(self) -> bytes:
        """Return the whole file."""
        self.add_stream(_SMALL, _write_small(self._small))
        for at, number in enumerate(self._small):
            self._rows[number] = _ROW.pack(2, _SMALL, at)
        digest = hashlib.sha256(self._data).hexdigest()[:32].upper()
        place = len(self._data)
        self._rows[_TABLE] = _ROW.pack(1, place, 0)
        starts = sorted(self._rows)
        index = " ".join(f"{start} {len(self._rows[start]) // _ROW.size}" for start in starts)
        entries = (
            f"/Type /XRef /Size {self.free} /W [1 4 2] /Index [{index}] /Root {_CATALOGUE} 0 R"
            f" /Info {_INFO} 0 R /ID [<{digest}> <{digest}>] "
        )
        self._write(_TABLE, stream(b"".join(self._rows[start] for start in starts), entries))
        self._data += b"startxref\n%d\n%%%%EOF\n" % place
        return bytes(self._data)


def _write_small(objects: Mapping[int, str]) -> bytes:
    """Return an object stream (7.5.7)."""
    bodies = [body.encode("latin-1") for body in objects.values()]
    places = itertools.accumulate((len(body) + 1 for body in bodies), initial=0)
    head = b" ".join(b"%d %d" % pair for pair in zip(objects, places, strict=False))
    entries = f"/Type /ObjStm /N {len(bodies)} /First {len(head) + 1} "
    return stream(head + b"\n" + b"\n".join(bodies), entries)


# -- a section -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class _Placed:
    """A section's objects, written for the numbers that they have in a file.

    The numbers are those of its pages, of their contents, of what is drawn over these, of the
    elements, the links, a leaf of the parent tree, and the stream of all that is small.
    """

    sheets: Sheets
    pages: range
    frames: range
    elements: range
    leaf: int
    size: int
    """How many numbers it takes."""
    data: bytes
    contents: tuple[int, ...]
    """Where the content of each page is in the data."""
    small: int
    """Where the stream of small objects is in the data."""
    page_rows: bytes
    other_rows: bytes


def _place(sheets: Sheets, first: int, shown: tuple[int, ...]) -> _Placed:
    """Return a section's objects from a number on.

    ``shown`` are the numbers for its tokens, and then for its links to notes.
    """
    count = len(sheets.sheets)
    pages, contents, frames = (range(first + n * count, first + n * count + count)
                               for n in range(3))  # fmt: skip
    elements = range(frames.stop, frames.stop + len(sheets.elements))
    links = range(elements.stop, elements.stop + len(sheets.links))
    leaf, small = links.stop, links.stop + 1
    numbers = dict(zip(map(id, sheets.elements), elements, strict=True))
    numbers |= zip(map(id, sheets.links), links, strict=True)

    objects: dict[int, str] = {}
    width, height = sheets.size
    rows: list[str] = []
    for at, sheet in enumerate(sheets.sheets):
        on = [numbers[id(link)] for link in sheets.links if link.page == at + 1]
        links_here = f" /Annots [{_refer(on)}]" if on else ""
        objects[pages[at]] = (
            f"<</Type /Page /Parent {_PAGES} 0 R /MediaBox [0 0 {width:.7g} {height:.7g}]"
            f" /Resources {_RESOURCES} 0 R /Contents [{contents[at]} 0 R {frames[at]} 0 R]"
            f" /StructParents {pages[at]} /Tabs /S{links_here}>>"
        )
        owners = _refer(numbers[id(owner)] for owner in sheet.owners)
        rows.append(f"{pages[at]} [{owners}]")
    for element in sheets.elements:
        parent = numbers[id(element.parent)] if element.parent else _ROOT
        objects[numbers[id(element)]] = _format_element(element, parent, numbers, pages)
    tokens = sum(len(sheet.late) for sheet in sheets.sheets)
    late, notes = iter(shown[:tokens]), iter(shown[tokens:])
    for link in sheets.links:
        number = numbers[id(link)]
        said = pdf_string(f"Note {next(notes)}" if link.note else link.contents)
        objects[number] = (
            f"<</Type /Annot /Subtype /Link {link.entries} /Contents {said} /Border [0 0 0]"
            f" /F 4 /StructParent {number}>>"
        )
        rows.append(f"{number} {numbers[id(link.element)]} 0 R")
    limits = f"{pages[0]} {links[-1] if links else pages[-1]}"
    objects[leaf] = f"<</Limits [{limits}] /Nums [{' '.join(rows)}]>>"

    data, places = bytearray(), []
    for number, sheet in zip(contents, sheets.sheets, strict=True):
        content = sheet.content
        for one in sheet.late:
            content = content.replace(one.token, one.show(next(late)).encode(), 1)
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, stream(content))
    at_small = len(data)
    data += b"%d 0 obj\n%b\nendobj\n" % (small, _write_small(objects))
    inside = [_ROW.pack(2, small, at) for at in range(len(objects))]
    return _Placed(
        sheets,
        pages,
        frames,
        elements,
        leaf,
        small + 1 - first,
        bytes(data),
        tuple(places),
        at_small,
        b"".join(inside[:count]),
        b"".join(inside[count:]),
    )


_place_shared = functools.lru_cache(maxsize=256)(_place)


def _refer(numbers: Iterable[int]) -> str:
    return " ".join(f"{number} 0 R" for number in numbers)


def _format_element(
    element: Element, parent: int, numbers: Mapping[int, int], pages: Sequence[int]
) -> str:
    home = next((kid.page for kid in element.kids if isinstance(kid, MarkedContent)), 0)
    kids = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(f"{numbers[id(kid)]} 0 R")
        elif isinstance(kid, Annotation):
            page, link = pages[kid.page - 1], numbers[id(kid)]
            kids.append(f"<</Type /OBJR /Pg {page} 0 R /Obj {link} 0 R>>")
        elif kid.page == home:
            kids.append(str(kid.mcid))
        else:
            kids.append(f"<</Type /MCR /Pg {pages[kid.page - 1]} 0 R /MCID {kid.mcid}>>")
    parts = [f"<</Type /StructElem /S /{element.kind} /P {parent} 0 R"]
    if home:
        parts.append(f"/Pg {pages[home - 1]} 0 R")
    if kids:
        parts.append(f"/K {kids[0]}" if len(kids) == 1 else f"/K [{' '.join(kids)}]")
    if element.alt:
        parts.append(f"/Alt {pdf_string(element.alt)}")
    if element.language:
        parts.append(f"/Lang ({element.language})")
    if element.attributes:
        parts.append(f"/A {element.attributes}")
    if element.id:
        parts.append(f"/ID {pdf_string(element.id)}")
    return " ".join(parts) + ">>"


# -- the whole -------------------------------------------------------------------------------------


def _add_catalogue(file: _File, properties: Properties, placed: Sequence[_Placed]) -> None:
    """Add what a file says of itself, the list of its pages, and where its links lead."""
    places = {
        name: f"[{part.pages[page - 1]} 0 R /XYZ 0 {y:.1f} 0]"
        for part in placed
        for name, (page, y) in part.sheets.destinations.items()
    }
    intent = (
        "<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB)"
        " /Info (sRGB IEC61966-2.1) /RegistryName (http://www.color.org)"
        f" /DestOutputProfile {_PROFILE} 0 R>>"
    )
    outline = f" /Outlines {_OUTLINE} 0 R" if any(part.sheets.bookmarks for part in placed) else ""
    file.add(
        _CATALOGUE,
        f"<</Type /Catalog /Pages {_PAGES} 0 R /Lang {pdf_string(properties.language)}"
        f" /MarkInfo <</Marked true>> /StructTreeRoot {_TREE} 0 R /Metadata {_METADATA} 0 R"
        f" /OutputIntents [{intent}] /ViewerPreferences <</DisplayDocTitle true>>"
        f" /PageLabels <</Nums [0 <</S /D>>]>> /Names <</Dests {_write_names(places)}>>"
        f" /PageMode /UseNone{outline}>>",
    )
    pages = [page for part in placed for page in part.pages]
    file.add(_PAGES, f"<</Type /Pages /Count {len(pages)} /Kids [{_refer(pages)}]>>")
    stamp = time.strftime("D:%Y%m%d%H%M%S+00'00'", time.gmtime(properties.timestamp))
    said = {
        "Title": properties.title,
        "Author": properties.author,
        "Subject": properties.subject,
        "Keywords": properties.keywords,
        "Creator": PRODUCER,
        "Producer": PRODUCER,
        "CreationDate": stamp,
        "ModDate": stamp,
    }
    file.add(_INFO, f"<<{' '.join(f'/{key} {pdf_string(said[key])}' for key in said)}>>")
    xmp = make_xmp(properties).encode()
    file.add_stream(_METADATA, stream(xmp, "/Type /Metadata /Subtype /XML ", compress=False))
    file.add_stream(_PROFILE, _write_profile())


@functools.cache
def _write_profile() -> bytes:
    return stream(make_srgb_profile(), "/N 3 ")


def _write_names(values: Mapping[str, str]) -> str:
    """Return a name tree of one node (7.9.6)."""
    names = sorted(values, key=lambda name: (not name.isascii(), name.encode("utf-16-be")))
    return f"<</Names [{' '.join(f'{pdf_string(name)} {values[name]}' for name in names)}]>>"


def _add_tree(file: _File, placed: Sequence[_Placed]) -> None:
    """Add the root of the structure tree, its only element, and the parent tree."""
    names = {
        element.id: f"{number} 0 R"
        for part in placed
        for element, number in zip(part.sheets.elements, part.elements, strict=True)
        if element.id
    }
    ids = f" /IDTree {_write_names(names)}" if names else ""
    file.add(
        _TREE,
        f"<</Type /StructTreeRoot /K {_ROOT} 0 R /ParentTree {_PARENTS} 0 R"
        f" /ParentTreeNextKey {file.free}{ids}>>",
    )
    kids = _refer(part.elements[0] for part in placed)
    file.add(_ROOT, f"<</Type /StructElem /S /Document /P {_TREE} 0 R /K [{kids}]>>")
    file.add(_PARENTS, f"<</Kids [{_refer(part.leaf for part in placed)}]>>")


def _add_outline(file: _File, placed: Sequence[_Placed]) -> None:
    """Add the bookmarks, those of a lower level under the one before them (12.3.3)."""
    root = _Entry(_OUTLINE)
    above: list[_Entry] = [root]
    for part in placed:
        for bookmark in part.sheets.bookmarks:
            del above[max(1, bookmark.level + 1) :]
            place = f"[{part.pages[bookmark.page - 1]} 0 R /XYZ 0 {bookmark.y:.1f} 0]"
            entry = _Entry(file.take(), bookmark.title, place)
            above[-1].kids.append(entry)
            above.append(entry)
    if root.kids:
        file.add(_OUTLINE, f"<</Type /Outlines {_add_entries(file, root)}>>")


@dataclass(slots=True)
class _Entry:
    """An entry of the outline: its object's number, title and place, and those below it."""

    number: int
    title: str = ""
    place: str = ""
    kids: list[_Entry] = field(default_factory=list)

    def count(self) -> int:
        """Return how many entries there are below it."""
        return len(self.kids) + sum(kid.count() for kid in self.kids)


def _add_entries(file: _File, above: _Entry) -> str:
    """Add the entries below one; return the keys by which it knows them, all of them open."""
    for at, entry in enumerate(above.kids):
        before = f" /Prev {above.kids[at - 1].number} 0 R" if at else ""
        after = f" /Next {above.kids[at + 1].number} 0 R" if at + 1 < len(above.kids) else ""
        below = f" {_add_entries(file, entry)}" if entry.kids else ""
        file.add(
            entry.number,
            f"<</Title {pdf_string(entry.title)} /Parent {above.number} 0 R /Dest {entry.place}"
            f"{before}{after}{below}>>",
        )
    first, last = above.kids[0].number, above.kids[-1].number
    return f"/First {first} 0 R /Last {last} 0 R /Count {above.count()}"


def _add_font(file: _File, face: Face, spelled: Mapping[int, str]) -> int:
    """Add a face with the glyphs in use; return the number of its dictionary."""
    font = embed(face, frozenset(spelled.items()))
    data, unicode, descriptor, descendant, whole = (file.take() for _ in range(5))
    file.add_stream(data, font.data)
    file.add_stream(unicode, font.unicode)
    file.add(descriptor, f"<<{font.descriptor} /FontFile2 {data} 0 R>>")
    file.add(descendant, f"<<{font.descendant} /FontDescriptor {descriptor} 0 R>>")
    entries = f"/DescendantFonts [{descendant} 0 R] /ToUnicode {unicode} 0 R"
    file.add(whole, f"<<{font.whole} {entries}>>")
    return whole


def _add_picture(file: _File, picture: Picture) -> int:
    """Add a logo; return its number."""
    number = file.take()
    file.add_stream(number, _write_picture(picture.logo, picture.ground))
    return number


@functools.lru_cache(maxsize=64)
def _write_picture(logo: Logo, ground: str) -> bytes:
    """Return a logo laid on a ground, in red, green and blue."""
    with Image.open(io.BytesIO(logo.data)) as picture:
        sheet = Image.new("RGBA", picture.size, ground)
        pixels = Image.alpha_composite(sheet, picture.convert("RGBA")).convert("RGB").tobytes()
    return stream(
        pixels,
        f"/Type /XObject /Subtype /Image /Width {logo.width} /Height {logo.height}"
        " /ColorSpace /DeviceRGB /BitsPerComponent 8 ",
    )
