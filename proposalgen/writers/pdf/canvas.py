"""A ReportLab canvas that writes tagged PDF: PDF/UA-1 and PDF/A-2a at once.

What is drawn belongs to a structure element or becomes an artifact; nothing can be left untagged
(ISO 14289-1 7.1, ISO 32000-1 14.7 and 14.8). Coordinates are points from the top left corner.
"""

from __future__ import annotations

import functools
import hashlib
import io
import re
import struct
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from PIL import Image
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFCatalog,
    PDFDictionary,
    PDFObject,
    PDFPage,
)
from reportlab.pdfgen.canvas import Canvas

from proposalgen.carried import NAMESPACE
from proposalgen.document import Logo
from proposalgen.drawing import Drawing, Path, set_colour, to_operators, write_path

PRODUCER = "proposalgen"
MM = 72 / 25.4
"""Points in a millimetre."""

# -- objects ReportLab does not write as the standards want them ---------------------------------


class RawObject(PDFObject):  # type: ignore[misc]
    """An indirect object whose bytes are ours."""

    __RefOnly__ = 1

    def __init__(self, body: bytes = b"") -> None:
        self.body = body

    def format(self, document: Any) -> bytes:  # noqa: ARG002
        """Return the object's bytes."""
        return self.body


class RawStream(RawObject):
    """A stream with the end of line before ``endstream`` that ISO 19005-2 6.1.7.1 asks for."""

    def __init__(self, data: bytes, entries: str = "", *, compress: bool = True) -> None:
        if compress:
            data, entries = zlib.compress(data, 6), f"/Filter /FlateDecode {entries}"
        head = f"<< {entries}/Length {len(data)} >>\nstream\n".encode()
        super().__init__(head + data + b"\r\nendstream\n")


def pdf_string(text: str) -> str:
    """Return a text string object: PDFDocEncoding where it is ASCII, else UTF-16BE."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"({escaped})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def number(value: float) -> str:
    """Return a number of points with as many digits as a printer can use."""
    return f"{round(value, 2):g}"


# -- structure -------------------------------------------------------------------------------------


@dataclass(eq=False, slots=True)
class Element:
    """A structure element. Kids are elements, marked content and annotations, in reading order."""

    kind: str
    parent: Element | None = None
    alt: str = ""
    attributes: str = ""
    id: str = ""
    language: str = ""
    """A BCP 47 tag where it is not the document's."""
    kids: list[Element | MarkedContent | Annotation] = field(default_factory=list)
    object: RawObject | None = None

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
    """A piece of a page's content: the page, from 1, and the piece's number on it."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link's annotation: the page, from 1, and its object number."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says about itself; ``timestamp`` in seconds since 1970, UTC."""

    title: str
    author: str
    subject: str
    keywords: str
    language: str
    timestamp: int
    facts: str = ""
    """The facts that the file carries, as the text of an XML element."""


_PAINTS = re.compile(r"(?:^|\s)(?:S|s|f|F|f\*|B|B\*|b|b\*|sh|Do|Tj|TJ|'|\"|EI)(?:\s|$)")
"""Operators that leave something on the page (ISO 32000-1 table A.1)."""


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas that knows which structure element each piece of content belongs to."""

    def __init__(self, properties: Properties, size: tuple[float, float]) -> None:
        self.properties = properties
        self.width, self.height = size
        self.root = Element("Document")
        self.destinations: dict[str, int] = {}
        """The page, from 1, of each place that a link can lead to."""
        self._owners: list[Element] = []
        self._marked: list[tuple[int, int]] = []
        self._annotations: list[tuple[Element, PDFDictionary]] = []
        self._finished: list[tuple[PDFPage, list[Element]]] = []
        self._deferred: list[tuple[int, str, Callable[[], str]]] = []
        super().__init__(
            io.BytesIO(), size, pdfVersion=(1, 7), lang=properties.language, invariant=1
        )
        info = self._doc.info
        info.title, info.author = properties.title, properties.author
        info.subject, info.keywords = properties.subject, properties.keywords
        info.creator = info.producer = PRODUCER
        stamp = self._doc._timeStamp
        stamp.t = properties.timestamp
        stamp.YMDhms = tuple(time.gmtime(properties.timestamp))[:6]
        stamp.dhh = stamp.dmm = 0

    def _make_preamble(self) -> None:
        # The base class selects Helvetica, which is not embedded, on every page.
        self._preamble = "1 0 0 1 0 0 cm"

    @property
    def page(self) -> int:
        """The current page, from 1."""
        return int(self._pageNumber)

    @property
    def document(self) -> Any:
        """ReportLab's document, to key what belongs to this document only."""
        return self._doc

    # -- drawing --------------------------------------------------------------------------------

    def open_mark(self, element: Element, actual: str = "") -> str:
        """Return the operator that begins marked content of an element on this page."""
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
        self._code.append(f"q {place} {write_drawing(drawing)} Q")

    def draw_logo(
        self, logo: Logo, ground: str, element: Element, box: tuple[float, float, float, float]
    ) -> None:
        """Draw a logo on its ground, as large as fits into left, top, width and height."""
        left, top, width, height = box
        scale = min(width / logo.width, height / logo.height)
        wide, high = logo.width * scale, logo.height * scale
        x, y = left + (width - wide) / 2, self.height - top - (height + high) / 2
        key = f"logo-{ground.removeprefix('#')}"
        name = self._doc.getXObjectName(key)
        entries = (
            f"/Type /XObject /Subtype /Image /Width {logo.width} /Height {logo.height}"
            " /ColorSpace /DeviceRGB /BitsPerComponent 8 "
        )
        self._doc.Reference(RawStream(flatten_logo(logo, ground), entries), name)
        self._formsinuse.append(key)
        element.alt = logo.alt
        edges = " ".join(f"{edge:.1f}" for edge in (x, y, x + wide, y + high))
        element.attributes = f"<</O /Layout /Placement /Block /BBox [{edges}]>>"
        place = " ".join(map(number, (wide, 0, 0, high, x, y)))
        with self.tag(element):
            self._code.append(f"q {place} cm /{name} Do Q")

    def defer(self, late: Callable[[], str]) -> str:
        """Return a token to put into content; ``late`` replaces it when all pages are made."""
        token = f"%%{len(self._deferred)}%%"
        self._deferred.append((self.page, token, late))
        return token

    def add_destination(self, name: str, y: float) -> None:
        """Let links lead to a height on this page."""
        self.destinations[name] = self.page
        self.bookmarkPage(name, fit="XYZ", left=0, top=round(self.height - y, 1))

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
        edges = (left, self.height - bottom, right, self.height - top)
        entries: dict[str, Any] = {
            "Type": "/Annot",
            "Subtype": "/Link",
            "Rect": PDFArray([round(edge, 2) for edge in edges]),
            "Border": "[0 0 0]",
            "F": 4,
            "Contents": pdf_string(contents),
        }
        if url:
            address = url.replace("\\", "%5C").replace("(", "%28").replace(")", "%29")
            entries["A"] = f"<</S /URI /URI ({address})>>"
        else:
            entries["Dest"] = self._bookmarkReference(destination)
        annotation = PDFDictionary(entries)
        name = f"A{len(self._annotations)}"
        self._annotations.append((element, annotation))
        self._doc.addAnnotation(name, annotation)
        self._annotatePage(name)
        reference = self._doc.refAnnotation(name)
        element.kids.append(Annotation(self.page, find_number(self._doc, reference)))

    def showPage(self) -> None:  # noqa: N802
        """Finish a page: what is outside of marked content becomes artifacts."""
        self._wrap_artifacts()
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self._finished)
        page.Tabs = "/S"
        self._finished.append((page, self._owners))
        self._owners, self._marked = [], []

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

    # -- the file -------------------------------------------------------------------------------

    def finish(self) -> bytes:
        """Return the bytes of the file."""
        digest = hashlib.sha256()
        for at, token, late in self._deferred:
            page = self._finished[at - 1][0]
            page.stream = page.stream.replace(token, late(), 1)
        for page, _ in self._finished:
            data = page.stream.encode("latin-1")
            digest.update(data)
            page.Contents = RawStream(data)
        self._write_structure()
        self._write_catalogue()
        digest.update(repr(self.properties).encode())
        key = digest.hexdigest()[:32].upper().encode()
        self._doc._ID = b"\n[<" + key + b"><" + key + b">]\n"
        data = self._doc.GetPDFData(self)
        return data if isinstance(data, bytes) else data.encode("latin-1")

    def _refer(self, obj: PDFObject) -> int:
        return find_number(self._doc, self._doc.Reference(obj))

    def _write_structure(self) -> None:
        pages = [self._refer(page) for page, _ in self._finished]
        tree = RawObject()
        tree_number = self._refer(tree)
        _prune(self.root)
        numbers: dict[int, int] = {}
        order = list(_walk(self.root))
        for element in order:
            element.object = RawObject()
            numbers[id(element)] = self._refer(element.object)
        for element in order:
            parent = numbers[id(element.parent)] if element.parent else tree_number
            assert element.object is not None
            element.object.body = _format_element(element, parent, numbers, pages)
        rows = [
            f"{at} [{' '.join(f'{numbers[id(owner)]} 0 R' for owner in owners)}]"
            for at, (_, owners) in enumerate(self._finished)
        ]
        for at, (element, annotation) in enumerate(self._annotations, len(self._finished)):
            annotation["StructParent"] = at
            rows.append(f"{at} {numbers[id(element)]} 0 R")
        parents = self._refer(RawObject("<</Nums [{}]>>".format("\n".join(rows)).encode()))
        names = " ".join(
            f"{pdf_string(element.id)} {numbers[id(element)]} 0 R"
            for element in sorted((e for e in order if e.id), key=lambda e: e.id)
        )
        ids = f" /IDTree <</Names [{names}]>>" if names else ""
        count = len(self._finished) + len(self._annotations)
        tree.body = (
            f"<</Type /StructTreeRoot /K {numbers[id(self.root)]} 0 R /ParentTree {parents} 0 R"
            f" /ParentTreeNextKey {count}{ids}>>"
        ).encode()
        self._doc.Catalog.StructTreeRoot = tree

    def _write_catalogue(self) -> None:
        catalogue = self._doc.Catalog
        catalogue.__NoDefault__ = [*PDFCatalog.__NoDefault__, "OutputIntents"]
        catalogue.MarkInfo = RawObject(b"<</Marked true>>")
        catalogue.ViewerPreferences = RawObject(b"<</DisplayDocTitle true>>")
        profile = self._refer(RawStream(make_srgb_profile(), "/N 3 "))
        intent = (
            "[<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB)"
            " /Info (sRGB IEC61966-2.1) /RegistryName (http://www.color.org)"
            f" /DestOutputProfile {profile} 0 R>>]"
        )
        catalogue.OutputIntents = self._doc.Reference(RawObject(intent.encode()))
        xmp = make_xmp(self.properties).encode()
        catalogue.Metadata = RawStream(xmp, "/Type /Metadata /Subtype /XML ", compress=False)


def find_number(document: Any, reference: Any) -> int:
    """Return the object number of a reference."""
    return int(document.idToObjectNumberAndVersion[reference.name][0])


@functools.lru_cache(maxsize=64)
def flatten_logo(logo: Logo, ground: str) -> bytes:
    """Return the pixels of a logo laid on a ground, red, green and blue."""
    with Image.open(io.BytesIO(logo.data)) as picture:
        sheet = Image.new("RGBA", picture.size, ground)
        return Image.alpha_composite(sheet, picture.convert("RGBA")).convert("RGB").tobytes()


write_drawing = functools.lru_cache(maxsize=256)(to_operators)


def _prune(element: Element) -> bool:
    """Drop elements that never got content; say whether this one has any."""
    element.kids = [kid for kid in element.kids if not isinstance(kid, Element) or _prune(kid)]
    return bool(element.kids) or element.kind in ("TD", "TH")


def _walk(element: Element) -> Iterator[Element]:
    yield element
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _walk(kid)


def _format_element(
    element: Element, parent: int, numbers: dict[int, int], pages: list[int]
) -> bytes:
    home = next((kid.page for kid in element.kids if isinstance(kid, MarkedContent)), 0)
    kids = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(f"{numbers[id(kid)]} 0 R")
        elif isinstance(kid, Annotation):
            kids.append(f"<</Type /OBJR /Pg {pages[kid.page - 1]} 0 R /Obj {kid.number} 0 R>>")
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
    return (" ".join(parts) + ">>").encode("latin-1")


# -- colour profile and metadata ------------------------------------------------------------------


@functools.cache
def make_srgb_profile() -> bytes:
    """Return an sRGB profile (ICC.1:2010, IEC 61966-2-1), made here: no licence and no date."""

    def fixed(*values: float) -> bytes:
        return b"".join(struct.pack(">i", round(value * 65536)) for value in values)

    def text(words: str) -> bytes:
        data = words.encode("utf-16-be")
        return (
            b"mluc\0\0\0\0"
            + struct.pack(">II", 1, 12)
            + b"enUS"
            + struct.pack(">II", len(data), 28)
            + data
        )

    def point(*values: float) -> bytes:
        return b"XYZ \0\0\0\0" + fixed(*values)

    curve = b"para\0\0\0\0" + struct.pack(">HH", 3, 0)
    curve += fixed(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
    adaption = b"sf32\0\0\0\0" + fixed(
        1.0478112, 0.0228866, -0.0501270, 0.0295424, 0.9904844, -0.0170491,
        -0.0092345, 0.0150436, 0.7521316,
    )  # fmt: skip
    tags = (
        (b"desc", text("sRGB")),
        (b"cprt", text("CC0")),
        (b"wtpt", point(0.9642, 1, 0.8249)),
        (b"chad", adaption),
        (b"rXYZ", point(0.4360747, 0.2225045, 0.0139322)),
        (b"gXYZ", point(0.3850649, 0.7168786, 0.0971045)),
        (b"bXYZ", point(0.1430804, 0.0606169, 0.7141733)),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
    )
    offset, table, data = 128 + 4 + 12 * len(tags), b"", b""
    for signature, value in tags:
        table += signature + struct.pack(">II", offset + len(data), len(value))
        data += value + b"\0" * (-len(value) % 4)
    body = struct.pack(">I", len(tags)) + table + data
    head = struct.pack(">I4sI4s4s4s", 128 + len(body), b"", 0x04200000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2000, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + fixed(0.9642, 1, 0.8249)
    return head.ljust(128, b"\0") + body


# ISO 19005-2 6.6.2.3: a property of one's own is described by an extension schema.
_FACTS_SCHEMA = f"""
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>Facts of a document</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{NAMESPACE}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pgen</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>
<rdf:li rdf:parseType="Resource"><pdfaProperty:name>facts</pdfaProperty:name>
<pdfaProperty:valueType>Text</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Figures and their sources, as JSON</pdfaProperty:description></rdf:li>
</rdf:Seq></pdfaSchema:property></rdf:li>"""


def make_xmp(properties: Properties) -> str:
    """Return the XMP packet that names the standards (ISO 19005-2 6.6, ISO 14289-1 5)."""
    p = properties
    when = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(p.timestamp))
    schema = p.facts and _FACTS_SCHEMA
    facts = p.facts and (
        f'\n<rdf:Description rdf:about="" xmlns:pgen="{NAMESPACE}">'
        f"<pgen:facts>{p.facts}</pgen:facts></rdf:Description>"
    )
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part><dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(p.title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{escape(p.author)}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{escape(p.subject)}</rdf:li></rdf:Alt>
</dc:description>
<dc:language><rdf:Bag><rdf:li>{escape(p.language)}</rdf:li></rdf:Bag></dc:language>
<pdf:Keywords>{escape(p.keywords)}</pdf:Keywords><pdf:Producer>{PRODUCER}</pdf:Producer>
<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool><xmp:CreateDate>{when}</xmp:CreateDate>
<xmp:ModifyDate>{when}</xmp:ModifyDate></rdf:Description>{facts}
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>
<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li>
</rdf:Seq></pdfaSchema:property></rdf:li>{schema}</rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
