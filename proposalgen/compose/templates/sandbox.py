"""The sandbox: what a template may do, how much of it, and how a value leaves as a marker.

A budget of steps stops a template that would print or repeat without end: a bomb, or a slip.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from typing import Any, TypeVar, cast

import jinja2
from jinja2 import nodes
from jinja2.runtime import Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from proposalgen.compose.templates.missing import Missing
from proposalgen.model.document import Block, Inline
from proposalgen.model.text import UNFIT
from proposalgen.read.markers import Value, mark_value

F = TypeVar("F", bound=Callable[..., Any])

MOST_STEPS = 200_000
"""Characters and values that a section may print, and steps that it may take on the way."""
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
"""Jinja2's filters that choose among values, and make no text of them."""


class Rendering:
    """The values that a section printed until now, and how many steps it may still take."""

    def __init__(self) -> None:
        self.values: list[Value] = []
        self.steps_left = MOST_STEPS

    def spend(self, steps: int) -> None:
        """Count steps that were taken.

        Raises:
            ValueError: they are more than any document needs.
        """
        self.steps_left -= steps
        if self.steps_left < 0:
            raise ValueError(f"prints or repeats too much: more than {MOST_STEPS:,} steps")

    def mark(self, value: object) -> Markup:
        """Keep a value, and return the marker that stands for it."""
        self.values.append(_check_value(value))
        return Markup(mark_value(len(self.values) - 1))


# Jinja2 calls ``finalize`` and the sandbox's hooks without the section that is being rendered, and
# a macro of another file sees none of its context. Each thread has a rendering of its own.
_rendering: ContextVar[Rendering] = ContextVar("rendering")


@contextmanager
def start_rendering() -> Iterator[Rendering]:
    """Count and collect what the environment does inside the block."""
    rendering = Rendering()
    token = _rendering.set(rendering)
    try:
        yield rendering
    finally:
        _rendering.reset(token)


@jinja2.pass_context  # so that Jinja2 does not fold constants, which would print them unmarked
def _finalize(_: jinja2.runtime.Context, value: object) -> object:
    rendering = _rendering.get()
    rendering.spend(1)
    if isinstance(value, Markup):  # what a macro printed: text of the template and markers
        rendering.spend(len(value))
        return value
    if isinstance(value, Undefined):
        return str(value)  # StrictUndefined raises
    return rendering.mark(value)


def _check_value(value: object) -> Value:
    """Return what a marker may stand for: text, inlines or blocks."""
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


def for_templates(function: F) -> F:
    """Mark a function as one that templates may call."""
    function.for_templates = True  # type: ignore[attr-defined]
    return function


class Sandbox(ImmutableSandboxedEnvironment):
    """Templates read values and call the functions they are given; nothing else."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        super().__init__(
            loader=jinja2.FunctionLoader(
                lambda name: (sources[name], name, lambda: True) if name in sources else None
            ),
            undefined=Missing,
            # Makes Markup of what macros return, by which ``finalize`` knows it from values.
            autoescape=True,
            finalize=_finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            # Without end, since a template's files are few and never change.
            cache_size=-1,
        )
        self.sources = sources
        # Among Jinja2's own are range and lipsum, which print without a record or a fact.
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in _FILTERS}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Return what Jinja2 compiles, with every loop's steps counted.

        ``for x in items`` becomes ``for x in environment.count_steps(items, printed)``.
        """
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

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may read an attribute: those of records, no methods of data."""
        if isinstance(obj, str | bytes | int | list | dict | tuple):
            return False
        return super().is_safe_attribute(obj, attr, value)

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        """Return what stands for an attribute that a template may not read."""
        if attribute.startswith("_"):
            return super().unsafe_undefined(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def is_safe_callable(self, obj: Any) -> bool:
        """Return whether a template may call this: its own macros and functions made for it."""
        return isinstance(obj, Macro) or getattr(obj, "for_templates", False) is True
