"""The styles of the base document, made of a brand's type scale, faces and colours."""

from __future__ import annotations

from dataclasses import dataclass

from proposalgen.brand.model import Brand
from proposalgen.brand.type_scale import Style
from proposalgen.formats.docx.base_looks import (
    LATENT,
    rank,
    style_id,
    twentieths,
    write_colour,
    write_face,
    write_ground,
    write_size,
    write_tracking,
)
from proposalgen.formats.docx.base_text_styles import write_character_styles, write_table_styles
from proposalgen.formats.docx.measures import ASIDE_TEXT
from proposalgen.formats.docx.xml import NAMESPACES, hex_colour, twips

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
    """Its role in the brand; empty for that of text."""
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


_KEEP = "<w:keepNext/><w:keepLines/>"
_ON_PRIMARY = "{primary}"
"""The ground of words on a cover, for programs that do not show the picture behind them."""
_WHOLE = "<w:keepLines/>"


def _outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level - 1}"/>'


def _list(number: int) -> str:
    return f'<w:numPr><w:numId w:val="{number}"/></w:numPr>'


STYLES = (
    # name, step of the type scale, space after, space before
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
    _Style("Pitch Source", "note", 5, based="PitchNote",
           first=f'{_WHOLE}{_list(3)}<w:tabs><w:tab w:val="left" w:pos="397"/></w:tabs>'),
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
    _Style("Pitch Letter Tight", "body", 6, based="PitchLetter"),
    _Style("Pitch Number", "number", 4, tight=True, first=_KEEP),
    _Style("Pitch Number Large", "number-large", 2, tight=True, first=_KEEP),
    _Style("Pitch Number Word", "number-word", 6, 3, tight=True, first=_KEEP),
    _Style("Pitch Number Row", "number-row", 1, first=_KEEP),
    _Style("Pitch Unit", "unit", 4, tight=True, first=_KEEP),
    _Style("Pitch Card Title", "heading-2", 6, first=_KEEP),
    _Style("Pitch Tile Title", "heading-3", 2, 10, based="Heading2", next="Normal",
           first=_KEEP, last=_outline(2)),
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
    _Style("Pitch Cover Label", "cover-label", 62, colour="on-primary",
           first=_KEEP + _ON_PRIMARY),
    _Style("Pitch Cover Title", "cover-title", 58, next="PitchCoverPrepared", colour="on-primary",
           tight=True, first=_KEEP + _ON_PRIMARY),
    _Style("Pitch Cover Title Long", "cover-title-long", 32, colour="on-primary",
           tight=True, first=_KEEP + _ON_PRIMARY),
    _Style("Pitch Prepared", "prepared", 4, first=_KEEP),
    _Style("Pitch Partner", "partner", 14, first=_WHOLE),
    _Style("Pitch Partner Long", "partner-long", 14, first=_WHOLE),
    _Style("Pitch Details", "details", 8),
    _Style("Pitch Cover Prepared", "prepared", 4, based="PitchPrepared", colour="on-primary",
           first=_KEEP),
    _Style("Pitch Cover Partner", "partner", 14, based="PitchPartner", colour="on-primary",
           first=_WHOLE),
    _Style("Pitch Cover Partner Long", "partner-long", 14, based="PitchPartnerLong",
           colour="on-primary", first=_WHOLE),
    _Style("Pitch Cover Details", "details", 8, based="PitchDetails", colour="on-primary"),
    _Style("Pitch Cover Fact", "fact", 4, based="PitchFact", colour="on-primary", first=_WHOLE),
    _Style("Pitch Cover Theme", "cover-theme", 3, colour="on-primary",
           first='<w:tabs><w:tab w:val="left" w:pos="397"/></w:tabs>',
           last='<w:ind w:left="397" w:hanging="397"/>'),
    _Style("Pitch Draft", "label", 4, first=(
        '<w:pBdr><w:top w:val="single" w:sz="48" w:space="0" w:color="{alert}"/>'
        '<w:bottom w:val="single" w:sz="48" w:space="0" w:color="{alert}"/></w:pBdr>'
        '<w:shd w:val="clear" w:color="auto" w:fill="{alert}"/>')),
    _Style("Pitch Separator", "", tight=True),
    _Style("Pitch Gap", "", 14, tight=True),
)  # fmt: skip

_BUILT_IN = {
    "heading 1", "heading 2", "heading 3", "List Bullet", "List Number", "Quote",
    "caption", "header", "footer", "toc 1",
}  # fmt: skip


def write_styles(brand: Brand) -> str:
    """Return the styles part (ECMA-376 part 1, 17.7)."""
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"{rank('Normal')}</w:style>"
    )
    return (
        f"<w:styles {NAMESPACES}>{_defaults(brand)}{LATENT}{normal}"
        + "".join(_paragraph_style(style, brand) for style in STYLES)
        + write_character_styles(brand)
        + write_table_styles(brand)
        + "</w:styles>"
    )


def _defaults(brand: Brand) -> str:
    text, body = write_colour(brand.colours.text, brand), brand.styles.body.in_docx
    half_points = round(body.size * 2)
    return (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"'
        ' w:eastAsiaTheme="minorEastAsia" w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/>'
        f'{text}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
        '<w:lang w:val="en-GB" w:eastAsia="ja-JP" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f'<w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="{twentieths(body.leading)}"'
        ' w:lineRule="atLeast"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )


def _paragraph_style(style: _Style, brand: Brand) -> str:
    right = f'<w:tab w:val="right" w:pos="{twips(brand.page.width - 2 * SIDE)}"/>'
    aside = f'<w:tab w:val="right" w:pos="{twips(ASIDE_TEXT)}"/>'
    alert, primary = hex_colour(brand.colours.alert), write_ground(brand.colours.primary, brand)
    first = style.first.format(right=right, aside=aside, alert=alert, primary=primary)
    text = brand.styles[style.step].in_docx if style.step else _EMPTY
    spacing = (
        f'<w:spacing w:before="{twentieths(style.before)}" w:after="{twentieths(style.after)}"'
        f' w:line="{twentieths(text.leading)}"'
        f' w:lineRule="{"exact" if style.tight else "atLeast"}"/>'
    )
    custom = "" if style.name in _BUILT_IN else ' w:customStyle="1"'
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    linked = '<w:link w:val="PitchUnitInline"/>' if style.name == "Pitch Unit" else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.based}"/>{following}{linked}{rank(style.name)}'
        f"<w:pPr>{first}{spacing}{style.last}</w:pPr>"
        f"<w:rPr>{write_face(text.font, brand)}{_colour(style, brand)}"
        f"{write_tracking(text)}{write_size(text.size)}</w:rPr></w:style>"
    )


_EMPTY = Style(font="small", size=1, leading=1)
"""Of lines that hold no text and must take no room."""


def _colour(style: _Style, brand: Brand) -> str:
    if not style.colour:
        return ""
    colour: str = getattr(brand.colours, style.colour.replace("-", "_"))
    return write_colour(colour, brand)
