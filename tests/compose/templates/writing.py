"""Templates of one section, written and rendered."""

from __future__ import annotations

from pathlib import Path

from proposalgen.compose.templates import Rendered, load_template, render
from proposalgen.model.document import Text

NAME = (Text("Nordhavn", field="name"),)
MACRO = "{% macro dear(who) %}Dear *{{ who }}*{% endmacro %}"


def write_files(folder: Path, index: str = "sections: [page]\n", **files: str) -> Path:
    """Write a template called ``letter``: its index, and a body for each section.

    ``part__m`` is the file ``part/m.md.j2``.
    """
    folder = folder / "letter"
    folder.mkdir(exist_ok=True)
    (folder / "template.yaml").write_text(index, encoding="utf-8")
    for name, body in files.items():
        path = folder / f"{name.replace('__', '/')}.md.j2"
        path.parent.mkdir(exist_ok=True)
        path.write_text(body, encoding="utf-8")
    return folder


def render_page(folder: Path, body: str, **context: object) -> Rendered:
    """Render a section of a template that also has the macro, in ``part/m.md.j2``."""
    front = "---\nlayout: page\n---\n"
    template = load_template(write_files(folder, page=f"{front}{body}", part__m=MACRO))
    return render(template, template.sections[0], context)
