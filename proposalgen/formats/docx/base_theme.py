"""What Word's menus offer in the base document: list numbering, theme fonts and colours."""

from __future__ import annotations

from proposalgen.brand.model import Brand
from proposalgen.formats.docx.base_looks import write_face
from proposalgen.formats.docx.xml import NAMESPACES, escape, hex_colour


def write_numbering(brand: Brand) -> str:
    """Return the numbering part: bullets, numbers and the sources (ECMA-376 part 1, 17.9)."""

    def abstract(
        number: int, style: str, kind: str, text: str, face: str, indent: int = 340
    ) -> str:
        return (
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:pStyle w:val="{style}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{indent}" w:hanging="{indent}"/></w:pPr>'
            f"<w:rPr>{face}</w:rPr></w:lvl></w:abstractNum>"
        )

    face = write_face("label", brand)
    return (
        f"<w:numbering {NAMESPACES}>"
        + abstract(0, "ListBullet", "bullet", "•", face)
        + abstract(1, "ListNumber", "decimal", "%1", face)
        + abstract(2, "PitchSource", "decimal", "%1", face, 397)
        + '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        + '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        + '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
    )


def write_theme(brand: Brand) -> str:
    """Return the theme that Word's colour and font menus show."""
    accents = [ground.ground for ground in brand.accents.values()]
    accents = list(dict.fromkeys((*accents, brand.colours.primary)))[:6]
    # A theme has six accents, no more and no fewer (20.1.6.2).
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

    # The schema asks for three or more of each: subtle, moderate and intense (20.1.4.1.13).
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
