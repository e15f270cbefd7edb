"""The base document: its page, language and styles are those of the file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Pt

from proposalgen.brand.load import load_brand
from proposalgen.errors import BrandError
from proposalgen.formats.docx.check import check_docx
from proposalgen.formats.docx.writer import write_docx
from tests.formats.docx.support import BRAND, open_word, pages_of, write
from tests.support.sample import make_document


def test_the_page_is_that_of_the_paper_and_its_furniture_fills_the_width() -> None:
    brand = load_brand(BRAND.folder, "letter")
    document = make_document()
    word = open_word(write_docx(document, brand, pages_of(document)))
    page = word.sections[0]
    assert page.page_width is not None
    assert page.page_height is not None
    assert (page.page_width.mm, page.page_height.mm) == pytest.approx((215.9, 279.4), abs=0.1)
    header: Any = word.styles["Header"]
    (tab,) = header.paragraph_format.tab_stops
    assert tab.position.mm == pytest.approx(215.9 - 40, abs=0.1)
    usual = open_word(write(document)).sections[0].page_width
    assert usual is not None
    assert usual.mm == pytest.approx(210, abs=0.1)


def test_a_style_that_a_designer_changed_is_the_style_of_the_document(tmp_path: Path) -> None:
    word = docx.Document(str(BRAND.folder / "base.docx"))
    style: Any = word.styles["Pitch Lead"]
    style.font.size = Pt(99)
    word.save(str(tmp_path / "base.docx"))
    brand = BRAND.model_copy(update={"folder": tmp_path, "digest": "other"})
    document = make_document()
    made = open_word(write_docx(document, brand, pages_of(document)))
    changed: Any = made.styles["Pitch Lead"]
    assert changed.font.size.pt == 99


def test_a_base_without_numbering_is_a_mistake_of_the_brand(tmp_path: Path) -> None:
    word = docx.Document(str(BRAND.folder / "base.docx"))
    del word.part.rels[next(r for r, rel in word.part.rels.items() if "numbering" in rel.reltype)]
    word.save(str(tmp_path / "base.docx"))
    brand = BRAND.model_copy(update={"folder": tmp_path, "digest": "no numbering"})
    with pytest.raises(BrandError, match="it has no numbering part"):
        write_docx(make_document(), brand, pages_of(make_document()))


def test_a_base_gets_the_styles_that_an_older_version_or_another_program_left_out(
    tmp_path: Path,
) -> None:
    word = docx.Document(str(BRAND.folder / "base.docx"))
    style: Any = word.styles["Pitch Lead"].element
    style.getparent().remove(style)
    word.save(str(tmp_path / "base.docx"))
    brand = BRAND.model_copy(update={"folder": tmp_path, "digest": "no lead"})
    document = make_document()
    data = write_docx(document, brand, pages_of(document))
    assert check_docx(data) == ()
    lead: Any = open_word(data).styles["Pitch Lead"]
    assert lead.font.size is not None


def test_a_base_that_is_no_word_document_is_a_mistake_of_the_brand(tmp_path: Path) -> None:
    (tmp_path / "base.docx").write_text("hello")
    brand = BRAND.model_copy(update={"folder": tmp_path, "digest": "broken"})
    with pytest.raises(BrandError, match=r"base\.docx.*Make it anew"):
        write_docx(make_document(), brand, pages_of(make_document()))


def test_the_language_of_the_document_is_the_language_of_its_text() -> None:
    def language(code: str) -> Any:
        document = make_document()
        data = write(replace(document, meta=replace(document.meta, language=code)))
        return open_word(data).styles.element.xpath("w:docDefaults//w:lang/@w:val")

    assert language("en") == ["en-GB"]
    assert language("fr") == ["fr"]
