"""A section is set as close as saves it a page, or as far apart as fills one."""

from __future__ import annotations

import pytest

from proposalgen.formats.pdf.inputs import find_inputs
from proposalgen.formats.pdf.layouts.sections import lay_out_section
from proposalgen.model.document import (
    Block,
    Columns,
    Document,
    Heading,
    Layout,
    Paragraph,
    Section,
    Table,
)
from proposalgen.model.plan import SectionPlan
from tests.support.real import brand
from tests.support.sample import make_document, t


def plan(*blocks: Block, layout: Layout = "page") -> SectionPlan:
    """Return the plan of a section of these blocks."""
    sample = make_document()
    section = Section("a", t("A title"), blocks, layout)
    document = Document(sample.meta, (section,), sample.notes)
    inputs = next(find_inputs(document, lambda number: number))
    return lay_out_section(section, inputs, brand(), {}).plan


def make_table(rows: int) -> Table:
    return Table((t("Text"), t("What it says")), ((t("One"), t("A line")),) * rows)


def test_a_page_that_is_full_enough_is_set_as_designed() -> None:
    assert plan(make_table(24)).setting == "ideal"
    assert plan(make_table(24)).pages[0].begins == (0,)


@pytest.mark.parametrize(("rows", "setting"), [(30, "tight"), (33, "tighter"), (36, "tightest")])
def test_a_table_somewhat_too_long_for_a_page_is_set_only_as_tight_as_it_must(
    rows: int, setting: str
) -> None:
    planned = plan(make_table(rows))
    assert (planned.setting, len(planned.pages)) == (setting, 1)


def test_a_table_much_too_long_for_a_page_takes_two() -> None:
    planned = plan(make_table(50))
    assert len(planned.pages) == 2
    assert planned.pages[1].begins == ()


def test_a_page_with_a_blank_that_space_can_fill_is_set_looser() -> None:
    planned = plan(make_table(18))
    assert planned.setting in ("loose", "looser", "loosest")
    assert planned.pages[0].blank <= 0.25
    assert not planned.pages[0].filled


def test_a_page_that_stays_half_empty_is_set_as_designed_and_filled() -> None:
    planned = plan(make_table(2))
    assert planned.setting == "ideal"
    assert planned.pages[0].blank > 0.5
    assert planned.pages[0].filled


def test_a_row_of_columns_is_not_torn_and_takes_its_heading_along() -> None:
    words = tuple((Paragraph(t("A sentence of a few words. " * 30)),) for _ in range(3))
    planned = plan(make_table(27), Heading(2, t("Ways")), Columns(words, "ruled"))
    assert [page.begins for page in planned.pages] == [(0,), (1, 2)]
    assert planned.breaks == (1,)
