"""What a section is laid out with from its document."""

from __future__ import annotations

from dataclasses import replace

import pytest

from proposalgen.formats.pdf.inputs import SectionInputs, find_inputs
from proposalgen.model.document import (
    Card,
    Cards,
    Columns,
    Document,
    Field,
    Paragraph,
    Section,
    Text,
)
from tests.support.real import make_pitch
from tests.support.sample import make_document, mark, t


def find(section: Section) -> SectionInputs:
    """Return the inputs of a section in a document of more notes and sections than it uses."""
    sample = make_document()
    meta = replace(sample.meta, themes=("social-protection",))
    document = replace(sample, meta=meta, sections=(section, *sample.sections))
    return next(find_inputs(document, lambda number: number))


def make_section(*blocks: object, layout: str = "page") -> Section:
    return Section(id="a", title=t("A title"), blocks=blocks, layout=layout)  # type: ignore[arg-type]


def test_a_section_without_anything_of_the_partner_is_shared() -> None:
    inputs = find(make_section(Paragraph(t("The same for all")), layout="theme"))
    assert inputs.shared
    assert inputs.meta.partner == ""
    assert inputs.meta.themes == ()


def test_a_section_that_prints_a_field_of_the_partner_is_not_shared() -> None:
    field = Paragraph((Text("Nordhavn", field="name"),))
    assert not find(make_section(field)).shared


@pytest.mark.parametrize("layout", ["cover", "letter", "back", "ask", "one-pager"])
def test_a_layout_that_draws_the_partner_is_not_shared(layout: str) -> None:
    inputs = find(make_section(layout=layout))
    assert not inputs.shared
    assert inputs.meta.partner == "Nordhavn Foundation"


@pytest.mark.parametrize(
    ("block", "layout"),
    [
        (Columns(((Paragraph(t("One")),),), "steps"), "theme"),
        (Cards((Card(field=Field(3, "dots", t("Each a person"))),)), "theme"),
        (Paragraph(t("A page that a floor may fill")), "page"),
        (Paragraph(t("A story")), "story"),
    ],
)
def test_what_is_drawn_in_the_themes_colours_depends_on_them(block: object, layout: str) -> None:
    assert find(make_section(block, layout=layout)).meta.themes == ("social-protection",)


def test_only_the_notes_that_a_section_marks_are_its_inputs() -> None:
    inputs = find(make_section(Paragraph(t("Said", mark("page"), mark("page")))))
    assert [source for source, _ in inputs.note_numbers] == ["page"]
    assert inputs.notes == ()


def test_equal_sections_of_two_partners_have_equal_inputs() -> None:
    def find_shared(document: Document) -> dict[Section, SectionInputs]:
        pairs = zip(document.sections, find_inputs(document, lambda _: 1), strict=True)
        return {section: inputs for section, inputs in pairs if inputs.shared}

    one = find_shared(make_pitch(name="Nordhavn Foundation"))
    other = find_shared(make_pitch(name="Havnord Trust"))
    assert one == other
    assert len(one) > 5
