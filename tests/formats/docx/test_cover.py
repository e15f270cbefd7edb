"""The covers: the page in the primary colour to its edges, and on it the partner's floor."""

from __future__ import annotations

from dataclasses import replace

import pytest

from proposalgen.formats.docx.reader import DocxReader, DrawnObject
from proposalgen.model.document import ItemList, Section, Text
from tests.formats.docx.support import BRAND, open_word, write
from tests.support.real import make_pitch
from tests.support.sample import make_document


def list_wide(name: str, layout: str = "cover") -> list[DrawnObject]:
    """Return the pictures that are wider than the page of a document of one cover, in order."""
    document = make_pitch(name=name)
    sections = tuple(section for section in document.sections if section.layout == layout)
    data = write(replace(document, sections=sections, notes=()))
    return [one for one in DocxReader(data).drawn_objects() if one.width > BRAND.page.width]


@pytest.mark.parametrize("layout", ["cover", "back"])
def test_a_cover_is_its_colour_and_the_partner_s_floor_beyond_the_edges(layout: str) -> None:
    ground, floor = list_wide("Nordhavn Foundation", layout)
    assert ground.height > BRAND.page.height > floor.height
    other_ground, other_floor = list_wide("Southport Bank", layout)
    assert ground.svg == other_ground.svg
    assert floor.svg != other_floor.svg
    assert (ground, floor) == tuple(list_wide("Nordhavn Foundation", layout))


def test_what_lies_behind_the_text_stands_first_and_is_placed_on_the_page() -> None:
    document = make_document()
    (first,) = open_word(write(document)).element.xpath("//w:body/w:p[1]")
    assert len(first.xpath(".//wp:anchor[@behindDoc='1']")) == 2
    assert not first.xpath(".//wp:inline | .//w:t")
    assert set(first.xpath(".//wp:positionH/@relativeFrom | .//wp:positionV/@relativeFrom")) == {
        "page"
    }


def test_the_floor_begins_where_that_of_the_pdf_does_and_lower_under_many_words() -> None:
    usual = list_wide("Nordhavn Foundation")[-1]
    assert usual.height == pytest.approx(BRAND.page.height * (1 - 0.475), abs=0.5)
    for name in ("Ångström & Søn – São Tomé " * 11, "日本財団" * 60):
        assert list_wide(name)[-1].height < usual.height - 10


def test_the_words_of_a_cover_are_read_where_its_picture_is_not_shown() -> None:
    styles = open_word(write(make_document())).styles
    for name in ("Pitch Cover Label", "Pitch Cover Title", "Pitch Cover Title Long"):
        assert styles[name].element.xpath("w:pPr/w:shd/@w:fill") == ["1E2DBE"]
        assert str(styles[name].font.color.rgb) == "FFFFFF"


def test_a_theme_has_its_sign_in_its_banner_and_beside_its_name_on_the_cover() -> None:
    def count(*themes: str) -> int:
        document = make_document()
        sections = [s for s in document.sections if s.layout == "cover"]
        sections += [Section(t, (Text(t),), (), "theme", theme=t) for t in themes]
        cover = replace(sections[0], blocks=(ItemList(tuple((Text(t),) for t in themes)),))
        meta = replace(document.meta, themes=themes)
        made = replace(document, meta=meta, sections=(cover, *sections[1:]), notes=())
        return len(DocxReader(write(made)).drawn_objects())

    assert count("social-protection", "gender-equality") == 2 + 2 * 2
    assert count("social-protection", "a-theme-without-a-sign") == 2 + 2
