"""Partner, library and template become one document; no disk, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from proposalgen.compose.citations import cite_section, collect_notes
from proposalgen.compose.context import make_context
from proposalgen.compose.dates import format_date
from proposalgen.compose.provenance import add_provenance
from proposalgen.compose.references import check_references, fill_contents
from proposalgen.compose.sections import compose_part
from proposalgen.compose.templates import Template
from proposalgen.errors import Problem, TemplateError
from proposalgen.model.document import (
    Document,
    Logo,
    Meta,
    Section,
)
from proposalgen.model.holding import hold_note, hold_section
from proposalgen.model.partner import Partner
from proposalgen.model.records import Library
from proposalgen.model.walk import plain_text

_NONE: Mapping[str, Section] = MappingProxyType({})


def compose(
    partner: Partner,
    library: Library,
    template: Template,
    *,
    draft: bool = False,
    logo: Logo | None = None,
    kept: Mapping[str, Section] = _NONE,
) -> Document:
    """Return the partner's document.

    Args:
        partner: Whose it is.
        library: What it says.
        template: In which order, with which joining words.
        draft: Whether it is for reviewers, not for the partner.
        logo: The partner's.
        kept: Sections by their ids that are as they will be, and need not be composed.

    Raises:
        TemplateError: a section that cannot be rendered or read, or that leads nowhere.
    """
    _check_words(template)
    context = make_context(partner, library, template, draft=draft)
    sections: list[Section] = []
    for part in template.sections:
        sections += compose_part(part, template, context, library, kept)
    sections = [s if s.id in kept else cite_section(s, library) for s in sections]
    if draft and "provenance" in template.words:
        sections = add_provenance(sections, library, template.words)
    # The contents list all sections, so the page of provenance must be among them by now.
    sections = [fill_contents(section, sections) for section in sections]
    check_references(sections, f"{template.name}/template.yaml")
    sections = [hold_section(section) for section in sections]
    return Document(
        meta=_make_meta(partner, library, template, sections, draft=draft, logo=logo),
        sections=tuple(sections),
        notes=tuple(map(hold_note, collect_notes(sections, library, template.words, draft=draft))),
    )


_WORDS = (
    "months", "prepared_for", "draft", "reported_in",
    "status_verified", "status_secondary", "status_page", "not_stated",
)  # fmt: skip
"""The words of a template without which there is no document."""
_WORDS_OF_PROVENANCE = ("says", "source", "as_of", "status")


def _check_words(template: Template) -> None:
    """Check that a template has the words that stand outside its sections.

    Raises:
        TemplateError: one is missing, or there are not twelve months.
    """
    words = template.words
    needed = _WORDS + _WORDS_OF_PROVENANCE * ("provenance" in words)
    wrong = {name: "missing" for name in needed if name not in words}
    if len(words.get("months", "").split()) != 12:
        wrong["months"] = "not the names of twelve months"
    if wrong:
        file = f"{template.name}/template.yaml"
        raise TemplateError(Problem(wrong[name], file, field=f"words.{name}") for name in wrong)


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
