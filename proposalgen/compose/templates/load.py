"""Load a template: ``template.yaml`` and the ``.md.j2`` files that it names."""

from __future__ import annotations

from pathlib import Path

from proposalgen.compose.templates.check import check_source
from proposalgen.compose.templates.sandbox import Sandbox
from proposalgen.compose.templates.template import SectionTemplate, Template
from proposalgen.errors import Problem, TemplateError
from proposalgen.model.template import ENDING, SectionFields, TemplateIndex
from proposalgen.read.folder import find_unfit_files, hash_folder, walk_folder
from proposalgen.read.markdown import LONGEST_TEXT
from proposalgen.read.validation import validate
from proposalgen.read.yaml import YamlFile, read_front_matter, read_text, read_yaml

INDEX = "template.yaml"


def load_template(folder: Path) -> Template:
    """Return the template in a folder: ``template.yaml`` and the ``.md.j2`` files it names.

    Raises:
        TemplateError: every mistake in every file, with its line.
    """
    if unfit := find_unfit_files(folder, f"{folder.name}/"):
        raise TemplateError(unfit)
    index = read_yaml(folder / INDEX, f"{folder.name}/{INDEX}", TemplateError)
    problems: list[Problem] = []
    sources, sections = _read_sections(folder, problems)
    try:
        fields = validate(
            TemplateIndex,
            index.data,
            index.place(),
            context=tuple(sections),
            raises=TemplateError,
        )
    except TemplateError as error:
        problems += error.problems
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


def _read_sections(
    folder: Path, problems: list[Problem]
) -> tuple[dict[str, str], dict[str, SectionTemplate]]:
    """Return the text of every file, by its path, and each section at the top, by its name.

    What is wrong with a file is added to ``problems``, and no template is made of it then.
    """
    sources: dict[str, str] = {}
    sections: dict[str, SectionTemplate] = {}
    for path in walk_folder(folder, f"*{ENDING}"):
        name = path.relative_to(folder).as_posix()
        shown = f"{folder.name}/{name}"
        try:
            if path.parent == folder:
                # Known also where it cannot be read, so that the index is not said to be wrong.
                section = name.removesuffix(ENDING)
                sections[section] = SectionTemplate(section, name, layout="page")
                file = read_front_matter(path, shown, TemplateError)
                sources[name] = file.body
                sections[section] = _read_section(file, section, name)
            else:
                sources[name] = read_text(path, shown, TemplateError)
        except TemplateError as error:
            problems += error.problems
        if len(sources.get(name, "")) > LONGEST_TEXT:
            hint = f"At most {LONGEST_TEXT:,} characters. Split it."
            problems.append(Problem("too large", file=shown, hint=hint))
    return sources, sections


def _read_section(file: YamlFile, section: str, name: str) -> SectionTemplate:
    data = {} if file.data is None else file.data
    fields = validate(SectionFields, data, file.place(), raises=TemplateError)
    return SectionTemplate(section, name, fields.layout, fields.each or "")
