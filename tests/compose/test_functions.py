"""Templates call functions for figures, dates and blocks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from proposalgen.errors import TemplateError
from proposalgen.model.document import Link, Paragraph, Text
from proposalgen.model.walk import plain_text
from tests.compose.composing import NOTES, compose_with
from tests.support.small import make_partner


def test_a_fact_that_is_not_there_is_told_with_file_line_and_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        compose_with(tmp_path, a="# A\n\n{{ figure('gapp') }}", notes=NOTES)
    (problem,) = caught.value.problems
    assert problem.line == 6
    assert "no fact called 'gapp'. Did you mean 'gap'?" in problem.message


def test_dates_are_written_in_the_templates_words(tmp_path: Path) -> None:
    document = compose_with(
        tmp_path,
        partner=make_partner(date=date(2026, 12, 20)),
        a="# {{ today }}, {{ month }}, {{ next_date }}, {{ date_after_next(7) }}",
    )
    said = plain_text(document.sections[0].title)
    assert said == "20 Dec 2026, Dec 2026, 4 Jan 2027, 11 Jan 2027"


def test_words_lead_to_where_a_source_can_be_read(tmp_path: Path) -> None:
    document = compose_with(tmp_path, a="# A\n\nRead {{ link('page', 'the page') }}.")
    assert document.sections[0].blocks == (
        Paragraph((Text("Read "), Link("the page", "https://example.org/page"), Text("."))),
    )


def test_words_about_a_source_without_an_address_stand_alone(tmp_path: Path) -> None:
    document = compose_with(tmp_path, a="# A\n\nRead {{ link('report', 'the report') }}.")
    assert document.sections[0].blocks == (Paragraph((Text("Read the report."),)),)


def test_a_link_to_no_source_is_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="no source called 'pgae'"):
        compose_with(tmp_path, a="# A\n\n{{ link('pgae', 'the page') }}")
