"""Check the text of a template's file: what does not compile, and what templates may not do."""

from __future__ import annotations

from collections.abc import Iterable

import jinja2
from jinja2 import nodes

from proposalgen.errors import Problem, quote, suggest
from proposalgen.model.text import UNFIT
from proposalgen.read.markers import CLOSE, OPEN

_ARITHMETIC = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow)


def check_source(
    environment: jinja2.Environment, folder: str, name: str, source: str
) -> Iterable[Problem]:
    """Yield the problems of one file, whose name is relative to the template's folder."""
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
    """Yield what the sandbox would not stop: what joins data to text, or grows without end."""
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
        # Lists in lists double with each line, and take long to compare.
        read = not isinstance(node, nodes.Tuple) or node.ctx == "load"
        if read and any(True for _ in node.find_all(nodes.Name)):
            hint = "Write the values out, or use the names one after the other."
            yield Problem("a list of names", file, node.lineno, hint=hint)
    for node in tree.find_all(nodes.Filter):
        if node.name not in environment.filters:
            hint = suggest(node.name, environment.filters)
            yield Problem(f"no filter called {quote(node.name)}", file, node.lineno, hint=hint)
