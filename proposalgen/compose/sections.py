"""One part of a template becomes the sections it makes: rendered, read, and their titles lifted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from proposalgen.compose.templates import Rendered, SectionTemplate, Template, render
from proposalgen.errors import Problem, TemplateError
from proposalgen.model.document import (
    Block,
    Heading,
    Inlines,
    NoteMark,
    Paragraph,
    Role,
    Section,
    Text,
)
from proposalgen.model.records import Library, Theme
from proposalgen.read.markdown import read_blocks
from proposalgen.read.parser import MarkdownError


def compose_part(
    part: SectionTemplate,
    template: Template,
    context: Mapping[str, object],
    library: Library,
    kept: Mapping[str, Section],
) -> Iterator[Section]:
    """Yield the sections that one part of the template makes: none, one, or one a theme.

    Those that are kept, by their ids, are not made.

    Raises:
        TemplateError: it cannot be rendered or read, or has not exactly one title.
    """
    if part.each != "theme":
        if part.name in kept:
            yield kept[part.name]
        else:
            yield from _compose_section(part, template, context, library)
        return
    themes = cast("tuple[Theme, ...]", context["themes"])
    for number, theme in enumerate(themes, 1):
        if theme.id in kept:
            yield kept[theme.id]
            continue
        own = {**context, "theme": theme, "number": number, "count": len(themes)}
        yield from _compose_section(part, template, own, library, theme.id)


def _compose_section(
    part: SectionTemplate,
    template: Template,
    context: Mapping[str, object],
    library: Library,
    theme: str = "",
) -> Iterator[Section]:
    """Yield the section that the part renders to; nothing where it renders to no text."""
    rendered = render(template, part, context)
    if not rendered.text.strip():
        return
    file = f"{template.name}/{part.file}"
    blocks = _read(rendered, library, file)
    at = _find_title(blocks, file)
    label = _lift(blocks[:at][-1:], "label")
    promise = _lift(blocks[at + 1 :][:1], "promise")
    yield Section(
        id=theme or part.name,
        layout=part.layout,
        title=cast("Heading", blocks[at]).inlines,
        label=label,
        promise=promise,
        blocks=(*blocks[: at - bool(label)], *blocks[at + 1 + bool(promise) :]),
        theme=theme,
    )


def _read(rendered: Rendered, library: Library, file: str) -> tuple[Block, ...]:
    """Return the blocks of a section's Markdown."""
    figures: dict[str, Inlines] = {}
    marks: dict[str, Inlines] = {}
    if "[[" in rendered.text or "[^" in rendered.text:  # most sections name no fact themselves
        figures = {f.id: (Text(f.text, fact=f.id),) for f in library.facts.values()}
        marks = {f.id: (NoteMark(f.source, fact=f.id),) for f in library.facts.values()}
    try:
        return tuple(read_blocks(rendered.text, figures, marks, rendered.values))
    except MarkdownError as error:
        raise TemplateError(
            Problem(f"{m.message} (line {m.line} of what it renders)", file, hint=m.hint)
            for m in error.mistakes
        ) from error


def _find_title(blocks: Sequence[Block], file: str) -> int:
    """Return the position of the one heading of level 1."""
    titles = [at for at, b in enumerate(blocks) if isinstance(b, Heading) and b.level == 1]
    if len(titles) != 1:
        hint = "Begin one line, and one only, with '# '."
        raise TemplateError(Problem(f"{len(titles)} titles", file, hint=hint))
    return titles[0]


def _lift(blocks: Sequence[Block], role: Role) -> Inlines:
    """Return the inlines of one block or none, where it is a paragraph of that role."""
    for block in blocks:
        if isinstance(block, Paragraph) and block.role == role:
            return block.inlines
    return ()
