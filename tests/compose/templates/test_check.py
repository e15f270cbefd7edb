"""A mistake in a template is reported with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposalgen.errors import TemplateError
from tests.compose.templates.writing import render_page


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("{% if x %}", 4, "end of template"),
        ("ok\n{{ a ~ b }}", 5, "joined"),
        ("{{ a + b }}", 4, "joined"),
        ("{{ a | safe }}", 4, "no filter"),
        ("{{ a | upper }}", 4, "no filter"),
        ("{% if a is odder %}{% endif %}", 4, "No test named 'odder'"),
        ("\ufdd0", 4, "kept for markers"),
    ],
)
def test_a_mistake_in_a_section_is_told_with_its_line(
    tmp_path: Path, body: str, line: int, words: str
) -> None:
    with pytest.raises(TemplateError, match=words) as caught:
        render_page(tmp_path, body)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ("letter/page.md.j2", line)
