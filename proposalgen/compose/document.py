"""Partner, library and template become one document; no disk, no clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any, cast, get_args

from proposalgen.compose.citations import cite_section, collect_notes
from proposalgen.compose.context import format_date, make_context
from proposalgen.compose.templates import SectionTemplate, Template, render
from proposalgen.errors import Problem, TemplateError, quote, suggest
from proposalgen.model.document import (
    Block,
    Contents,
    Document,
    Entry,
    Heading,
    Inlines,
    Logo,
    Meta,
    NoteMark,
    Notes,
    PageMark,
    Paragraph,
    Section,
    Table,
    Text,
)
from proposalgen.model.partner import Partner, PartnerType
from proposalgen.model.records import Library, Theme
from proposalgen.model.walk import find_blocks, find_fact_ids, find_inlines, map_blocks, plain_text
from proposalgen.read.markdown import read_blocks
from proposalgen.read.parser import MarkdownError


def compose(
    partner: Partner,
    library: Library,
    template: Template,
    *,
    draft: bool = False,
    logo: Logo | None = None,
) -> Document:
    """Return the partner's document.

    Raises:
        TemplateError: a section that cannot be rendered or read, or that leads nowhere.
    """
    _check_words(template)
    context = make_context(partner, library, template, draft=draft)
    sections: list[Section] = []
    for part in template.sections:
        sections += _compose_part(part, template, context, library)
    sections = [cite_section(section, library) for section in sections]
    if draft and "provenance" in template.words:
        sections = _add_provenance(sections, library, template.words)
    sections = [_fill_contents(section, sections) for section in sections]
    _check_ways(sections, template)
    return Document(
        meta=_make_meta(partner, library, template, sections, draft=draft, logo=logo),
        sections=tuple(sections),
        notes=collect_notes(sections, library, template.words),
    )


_WORDS = (
    "months", "prepared_for", "draft", "status_verified", "status_secondary", "status_page",
)  # fmt: skip
"""The words of a template without which there is no document."""
_WORDS_OF_PROVENANCE = ("says", "source", "as_of", "status", "not_stated")


def _check_words(template: Template) -> None:
    """See that a template has the words that stand outside its sections."""
    words = template.words
    needed = _WORDS + _WORDS_OF_PROVENANCE * ("provenance" in words)
    wrong = {name: "missing" for name in needed if name not in words}
    if len(words.get("months", "").split()) != 12:
        wrong["months"] = "not the names of twelve months"
    if wrong:
        file = f"{template.name}/template.yaml"
        raise TemplateError(Problem(wrong[name], file, field=f"words.{name}") for name in wrong)


def _compose_part(
    part: SectionTemplate, template: Template, context: Mapping[str, object], library: Library
) -> Iterator[Section]:
    """Yield the sections that one part of the template makes: none, one, or one a theme."""
    if part.each != "theme":
        yield from _compose_section(part, template, context, part.name, "", library)
        return
    themes = cast("tuple[Theme, ...]", context["themes"])
    for number, theme in enumerate(themes, 1):
        own = {**context, "theme": theme, "number": number, "count": len(themes)}
        yield from _compose_section(part, template, own, theme.id, theme.id, library)


def _compose_section(
    part: SectionTemplate,
    template: Template,
    context: Mapping[str, object],
    section_id: str,
    theme: str,
    library: Library,
) -> Iterator[Section]:
    rendered = render(template, part, context)
    if not rendered.text.strip():
        return
    figures: dict[str, Inlines] = {}
    marks: dict[str, Inlines] = {}
    if "[[" in rendered.text or "[^" in rendered.text:
        figures = {f.id: (Text(f.text, fact=f.id),) for f in library.facts.values()}
        marks = {f.id: (NoteMark(f.source, fact=f.id),) for f in library.facts.values()}
    try:
        blocks = list(read_blocks(rendered.text, figures, marks, rendered.values))
    except MarkdownError as error:
        file = f"{template.name}/{part.file}"
        raise TemplateError(
            Problem(f"{m.message} (line {m.line} of what it renders)", file, hint=m.hint)
            for m in error.mistakes
        ) from error
    titles = [block for block in blocks if isinstance(block, Heading) and block.level == 1]
    if len(titles) != 1:
        hint = "Begin one line, and one only, with '# '."
        found = f"{len(titles)} titles"
        raise TemplateError(Problem(found, file=f"{template.name}/{part.file}", hint=hint))
    start = blocks.index(titles[0])
    yield Section(
        id=section_id,
        layout=part.layout,
        title=titles[0].inlines,
        label=_lift(blocks, start - 1, "label"),
        promise=_lift(blocks, start + 1, "promise"),
        blocks=tuple(
            block
            for at, block in enumerate(blocks)
            if block is not titles[0]
            and not (at == start - 1 and _has_role(block, "label"))
            and not (at == start + 1 and _has_role(block, "promise"))
        ),
        theme=theme,
    )


def _has_role(block: Block, role: str) -> bool:
    return isinstance(block, Paragraph) and block.role == role


def _lift(blocks: list[Block], at: int, role: str) -> Inlines:
    """Return the inlines of the block at a place, if it is a paragraph of that role."""
    block = blocks[at] if 0 <= at < len(blocks) else None
    return block.inlines if isinstance(block, Paragraph) and block.role == role else ()


def _add_provenance(
    sections: list[Section], library: Library, words: Mapping[str, str]
) -> list[Section]:
    """Return sections with a page before the notes that tells of each fact whence it comes."""
    rows = tuple(
        (
            (Text(fact.claim, fact=fact.id),),
            (Text(library.sources[fact.source].title, fact=fact.id),),
            (Text(fact.as_of or words["not_stated"], fact=fact.id),),
            (Text(words[f"status_{fact.status}"], fact=fact.id),),
        )
        for fact in map(library.facts.__getitem__, find_fact_ids(sections))
    )
    if not rows:
        return sections
    head = tuple((Text(words[name]),) for name in ("says", "source", "as_of", "status"))
    page = Section("provenance", (Text(words["provenance"]),), (Table(head, rows),))
    noted = (at for at, section in enumerate(sections) if _has_notes(section))
    at = next(noted, len(sections))
    return [*sections[:at], page, *sections[at:]]


def _has_notes(section: Section) -> bool:
    return any(find_blocks(section, Notes))


def _fill_contents(section: Section, sections: list[Section]) -> Section:
    if not any(find_blocks(section, Contents)):
        return section
    after = sections[sections.index(section) + 1 :]
    listed = [s for s in after if not s.is_cover]
    contents = Contents(tuple(Entry(s.id, _without_marks(s.title)) for s in listed))
    return replace(
        section,
        blocks=map_blocks(section.blocks, lambda b: contents if isinstance(b, Contents) else b),
    )


def _without_marks(inlines: Inlines) -> Inlines:
    return tuple(inline for inline in inlines if not isinstance(inline, NoteMark))


def _check_ways(sections: list[Section], template: Template) -> None:
    """See that every page mark leads to a section, and every note mark to the notes."""
    known = [section.id for section in sections]
    problems = [
        Problem(
            f"a page number of {quote(mark.section)}, which this document does not have",
            file=f"{template.name}/template.yaml",
            record=f"section {section.id}",
            hint=suggest(mark.section, known),
        )
        for section in sections
        for mark in find_inlines([section], PageMark)
        if mark.section not in known
    ]
    places = [at for at, section in enumerate(sections) if _has_notes(section)]
    marked = [at for at, s in enumerate(sections) if any(find_inlines([s], NoteMark))]
    if marked and (len(places) != 1 or marked[-1] > places[0]):
        message = "figures with notes, and the notes do not stand once, after all of them"
        hint = "Let one section behind the last figure print {{ notes() }}."
        problems.append(Problem(message, file=f"{template.name}/template.yaml", hint=hint))
    if problems:
        raise TemplateError(problems)


def _make_meta(
    partner: Partner,
    library: Library,
    template: Template,
    sections: list[Section],
    *,
    draft: bool,
    logo: Logo | None,
) -> Meta:
    words = template.words
    themes = [library.themes[partner.language][theme] for theme in partner.themes]
    title = plain_text(sections[0].title) if sections else ""
    day = format_date(partner.date, words)
    return Meta(
        title=title,
        partner=partner.name,
        organisation=library.organisation.name,
        date=partner.date,
        language=partner.language,
        subject="; ".join(theme.title for theme in themes),
        keywords=tuple(theme.short_title for theme in themes),
        themes=partner.themes,
        prepared_for=f"{words['prepared_for']} {partner.name}",
        draft=f"{words['draft']} {day}" if draft else "",
        logo=logo,
    )


def rehearse(
    library: Library, template: Template, inspect: Callable[[Document], object] = lambda _: None
) -> tuple[Problem, ...]:
    """Return the problems of a template that show only when it is used with a library.

    Composes for every type of partner, with all themes and with each alone, with an amount and
    without; ``inspect`` sees each document.
    """
    problems: dict[Problem, None] = {}
    for language, edition in library.themes.items():
        choices = [tuple(edition), *((theme,) for theme in edition)]
        for partner_type, themes in product(get_args(PartnerType), choices):
            amounts: tuple[dict[str, Any], ...] = ({}, {"amount": Decimal(1), "currency": "USD"})
            for money in amounts:
                partner = Partner(
                    name="Partner",
                    type=partner_type,
                    themes=themes,
                    language=language,
                    date=date(2000, 1, 1),
                    **money,
                )
                try:
                    inspect(compose(partner, library, template, draft=True))
                except TemplateError as error:
                    problems.update(dict.fromkeys(error.problems))
    return tuple(problems)
