"""The character, table and list styles of the base document."""

from __future__ import annotations

from proposalgen.brand.model import Brand
from proposalgen.formats.docx.base_looks import (
    rank,
    style_id,
    write_colour,
    write_face,
    write_ground,
    write_size,
    write_tracking,
)
from proposalgen.formats.docx.xml import hex_colour


def write_character_styles(brand: Brand) -> str:
    """Return the styles of letters inside a paragraph."""
    primary = write_colour(brand.colours.primary, brand)
    default = (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    )

    def character(name: str, properties: str, extra: str = "", custom: str = "") -> str:
        return (
            f'<w:style w:type="character"{custom} w:styleId="{style_id(name)}">'
            f'<w:name w:val="{name}"/><w:basedOn w:val="DefaultParagraphFont"/>{extra}{rank(name)}'
            f"<w:rPr>{properties}</w:rPr></w:style>"
        )

    scale = brand.styles
    unit, flag, title = scale.unit_inline.in_docx, scale.flag.in_docx, scale.page_title.in_docx
    # Marks stand in paragraphs of any face, and take their weight from these.
    raised = write_face("label", brand, "label") + '<w:vertAlign w:val="superscript"/>'
    text, alert = write_colour(brand.colours.text, brand), write_ground(brand.colours.alert, brand)
    flagged = write_face(flag.font, brand, scale.label.font) + text + write_size(flag.size) + alert
    return (
        default
        + character("Strong", "<w:b/><w:bCs/>")
        + character(
            "Pitch Text Strong",
            write_face(brand.emphasis.body.bold, brand),
            custom=' w:customStyle="1"',
        )
        + character("Emphasis", "<w:i/><w:iCs/>")
        + character("Hyperlink", f'{primary}<w:u w:val="single"/>')
        + character("Pitch Mark", raised, custom=' w:customStyle="1"')
        + character(
            "Pitch Page Title",
            write_face(title.font, brand, scale.title.font)
            + write_tracking(title)
            + write_size(title.size),
            custom=' w:customStyle="1"',
        )
        + character("Pitch Flag", flagged, custom=' w:customStyle="1"')
        + character(
            "Pitch Unit Inline",
            write_face(unit.font, brand, scale.number.font) + write_size(unit.size),
            '<w:link w:val="PitchUnit"/>',
            ' w:customStyle="1"',
        )
    )


def write_table_styles(brand: Brand) -> str:
    """Return the styles of tables, and that of no list."""
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
        '<w:name w:val="Pitch Table"/><w:basedOn w:val="TableNormal"/>'
        '<w:uiPriority w:val="99"/><w:tblPr>'
        f"<w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{none}"
        '<w:right w:w="340" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblStylePr w:type="firstRow">{head}</w:tblStylePr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )
