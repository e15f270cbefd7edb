"""Write drawings as PNG pictures."""

from __future__ import annotations

import io
import itertools
import math
import threading
import zlib
from contextlib import closing
from typing import NamedTuple

from PIL import Image

from proposalgen.brand.drawing import Drawing
from proposalgen.brand.operators import to_operators
from proposalgen.caches import cached

PDFIUM = threading.Lock()
"""Held by whoever uses PDFium: no two threads of a process may (pypdfium2's README). Pages and
documents are closed under it too, not whenever they are collected."""


def to_png(drawing: Drawing, dpi: float = 300) -> bytes:
    """Return a drawing as a PNG with a palette on a transparent ground, the same each time."""
    import pypdfium2  # it is large, and most commands draw nothing

    inks = {ink for path in drawing.paths for ink in (path.fill, path.stroke) if ink}
    mixes = _mix(tuple(sorted(inks)))
    data = _make_page(drawing, dpi)
    with PDFIUM, closing(pypdfium2.PdfDocument(data)) as document, closing(document[0]) as page:
        drawn = page.render(scale=dpi / 72, fill_color=(*mixes.ground, 255))
        picture = drawn.to_pil().copy()
        drawn.close()
    flat = picture.quantize(palette=mixes.shown, dither=Image.Dither.NONE)
    flat.putpalette(mixes.meant, "RGBA")
    buffer = io.BytesIO()
    # Run lengths alone give a fifth more bytes than the best compression, in a third of the time.
    flat.save(buffer, "PNG", dpi=(dpi, dpi), compress_type=zlib.Z_RLE)
    return buffer.getvalue()


class _Mixes(NamedTuple):
    """The colours of a drawing's pixels: its inks, and the mixes of any two at an edge.

    The ground is a colour like no ink; mixed with one it stands for transparency.
    """

    ground: tuple[int, ...]
    shown: Image.Image
    """A picture whose palette has them as they are drawn."""
    meant: bytes
    """The same palette, in red, green, blue and alpha."""


@cached("palettes", size=64, why="drawings in the colours of the same themes share a palette")
def _mix(inks: tuple[str, ...]) -> _Mixes:
    colours = [tuple(bytes.fromhex(ink[1:])) for ink in inks]
    # The corner of the colour cube that is farthest from every ink is mistaken for none.
    corners = itertools.product((0, 255), repeat=3)
    ground = max(corners, key=lambda key: min((math.dist(key, one) for one in colours), default=0))
    # As many mixes of each pair as a palette of 256 colours has room for.
    levels = min(_LEVELS, (255 - len(colours)) // max(1, math.comb(len(colours) + 1, 2)))
    shown: list[tuple[int, ...]] = [ground, *colours]
    meant: list[tuple[int, ...]] = [(0, 0, 0, 0), *((*one, 255) for one in colours)]
    for level in range(1, levels + 1):
        share = level / (levels + 1)
        for one, other in itertools.combinations((ground, *colours), 2):
            mix = tuple(round(b * share + a * (1 - share)) for a, b in zip(one, other, strict=True))
            if min(math.dist(mix, colour) for colour in (ground, *colours)) < _NEAR:
                continue
            shown.append(mix)
            meant.append((*other, round(255 * share)) if one is ground else (*mix, 255))
    sheet = Image.new("P", (1, 1))
    sheet.putpalette(bytes(itertools.chain(*shown)))
    return _Mixes(ground, sheet, bytes(itertools.chain(*meant)))


_LEVELS, _NEAR = 7, 12
"""The most mixes of two colours, and how near to an ink, in levels of red, green and blue, none is:
Pillow takes colours of four levels for one."""


def _make_page(drawing: Drawing, dpi: float) -> bytes:
    """Return a PDF of one page, as large as the drawing in whole pixels (ISO 32000-1 7.5)."""
    point = 72 / 25.4
    sides = (max(1, round(side * dpi / 25.4)) for side in (drawing.width, drawing.height))
    width, height = (pixels * 72 / dpi - 0.0005 for pixels in sides)
    content = f"{point:.6f} 0 0 {-point:.6f} 0 {height:.4f} cm {to_operators(drawing)}"
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width:.4f} {height:.4f}]/Contents 4 0 R>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
    )
    text, table = "%PDF-1.7\n", "0000000000 65535 f \n"
    for number, body in enumerate(objects, 1):
        table += f"{len(text):010} 00000 n \n"
        text += f"{number} 0 obj{body}endobj\n"
    end = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>startxref\n{len(text)}\n%%EOF"
    return f"{text}xref\n0 {len(objects) + 1}\n{table}{end}".encode("ascii")
