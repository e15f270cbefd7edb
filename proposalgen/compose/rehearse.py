"""Try a template with every kind of partner, for the mistakes that only some of them would meet."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any, get_args

from proposalgen.compose.document import compose
from proposalgen.compose.templates import Template
from proposalgen.errors import Problem, TemplateError
from proposalgen.model.document import Document
from proposalgen.model.partner import Partner, PartnerType
from proposalgen.model.records import Library

_DAY = date(2000, 1, 31)
_EACH: tuple[dict[str, Any], ...] = (
    {"country": "Country"},
    {"contact_name": "Contact"},
    {"contact_email": "contact@example.org"},
    {"amount": Decimal(1), "currency": "USD"},
    {"called": "the Partner"},
    {"greeting": "Dear Partner,"},
    {"message": "A message.\nIn two paragraphs."},
    {"priority": "A priority"},
    {"priority": "A priority", "priority_source": "A source"},
    {"next_date": _DAY},
)
"""The optional fields that a template may print, each with what it needs."""


def rehearse(
    library: Library,
    template: Template,
    inspect: Callable[[Document], object] = lambda _: None,
    today: date = _DAY,
) -> tuple[Problem, ...]:
    """Return the problems of a template that show only when it is used with a library.

    Composes for every type of partner, with all themes and with each alone, with all of the
    optional fields and with none; and with each field alone, for one theme. ``inspect`` sees each
    document: a final one where all fields are given, else a draft, as of ``today``.
    """
    problems: dict[Problem, None] = {}
    for language, edition in library.themes.items():
        choices = [tuple(edition), *((theme,) for theme in edition)]
        for partner_type, themes in product(get_args(PartnerType), choices):
            # What a template prints hangs on the type, the themes and which fields there are; their
            # values are only filled in.
            alone = _EACH if themes == choices[-1] else ()
            every = dict(ChainMap(*_EACH))
            for given in ({}, every, *alone):
                dated = {"date": today} | ({"next_date": today} if "next_date" in given else {})
                partner = Partner(
                    name="Partner",
                    type=partner_type,
                    themes=themes,
                    language=language,
                    **given | dated,
                )
                try:
                    inspect(compose(partner, library, template, draft=given is not every))
                except TemplateError as error:
                    problems.update(dict.fromkeys(error.problems))
    return tuple(problems)
