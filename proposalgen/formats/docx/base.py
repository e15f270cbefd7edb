"""The base document, made from a brand: every Word style, the page, numbering, headers, footers.

``python -m proposalgen.formats.docx.base templates/brand`` writes it anew. After that it is a
designer's to edit in Word: the writer keeps its styles, page, headers and footers, fills the
content controls in these, and puts its own body in the place of the samples.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from proposalgen.brand.fonts import FONT_ROLES
from proposalgen.brand.load import load_brand
from proposalgen.brand.model import Brand
from proposalgen.brand.type_scale import Style
from proposalgen.formats.docx.xml import NAMESPACES, XML, escape, hex_colour, twips
from proposalgen.formats.docx.measures import ASIDE_TEXT
from proposalgen.formats.docx.archive import zip_files

SIDE, TOP, BOTTOM = 20.0, 24.0, 26.0
"""Margins in millimetres."""


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style: its step of the brand's type scale, and what only Word knows.

    Spaces are in points.
    """

    name: str
    step: str
    """Empty for what holds no text."""
    after: float = 0
    before: float = 0
    based: str = "Normal"
    next: str = ""
    colour: str = ""
    tight: bool = False
    """Whether lines stand exactly ``leading`` apart, closer than the face would set them."""
    first: str = ""
    """Properties that stand before the spacing (CT_PPr)."""
    last: str = ""
    """Properties that stand after the spacing."""

    @property
    def id(self) -> str:
        """The id: the name in capitals without its spaces, as Word itself makes ids."""
        return style_id(self.name)


def style_id(name: str) -> str:
    """Return a style's id: ``heading 1`` is ``Heading1``, ``Pitch Label`` ``PitchLabel``."""
    if name.startswith("toc "):
        return name.upper().replace(" ", "")
    return "".join(word[0].upper() + word[1:] for word in name.split())


_KEEP = "<w:keepNext/><w:keepLines/>"
_WHOLE = "<w:keepLines/>"


def _outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level - 1}"/>'


def _list(number: int) -> str:
    return f'<w:numPr><w:numId w:val="{number}"/></w:numPr>'


_STYLES = (
    # name, step of the type scale, space after, space before
    _Style("Title", "page-title", 14, next="Normal", tight=True,
           first=_KEEP, last=_outline(1)),
    _Style("heading 1", "title", 8, next="Normal", tight=True,
           first=_KEEP, last=_outline(1)),
    _Style("heading 2", "heading-2", 6, 14, next="Normal", first=_KEEP, last=_outline(2)),
    _Style("heading 3", "heading-3", 1, 8, next="Normal", first=_KEEP, last=_outline(3)),
    _Style("List Bullet", "body", 4, first=_list(1)),
    _Style("List Number", "body", 4, first=_list(2)),
    _Style("Quote", "quote", 12, 18, next="PitchSpeaker", tight=True,
           first=_KEEP, last='<w:ind w:left="0" w:right="567"/>'),
    _Style("caption", "label", 5, 14, next="Normal", first=_KEEP),
    _Style("header", "note", last="", first="<w:tabs>{right}</w:tabs>"),
    _Style("footer", "note", before=7, first="<w:tabs>{right}</w:tabs>"),
    _Style("endnote text", "note", 5, based="PitchNote",
           first=f'{_WHOLE}<w:tabs><w:tab w:val="left" w:pos="397"/></w:tabs>',
           last='<w:ind w:left="397" w:hanging="397"/>'),
    _Style("toc 1", "contents", 4, first="<w:tabs>{aside}</w:tabs>",
           ),
    _Style("Pitch Label", "label", 4, first=_KEEP),
    _Style("Pitch Promise", "promise", 6, first=_WHOLE),
    _Style("Pitch Band", "band", 8, first=_WHOLE),
    _Style("Pitch Fact", "fact", 4, first=_WHOLE),
    _Style("Pitch Note", "note", 8, colour="muted", first=_WHOLE),
    _Style("Pitch Lead", "lead", 14, last='<w:ind w:right="1701"/>'),
    _Style("Pitch Column", "column", 5),
    _Style("Pitch Letter", "letter", 9),
    _Style("Pitch Number", "number", 4, tight=True, first=_KEEP),
    _Style("Pitch Number Large", "number-large", 2, tight=True, first=_KEEP),
    _Style("Pitch Number Word", "number-word", 6, 3, tight=True, first=_KEEP),
    _Style("Pitch Number Row", "number-row", 1, first=_KEEP),
    _Style("Pitch Unit", "unit", 4, tight=True, first=_KEEP),
    _Style("Pitch Card Title", "heading-2", 6, first=_KEEP),
    _Style("Pitch Speaker", "speaker", 4, first=_WHOLE),
    _Style("Pitch Quote Long", "quote-long", 10, 14, based="Quote", next="PitchSpeaker",
           tight=True, first=_KEEP),
    _Style("Pitch Figure", "figure", 8),
    _Style("Pitch Picture", ""),
    _Style("Pitch Table Text", "table", 4, 4),
    _Style("Pitch Table Head", "label", 4, 4, based="PitchTableText", first=_KEEP),
    _Style("Pitch Table Text Number", "table", 4, 4, based="PitchTableText",
           last='<w:jc w:val="right"/>'),
    _Style("Pitch Table Head Number", "label", 4, 4, based="PitchTableHead",
           last='<w:jc w:val="right"/>'),
    _Style("Pitch Cover Label", "cover-label", 26, first=_KEEP),
    _Style("Pitch Cover Title", "cover-title", 30, next="PitchPrepared",
           tight=True, first=_KEEP),
    _Style("Pitch Cover Title Long", "cover-title-long", 32, tight=True,
           first=_KEEP),
    _Style("Pitch Prepared", "prepared", 4, first=_KEEP),
    _Style("Pitch Partner", "partner", 14, next="PitchDetails", first=_WHOLE),
    _Style("Pitch Partner Long", "partner-long", 14, first=_WHOLE),
    _Style("Pitch Details", "details", 8),
    _Style("Pitch Cover Theme", "cover-theme", 3,
           first='<w:tabs><w:tab w:val="left" w:pos="397"/></w:tabs>'),
    _Style("Pitch Draft", "label", 4, first=(
        '<w:pBdr><w:top w:val="single" w:sz="48" w:space="0" w:color="{alert}"/>'
        '<w:bottom w:val="single" w:sz="48" w:space="0" w:color="{alert}"/></w:pBdr>'
        '<w:shd w:val="clear" w:color="auto" w:fill="{alert}"/>')),
    _Style("Pitch Separator", "", tight=True),
    _Style("Pitch Gap", "", 14, tight=True),
)  # fmt: skip

_BUILT_IN = {
    "Title", "heading 1", "heading 2", "heading 3", "List Bullet", "List Number", "Quote",
    "caption", "header", "footer", "endnote text", "toc 1",
}  # fmt: skip


def build_base(brand: Brand) -> bytes:
    """Return the base document of a brand; the same bytes for the same brand."""
    relations = ((PACKAGE_PARTS, "_rels/.rels"), (DOCUMENT_PARTS, "word/_rels/document.xml.rels"))
    files = [("[Content_Types].xml", _content_types())]
    files += [(name, _relationships(parts)) for parts, name in relations]
    makers = {
        "docProps/core.xml": _core(brand),
        "docProps/app.xml": _APP,
        "word/document.xml": _document(brand),
        "word/styles.xml": _styles(brand),
        "word/settings.xml": _SETTINGS,
        "word/numbering.xml": _numbering(brand),
        "word/fontTable.xml": _font_table(brand),
        "word/theme/theme1.xml": _theme(brand),
        "word/endnotes.xml": _ENDNOTES,
        "word/header1.xml": _header(_filled("title", "Title"), _filled("prepared-for", "For")),
        "word/header2.xml": f"<w:hdr {NAMESPACES}>{_sample('Header', '')}</w:hdr>",
        "word/footer1.xml": _footer(),
        "word/footer2.xml": f"<w:ftr {NAMESPACES}>{_sample('Footer', '')}</w:ftr>",
    }
    files += [(name, XML + xml) for name, xml in makers.items()]
    return zip_files((name, xml.encode()) for name, xml in files)


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
    (f"{_OFFICE}/endnotes", "endnotes.xml", f"{_WORD}.endnotes+xml"),
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
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
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

_SETTINGS = (
    f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
    '<w:autoHyphenation w:val="0"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:endnotePr><w:numFmt w:val="decimal"/><w:endnote w:id="-1"/><w:endnote w:id="0"/>'
    '</w:endnotePr><w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)

_ENDNOTES = f"<w:endnotes {NAMESPACES}>" + "".join(
    f'<w:endnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:pStyle w:val="PitchSeparator"/>'
    f"</w:pPr><w:r><w:{kind}/></w:r></w:p></w:endnote>"
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
) + "</w:endnotes>"  # fmt: skip


# -- the body, header and footer ---------------------------------------------------------------


def _document(brand: Brand) -> str:
    """Return a body that shows each style by its name, for the designer to see."""
    samples = "".join(_sample(style.id, style.name) for style in _STYLES)
    numbers = {name: number for number, (_, name, _) in enumerate(DOCUMENT_PARTS, 1)}
    references = "".join(
        f'<w:{tag} w:type="{kind}" r:id="rId{numbers[name]}"/>'
        for tag, uses in (("headerReference", _HEADERS), ("footerReference", _FOOTERS))
        for name, kind in uses.items()
    )
    width, height = twips(brand.page.width), twips(brand.page.height)
    margins = f'w:top="{twips(TOP)}" w:right="{twips(SIDE)}" w:bottom="{twips(BOTTOM)}"'
    distances = f'w:left="{twips(SIDE)}" w:header="{twips(12)}" w:footer="{twips(12)}"'
    return (
        f"<w:document {NAMESPACES}><w:body>{samples}<w:sectPr>{references}"
        '<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>'
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


# -- styles ------------------------------------------------------------------------------------


def _styles(brand: Brand) -> str:
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
    )
    return (
        f"<w:styles {NAMESPACES}>{_defaults(brand)}{normal}"
        + "".join(_paragraph_style(style, brand) for style in _STYLES)
        + _character_styles(brand)
        + _table_styles(brand)
        + "</w:styles>"
    )


def _defaults(brand: Brand) -> str:
    text, body = hex_colour(brand.colours.text), brand.styles.body.in_docx
    half_points = round(body.size * 2)
    return (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"'
        ' w:eastAsiaTheme="minorEastAsia" w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/>'
        f'<w:color w:val="{text}"/><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
        '<w:lang w:val="en-GB" w:eastAsia="ja-JP" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f'<w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="{_twentieths(body.leading)}"'
        ' w:lineRule="atLeast"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )


def _paragraph_style(style: _Style, brand: Brand) -> str:
    right = f'<w:tab w:val="right" w:pos="{twips(brand.page.width - 2 * SIDE)}"/>'
    aside = f'<w:tab w:val="right" w:pos="{twips(ASIDE_TEXT)}"/>'
    alert = hex_colour(brand.colours.alert)
    first = style.first.format(right=right, aside=aside, alert=alert)
    text = brand.styles[style.step].in_docx if style.step else _EMPTY
    spacing = (
        f'<w:spacing w:before="{_twentieths(style.before)}" w:after="{_twentieths(style.after)}"'
        f' w:line="{_twentieths(text.leading)}"'
        f' w:lineRule="{"exact" if style.tight else "atLeast"}"/>'
    )
    custom = "" if style.name in _BUILT_IN else ' w:customStyle="1"'
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    linked = '<w:link w:val="PitchUnitInline"/>' if style.name == "Pitch Unit" else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.based}"/>{following}{linked}<w:qFormat/>'
        f"<w:pPr>{first}{spacing}{style.last}</w:pPr>"
        f"<w:rPr>{_face(text.font, brand)}{_colour(style, brand)}"
        f"{_tracking(text)}{_size(text.size)}</w:rPr></w:style>"
    )


_EMPTY = Style(font="small", size=1, leading=1)
"""Of lines that hold no text and must take no room."""


def _twentieths(points: float) -> int:
    return round(points * 20)


def _face(face: str, brand: Brand) -> str:
    """Return a face: the theme's where it is one of its two, so that Word's own choice leads."""
    font = brand.fonts[face]
    theme = {brand.fonts.heading.family: "major", brand.fonts.body.family: "minor"}
    if which := theme.get(font.family):
        families = (
            f'w:asciiTheme="{which}HAnsi" w:eastAsiaTheme="{which}EastAsia"'
            f' w:hAnsiTheme="{which}HAnsi" w:cstheme="{which}Bidi"'
        )
    else:
        families = f'w:ascii="{font.family}" w:hAnsi="{font.family}"'
    bold = "<w:b/><w:bCs/>" if font.bold else ""
    italic = "<w:i/><w:iCs/>" if font.italic else ""
    return f"<w:rFonts {families}/>{bold}{italic}"


def _colour(style: _Style, brand: Brand) -> str:
    if style.colour != "muted":
        return ""
    return f'<w:color w:val="{hex_colour(brand.colours.muted)}"/>'


def _tracking(style: Style) -> str:
    tracking = _twentieths(style.tracking * style.size)
    return f'<w:spacing w:val="{tracking}"/>' if tracking else ""


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _character_styles(brand: Brand) -> str:
    primary = hex_colour(brand.colours.primary)
    default = (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    )

    def character(name: str, properties: str, extra: str = "", custom: str = "") -> str:
        return (
            f'<w:style w:type="character"{custom} w:styleId="{style_id(name)}">'
            f'<w:name w:val="{name}"/><w:basedOn w:val="DefaultParagraphFont"/>{extra}'
            f"<w:rPr>{properties}</w:rPr></w:style>"
        )

    unit, flag = brand.styles.unit_inline.in_docx, brand.styles.flag.in_docx
    raised = _face("label", brand) + '<w:vertAlign w:val="superscript"/>'
    text, alert = hex_colour(brand.colours.text), hex_colour(brand.colours.alert)
    flagged = _face(flag.font, brand) + f'<w:color w:val="{text}"/>' + _size(flag.size)
    flagged += f'<w:shd w:val="clear" w:color="auto" w:fill="{alert}"/>'
    return (
        default
        + character("Strong", "<w:b/><w:bCs/>", "<w:qFormat/>")
        + character(
            "Pitch Text Strong",
            _face(brand.emphasis.body.bold, brand),
            "<w:qFormat/>",
            ' w:customStyle="1"',
        )
        + character("Emphasis", "<w:i/><w:iCs/>", "<w:qFormat/>")
        + character("Hyperlink", f'<w:color w:val="{primary}"/><w:u w:val="single"/>')
        + character("endnote reference", raised)
        + character("Pitch Flag", flagged, "<w:qFormat/>", ' w:customStyle="1"')
        + character(
            "Pitch Unit Inline",
            _face(unit.font, brand) + _size(unit.size),
            '<w:link w:val="PitchUnit"/>',
            ' w:customStyle="1"',
        )
    )


def _table_styles(brand: Brand) -> str:
    primary, rule = hex_colour(brand.colours.primary), hex_colour(brand.colours.rule)

    def line(side: str, size: int, colour: str) -> str:
        return f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'

    borders = line("top", 12, primary) + line("bottom", 12, primary) + line("insideH", 4, rule)
    head = f"<w:tcPr><w:tcBorders>{line('bottom', 12, primary)}</w:tcBorders></w:tcPr>"
    none = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom"))
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr>'
        f'<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{none}<w:right w:w="0" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
        '<w:style w:type="table" w:customStyle="1" w:styleId="PitchTable">'
        '<w:name w:val="Pitch Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr>'
        f"<w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{none}"
        '<w:right w:w="340" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblStylePr w:type="firstRow">{head}</w:tblStylePr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )


# -- numbering, fonts, theme -------------------------------------------------------------------


def _numbering(brand: Brand) -> str:
    def abstract(number: int, style: str, kind: str, text: str, face: str) -> str:
        return (
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:pStyle w:val="{style}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            '<w:pPr><w:ind w:left="340" w:hanging="340"/></w:pPr>'
            f"<w:rPr>{face}</w:rPr></w:lvl></w:abstractNum>"
        )

    face = _face("label", brand)
    return (
        f"<w:numbering {NAMESPACES}>"
        + abstract(0, "ListBullet", "bullet", "•", face)
        + abstract(1, "ListNumber", "decimal", "%1", face)
        + '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        + '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )


def _font_table(brand: Brand) -> str:
    """Return the families, each with the one that Word shows where it is missing (17.8.3.1)."""
    faces = [brand.fonts[role] for role in FONT_ROLES]
    families = {face.family: face.fallback for face in faces}
    fonts = "".join(
        f'<w:font w:name="{escape(family)}"><w:altName w:val="{escape(fallback)}"/></w:font>'
        for family, fallback in families.items()
    )
    return f"<w:fonts {NAMESPACES}>{fonts}</w:fonts>"


def _theme(brand: Brand) -> str:
    """Return the theme that Word's colour and font menus show."""
    accents = [ground.ground for ground in brand.accents.values()]
    accents = list(dict.fromkeys((*accents, brand.colours.primary)))[:6]
    accents += [brand.colours.primary] * (6 - len(accents))
    look = brand.colours
    slots = [("dk1", look.text), ("lt1", look.surface), ("dk2", look.primary), ("lt2", look.panel)]
    slots += [(f"accent{number}", colour) for number, colour in enumerate(accents, 1)]
    slots += [("hlink", look.primary), ("folHlink", look.muted)]
    colours = "".join(
        f'<a:{slot}><a:srgbClr val="{hex_colour(colour)}"/></a:{slot}>' for slot, colour in slots
    )

    def font(face: str) -> str:
        family = escape(brand.fonts[face].family)
        return f'<a:latin typeface="{family}"/><a:ea typeface=""/><a:cs typeface=""/>'

    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{width}">{fill}</a:ln>' for width in (6350, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    name = escape(brand.name)
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        f' name="{name}"><a:themeElements><a:clrScheme name="{name}">{colours}</a:clrScheme>'
        f'<a:fontScheme name="{name}"><a:majorFont>{font("heading")}</a:majorFont>'
        f'<a:minorFont>{font("body")}</a:minorFont></a:fontScheme><a:fmtScheme name="Plain">'
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effects}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def _main(folder: Path) -> None:
    (folder / "base.docx").write_bytes(build_base(load_brand(folder)))


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
