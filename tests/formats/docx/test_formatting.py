"""What a style's paragraphs are in the outline, through the styles that it is based on."""

from __future__ import annotations

import pytest
from lxml import etree

from proposalgen.formats.docx.formatting import Styles

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def make_styles(**styles: str) -> Styles:
    """Return styles by their ids, each with properties of its own."""
    each = (f'<w:style w:styleId="{name}">{own}</w:style>' for name, own in styles.items())
    return Styles(etree.fromstring(f'<w:styles xmlns:w="{_W}">{"".join(each)}</w:styles>'))


def outline(level: int) -> str:
    """Return the properties that put a paragraph at a level of the outline, from 0."""
    return f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr>'


@pytest.mark.parametrize(("written", "level"), [(0, 1), (1, 2), (8, 9), (9, 0)])
def test_levels_count_from_one_and_body_text_has_none(written: int, level: int) -> None:
    assert make_styles(A=outline(written)).level("A") == level


def test_a_style_has_the_level_of_the_one_that_it_is_based_on_unless_it_has_its_own() -> None:
    based = '<w:basedOn w:val="A"/>'
    styles = make_styles(A=outline(1), B=based, C=based + outline(9), D="")
    assert [styles.level(name) for name in "ABCD"] == [2, 2, 0, 0]
