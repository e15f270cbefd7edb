"""Is a PDF whole, and can everyone read it? PDF/UA-1 and PDF/A-2a as far as structure goes."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf

from proposalgen.errors import Problem, quote

Object = Any
"""One of pikepdf's, whose types do not tell a dictionary from an array."""

_STANDARD = {
    "Document", "Sect", "Div", "BlockQuote", "TOC", "TOCI", "H1", "H2", "H3", "P", "L", "LI",
    "Lbl", "LBody", "Table", "THead", "TBody", "TR", "TH", "TD", "Caption", "Span", "Reference",
    "Note", "Link", "Figure",
}  # fmt: skip
"""Types of ISO 32000-1 14.8.4 that we use; no role map leads to others."""
_INSIDE = {
    "LI": {"L"}, "LBody": {"LI"}, "TOCI": {"TOC"}, "TR": {"Table", "THead", "TBody"},
    "TH": {"TR"}, "TD": {"TR"}, "THead": {"Table"}, "TBody": {"Table"},
}  # fmt: skip
"""What an element may stand in (ISO 32000-1 14.8.4.3)."""
_PAINTS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "Tj", "TJ", "'", '"', "EI"}
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def check_pdf(data: bytes) -> tuple[Problem, ...]:
    """Return what is wrong with a PDF; ``field`` of each names the clause."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return tuple(_PdfCheck(pdf).find_problems())
    except pikepdf.PdfError as error:
        return (Problem(f"cannot be opened: {error}", field="ISO 32000-1 7.5"),)
    except (TypeError, ValueError, AttributeError, KeyError, RuntimeError) as error:
        # What is of another type than the standard has it; RecursionError is of the last.
        message = f"cannot be opened: its structure is broken ({error})"
        return (Problem(message, field="ISO 32000-1 14.7"),)


class _PdfCheck:
    """Checks one file; what a page and the tree say of each other is kept between steps."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.root: Object = pdf.Root
        self.pages: list[Object] = list(pdf.pages)
        self.marked: dict[tuple[int, int], set[int]] = {}
        """The numbers of marked content on each page."""
        self.owners: dict[tuple[tuple[int, int], int], tuple[int, int]] = {}
        self.linked: dict[tuple[int, int], tuple[int, int]] = {}
        """Which element each annotation belongs to."""
        names = self.root.get("/Names", pikepdf.Dictionary()).get("/Dests")
        self.places = {str(name): place for name, place in _walk_leaves(names, "/Names")}
        """Where the names that links lead to are."""

    def find_problems(self) -> Iterator[Problem]:
        yield from self._check_catalogue()
        yield from self._check_metadata()
        for number, page in enumerate(self.pages, 1):
            yield from self._check_page(number, page)
        yield from self._check_fonts()
        tree = self.root.get("/StructTreeRoot")
        if tree is None:
            yield Problem("no structure tree", field="ISO 14289-1 7.1")
            return
        if tree.get("/RoleMap"):
            yield Problem("a role map, though all types are standard", field="ISO 14289-1 7.1")
        elements = list(self._walk(tree.K, None))
        for element, parent in elements:
            yield from self._check_element(element, parent)
        yield from self._check_headings(elements)
        yield from self._check_parent_tree(tree)
        yield from self._check_notes(elements)

    # -- the whole -----------------------------------------------------------------------------

    def _check_catalogue(self) -> Iterator[Problem]:
        root = self.root
        if not root.get("/MarkInfo", {}).get("/Marked", False):
            yield Problem("not marked as tagged", field="ISO 14289-1 7.1")
        if not _LANGUAGE.fullmatch(str(root.get("/Lang", ""))):
            yield Problem("no language", field="ISO 14289-1 7.2")
        if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
            yield Problem("the title is not shown in the window", field="ISO 14289-1 7.1")
        intents = root.get("/OutputIntents", [])
        if not any("/DestOutputProfile" in intent for intent in intents):
            yield Problem("no output intent with a profile", field="ISO 19005-2 6.2.3")
        for name in ("/OpenAction", "/AA"):
            if name in root:
                yield Problem(f"an action {name}", field="ISO 19005-2 6.5")
        names = root.get("/Names", {})
        for name in ("/JavaScript", "/EmbeddedFiles"):
            if name in names:
                yield Problem(f"the file carries {name}", field="ISO 19005-2 6.6 and 6.8")
        if self.pdf.is_encrypted:
            yield Problem("encrypted", field="ISO 19005-2 6.1.3")

    def _check_metadata(self) -> Iterator[Problem]:
        if "/Metadata" not in self.root:
            yield Problem("no XMP metadata", field="ISO 14289-1 7.1")
            return
        text = self.root.Metadata.read_bytes().decode("utf-8", "replace")
        wanted = {
            "pdfuaid:part": "1", "pdfaid:part": "2", "pdfaid:conformance": "A",
        }  # fmt: skip
        for name, value in wanted.items():
            if f"<{name}>{value}</{name}>" not in text:
                yield Problem(f"the metadata do not say {name} {value}", field="ISO 14289-1 5")
        if not re.search(
            r"<dc:title>.*<rdf:li[^>]*>[^<]*\S[^<]*</rdf:li>.*</dc:title>", text, re.S
        ):
            yield Problem("no title in the metadata", field="ISO 14289-1 7.1")

    def _check_fonts(self) -> Iterator[Problem]:
        seen: set[tuple[int, int]] = set()
        for page in self.pages:
            for font in page.get("/Resources", {}).get("/Font", {}).values():
                if font.objgen in seen:
                    continue
                seen.add(font.objgen)
                name = quote(str(font.get("/BaseFont", "")))
                inner = font.get("/DescendantFonts", [font])[0]
                if "/FontFile2" not in inner.get("/FontDescriptor", {}):
                    yield Problem(f"the font {name} is not embedded", field="ISO 14289-1 7.21.4.1")
                if "/ToUnicode" not in font:
                    yield Problem(f"the font {name} has no ToUnicode", field="ISO 14289-1 7.21.7")
                    continue
                spelled = re.findall(rb"<[0-9A-F]+>\s*<([0-9A-F]*)>", font.ToUnicode.read_bytes())
                if any(text in (b"", b"0000", b"FEFF", b"FFFE") for text in spelled):
                    yield Problem(f"a glyph of {name} spells nothing", field="ISO 14289-1 7.21.7")

    # -- a page --------------------------------------------------------------------------------

    def _check_page(self, number: int, page: Object) -> Iterator[Problem]:
        where = f"page {number}"
        if page.get("/Tabs") != pikepdf.Name.S:
            yield Problem("links are not in the order of the tags", record=where,
                          field="ISO 14289-1 7.18.3")  # fmt: skip
        numbers = self.marked[page.obj.objgen] = set()
        depth = 0
        instructions: Object = pikepdf.parse_content_stream(page)
        for operands, operator in instructions:
            name = str(operator)
            if name in ("BDC", "BMC"):
                depth += 1
                given = operands[1] if name == "BDC" else {}
                mcid = given.get("/MCID") if isinstance(given, pikepdf.Dictionary) else None
                if mcid is not None and int(mcid) in numbers:
                    yield Problem(f"two pieces of content {mcid}", record=where,
                                  field="ISO 32000-1 14.7.4")  # fmt: skip
                if mcid is not None:
                    numbers.add(int(mcid))
                elif str(operands[0]) != "/Artifact":
                    yield Problem("content that is neither tagged nor an artifact", record=where,
                                  field="ISO 14289-1 7.1")  # fmt: skip
            elif name == "EMC":
                depth -= 1
            elif name in _PAINTS and depth == 0:
                yield Problem(f"something painted outside of all tags ({name})", record=where,
                              field="ISO 14289-1 7.1")  # fmt: skip
            if depth not in (0, 1):
                yield Problem("marks that do not pair", record=where, field="ISO 32000-1 14.6.1")
                break
        for annotation in page.get("/Annots", []):
            yield from self._check_annotation(annotation, where)

    def _check_annotation(self, annotation: Object, where: str) -> Iterator[Problem]:
        if annotation.get("/Subtype") != pikepdf.Name.Link:
            yield Problem("an annotation that is no link", record=where, field="ISO 14289-1 7.18")
        if not str(annotation.get("/Contents", "")).strip():
            yield Problem("a link that does not say where it leads", record=where,
                          field="ISO 14289-1 7.18.5")  # fmt: skip
        if "/StructParent" not in annotation:
            yield Problem("a link outside of the tags", record=where, field="ISO 14289-1 7.18.5")
        if not int(annotation.get("/F", 0)) & 4:
            yield Problem("a link that is not printed", record=where, field="ISO 19005-2 6.3.2")
        action = annotation.get("/A", {})
        address = str(action.get("/URI", ""))
        if action and not address.startswith(("https://", "mailto:")):
            yield Problem(f"a link to {quote(address)}", record=where,
                          hint="Links lead to https or mailto.")  # fmt: skip
        place = annotation.get("/Dest")
        if isinstance(place, pikepdf.String):
            place = self.places.get(str(place))
        if not action and place is None:
            yield Problem("a link to nowhere", record=where, field="ISO 32000-1 12.5.6.5")

    # -- the tree ------------------------------------------------------------------------------

    def _walk(self, element: Object, parent: Object) -> Iterator[tuple[Object, Object]]:
        yield element, parent
        for kid in kids_of(element):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from self._walk(kid, element)

    def _check_element(self, element: Object, parent: Object) -> Iterator[Problem]:
        kind = kind_of(element)
        if kind not in _STANDARD:
            yield Problem(f"an element of the unknown type {quote(kind)}", field="ISO 14289-1 7.1")
        if parent is not None and element.get("/P", element).objgen != parent.objgen:
            yield Problem(f"a {kind} that does not lead to its parent", field="ISO 32000-1 14.7.2")
        over = kind_of(parent) if parent is not None else ""
        if kind in _INSIDE and over not in _INSIDE[kind]:
            yield Problem(f"a {kind} inside {over or 'nothing'}", field="ISO 32000-1 14.8.4.3")
        if "/Lang" in element and not _LANGUAGE.fullmatch(str(element.Lang)):
            yield Problem(f"no language: {quote(str(element.Lang))}", field="ISO 14289-1 7.2")
        if not kids_of(element) and kind not in ("TD", "TH"):
            yield Problem(f"a {kind} with nothing in it", field="ISO 14289-1 7.1")
        kinds = [kind_of(kid) for kid in kids_of(element) if _is_element(kid)]
        match kind:
            case "Figure":
                if not str(element.get("/Alt", "")).strip():
                    yield Problem("a figure without alternative text", field="ISO 14289-1 7.3")
            case "Table":
                yield from self._check_table(element)
            case "TH":
                if "/Scope" not in element.get("/A", {}):
                    yield Problem("a header cell without a scope", field="ISO 14289-1 7.5")
            case "LI" if "LBody" not in kinds:
                yield Problem("an item of a list without a body", field="ISO 14289-1 7.6")
            case "L" if "/ListNumbering" not in element.get("/A", {}):
                yield Problem("a list that does not say how it counts", field="ISO 14289-1 7.6")
            case "Link" if not any(_is_reference(kid) for kid in kids_of(element)):
                yield Problem("a link without its annotation", field="ISO 14289-1 7.18.5")
            case "TOCI" if "Reference" not in kinds:
                yield Problem("an entry of the contents that leads nowhere",
                              field="ISO 32000-1 14.8.4.2")  # fmt: skip
        yield from self._own_content(element)

    def _own_content(self, element: Object) -> Iterator[Problem]:
        """Note which content and which links the element owns, each once."""
        kind, home = kind_of(element), element.get("/Pg")
        for kid in kids_of(element):
            if _is_element(kid):
                continue
            if _is_reference(kid):
                self.linked[kid.Obj.objgen] = element.objgen
                continue
            page = kid.get("/Pg", home) if isinstance(kid, pikepdf.Dictionary) else home
            mcid = int(kid.MCID) if isinstance(kid, pikepdf.Dictionary) else int(kid)
            if page is None or mcid not in self.marked.get(page.objgen, ()):
                yield Problem(f"a {kind} with content {mcid}, which no page has",
                              field="ISO 32000-1 14.7.4")  # fmt: skip
                continue
            if (page.objgen, mcid) in self.owners:
                yield Problem(f"content {mcid} belongs to two elements",
                              field="ISO 32000-1 14.7.4")  # fmt: skip
            self.owners[page.objgen, mcid] = element.objgen

    def _check_table(self, table: Object) -> Iterator[Problem]:
        rows = [element for element, _ in self._walk(table, None) if kind_of(element) == "TR"]
        widths = {len([kid for kid in kids_of(row) if _is_element(kid)]) for row in rows}
        if len(widths) != 1:
            yield Problem("a table whose rows have different lengths", field="ISO 14289-1 7.5")
        if rows and any(kind_of(kid) != "TH" for kid in kids_of(rows[0]) if _is_element(kid)):
            yield Problem("a table without a row of headers", field="ISO 14289-1 7.5")

    def _check_headings(self, elements: list[tuple[Object, Object]]) -> Iterator[Problem]:
        before = 0
        for element, _ in elements:
            if match := re.fullmatch(r"H([1-6])", kind_of(element)):
                level = int(match[1])
                if level > before + 1:
                    yield Problem(f"a heading of level {level} after one of level {before}",
                                  field="ISO 14289-1 7.4.2")  # fmt: skip
                before = level

    def _check_parent_tree(self, tree: Object) -> Iterator[Problem]:
        parents = {int(key): value for key, value in _walk_leaves(tree.get("/ParentTree"), "/Nums")}
        for number, page in enumerate(self.pages, 1):
            where = f"page {number}"
            row = list(parents.get(int(page.get("/StructParents", -1)), []))
            for mcid in sorted(self.marked[page.obj.objgen]):
                owner = self.owners.get((page.obj.objgen, mcid))
                if owner is None:
                    yield Problem(f"content {mcid} belongs to no element", record=where,
                                  field="ISO 14289-1 7.1")  # fmt: skip
                elif mcid >= len(row) or row[mcid].objgen != owner:
                    yield Problem(f"the parent tree is wrong about content {mcid}", record=where,
                                  field="ISO 32000-1 14.7.4.4")  # fmt: skip
            for annotation in page.get("/Annots", []):
                element = parents.get(int(annotation.get("/StructParent", -1)))
                if element is None or self.linked.get(annotation.objgen) != element.objgen:
                    yield Problem("a link that does not lead back to its element", record=where,
                                  field="ISO 32000-1 14.7.4.4")  # fmt: skip

    def _check_notes(self, elements: list[tuple[Object, Object]]) -> Iterator[Problem]:
        names = [str(e.get("/ID", "")) for e, _ in elements if kind_of(e) == "Note"]
        if "" in names:
            yield Problem("a note without an id", field="ISO 14289-1 7.9")
        for name, count in Counter(filter(None, names)).items():
            if count > 1:
                yield Problem(f"{count} notes called {quote(name)}", field="ISO 14289-1 7.9")


def _walk_leaves(node: Object | None, key: str) -> Iterator[tuple[Object, Object]]:
    """Yield the pairs of a name tree or a number tree (7.9.6, 7.9.7)."""
    if node is None:
        return
    pairs = list(node.get(key, []))
    yield from zip(pairs[::2], pairs[1::2], strict=True)
    for kid in node.get("/Kids", []):
        yield from _walk_leaves(kid, key)


def kids_of(element: Object) -> list[Object]:
    """Return an element's kids: elements, numbers of content, references."""
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def kind_of(element: Object) -> str:
    """Return an element's type without its slash; empty for what is no element."""
    return str(element.S)[1:] if _is_element(element) else ""


def _is_element(kid: Object) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def _is_reference(kid: Object) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == pikepdf.Name.OBJR
