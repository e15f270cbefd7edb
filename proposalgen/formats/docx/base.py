"""The base document, made from a brand: every Word style, the page, numbering, headers, footers.

``proposalgen check --renew-base`` writes it anew. After that it is a designer's to edit in Word:
the writer keeps its styles, page, headers and footers, fills the content controls in these, and
puts its own body in the place of the samples.
"""

from __future__ import annotations

import hashlib
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from proposalgen.brand.colours import WHITE
from proposalgen.brand.load import load_brand
from proposalgen.brand.model import Brand
from proposalgen.errors import Problem
from proposalgen.formats.docx.archive import zip_files
from proposalgen.formats.docx.base_fonts import (
    FONT_RELATIONSHIP,
    FONT_TYPE,
    list_font_files,
    make_font_files,
    write_font_table,
)
from proposalgen.formats.docx.base_styles import BOTTOM, SIDE, STYLES, TOP, write_styles
from proposalgen.formats.docx.base_theme import write_numbering, write_theme
from proposalgen.formats.docx.xml import NAMESPACES, XML, escape, hex_colour, twips

BASE = "base.docx"
"""The file's name in the brand's folder."""


def build_base(brand: Brand) -> bytes:
    """Return the base document of a brand; the same bytes for the same brand."""
    texts = _make_parts(brand)
    texts["docProps/custom.xml"] = XML + _CUSTOM.format(_hash(texts))
    files = {"[Content_Types].xml": _content_types().encode()}
    files |= {name: xml.encode() for name, xml in texts.items()}
    names = (f"word/{name}" for name in list_font_files(brand))
    return zip_files([*files.items(), *zip(names, make_font_files(brand), strict=True)])


def find_stale_base(brand: Brand) -> Iterator[Problem]:
    """Yield a problem where a brand's base document was made from another ``brand.yaml``.

    A base that does not say what it was made from is its designer's own, and is left alone.
    """
    try:
        with zipfile.ZipFile(brand.folder / BASE) as file:
            made_from = _HASH.search(file.read("docProps/custom.xml").decode())
    except (OSError, KeyError, zipfile.BadZipFile):
        return  # none, or none that can be opened, which the writer reports
    if made_from and made_from[1] != _hash(_make_parts(brand)):
        message = "made from another brand.yaml: Word files do not have its fonts, sizes or colours"
        hint = "Run 'proposalgen check --renew-base'; what was changed in Word is lost."
        yield Problem(message, file=BASE, hint=hint)


def renew_base(brand: Brand) -> Path:
    """Write a brand's base document into its folder, and return its path.

    Raises:
        OSError: it cannot be written.
    """
    path = brand.folder / BASE
    path.write_bytes(build_base(brand))
    return path


_HASH = re.compile(r"<vt:lpwstr>([0-9a-f]{64})</vt:lpwstr>")
_CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="Made from">'
    "<vt:lpwstr>{}</vt:lpwstr></property></Properties>"
)
"""A custom property (ECMA-376 part 1, 15.2.12.2 and 22.3), which Word and LibreOffice keep."""


def _hash(files: dict[str, str]) -> str:
    """Return the SHA-256 of what a base is made of."""
    text = "\0".join(part for file in files.items() for part in file)
    return hashlib.sha256(text.encode()).hexdigest()


def _make_parts(brand: Brand) -> dict[str, str]:
    """Return the XML of each part but the properties that say what it was made from.

    The keys in the font table are made from the fonts' files, so it stands for them, too.
    """
    # The writer gives each document the size of its own paper: a base is made for the first.
    brand = brand.model_copy(update={"paper": next(iter(brand.pages))})
    fonts = tuple((FONT_RELATIONSHIP, name, "") for name in list_font_files(brand))
    files = {
        "_rels/.rels": _relationships(PACKAGE_PARTS),
        "word/_rels/document.xml.rels": _relationships(DOCUMENT_PARTS),
    }
    if fonts:
        files["word/_rels/fontTable.xml.rels"] = _relationships(fonts)
    makers = {
        "docProps/core.xml": _core(brand),
        "docProps/app.xml": _APP,
        "word/document.xml": _document(brand),
        "word/styles.xml": write_styles(brand),
        "word/settings.xml": _settings(brand),
        "word/numbering.xml": write_numbering(brand),
        "word/fontTable.xml": write_font_table(brand),
        "word/theme/theme1.xml": write_theme(brand),
        "word/header1.xml": _header(_filled("title", "Title"), _filled("prepared-for", "For")),
        "word/header2.xml": f"<w:hdr {NAMESPACES}>{_sample('Header', '')}</w:hdr>",
        "word/footer1.xml": _footer(),
        "word/footer2.xml": f"<w:ftr {NAMESPACES}>{_sample('Footer', '')}</w:ftr>",
    }
    return files | {name: XML + xml for name, xml in makers.items()}


# -- the package -------------------------------------------------------------------------------

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

PACKAGE_PARTS = (
    (f"{_OFFICE}/officeDocument", "word/document.xml", f"{_WORD}.document.main+xml"),
    (
        f"{_PACKAGE}/relationships/metadata/core-properties",
        "docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
    ),
    (
        f"{_OFFICE}/extended-properties",
        "docProps/app.xml",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    ),
    (
        f"{_OFFICE}/custom-properties",
        "docProps/custom.xml",
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    ),
)
DOCUMENT_PARTS = (
    (f"{_OFFICE}/styles", "styles.xml", f"{_WORD}.styles+xml"),
    (f"{_OFFICE}/settings", "settings.xml", f"{_WORD}.settings+xml"),
    (f"{_OFFICE}/numbering", "numbering.xml", f"{_WORD}.numbering+xml"),
    (f"{_OFFICE}/fontTable", "fontTable.xml", f"{_WORD}.fontTable+xml"),
    (
        f"{_OFFICE}/theme",
        "theme/theme1.xml",
        "application/vnd.openxmlformats-officedocument.theme+xml",
    ),
    (f"{_OFFICE}/header", "header1.xml", f"{_WORD}.header+xml"),
    (f"{_OFFICE}/header", "header2.xml", f"{_WORD}.header+xml"),
    (f"{_OFFICE}/footer", "footer1.xml", f"{_WORD}.footer+xml"),
    (f"{_OFFICE}/footer", "footer2.xml", f"{_WORD}.footer+xml"),
)
_HEADERS = {"header1.xml": "default", "header2.xml": "first"}
_FOOTERS = {"footer1.xml": "default", "footer2.xml": "first"}


def _content_types() -> str:
    parts = [(f"/{name}", kind) for _, name, kind in PACKAGE_PARTS]
    parts += [(f"/word/{name}", kind) for _, name, kind in DOCUMENT_PARTS]
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts
    )
    return (
        f'{XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="odttf" ContentType="{FONT_TYPE}"/>{overrides}</Types>'
    )


def _relationships(parts: tuple[tuple[str, str, str], ...]) -> str:
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{name}"/>'
        for number, (kind, name, _) in enumerate(parts, 1)
    )
    return f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'


def _core(brand: Brand) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>Base document</dc:title><dc:creator>{escape(brand.name)}</dc:creator>"
        "</cp:coreProperties>"
    )


_APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>Microsoft Office Word</Application>'
    "<AppVersion>16.0000</AppVersion></Properties>"
)


def _settings(brand: Brand) -> str:
    # Word shows the background of pages only with this setting (17.15.1.25).
    shown = "" if brand.colours.surface == WHITE else "<w:displayBackgroundShape/>"
    shown += "<w:embedTrueTypeFonts/>" if brand.embed_fonts else ""
    # Mode 15 is that of Word 2013 and later. Without it Word opens the file as one of Word 2007,
    # and says so.
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/>{shown}<w:defaultTabStop w:val="567"/>'
        '<w:autoHyphenation w:val="0"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
    )


# -- the body, header and footer ---------------------------------------------------------------


def _document(brand: Brand) -> str:
    """Return a body that shows each style by its name, for the designer to see."""
    samples = "".join(_sample(style.id, style.name) for style in STYLES)
    numbers = {name: number for number, (_, name, _) in enumerate(DOCUMENT_PARTS, 1)}
    references = "".join(
        f'<w:{tag} w:type="{kind}" r:id="rId{numbers[name]}"/>'
        for tag, uses in (("headerReference", _HEADERS), ("footerReference", _FOOTERS))
        for name, kind in uses.items()
    )
    width, height = twips(brand.page.width), twips(brand.page.height)
    surface = hex_colour(brand.colours.surface)
    background = "" if surface == hex_colour(WHITE) else f'<w:background w:color="{surface}"/>'
    margins = f'w:top="{twips(TOP)}" w:right="{twips(SIDE)}" w:bottom="{twips(BOTTOM)}"'
    distances = f'w:left="{twips(SIDE)}" w:header="{twips(12)}" w:footer="{twips(12)}"'
    return (
        f"<w:document {NAMESPACES}>{background}<w:body>{samples}<w:sectPr>{references}"
        f'<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar {margins} {distances} w:gutter="0"/>'
        '<w:cols w:space="720"/><w:titlePg/></w:sectPr></w:body></w:document>'
    )


def _sample(style: str, text: str) -> str:
    content = f"<w:r><w:t>{escape(text)}</w:t></w:r>" if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'


def _filled(tag: str, sample: str) -> str:
    """Return a content control that the writer fills."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{sample}"/><w:tag w:val="{tag}"/><w:text/></w:sdtPr>'
        f"<w:sdtContent><w:r><w:t>{sample}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def _header(left: str, right: str) -> str:
    return (
        f'<w:hdr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>'
        f"{left}<w:r><w:tab/></w:r>{right}</w:p></w:hdr>"
    )


def _footer() -> str:
    page = "".join(
        f'<w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr>{part}</w:r>'
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>2</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return (
        f'<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        f"{_filled('imprint', 'Organisation, date')}<w:r><w:tab/></w:r>{page}</w:p></w:ftr>"
    )


def _main(folder: Path) -> None:
    renew_base(load_brand(folder))


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
