"""Resources of all pages: fonts, logos and a graphics state (ISO 32000-1 7.8.3)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping

import PIL.Image

from proposalgen.caches import cached
from proposalgen.formats.pdf.canvas import TRANSLUCENT
from proposalgen.formats.pdf.drawn import Image, ToUnicode
from proposalgen.formats.pdf.file.objects import RESOURCES, FileWriter
from proposalgen.formats.pdf.fonts.embedding import embed
from proposalgen.formats.pdf.fonts.face import Face
from proposalgen.formats.pdf.syntax import stream
from proposalgen.model.document import Logo

_OPACITY = 0.15
"""Of a draft's watermark, so that the text below it can be read."""


def add_resources(file: FileWriter, to_unicode: ToUnicode, images: Iterable[Image]) -> None:
    """Add the resources that every page of a file refers to.

    Args:
        file: The file.
        to_unicode: The faces in use, and what each glyph in use stands for in this file.
        images: The images in use; the same one may come more than once.
    """
    faces = sorted(to_unicode, key=lambda face: face.resource)
    fonts = "".join(
        f"/{face.resource} {_add_font(file, face, to_unicode[face])} 0 R" for face in faces
    )
    xobjects = "".join(
        f"/{image.name} {_add_image(file, image)} 0 R" for image in dict.fromkeys(images)
    )
    shown = f"/XObject <<{xobjects}>>" if xobjects else ""
    states = f"/ExtGState <</{TRANSLUCENT} <</ca {_OPACITY}>>>>"
    file.add(RESOURCES, f"<</Font <<{fonts}>>{shown}{states}>>")


def _add_font(file: FileWriter, face: Face, glyphs: Mapping[int, str]) -> int:
    """Add a face with the glyphs in use; return the number of its dictionary."""
    font = embed(face, frozenset(glyphs.items()))
    data, to_unicode, descriptor, descendant, type0 = (file.take() for _ in range(5))
    file.add_stream(data, font.data)
    file.add_stream(to_unicode, font.to_unicode)
    file.add(descriptor, f"<<{font.descriptor} /FontFile2 {data} 0 R>>")
    file.add(descendant, f"<<{font.descendant} /FontDescriptor {descriptor} 0 R>>")
    entries = f"/DescendantFonts [{descendant} 0 R] /ToUnicode {to_unicode} 0 R"
    file.add(type0, f"<<{font.type0} {entries}>>")
    return type0


def _add_image(file: FileWriter, image: Image) -> int:
    """Add a logo; return its number."""
    number = file.take()
    file.add_stream(number, _write_image(image.logo, image.ground))
    return number


@cached(
    "images of logos",
    size=64,
    why="A partner's logo comes in each of its documents, and may be of many pixels.",
)
def _write_image(logo: Logo, ground: str) -> bytes:
    """Return an image XObject in RGB: a logo laid on a ground, ``#RRGGBB`` (8.9.5)."""
    # DeviceRGB may be used where the output intent's profile is of RGB (ISO 19005-2 6.2.4.3).
    return stream(
        _lay_logo(logo, ground),
        f"/Type /XObject /Subtype /Image /Width {logo.width} /Height {logo.height}"
        " /ColorSpace /DeviceRGB /BitsPerComponent 8 ",
    )


def shows_logo(picture: bytes, logo: Logo) -> bool:
    """Return whether an image, its pixels after its ground ``#RRGGBB``, is a logo laid out anew."""
    ground, pixels = picture[:7].decode("latin-1"), picture[7:]
    return bool(re.fullmatch("#[0-9A-Fa-f]{6}", ground)) and pixels == _lay_logo(logo, ground)


def _lay_logo(logo: Logo, ground: str) -> bytes:
    """Return the pixels of a logo laid on a ground, in RGB."""
    with PIL.Image.open(io.BytesIO(logo.data)) as picture:
        sheet = PIL.Image.new("RGBA", picture.size, ground)
        return PIL.Image.alpha_composite(sheet, picture.convert("RGBA")).convert("RGB").tobytes()
