"""Pictures: words or decoration, pixels and outlines, each file once."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from lxml import etree
from PIL import Image

from proposalgen.formats.docx.opened import OpenedPackage
from proposalgen.formats.docx.reader import DocxReader
from proposalgen.model.document import Logo
from tests.formats.docx.support import BRAND, write
from tests.support.sample import make_document


def test_every_picture_has_words_for_it_or_is_marked_as_decoration() -> None:
    shown = DocxReader(write(make_document())).drawn_objects()
    assert len(shown) > 5
    for picture in shown:
        assert bool(picture.alt) != picture.decorative


def test_a_picture_is_there_as_pixels_and_as_outlines_of_one_size_without_text() -> None:
    for picture in DocxReader(write(make_document())).drawn_objects():
        if not picture.names:
            continue
        image = Image.open(io.BytesIO(picture.png))
        assert image.width / image.height == pytest.approx(picture.width / picture.height, rel=0.02)
        assert image.width / picture.width * 25.4 >= 145
        svg = etree.fromstring(picture.svg)
        assert {etree.QName(node).localname for node in svg.iter()}.isdisjoint({"text", "image"})


def test_the_pixels_of_the_floor_keep_the_brand_s_colours() -> None:
    floor = max(
        DocxReader(write(make_document())).drawn_objects(), key=lambda shown: len(shown.png)
    )
    image = Image.open(io.BytesIO(floor.png)).convert("RGBA")
    colours = {colour for _, colour in image.getcolors(1 << 20) or ()}
    for name in ("teal", "purple", "blue", "white"):
        assert (*bytes.fromhex(BRAND.palette[name][1:]), 255) in colours


def test_a_picture_that_stands_twice_is_stored_once() -> None:
    document = make_document()
    theme = next(section for section in document.sections if section.layout == "theme")
    again = replace(theme, id="again", blocks=())
    data = write(replace(document, sections=(*document.sections, again)))
    files = [name for name in OpenedPackage.open(data).parts if name.startswith("word/media")]
    first = write(document)
    once = OpenedPackage.open(first).parts
    assert files == [name for name in once if name.startswith("word/media")]
    assert (
        len(DocxReader(data).drawn_objects())
        == len(DocxReader(write(document)).drawn_objects()) + 1
    )


def test_the_partners_logo_stands_on_the_cover_with_words_for_those_who_cannot_see_it() -> None:
    picture = io.BytesIO()
    Image.new("RGBA", (300, 90), (20, 30, 190, 255)).save(picture, "PNG")
    logo = Logo(picture.getvalue(), 300, 90, light=False, alt="Logo of Nordhavn & Co")
    document = make_document()
    file = zipfile.ZipFile(
        io.BytesIO(write(replace(document, meta=replace(document.meta, logo=logo))))
    )
    assert "word/media/logo.png" in file.namelist()
    assert 'descr="Logo of Nordhavn &amp; Co"' in file.read("word/document.xml").decode()
