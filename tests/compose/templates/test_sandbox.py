"""Templates read values and call the functions made for them, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposalgen.compose.templates import for_templates
from proposalgen.errors import TemplateError
from tests.compose.templates.writing import render_page


def test_only_functions_made_for_templates_can_be_called(tmp_path: Path) -> None:
    @for_templates
    def greet() -> str:
        return "hello"

    assert render_page(tmp_path, "{{ greet() }}", greet=greet).values == ("hello",)
    for body in ("{{ open('x') }}", "{{ name.upper() }}", "{{ other() }}", "{{ name.__class__ }}"):
        with pytest.raises(TemplateError):
            render_page(tmp_path, body, name="x", other=lambda: "y")


def test_a_value_that_cannot_be_printed_is_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="print one of its fields"):
        render_page(tmp_path, "{{ thing }}", thing=object())


def test_a_template_may_take_many_steps_and_no_more(tmp_path: Path) -> None:
    body = "{% for a in many %}{% for b in many %}{% endfor %}{% endfor %}x"
    assert render_page(tmp_path, body, many=range(400)).text.strip() == "x"
    with pytest.raises(TemplateError, match="prints or repeats too much: more than 200,000 steps"):
        render_page(tmp_path, body, many=range(450))


@pytest.mark.parametrize("body", ["{{ name.__class__ }}", "{{ name.upper }}", "{{ ones.append }}"])
def test_methods_of_data_are_out_of_reach(tmp_path: Path, body: str) -> None:
    with pytest.raises(TemplateError):
        render_page(tmp_path, body, name="x", ones=[1])
