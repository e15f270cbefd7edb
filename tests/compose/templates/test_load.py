"""A template is its index and the files that it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposalgen.compose.templates import load_template
from proposalgen.errors import TemplateError
from tests.compose.templates.writing import write_files


def test_every_mistake_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    folder = write_files(
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


def test_what_does_not_compile_is_told_before_anything_is_made(tmp_path: Path) -> None:
    page = "---\nlayout: page\n---\n{% block a %}{% endblock %}{% block a %}{% endblock %}"
    with pytest.raises(TemplateError, match="block 'a' defined twice") as caught:
        load_template(write_files(tmp_path, index="sections: [page]\n", page=page))
    assert [(p.file, p.line) for p in caught.value.problems] == [("letter/page.md.j2", 4)]


def test_sections_come_in_the_order_of_the_index_and_change_the_digest(tmp_path: Path) -> None:
    front = "---\nlayout: page\n---\n"
    folder = write_files(tmp_path, index="sections: [b, a]", a=front + "a", b=front + "b")
    template = load_template(folder)
    assert [section.name for section in template.sections] == ["b", "a"]
    (folder / "a.md.j2").write_text(front + "changed", encoding="utf-8")
    assert load_template(folder).digest != template.digest
