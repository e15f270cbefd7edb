"""Jinja2 renders a template's sections to Markdown; values leave as markers and stay values.

The environment's ``finalize`` puts every value into a list and prints its marker. What is printed
otherwise is the template's own text, also where it comes out of a macro: those strings are
``Markup``, and nothing that could join one to data (``~``, ``+``, ``%``, filters, methods of
strings) is allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

import jinja2
from jinja2 import nodes
from jinja2.runtime import Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from proposalgen.errors import Problem, TemplateError, quote, suggest
from proposalgen.model.document import Block, Inline, Layout
from proposalgen.model.text import UNFIT
from proposalgen.read.folder import find_unfit_files, hash_folder
from proposalgen.read.markdown import LONGEST_TEXT
from proposalgen.read.markers import CLOSE, OPEN, Value, mark_value
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
_FILTERS = (
    "default",
    "first",
    "last",
    "length",
    "list",
    "reject",
    "rejectattr",
    "select",
    "selectattr",
)
F = TypeVar("F", bound=Callable[..., Any])

_ARITHMETIC = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow)


@dataclass(frozen=True, slots=True)
class SectionTemplate:
    """One section's text, with the fields of its front matter."""

    name: str
    file: str
    """Relative to the template's folder."""
    layout: Layout
    each: str = ""
    """``theme``: the section is made once for each chosen theme."""


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of document: its sections in order, ready to render."""

    name: str
    sections: tuple[SectionTemplate, ...]
    languages: tuple[str, ...]
    words: Mapping[str, str]
    """Joining words that stand outside the sections' text."""
    digest: str
    environment: jinja2.Environment = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A section's Markdown, and the values that its markers stand for."""

    text: str
    values: tuple[Value, ...]


# -- rendering ------------------------------------------------------------------------------------

MOST_STEPS = 200_000
"""Characters and values that a section may print, and steps that it may take on the way."""


class _Rendering:
    """The values that a section printed so far, and how much more it may do."""

    def __init__(self) -> None:
        self.values: list[Value] = []
        self.left = MOST_STEPS

    def spend(self, steps: int) -> None:
        """Take note of what was done.

        Raises:
            ValueError: it is more than any document needs: a bomb, or a slip.
        """
        self.left -= steps
        if self.left < 0:
            raise ValueError(f"prints or repeats too much: more than {MOST_STEPS:,} steps")


_rendering: ContextVar[_Rendering] = ContextVar("rendering")


def render(template: Template, section: SectionTemplate, context: Mapping[str, object]) -> Rendered:
    """Return a section as Markdown; empty text where the template says nothing.

    Raises:
        TemplateError: a name that the context does not have, or a value that cannot be printed.
    """
    rendering = _Rendering()
    token = _rendering.set(rendering)
    pieces: list[str] = []
    try:
        for piece in template.environment.get_template(section.file).generate(context):
            rendering.spend(len(piece))
            pieces.append(piece)
    except TemplateError:
        raise
    except jinja2.TemplateError as error:
        raise TemplateError(_explain(error, template, section)) from error
    except _MISTAKES as error:
        raise TemplateError(_explain(error, template, section)) from error
    finally:
        _rendering.reset(token)
    return Rendered("".join(pieces), tuple(rendering.values))


_MISTAKES = (
    TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError,
)  # fmt: skip
"""What a template's mistake makes Jinja2 and our functions raise."""


@jinja2.pass_context  # so that Jinja2 does not fold constants, which would print them unmarked
def _finalize(_: jinja2.runtime.Context, value: object) -> object:
    rendering = _rendering.get()
    rendering.spend(1)
    if isinstance(value, Markup):
        rendering.spend(len(value))
        return value
    if isinstance(value, Undefined):
        return str(value)  # StrictUndefined raises
    rendering.values.append(_as_value(value))
    return Markup(mark_value(len(rendering.values) - 1))


def _as_value(value: object) -> Value:
    if isinstance(value, str):
        if unfit := UNFIT.search(value):
            raise ValueError(f"the character U+{ord(unfit[0]):04X} is not text")
        return value
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Inline):
        return (value,)
    if isinstance(value, Block):
        return (value,)
    if isinstance(value, tuple) and all(isinstance(item, Inline) for item in value):
        return cast("tuple[Inline, ...]", value)
    if isinstance(value, tuple) and all(isinstance(item, Block) for item in value):
        return cast("tuple[Block, ...]", value)
    raise TypeError(f"a {type(value).__name__} cannot be printed; print one of its fields")


def _explain(error: Exception, template: Template, section: SectionTemplate) -> Problem:
    """Return the problem of a failed rendering, at the line where the template stopped."""
    file, line = section.file, 0
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".md.j2"):
            file, line = name, trace.tb_lineno
        trace = trace.tb_next
    if isinstance(error, jinja2.TemplateSyntaxError):
        file, line = error.name or file, error.lineno
    message = str(error) or type(error).__name__
    if isinstance(error, KeyError | jinja2.TemplateNotFound):
        message = f"nothing called {quote(error.args[0])}"
    return Problem(message, file=f"{template.name}/{file}", line=line)


# -- loading --------------------------------------------------------------------------------------


def for_templates(function: F) -> F:
    """Let templates call a function."""
    function.for_templates = True  # type: ignore[attr-defined]
    return function


class _Sandbox(ImmutableSandboxedEnvironment):
    """Templates read values and call the functions they are given; nothing else."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Return what Jinja2 compiles, with every loop's steps counted."""
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            printed = sum(len(text.data) for text in loop.find_all(nodes.TemplateData))
            count = nodes.EnvironmentAttribute("count_steps")
            steps = [loop.iter, nodes.Const(1 + printed)]
            loop.iter = nodes.Call(count, steps, [], None, None)
            loop.iter.set_lineno(loop.lineno)
        return tree

    @staticmethod
    @for_templates
    def count_steps(items: Iterable[object], each: int) -> Iterator[object]:
        """Yield what a loop goes over, counting what each turn prints by itself."""
        for item in items:
            _rendering.get().spend(each)
            yield item

    def call(self, context: Any, function: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a function, and count it."""
        _rendering.get().spend(1)
        return super().call(context, function, *args, **kwargs)

    def get_template(self, name: Any, *args: Any, **kwargs: Any) -> jinja2.Template:
        """Return a file of the template, and count it as all that it might print."""
        if rendering := _rendering.get(None):
            rendering.spend(len(self.sources.get(name, "")))
        return super().get_template(name, *args, **kwargs)

    sources: Mapping[str, str]

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, str | bytes | int | list | dict | tuple):
            return False
        return super().is_safe_attribute(obj, attr, value)

    def is_safe_callable(self, obj: Any) -> bool:
        return isinstance(obj, Macro) or getattr(obj, "for_templates", False) is True


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
    environment = _make_environment(sources)
    for name, source in sources.items():
        problems += _check_source(environment, folder.name, name, source)
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


def _make_environment(sources: Mapping[str, str]) -> jinja2.Environment:
    environment = _Sandbox(
        loader=jinja2.FunctionLoader(
            lambda name: (sources[name], name, lambda: True) if name in sources else None
        ),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=-1,
    )
    environment.sources = sources
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in _FILTERS}
    return environment


def _check_source(
    environment: jinja2.Environment, folder: str, name: str, source: str
) -> Iterable[Problem]:
    file = f"{folder}/{name}"
    for number, line in enumerate(source.split("\n"), 1):
        if unfit := UNFIT.search(line.removesuffix("\r")):
            message = f"the character U+{ord(unfit[0]):04X} is not text"
            if unfit[0] in OPEN + CLOSE:
                message = "holds a character that is kept for markers"
            yield Problem(message, file=file, line=number)
    try:
        tree = environment.parse(source, name, name)
        problems = list(_find_forbidden(tree, environment, file))
        if not problems:
            environment.compile(tree, name, name)
    except jinja2.TemplateSyntaxError as error:
        problems = [Problem(error.message or "not a template", file=file, line=error.lineno)]
    except RecursionError:
        problems = [Problem("nested too deep", file=file)]
    yield from problems


def _find_forbidden(
    tree: nodes.Template, environment: jinja2.Environment, file: str
) -> Iterable[Problem]:
    # The path of a file may be joined: only files of this folder can be named.
    joined = [
        *(statement.template for statement in tree.find_all(nodes.Import)),
        *(statement.template for statement in tree.find_all(nodes.FromImport)),
        *(statement.template for statement in tree.find_all(nodes.Include)),
    ]
    for node in tree.find_all((nodes.Concat, *_ARITHMETIC)):
        if not (isinstance(node, nodes.Concat) and any(node is path for path in joined)):
            hint = "Print the parts one after the other."
            yield Problem("values cannot be joined or reckoned with", file, node.lineno, hint=hint)
    for node in tree.find_all((nodes.List, nodes.Tuple, nodes.Dict)):
        # Lists in lists double with each line, and take ages to compare.
        read = not isinstance(node, nodes.Tuple) or node.ctx == "load"
        if read and any(True for _ in node.find_all(nodes.Name)):
            hint = "Write the values out, or use the names one after the other."
            yield Problem("a list of names", file, node.lineno, hint=hint)
    for node in tree.find_all(nodes.Filter):
        if node.name not in environment.filters:
            hint = suggest(node.name, environment.filters)
            yield Problem(f"no filter called {quote(node.name)}", file, node.lineno, hint=hint)
