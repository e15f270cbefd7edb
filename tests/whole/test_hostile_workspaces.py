"""Templates and content that would never end, or break out, are refused with file and line."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from proposalgen.compose.document import compose
from proposalgen.compose.templates import Template, load_template, render
from proposalgen.content.load import load_library
from proposalgen.errors import ContentError, TemplateError
from proposalgen.read.markdown import read_blocks
from proposalgen.read.parser import MarkdownError
from tests.support.bombs import (
    CALLS,
    DOUBLED,
    NESTS,
)
from tests.support.letter import (
    check,
)
from tests.support.real import ROOT
from tests.support.small import make_library

linked = pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")


TOO_MUCH = "prints or repeats too much: more than 200,000 steps"


def fail(folder: Path, body: str, **parts: str) -> str:
    """Return what is told of a template with this body."""
    (folder / "template.yaml").write_text("sections: [page]\n", encoding="utf-8")
    for name, text in {"page": body, **parts}.items():
        path = folder / f"{name}.md.j2"
        path.write_text(f"---\nlayout: page\n---\n{text}", encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        render_first(load_template, folder)
    return str(caught.value)


def render_first(load: Callable[[Path], Template], folder: Path) -> None:
    """Load a template and render its first section: either may refuse it."""
    made = load(folder)
    render(made, made.sections[0], {"partner": "P", "themes": (1, 2)})


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (NESTS + "x" + "{% endfor %}" * 9, TOO_MUCH),
        (NESTS + "{% endfor %}" * 9, TOO_MUCH),
        (DOUBLED + "{{ a40 }}", TOO_MUCH),
        (CALLS + "{{ m40() }}", TOO_MUCH),
        ("{% include 'two.md.j2' %}", TOO_MUCH),
        ("{% include 'page.md.j2' %}", "page.md.j2, line 4: maximum recursion depth"),
        ("{% extends 'page.md.j2' %}", "page.md.j2, line 4: maximum recursion depth"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "line 4: maximum recursion depth"),
        ("{% for i in range(10) %}x{% endfor %}", "line 4: 'range' is undefined"),
        ("{{ 'x' * 10 }}", "line 4: values cannot be joined or reckoned with"),
        ("{% include 'x' * 1000000000 %}", "line 4: values cannot be joined or reckoned with"),
        ("{% set a = [a, a] %}", "line 4: a list of names"),
        ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "page.md.j2: nested too deep"),
        ("{{ ''.__class__ }}", "line 4: access to attribute '__class__'"),
        ("{{ '{0.__class__}'.format(partner) }}", "not safely callable"),
        ("{% include '../../../etc/passwd' %}", "line 4: nothing called '../../../etc/passwd'"),
        ("{{ '\\u202e' }}", "line 4: the character U+202E is not text"),
        ("a \u202e b", "line 4: the character U+202E is not text"),
        ("a \x0b b", "line 4: the character U+000B is not text"),
        ("word " * 11_000, "page.md.j2: too large. At most 50,000 characters."),
    ],
)
def test_a_template_that_would_never_end_or_break_out_is_refused(
    tmp_path: Path, body: str, told: str
) -> None:
    parts = {f"{one}": f"{{% include '{other}.md.j2' %}}" * 1000 for one, other in
             (("two", "three"), ("three", "four"))}  # fmt: skip
    assert told in fail(tmp_path, body, **parts, four="")


def test_a_section_that_stands_twice_is_told(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text("sections: [page, page]\n", encoding="utf-8")
    (tmp_path / "page.md.j2").write_text("---\nlayout: page\n---\n# T", encoding="utf-8")
    with pytest.raises(TemplateError, match=r"line 1, sections: 'page' stands twice"):
        load_template(tmp_path)


def test_a_template_without_the_words_that_each_document_needs_is_told(tmp_path: Path) -> None:
    words = "sections: [page]\nwords: {months: Jan, draft: D}\n"
    (tmp_path / "template.yaml").write_text(words, encoding="utf-8")
    (tmp_path / "page.md.j2").write_text("---\nlayout: page\n---\n# T", encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        compose(check({"name": "A", "themes": ["water"]}), make_library(), load_template(tmp_path))
    told = str(caught.value)
    assert "template.yaml, words.months: not the names of twelve months" in told
    assert "template.yaml, words.prepared_for: missing" in told


@pytest.mark.parametrize("sign", ["[", "<", "&", "[a](", "_", "![", "*a_b", "`a", ">"])
def test_markdown_that_would_be_parsed_for_hours_is_refused(sign: str) -> None:
    with pytest.raises(MarkdownError, match="without an empty line"):
        read_blocks("# T\n\n" + sign * (40_000 // len(sign)))
    with pytest.raises(MarkdownError, match=r"line 1: [0-9]{3},000 characters"):
        read_blocks((sign * 100 + "\n\n") * 2000)


LIBRARY = ROOT / "tests" / "data" / "library"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a small library that may be spoilt."""
    import shutil

    return shutil.copytree(LIBRARY, tmp_path / "content")


def tell_library(folder: Path) -> str:
    """Return what is wrong with a library."""
    with pytest.raises(ContentError) as caught:
        load_library(folder)
    return str(caught.value)


@linked
@pytest.mark.parametrize(
    ("target", "told"),
    [("/etc/hostname", "leads out"), ("/dev/zero", "leads out"), ("evil.yaml", "leads nowhere")],
)
def test_a_link_out_of_the_content_is_refused(content: Path, target: str, told: str) -> None:
    (content / "facts" / "evil.yaml").symlink_to(target)
    assert tell_library(content).startswith("facts/evil.yaml: a link that ")
    assert told in tell_library(content)


@linked
def test_a_pipe_in_the_content_is_refused_and_not_waited_for(content: Path) -> None:
    os.mkfifo(content / "facts" / "evil.yaml")
    assert "facts/evil.yaml: neither a file nor a folder" in tell_library(content)


@linked
def test_a_link_inside_the_content_is_followed(content: Path) -> None:
    (content / "organisation.yaml").rename(content / "real.txt")
    (content / "organisation.yaml").symlink_to("real.txt")
    assert load_library(content).organisation.name


def test_a_giant_file_of_facts_is_refused(content: Path) -> None:
    (content / "facts" / "giant.yaml").write_text("#" * 1_000_001, encoding="utf-8")
    assert tell_library(content) == "facts/giant.yaml: too large. At most 1 MB. Split it."


@pytest.mark.parametrize("value", ["NaN", "true", "[1]"])
def test_a_figure_that_cannot_be_printed_is_refused(content: Path, value: str) -> None:
    (content / "facts" / "evil.yaml").write_text(
        f"evil: {{kind: statistic, claim: A, value: {value}, source: report}}\n",
        encoding="utf-8",
    )
    assert "facts/evil.yaml, line 1, evil.value: must be a number" in tell_library(content)


@pytest.mark.parametrize("value", ["1e999999999", "1e-999999", "9" * 40])
def test_a_figure_of_too_many_digits_is_refused(content: Path, value: str) -> None:
    (content / "facts" / "evil.yaml").write_text(
        f"evil: {{kind: statistic, claim: A, value: {value}, source: report}}\n",
        encoding="utf-8",
    )
    assert "facts/evil.yaml, line 1, evil.value: too many digits" in tell_library(content)
