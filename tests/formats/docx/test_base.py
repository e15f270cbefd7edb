"""The base document of the repository is the one that the brand makes."""

from __future__ import annotations

from proposalgen.formats.docx.base import build_base
from tests.formats.docx.support import BRAND, read_part


def test_the_base_of_the_repository_is_the_one_that_the_brand_makes() -> None:
    committed = (BRAND.folder / "base.docx").read_bytes()
    for name in ("word/styles.xml", "word/numbering.xml", "word/header1.xml"):
        assert read_part(committed, name) == read_part(build_base(BRAND), name)
