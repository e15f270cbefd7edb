"""The cover stands on the floor of the partner's name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from proposalgen.formats.docx.reader import DocxReader, InlineObject
from proposalgen.model.document import ItemList, Section, Text
from tests.formats.docx.support import write
from tests.support.sample import make_document


def test_the_cover_stands_on_the_partner_s_floor_as_wide_as_the_text() -> None:
    def floor(name: str) -> InlineObject:
        shown = DocxReader(write(make_document(name))).inline_objects()
        return next(picture for picture in shown if picture.width == pytest.approx(170, abs=0.1))

    one, other = floor("Nordhavn Foundation"), floor("Southport Bank")
    assert one.svg != other.svg
    assert one == floor("Nordhavn Foundation")


@pytest.mark.parametrize("name", ["Ångström & Søn – São Tomé " * 11, "日本財団" * 60])
def test_the_longer_the_name_the_lower_the_floor(name: str) -> None:
    def height(name: str) -> float:
        shown = DocxReader(write(make_document(name))).inline_objects()
        return max((one.height for one in shown if one.width > 160), default=0)

    assert height(name) < height("Nordhavn Foundation") - 10


def test_a_theme_has_its_sign_in_its_banner_and_beside_its_name_on_the_cover() -> None:
    def count(*themes: str) -> int:
        document = make_document()
        sections = [s for s in document.sections if s.layout == "cover"]
        sections += [Section(t, (Text(t),), (), "theme", theme=t) for t in themes]
        cover = replace(sections[0], blocks=(ItemList(tuple((Text(t),) for t in themes)),))
        meta = replace(document.meta, themes=themes)
        made = replace(document, meta=meta, sections=(cover, *sections[1:]), notes=())
        return len(DocxReader(write(made)).inline_objects())

    assert count("social-protection", "gender-equality") == 1 + 2 * 2
    assert count("social-protection", "a-theme-without-a-sign") == 1 + 2
