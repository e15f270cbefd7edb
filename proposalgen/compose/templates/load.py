"""Load a template: ``template.yaml`` and the ``.md.j2`` files that it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast, get_args

from proposalgen.compose.templates.check import check_source
from proposalgen.compose.templates.sandbox import Sandbox
from proposalgen.compose.templates.template import SectionTemplate, Template
from proposalgen.errors import Problem, TemplateError, quote, suggest
from proposalgen.model.document import Layout
from proposalgen.read.folder import find_unfit_files, hash_folder
from proposalgen.read.markdown import LONGEST_TEXT
from proposalgen.read.place import FieldPath
from proposalgen.read.yaml import (
    YamlError,
    YamlFile,
    read_front_matter,
    read_text,
    read_yaml,
)

_LAYOUTS: tuple[str, ...] = get_args(Layout)
_EACH = ("theme",)


def load_template(folder: Path) -> Template:
    """Return the template in a folder: ``template.yaml`` and the ``.md.j2`` files it names.

    Raises:
        TemplateError: every mistake in every file, with its line.
    """
    if unfit := find_unfit_files(folder, f"{folder.name}/"):
        raise TemplateError(unfit)
    try:
        index = read_yaml(folder / "template.yaml", f"{folder.name}/template.yaml")
    except YamlError as error:
        raise TemplateError(error.problem) from error
    problems: list[Problem] = []
    fields = _read_index(index, problems)
    sources, sections = _read_sections(folder, problems)
    for position, name in enumerate(fields.sections):
        if name in fields.sections[:position]:
            problems.append(index.problem(("sections", position), f"{quote(name)} stands twice"))
        elif name not in sections:
            hint = suggest(name, sections)
            message = f"no file {quote(name + '.md.j2')}"
            problems.append(index.problem(("sections", position), message, hint))
    environment = Sandbox(sources)
    for name, source in sources.items():
        problems += check_source(environment, folder.name, name, source)
    if problems:
        raise TemplateError(sorted(problems, key=lambda problem: (problem.file, problem.line)))
    return Template(
        name=folder.name,
        sections=tuple(sections[name] for name in fields.sections),
        languages=fields.languages,
        words=fields.words,
        digest=hash_folder(folder),
        environment=environment,
    )


@dataclass(frozen=True, slots=True)
class _Index:
    sections: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)
    words: Mapping[str, str] = field(default_factory=dict)


def _read_index(index: YamlFile, problems: list[Problem]) -> _Index:
    data = index.data if isinstance(index.data, dict) else {}
    known = ("sections", "languages", "words")
    problems += _find_unknown_fields(index, data, known)
    sections = _read_names(index, data.get("sections"), ("sections",), problems)
    languages = _read_names(index, data.get("languages", ["en"]), ("languages",), problems)
    words = data.get("words", {})
    if not isinstance(words, dict) or not all(isinstance(word, str) for word in words.values()):
        problems.append(index.problem(("words",), "must be names with their words"))
        words = {}
    return _Index(sections, languages, words)


def _find_unknown_fields(
    file: YamlFile, data: Mapping[str, object], known: tuple[str, ...]
) -> list[Problem]:
    return [
        file.problem((key,), "not a field here", suggest(str(key), known))
        for key in data
        if key not in known
    ]


def _read_names(
    file: YamlFile, names: object, path: FieldPath, problems: list[Problem]
) -> tuple[str, ...]:
    if isinstance(names, list) and names and all(isinstance(name, str) for name in names):
        return tuple(names)
    problems.append(file.problem(path, "must be a list of names"))
    return ()


def _read_sections(
    folder: Path, problems: list[Problem]
) -> tuple[dict[str, str], dict[str, SectionTemplate]]:
    """Return the text of every ``.md.j2`` file, and a section for each at the top."""
    sources: dict[str, str] = {}
    sections: dict[str, SectionTemplate] = {}
    for path in sorted(folder.rglob("*.md.j2")):
        name = path.relative_to(folder).as_posix()
        try:
            if path.parent == folder:
                file = read_front_matter(path, f"{folder.name}/{name}")
                sections[path.name.removesuffix(".md.j2")] = _read_section(file, name, problems)
                sources[name] = file.body
            else:
                sources[name] = read_text(path, f"{folder.name}/{name}")
        except YamlError as error:
            problems.append(error.problem)
            continue
        if len(sources[name]) > LONGEST_TEXT:
            hint = f"At most {LONGEST_TEXT:,} characters. Split it."
            problems.append(Problem("too large", file=f"{folder.name}/{name}", hint=hint))
    return sources, sections


def _read_section(file: YamlFile, name: str, problems: list[Problem]) -> SectionTemplate:
    data = file.data if isinstance(file.data, dict) else {}
    known = ("layout", "each")
    problems += _find_unknown_fields(file, data, known)
    layout, each = str(data.get("layout", "page")), str(data.get("each", ""))
    for key, value, choices in (("layout", layout, _LAYOUTS), ("each", each, ("", *_EACH))):
        if value not in choices:
            hint = suggest(value, filter(None, choices))
            problems.append(file.problem((key,), f"nothing called {quote(value)}", hint))
    return SectionTemplate(name.removesuffix(".md.j2"), name, cast("Layout", layout), each)
