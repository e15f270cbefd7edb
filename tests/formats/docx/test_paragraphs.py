"""Paragraphs, and blocks one below another, with no more between them than the format asks for."""

from __future__ import annotations

from proposalgen.formats.docx.paragraphs import GAP, SEPARATOR, Rule, paragraph, stack

TABLE = "<w:tbl></w:tbl>"


def test_two_tables_are_kept_apart_by_a_paragraph_and_nothing_else_is() -> None:
    text = paragraph("Normal", "")
    assert stack([TABLE, TABLE]) == TABLE + GAP + TABLE
    assert stack([text, TABLE, text]) == text + TABLE + text


def test_a_cell_ends_with_a_paragraph() -> None:
    text = paragraph("Normal", "")
    assert stack([TABLE], in_cell=True) == TABLE + SEPARATOR
    assert stack([TABLE, text], in_cell=True) == TABLE + text
    assert stack([], in_cell=True) == SEPARATOR


def test_properties_stand_in_the_order_of_the_schema() -> None:
    made = paragraph(
        "TOC1", "", new_page=True, keep=True, number=3, rule=Rule("#123456"), tabs=(10, 20),
        above=5, align="right", ink="#654321",
    )  # fmt: skip
    order = [
        "pStyle",
        "keepNext",
        "pageBreakBefore",
        "numPr",
        "pBdr",
        "tabs",
        "spacing",
        "jc",
        "rPr",
    ]
    places = [made.index(f"<w:{name}") for name in order]
    assert places == sorted(places)


def test_a_tab_stop_that_is_where_the_style_has_it_is_not_written_again() -> None:
    assert "w:tabs" not in paragraph("TOC1", "", tabs=(48, 48))
    assert '<w:tab w:val="clear" w:pos="2721"/>' in paragraph("TOC1", "", tabs=(48, 60))


def test_the_space_above_is_in_millimetres() -> None:
    assert '<w:spacing w:before="567"/>' in paragraph("PitchLabel", "", above=10)
