"""Try a template with every kind of partner, for the mistakes that only some of them would meet."""

from __future__ import annotations

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
            # What a template prints hangs on the type, the themes and whether there is an amount;
            # names and dates are only filled in. A draft prints the most.
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
