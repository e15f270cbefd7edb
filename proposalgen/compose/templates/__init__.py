"""Jinja2's only door: a template's sections become Markdown, and values stay values.

The environment's ``finalize`` puts every value into a list and prints a private marker for it.
What is printed otherwise is the template's own text, also where it comes out of a macro: those
strings are ``Markup``, and nothing that could join one to data (``~``, ``+``, ``%``, filters,
methods of strings) is allowed. So no partner's name and no fact can become markup.
"""

from proposalgen.compose.templates.load import load_template
from proposalgen.compose.templates.render import Rendered, render
from proposalgen.compose.templates.sandbox import for_templates
from proposalgen.compose.templates.template import SectionTemplate, Template

__all__ = [
    "Rendered",
    "SectionTemplate",
    "Template",
    "for_templates",
    "load_template",
    "render",
]
