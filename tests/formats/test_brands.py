"""A brand is data: documents in other brands are whole, and nothing of the first brand is left."""

from __future__ import annotations

import io
import re
import zipfile
from functools import lru_cache
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest

from proposalgen.brand.model import Brand
from proposalgen.formats.docx import base
from proposalgen.formats.parity import compare_files
from proposalgen.formats.table import FORMATS, Rendered, render
from proposalgen.formats.trial import try_brand
from proposalgen.model.document import Document
from tests.support import real
from tests.support.brands import NAMES, other_brand

PLAIN = {"#FFFFFF", "#000000"}
"""Colours that belong to nobody."""


@lru_cache
def pitch() -> Document:
    return real.make_pitch(name="Fundación Nordhavn", themes=real.THEME_SETS[-1], draft=True)


@lru_cache
def rendered(name: str) -> Rendered:
    return render(pitch(), other_brand(name), FORMATS.values())


def list_docx_colours(data: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        names = [name for name in file.namelist() if name.endswith((".xml", ".svg"))]
        xml = " ".join(file.read(name).decode() for name in names)
    found = re.findall(r'(?:val|fill|color|stroke|lastClr)="#?([0-9A-Fa-f]{6})"', xml)
    return {f"#{colour.upper()}" for colour in found}


def list_pdf_colours(data: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        code = [one.read_bytes() for one in streams if one.get("/Subtype", "/Form") == "/Form"]
    found = re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b", b" ".join(code))
    return {"#" + "".join(f"{round(float(part) * 255):02X}" for part in parts) for parts in found}


def list_pdf_fonts(data: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        return {str(one["/FontName"]).partition("+")[2] for one in fonts if "/FontName" in one}


def list_docx_fonts(data: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        xml = " ".join(file.read(n).decode() for n in file.namelist() if n.endswith(".xml"))
    return {
        n for n in re.findall(r'(?:typeface|w:ascii|w:hAnsi|w:font w:name)="([^"]+)"', xml) if n
    }


def own_colours(brand: Brand) -> set[str]:
    return set(brand.palette.values())


@pytest.mark.parametrize("name", NAMES)
def test_both_formats_say_the_same_in_another_brand(name: str) -> None:
    files = rendered(name).files
    assert not compare_files({FORMATS[format_name]: data for format_name, data in files.items()})


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_files_in_another_brand_keep_the_rules_of_their_format(name: str, format_name: str) -> None:
    assert not FORMATS[format_name].check(rendered(name).files[format_name])


@pytest.mark.parametrize("name", NAMES)
def test_every_colour_of_a_file_is_one_of_its_brand(name: str) -> None:
    brand = other_brand(name)
    files = rendered(name).files
    assert not own_colours(brand) & own_colours(real.brand()) - PLAIN
    assert list_pdf_colours(files["pdf"]) <= own_colours(brand)
    assert list_docx_colours(files["docx"]) <= own_colours(brand) | PLAIN


@pytest.mark.parametrize("name", NAMES)
def test_the_themes_and_roles_of_a_brand_are_all_seen(name: str) -> None:
    brand = other_brand(name)
    files = rendered(name).files
    grounds = {ground.ground for ground in brand.accents.values()}
    roles = {getattr(brand.colours, role) for role in type(brand.colours).model_fields}
    assert grounds | roles <= list_pdf_colours(files["pdf"])
    assert grounds | roles - {brand.colours.joint} <= list_docx_colours(files["docx"])


@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_painted_in_the_surface(name: str) -> None:
    pages = pypdfium2.PdfDocument(rendered(name).files["pdf"])
    corners = []
    for page in pages:
        shown = page.render(scale=0.2).to_pil().convert("RGB")
        corners.append(shown.getpixel((shown.width - 3, shown.height // 2)))
    surface = tuple(bytes.fromhex(other_brand(name).colours.surface[1:]))
    assert surface in corners
    assert (255, 255, 255) not in corners


@pytest.mark.parametrize("name", NAMES)
def test_every_face_of_a_file_is_one_of_its_brand(name: str) -> None:
    files = rendered(name).files
    family = {"harbour": "DejaVu", "meadow": "Roboto"}[name]
    pdf, docx = list_pdf_fonts(files["pdf"]), list_docx_fonts(files["docx"])
    assert pdf
    assert all(font.startswith(family) for font in pdf)
    assert docx
    assert all(font.startswith(family) for font in docx)


@pytest.mark.parametrize("name", NAMES)
def test_the_base_of_a_test_brand_is_the_one_that_it_makes(name: str) -> None:
    def read_parts(data: bytes) -> dict[str, bytes]:
        # Another version of fontTools may cut a font to other bytes.
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return {name: b"" if name.endswith(".odttf") else file.read(name)
                    for name in file.namelist()}  # fmt: skip

    brand = other_brand(name)
    made = base.build_base(brand)
    assert read_parts((brand.folder / base.BASE).read_bytes()) == read_parts(made)


def test_no_two_brands_look_alike() -> None:
    brands = [real.brand(), *map(other_brand, NAMES)]
    for one, other in pairwise(brands):
        assert one.styles != other.styles
        assert one.page != other.page


@pytest.mark.parametrize("brand", [real.brand(), *map(other_brand, NAMES)], ids=lambda b: b.name)
def test_a_sound_brand_is_tried_without_a_problem(brand: Brand) -> None:
    assert not list(try_brand(brand))
