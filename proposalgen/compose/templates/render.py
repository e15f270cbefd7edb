"""Render a section of a template to Markdown with markers, and the values that these stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import jinja2

from proposalgen.compose.templates.missing import suggest_name
from proposalgen.compose.templates.sandbox import start_rendering
from proposalgen.compose.templates.template import SectionTemplate, Template
from proposalgen.errors import Problem, TemplateError, quote
from proposalgen.read.markers import Value

_MISTAKES = (
    TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError,
)  # fmt: skip
"""What a template's mistake makes Jinja2 and our functions raise."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A section's Markdown, and the values that its markers stand for."""

    text: str
    values: tuple[Value, ...]


def render(template: Template, section: SectionTemplate, context: Mapping[str, object]) -> Rendered:
    """Return a section as Markdown; empty text where the template says nothing.

    Raises:
        TemplateError: a name that the context does not have, or a value that cannot be printed.
    """
    pieces: list[str] = []
    with start_rendering() as rendering:
        try:
            # Piece by piece, so that a template that never ends is stopped while it prints.
            for piece in template.environment.get_template(section.file).generate(context):
                rendering.spend(len(piece))
                pieces.append(piece)
        except TemplateError:  # of a function that templates call
            raise
        except (jinja2.TemplateError, *_MISTAKES) as error:
            raise TemplateError(_explain(error, template, section, context)) from error
    return Rendered("".join(pieces), tuple(rendering.values))


_NO_NAME = re.compile(r"'(\w+)' is undefined")


def _explain(
    error: Exception,
    template: Template,
    section: SectionTemplate,
    context: Mapping[str, object],
) -> Problem:
    """Return the problem of a failed rendering, at the line where the template stopped."""
    file, line = section.file, 0
    trace = error.__traceback__
    while trace is not None:
        # Jinja2 puts the template's names and lines into tracebacks; the innermost is the place.
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".md.j2"):
            file, line = name, trace.tb_lineno
        trace = trace.tb_next
    if isinstance(error, jinja2.TemplateSyntaxError):
        file, line = error.name or file, error.lineno
    message, _, hint = (str(error) or type(error).__name__).partition("\n")
    if found := _NO_NAME.fullmatch(message):
        hint = suggest_name(found[1], context)
    if isinstance(error, KeyError | jinja2.TemplateNotFound):
        message = f"nothing called {quote(error.args[0])}"
    return Problem(message, file=f"{template.name}/{file}", line=line, hint=hint)
