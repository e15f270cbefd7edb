"""Templates: what an officer may write in ``templates/``, and what is told of a mistake."""

from decimal import Decimal

import pytest

from proposalgen.compose.templates import for_templates, load_template, render
from proposalgen.errors import TemplateError
from proposalgen.model.document import Text
from proposalgen.read.markers import mark_value
from tests.support.sample import HOSTILE

NAME = (Text("Nordhavn", field="name"),)


def make_template(folder, **files):
    """Write a template: ``index`` for template.yaml, and a body for each section."""
    folder = folder / "letter"
    folder.mkdir(exist_ok=True)
    index = files.pop("index", "sections: [page]\n")
    (folder / "template.yaml").write_text(index, encoding="utf-8")
    for name, body in files.items():
        path = folder / f"{name.replace('__', '/')}.md.j2"
        path.parent.mkdir(exist_ok=True)
        path.write_text(body, encoding="utf-8")
    return folder


def render_page(tmp_path, body, **context):
    folder = make_template(tmp_path, page=f"---\nlayout: page\n---\n{body}", part__m=MACRO)
    template = load_template(folder)
    return render(template, template.sections[0], context)


MACRO = "{% macro dear(who) %}Dear *{{ who }}*{% endmacro %}"


def test_a_value_is_printed_as_a_marker_and_kept_as_itself(tmp_path):
    rendered = render_page(tmp_path, "# Dear {{ name }}", name=NAME)
    assert rendered.text.strip() == f"# Dear {mark_value(0)}"
    assert rendered.values == (NAME,)


@pytest.mark.parametrize("value", [HOSTILE, "{{ 7*7 }}", "{% raw %}", 7, Decimal("1.50")])
def test_no_value_ever_becomes_template_text(tmp_path, value):
    rendered = render_page(tmp_path, "{{ value }}", value=value)
    assert rendered.text.strip() == mark_value(0)
    assert rendered.values == (str(value),)


def test_text_written_in_a_template_expression_is_a_value_too(tmp_path):
    assert render_page(tmp_path, "{{ '*x*' }}").values == ("*x*",)


def test_a_macro_of_another_file_gives_its_text_and_marks_its_values(tmp_path):
    body = "{% import 'part/' ~ which ~ '.md.j2' as part with context %}{{ part.dear(name) }}!"
    rendered = render_page(tmp_path, body, which="m", name=NAME)
    assert rendered.text.strip() == f"Dear *{mark_value(0)}*!"
    assert rendered.values == (NAME,)


def test_two_partners_give_the_same_text(tmp_path):
    one, two = (render_page(tmp_path, "Dear {{ name }}", name=name) for name in ("A", HOSTILE))
    assert one.text == two.text


def test_a_name_that_is_not_there_is_told_with_file_and_line(tmp_path):
    with pytest.raises(TemplateError) as caught:
        render_page(tmp_path, "\n# Dear {{ nmae }}", name=NAME)
    assert str(caught.value) == "letter/page.md.j2, line 5: 'nmae' is undefined"


def test_only_functions_made_for_templates_can_be_called(tmp_path):
    @for_templates
    def greet():
        return "hello"

    assert render_page(tmp_path, "{{ greet() }}", greet=greet).values == ("hello",)
    for body in ("{{ open('x') }}", "{{ name.upper() }}", "{{ other() }}", "{{ name.__class__ }}"):
        with pytest.raises(TemplateError):
            render_page(tmp_path, body, name="x", other=lambda: "y")


def test_a_value_that_cannot_be_printed_is_told(tmp_path):
    with pytest.raises(TemplateError, match="print one of its fields"):
        render_page(tmp_path, "{{ thing }}", thing=object())


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("{% if x %}", 4, "end of template"),
        ("ok\n{{ a ~ b }}", 5, "joined"),
        ("{{ a + b }}", 4, "joined"),
        ("{{ a | safe }}", 4, "no filter"),
        ("{{ a | upper }}", 4, "no filter"),
        ("\ufdd0", 4, "kept for markers"),
    ],
)
def test_a_mistake_in_a_section_is_told_with_its_line(tmp_path, body, line, words):
    with pytest.raises(TemplateError, match=words) as caught:
        render_page(tmp_path, body)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ("letter/page.md.j2", line)


def test_every_mistake_of_every_file_is_told_at_once(tmp_path):
    folder = make_template(
        tmp_path,
        index="sections: [page, lettr]\nlanguage: [en]\n",
        page="---\nlayout: poster\n---\n{{ a ~ b }}",
        letter="no front matter",
        part__x="{% for %}",
    )
    with pytest.raises(TemplateError) as caught:
        load_template(folder)
    assert [(p.file, p.line, p.field) for p in caught.value.problems] == [
        ("letter/letter.md.j2", 1, ""),
        ("letter/page.md.j2", 2, "layout"),
        ("letter/page.md.j2", 4, ""),
        ("letter/part/x.md.j2", 1, ""),
        ("letter/template.yaml", 1, "sections.1"),
        ("letter/template.yaml", 2, "language"),
    ]


def test_sections_come_in_the_order_of_the_index_and_change_the_digest(tmp_path):
    front = "---\nlayout: page\n---\n"
    folder = make_template(tmp_path, index="sections: [b, a]", a=front + "a", b=front + "b")
    template = load_template(folder)
    assert [section.name for section in template.sections] == ["b", "a"]
    (folder / "a.md.j2").write_text(front + "changed", encoding="utf-8")
    assert load_template(folder).digest != template.digest
