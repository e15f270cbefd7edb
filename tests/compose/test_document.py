"""Partner, library and template become one document."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposalgen.model.document import (
    Paragraph,
    Text,
)
from tests.compose.composing import NOTES, compose_with
from tests.support.sample import HOSTILE
from tests.support.small import make_partner, t

BACK = "---\nlayout: back\n---\n# Thanks\n\n{{ 'Spelled.' if partner.is_spelled else 'Drawn.' }}"


@pytest.mark.parametrize("name", ["Nordhavn", HOSTILE, "# x", "**a** [b](c)", "\\{{ name }}"])
def test_a_partners_name_stands_exactly_as_given(tmp_path: Path, name: str) -> None:
    body = "# For {{ partner.name }}\n\n**Dear {{ partner.name }}**,"
    document = compose_with(tmp_path, partner=make_partner(name=name), a=body)
    (section,) = document.sections
    assert section.title == (Text("For "), Text(name, field="name"))
    (paragraph,) = section.blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.inlines[1] == Text(name, bold=True, field="name")
    assert document.meta.prepared_for == f"Prepared for {name}"


def test_what_does_not_name_the_partner_is_equal_for_every_partner(tmp_path: Path) -> None:
    own, shared = "# {{ partner.name }}", "# {{ lead.title }} {{ figure('gap') }}"
    one, two = (
        compose_with(tmp_path, make_partner(name=name), a=own, b=shared, notes=NOTES)
        for name in ("One", "Two")
    )
    assert one.sections[0] != two.sections[0]
    assert one.sections[1:] == two.sections[1:]
    assert hash(one.sections[1]) == hash(two.sections[1])


def test_a_draft_says_so_and_when(tmp_path: Path) -> None:
    assert compose_with(tmp_path, a="# A", draft=True).meta.draft == "Draft. 26 Nov 2026"
    assert compose_with(tmp_path, a="# A").meta.draft == ""


@pytest.mark.parametrize(("name", "said"), [("Nordhavn", "Spelled."), ("株式会社", "Drawn.")])
def test_a_template_knows_whether_the_tiles_are_the_name_s_letters(
    tmp_path: Path, name: str, said: str
) -> None:
    document = compose_with(tmp_path, partner=make_partner(name=name), back=BACK)
    assert document.sections[0].blocks == (Paragraph(t(said)),)
