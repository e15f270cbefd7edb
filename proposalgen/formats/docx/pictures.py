"""Drawings as inline pictures: the files of each made once, and the markup that shows them."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image

from proposalgen.brand.drawing import Drawing
from proposalgen.brand.png import to_png
from proposalgen.brand.svg import to_svg
from proposalgen.caches import cached
from proposalgen.formats.docx.archive import Member
from proposalgen.formats.docx.runs import run
from proposalgen.formats.docx.xml import escape
from proposalgen.model.document import Logo

PNG_TYPE, SVG_TYPE = "image/png", "image/svg+xml"

_EMU_PER_MM = 36000
_FINE, _COARSE, _LARGE = 300, 150, 60.0
"""Dots per inch of a picture's PNG, and from how many millimetres of width on fewer are enough.

Word shows the SVG. The PNG is for readers that cannot, and a large one would make the file heavy.
"""

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_DECORATIVE = (
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
)
"""Tells Word to keep a picture from a screen reader ([MS-ODRAWXML] 5.32)."""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """The files of one drawing: a PNG for every reader, and an SVG for Word from 2016 on."""

    png: Member
    svg: Member


@cached("files of drawings", size=64, why="most documents share their signs and figures")
def render(drawing: Drawing) -> Picture:
    """Return a drawing's files."""
    dpi = _COARSE if drawing.width > _LARGE else _FINE
    return Picture(Member(to_png(drawing, dpi)), Member(to_svg(drawing).encode()))


@cached("logos on their panels", size=64, why="a partner's documents show the same logo")
def render_logo(logo: Logo, size: tuple[float, float], ground: str) -> Member:
    """Return a PNG of a logo in the middle of a panel of a size in millimetres."""
    width, height = (round(side / 25.4 * _FINE) for side in size)
    panel = _lay_logo(logo, width, height, ground)
    buffer = io.BytesIO()
    panel.save(buffer, "PNG", dpi=(_FINE, _FINE))
    return Member(buffer.getvalue())


def shows_logo(picture: bytes, logo: Logo) -> bool:
    """Return whether a PNG is what ``render_logo`` makes of a logo: drawn anew, pixel by pixel."""
    with Image.open(io.BytesIO(picture)) as opened:
        shown = opened.convert("RGB")
    pixels = shown.tobytes()
    # A logo keeps its distance from the edges of its panel, so the first pixel is the ground's.
    return _lay_logo(logo, *shown.size, f"#{pixels[:3].hex()}").tobytes() == pixels


def _lay_logo(logo: Logo, width: int, height: int, ground: str) -> Image.Image:
    """Return a logo in the middle of a panel of a size in pixels."""
    panel = Image.new("RGBA", (width, height), ground)
    with Image.open(io.BytesIO(logo.data)) as opened:
        picture = opened.convert("RGBA")
    wide, high = (max(1, round(side / 25.4 * _FINE)) for side in logo.size)
    place = ((width - wide) // 2, (height - high) // 2)
    panel.alpha_composite(picture.resize((wide, high), Image.Resampling.LANCZOS), place)
    return panel.convert("RGB")


def picture_run(size: tuple[float, float], alt: str, number: int, png: str, svg: str = "") -> str:
    """Return a run that shows a picture, with its alternative text or as a decoration.

    Args:
        size: Width and height in millimetres.
        alt: Its alternative text; empty for a decoration.
        number: An id that no other drawing of the document has.
        png: The relationship to its PNG.
        svg: The relationship to its SVG, which Word takes in the PNG's place where it can.
    """
    lock = '<a:graphicFrameLocks noChangeAspect="1"/>'
    graphic = _picture(size, number, png, svg)
    return inline_run(graphic, f"Picture {number}", number, size, alt, lock)


def backdrop_run(
    size: tuple[float, float], place: tuple[float, float], number: int, png: str, svg: str
) -> str:
    """Return a run with a decoration that lies on its page, behind the text (20.4.2.3).

    Args:
        size: Width and height in millimetres.
        place: Of its upper left corner, from that of the page, in millimetres.
        number: An id that no other drawing of the document has; a higher one lies on a lower one.
        png: The relationship to its PNG.
        svg: The relationship to its SVG.
    """
    sides = "".join(
        f'<wp:position{axis} relativeFrom="page"><wp:posOffset>{_emu(distance)}</wp:posOffset>'
        f"</wp:position{axis}>"
        for axis, distance in zip("HV", place, strict=True)
    )
    return _drawing_run(
        f'<wp:anchor {_NO_DISTANCE} simplePos="0" relativeHeight="{number}" behindDoc="1"'
        f' locked="1" layoutInCell="0" allowOverlap="1"><wp:simplePos x="0" y="0"/>{sides}'
        f'<wp:extent {_extent(size)}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f"{_properties(f'Picture {number}', number)}<wp:cNvGraphicFramePr/>"
        f"<a:graphic>{_picture(size, number, png, svg)}</a:graphic></wp:anchor>"
    )


def _picture(size: tuple[float, float], number: int, png: str, svg: str) -> str:
    """Return a picture's ``a:graphicData``."""
    # An extension ([MS-ODRAWXML], svgBlip): readers that do not know it take the blip's own PNG.
    outlines = svg and (
        '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip'
        ' xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
        f' r:embed="{svg}"/></a:ext></a:extLst>'
    )
    return (
        f'<a:graphicData uri="{_DRAWING}/picture"><pic:pic xmlns:pic="{_DRAWING}/picture">'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{png}">{outlines}</a:blip>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext {_extent(size)}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData>"
    )


def inline_run(
    graphic: str, name: str, number: int, size: tuple[float, float], alt: str, lock: str = ""
) -> str:
    """Return a run with a graphic that stands in the line like a letter (20.4.2.8).

    Args:
        graphic: Its ``a:graphicData``.
        name: What Word's selection pane calls it.
        number: An id that no other drawing of the document has.
        size: Width and height in millimetres.
        alt: Its alternative text; empty for a decoration.
        lock: Properties of its frame.
    """
    return _drawing_run(
        f"<wp:inline {_NO_DISTANCE}><wp:extent {_extent(size)}/>{_properties(name, number, alt)}"
        f"<wp:cNvGraphicFramePr>{lock}</wp:cNvGraphicFramePr>"
        f"<a:graphic>{graphic}</a:graphic></wp:inline>"
    )


_NO_DISTANCE = 'distT="0" distB="0" distL="0" distR="0"'


def _drawing_run(content: str) -> str:
    names = f'xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main"'
    return run(f"<w:drawing>{content.replace(' ', f' {names} ', 1)}</w:drawing>")


def _properties(name: str, number: int, alt: str = "") -> str:
    """Return what a drawing is called, and its alternative text or that it is a decoration."""
    if alt:
        return f'<wp:docPr id="{number}" name="{name}" descr="{escape(alt)}"/>'
    extension = f"<a:extLst>{_DECORATIVE}</a:extLst>"
    return f'<wp:docPr id="{number}" name="{name}">{extension}</wp:docPr>'


def _extent(size: tuple[float, float]) -> str:
    width, height = map(_emu, size)
    return f'cx="{width}" cy="{height}"'


def _emu(millimetres: float) -> int:
    """Return a length in English Metric Units, as DrawingML counts (20.1.10.16)."""
    return round(millimetres * _EMU_PER_MM)
