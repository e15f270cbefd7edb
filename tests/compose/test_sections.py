"""A part of a template becomes sections, each with one title."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposalgen.errors import TemplateError
from proposalgen.model.document import (
    Paragraph,
    Section,
)
from tests.compose.composing import compose_with
from tests.support.small import make_partner, t


def test_a_section_has_label_title_promise_and_blocks(tmp_path: Path) -> None:
    body = "::: label\nThe ask\n:::\n\n# Join us\n\n::: promise\nIt works.\n:::\n\nWords."
    document = compose_with(tmp_path, ask=body)
    assert document.sections == (
        Section(
            id="ask",
            label=t("The ask"),
            title=t("Join us"),
            promise=t("It works."),
            blocks=(Paragraph(t("Words.")),),
        ),
    )


def test_only_what_stands_right_beside_a_title_belongs_to_it(tmp_path: Path) -> None:
    body = "::: label\nThe ask\n:::\n\nFirst.\n\n# Join us\n\nThen.\n\n::: promise\nIt works.\n:::"
    (section,) = compose_with(tmp_path, ask=body).sections
    assert (section.label, section.promise) == ((), ())
    assert section.blocks == (
        Paragraph(t("The ask"), "label"),
        Paragraph(t("First.")),
        Paragraph(t("Then.")),
        Paragraph(t("It works."), "promise"),
    )


def test_a_section_that_prints_nothing_is_left_out(tmp_path: Path) -> None:
    document = compose_with(tmp_path, a="# A", b="{% if story %}# B{% endif %}", c="# C")
    assert [section.id for section in document.sections] == ["a", "c"]


def test_a_section_for_each_theme_comes_in_the_order_of_the_themes(tmp_path: Path) -> None:
    document = compose_with(
        tmp_path,
        partner=make_partner(themes=("light", "water")),
        themes="---\nlayout: theme\neach: theme\n---\n# {{ theme.short_title }} {{ number }}",
    )
    assert [(s.id, s.theme, s.title) for s in document.sections] == [
        ("light", "light", t("Light 1")),
        ("water", "water", t("Water 2")),
    ]


def test_a_section_needs_one_title(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        compose_with(tmp_path, a="Words.")
    told = "a.md.j2: 0 titles. Begin one line, and one only, with '# '."
    assert str(caught.value).endswith(told)
