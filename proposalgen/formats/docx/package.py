"""The base document: opened once, copied for each document that is written, and saved."""

from __future__ import annotations

import io
from collections.abc import Iterable
from copy import deepcopy
from zipfile import BadZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.packuri import PACKAGE_URI, PackURI
from docx.opc.part import Part, XmlPart
from docx.opc.rel import Relationships
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.package import Package
from docx.shared import Length, Mm

from proposalgen.brand.model import Brand
from proposalgen.caches import cached
from proposalgen.errors import BrandError, Problem
from proposalgen.formats.docx.archive import Member, zip_members
from proposalgen.formats.docx.base_fonts import FONT_TYPE
from proposalgen.formats.docx.base_styles import write_styles
from proposalgen.formats.docx.xml import XML, twips

_CHANGING = (
    "/word/document",
    "/word/header",
    "/word/footer",
    "/word/numbering",
    "/docProps/core",
)
"""Parts that a document changes; all others it shares with the base."""


_RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"


class BaseDocument:
    """A base document whose unchanging parts are read, and deflated, once.

    Args:
        data: The bytes of a DOCX.
        language: The language of its text; empty leaves the base's own.
        size: Width and height of its page in millimetres; None leaves the base's own.
        styles: The part of the brand's styles, from which it gets those that it lacks, because it
            is older than they or went through a program that dropped them.

    Raises:
        ValueError: it lacks a part that a document needs, or states no page.
    """

    def __init__(
        self,
        data: bytes,
        language: str = "",
        size: tuple[float, float] | None = None,
        styles: str = "",
    ) -> None:
        document = docx.Document(io.BytesIO(data))
        if styles:
            _add_styles(document, styles)
        for lang in document.styles.element.xpath("w:docDefaults//w:lang"):
            if not lang.get(qn("w:val"), "").startswith(language):
                lang.set(qn("w:val"), language)
        if size:
            _set_size(document, *size)
        package = document.part.package
        if package is None:
            raise ValueError("a base document without a package")
        # What a base says of itself, as what it was made from, is no document's to say.
        for rel in list(package.rels.values()):
            if rel.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES:
                package.rels.pop(rel.rId)
        kinds = {rel.reltype for rel in document.part.rels.values()}
        if RELATIONSHIP_TYPE.NUMBERING not in kinds:
            raise ValueError("it has no numbering part")
        self._package = package
        self._members = {
            part.partname: Member(part.blob) for part in package.parts if not _changes(part)
        }

    def open(self) -> WordDocument:
        """Return a new document: copies of the changing parts, the base's own for the rest."""
        package = Package()
        copies: dict[PackURI, Part] = {}

        def copy_part(part: Part) -> Part:
            if not _changes(part):
                return part
            if part.partname not in copies:
                if isinstance(part, XmlPart):
                    element = deepcopy(part.element)
                    twin: Part = type(part)(part.partname, part.content_type, element, package)
                else:
                    twin = Part(part.partname, part.content_type, part.blob, package)
                copies[part.partname] = twin
                copy_rels(part.rels, twin.rels)
            return copies[part.partname]

        def copy_rels(old: Relationships, new: Relationships) -> None:
            for rel in old.values():
                target = rel._target if rel.is_external else copy_part(rel.target_part)
                new.add_relationship(rel.reltype, target, rel.rId, rel.is_external)

        copy_rels(self._package.rels, package.rels)
        document: WordDocument = package.main_document_part.document
        return document

    def save(self, document: WordDocument) -> bytes:
        """Return a document's file: parts in the order of their relations, dates all alike."""
        package = document.part.package
        if package is None:
            raise ValueError("a document without a package")
        parts = list(package.parts)
        members = [("[Content_Types].xml", Member(_content_types(parts)))]
        members.append((PACKAGE_URI.rels_uri.membername, Member(_encode(package.rels.xml))))
        for part in parts:
            members.append((part.partname.membername, self._pack(part)))
            if len(part.rels):
                rels_name = part.partname.rels_uri.membername
                members.append((rels_name, Member(_encode(part.rels.xml))))
        return zip_members(members)

    def _pack(self, part: Part) -> Member:
        """Return a part's member: its own, or the base's, or one made now."""
        if isinstance(part, MemberPart):
            return part.member
        shared = None if _changes(part) else self._members.get(part.partname)
        return shared or Member(part.blob)


class MemberPart(Part):
    """A part that other documents have too, so that it is deflated only once."""

    def __init__(
        self, name: str, content_type: str, member: Member, package: Package | None
    ) -> None:
        super().__init__(PackURI(name), content_type, member.content, package)
        self.member = member


@cached(
    "base documents",
    size=16,
    why="each document of a batch begins as a copy of the same base.docx",
)
def load_base(brand: Brand, language: str) -> BaseDocument:
    """Return a brand's base document, set in a language and on its paper.

    It is kept as long as the brand is the same, of which the digest of its files is a part.

    Raises:
        BrandError: the file is not there or is no Word document.
    """
    path, page = brand.folder / "base.docx", brand.page
    try:
        data = path.read_bytes()
        return BaseDocument(data, language, (page.width, page.height), write_styles(brand))
    except OSError as error:
        problem = Problem(f"cannot be read: {error.strerror}", file=path.name, hint=_WAY_OUT)
    except (BadZipFile, OpcError, KeyError, ValueError) as error:
        problem = Problem(f"not a base document: {error}", file=path.name, hint=_WAY_OUT)
    raise BrandError(problem)


_WAY_OUT = "Make it anew with 'proposalgen check --renew-base'."


def _add_styles(document: WordDocument, styles: str) -> None:
    """Give a base the styles that it lacks."""
    own = document.styles.element
    known = set(own.xpath("w:style/@w:styleId"))
    for style in parse_xml(styles).xpath("w:style"):
        if style.get(qn("w:styleId")) not in known:
            own.append(style)


def _set_size(document: WordDocument, width: float, height: float) -> None:
    """Give a base another page; what its styles set flush to the right margin goes with it."""
    old = text_size(document)[0]
    page = document.sections[0]
    page.page_width, page.page_height = Mm(width), Mm(height)
    new = text_size(document)[0]
    for tab in document.styles.element.xpath("//w:tab[@w:val='right']"):
        # Millimetres are rounded to twips on the way, once here and once in the base.
        if abs(int(tab.get(qn("w:pos"))) - twips(old)) <= 1:
            tab.set(qn("w:pos"), str(twips(new)))


def text_size(document: WordDocument) -> tuple[float, float]:
    """Return the width and height between the margins of a document's page, in millimetres.

    Raises:
        ValueError: it does not state them.
    """
    page = document.sections[0]
    across = (page.page_width, page.left_margin, page.right_margin)
    down = (page.page_height, page.top_margin, page.bottom_margin)
    width, height = (_subtract(*lengths) for lengths in (across, down))
    return width, height


def _subtract(whole: Length | None, before: Length | None, after: Length | None) -> float:
    if whole is None or before is None or after is None:
        raise ValueError("it does not state its page and margins")
    return float(Length(whole - before - after).mm)


def _changes(part: Part) -> bool:
    return str(part.partname).startswith(_CHANGING)


def _encode(xml: str | bytes) -> bytes:
    return xml.encode() if isinstance(xml, str) else xml


def _content_types(parts: Iterable[Part]) -> bytes:
    """Return the package's list of content types (ECMA-376 part 2, 7.2.3).

    Pictures and fonts have theirs by the end of their name, as Word writes it, all others part by
    part.
    """
    defaults = {"rels": _RELATIONSHIPS, "xml": "application/xml"}
    overrides = ""
    for part in parts:
        if part.content_type.startswith("image/") or part.content_type == FONT_TYPE:
            defaults[part.partname.ext] = part.content_type
        else:
            overrides += f'<Override PartName="{part.partname}" ContentType="{part.content_type}"/>'
    types = "".join(
        f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in defaults.items()
    )
    return (
        f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f"{types}{overrides}</Types>"
    ).encode()
