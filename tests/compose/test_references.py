"""What leads to another section finds it there."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposalgen.errors import TemplateError
from proposalgen.model.document import (
    Contents,
    Entry,
)
from tests.compose.composing import NOTES, compose_with
from tests.support.small import t

BACK = "---\nlayout: back\n---\n# Thanks\n\n{{ 'Spelled.' if partner.is_spelled else 'Drawn.' }}"


def test_contents_list_the_sections_that_come_after(tmp_path: Path) -> None:
    document = compose_with(tmp_path, a="# A\n\n{{ contents() }}", b="# B", c="# C")
    contents = Contents((Entry("b", t("B")), Entry("c", t("C"))))
    assert document.sections[0].blocks == (contents,)


def test_a_page_number_of_a_section_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="a page number of 'stroy'"):
        compose_with(tmp_path, a="# A\n\nSee page {{ page('stroy') }}.", story="# B")


def test_figures_without_a_place_for_their_notes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="notes do not stand once, after all of them"):
        compose_with(tmp_path, a="# A\n\n{{ figure('gap') }}.")


def test_a_back_cover_may_stand_behind_the_notes_and_is_not_in_the_contents(tmp_path: Path) -> None:
    letter = "# Letter\n\nIt is [[unserved]].\n\n{{ contents() }}"
    document = compose_with(tmp_path, letter=letter, sources=NOTES, back=BACK)
    (contents,) = (b for b in document.sections[0].blocks if isinstance(b, Contents))
    assert [entry.section for entry in contents.entries] == ["sources"]


def test_a_figure_behind_the_notes_is_refused(tmp_path: Path) -> None:
    back = BACK + " In [[countries]]."
    with pytest.raises(TemplateError, match="do not stand once, after all of them"):
        compose_with(tmp_path, letter="# A\n\n[[unserved]]", sources=NOTES, back=back)
