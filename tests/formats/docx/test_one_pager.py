"""The one-pager: the floor, and each theme on its accent."""

from __future__ import annotations

from dataclasses import replace

from proposalgen.formats.docx.reader import DocxReader
from proposalgen.model.document import Columns, Heading, Paragraph, Section, Text
from tests.formats.docx.support import open_word, write
from tests.support.sample import make_document


def test_a_one_pager_shows_the_floor_and_each_theme_s_sign_on_its_accent() -> None:
    def make(*themes: str) -> bytes:
        columns = tuple((Heading(2, (Text(theme),)),) for theme in themes)
        blocks = (Paragraph((Text("November"),), role="details"), Columns(columns, kind="ruled"))
        section = Section("page", (Text("All"),), blocks, "one-pager")
        document = make_document()
        meta = replace(document.meta, themes=themes)
        return write(replace(document, meta=meta, sections=(section,), notes=()))

    three = make("social-protection", "gender-equality", "just-transition")
    assert [picture.width > 100 for picture in DocxReader(three).drawn_objects()] == [
        True, False, False, False,
    ]  # fmt: skip
    fills = open_word(three).element.xpath("//w:tc/w:tcPr/w:shd/@w:fill")
    assert fills[-3:] == ["05D2D2", "960A55", "8CE164"]
    assert DocxReader(make("a", "b", "c", "d", "e")).drawn_objects() == []
