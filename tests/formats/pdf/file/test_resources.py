"""Resources of all pages."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image as PilImage

from proposalgen.formats.pdf.drawn import Image
from proposalgen.formats.pdf.file.objects import CATALOG, PAGES, RESOURCES, FileWriter
from proposalgen.formats.pdf.file.resources import add_resources
from proposalgen.formats.pdf.fonts.face import load_face
from proposalgen.model.document import Logo
from tests.support.real import brand

FACE = load_face(brand().font_file("small"))


def make_logo(colour: tuple[int, int, int, int]) -> Logo:
    data = io.BytesIO()
    PilImage.new("RGBA", (4, 2), colour).save(data, "PNG")
    return Logo(data.getvalue(), 4, 2, light=False, alt="A logo")


def write(*images: Image) -> pikepdf.Pdf:
    file = FileWriter()
    add_resources(file, {FACE: dict(FACE.shape("ab").leaders)}, images)
    file.add(CATALOG, f"<</Type /Catalog /Pages {PAGES} 0 R /Resources {RESOURCES} 0 R>>")
    file.add(PAGES, "<</Type /Pages /Count 1 /Kids [4 0 R]>>")
    file.add(4, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources <<>>>>")
    return pikepdf.open(io.BytesIO(file.finish()))


def test_a_font_is_embedded_with_its_descriptor_and_its_texts() -> None:
    with write() as pdf:
        font = pdf.Root.Resources.Font[f"/{FACE.resource}"]
        inner = font.DescendantFonts[0]
        assert font.Encoding == "/Identity-H"
        assert "/ToUnicode" in font
        assert "/FontFile2" in inner.FontDescriptor
        assert inner.FontDescriptor.CapHeight == FACE.cap_height


def test_the_watermark_lets_the_text_below_it_show() -> None:
    with write() as pdf:
        assert float(pdf.Root.Resources.ExtGState.Faint.ca) == pytest.approx(0.15)


def test_a_logo_is_laid_on_its_ground_and_comes_once() -> None:
    logo = make_logo((0, 0, 0, 0))
    image = Image("LogoFF8000", logo, "#FF8000")
    with write(image, image) as pdf:
        found = pdf.Root.Resources.XObject.LogoFF8000
        assert found.read_bytes() == b"\xff\x80\x00" * 8
        assert (int(found.Width), int(found.Height)) == (4, 2)
        assert "/SMask" not in found
