"""Sections become Markdown, and values leave as markers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from proposalgen.errors import TemplateError
from proposalgen.model.document import Inlines
from proposalgen.read.markers import mark_value
from tests.compose.templates.writing import NAME, render_page
from tests.support.sample import HOSTILE


def test_a_value_is_printed_as_a_marker_and_kept_as_itself(tmp_path: Path) -> None:
    rendered = render_page(tmp_path, "# Dear {{ name }}", name=NAME)
    assert rendered.text.strip() == f"# Dear {mark_value(0)}"
    assert rendered.values == (NAME,)


@pytest.mark.parametrize("value", [HOSTILE, "{{ 7*7 }}", "{% raw %}", 7, Decimal("1.50")])
def test_no_value_ever_becomes_template_text(tmp_path: Path, value: object) -> None:
    rendered = render_page(tmp_path, "{{ value }}", value=value)
    assert rendered.text.strip() == mark_value(0)
    assert rendered.values == (str(value),)


def test_text_written_in_a_template_expression_is_a_value_too(tmp_path: Path) -> None:
    assert render_page(tmp_path, "{{ '*x*' }}").values == ("*x*",)


def test_a_macro_of_another_file_gives_its_text_and_marks_its_values(tmp_path: Path) -> None:
    body = "{% import 'part/' ~ which ~ '.md.j2' as part with context %}{{ part.dear(name) }}!"
    rendered = render_page(tmp_path, body, which="m", name=NAME)
    assert rendered.text.strip() == f"Dear *{mark_value(0)}*!"
    assert rendered.values == (NAME,)


def test_two_partners_give_the_same_text(tmp_path: Path) -> None:
    one, two = (render_page(tmp_path, "Dear {{ name }}", name=name) for name in ("A", HOSTILE))
    assert one.text == two.text


def test_a_name_that_is_not_there_is_told_with_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        render_page(tmp_path, "\n# Dear {{ nmae }}", name=NAME)
    assert (
        str(caught.value)
        == "letter/page.md.j2, line 5: 'nmae' is undefined. Did you mean 'name'? There are: name."
    )


@dataclass(frozen=True)
class PartnerView:
    """A record that a template sees."""

    name: Inlines
    country: str


PARTNER = PartnerView(NAME, "Norway")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            "partner.nmae",
            "the partner has nothing called 'nmae'. Did you mean 'name'? There are: name, country.",
        ),
        (
            "partner.date",
            "the partner has nothing called 'date'. Did you mean 'name'? There are: name, country.",
        ),
        ("country", "'country' is undefined. Did you mean 'partner.country'?"),
        (
            'partner.name.split(" ")[0]',
            "a value has nothing called 'split'."
            " Print it as it is; a template cannot take it apart.",
        ),
        (
            "partner.country.upper()",
            "a value has nothing called 'upper'."
            " Print it as it is; a template cannot take it apart.",
        ),
        (
            "words.mnths",
            "this list of words has nothing called 'mnths'."
            " Did you mean 'months'? There are: months.",
        ),
    ],
)
def test_a_slip_is_told_with_what_there_is_in_a_writer_s_words(
    tmp_path: Path, asked: str, told: str
) -> None:
    with pytest.raises(TemplateError) as caught:
        render_page(tmp_path, f"{{{{ {asked} }}}}", partner=PARTNER, words={"months": "Jan"})
    assert str(caught.value) == f"letter/page.md.j2, line 4: {told}"
