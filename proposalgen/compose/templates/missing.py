"""A name or a field that a template asks for and that is not there, told in a writer's words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass

import jinja2
from jinja2.utils import missing
from pydantic import BaseModel

from proposalgen.errors import quote, suggest


class Missing(jinja2.StrictUndefined):
    """Says what an object has, where it has not what a template asks of it.

    The message is a line, and the way out the next one.
    """

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        thing, name = self._undefined_obj, self._undefined_name
        if self._undefined_hint or thing is missing or not isinstance(name, str):
            return super()._undefined_message
        if isinstance(thing, str | int | tuple | list):
            what = "a list" if isinstance(thing, list) else "a value"
            hint = "Print it as it is; a template cannot take it apart."
            return f"{what} has nothing called {quote(name)}\n{hint}"
        return (
            f"{_name(thing)} has nothing called {quote(name)}\n{suggest(name, list_names(thing))}"
        )


def list_names(thing: object) -> Collection[str]:
    """Return what a template may ask of a record, a view of one, or words by name."""
    if isinstance(thing, BaseModel):
        return list(type(thing).model_fields)
    if is_dataclass(thing):
        return [field.name for field in fields(thing)]
    return list(map(str, thing)) if isinstance(thing, Mapping) else []


def suggest_name(name: str, context: Mapping[str, object]) -> str:
    """Return the way out for a name that a template's context does not have."""
    if name in list_names(context.get("partner")):
        return f"Did you mean 'partner.{name}'?"
    return suggest(name, sorted(context))


def _name(thing: object) -> str:
    """Return what a writer calls a record: "the partner" for a ``PartnerView``."""
    if isinstance(thing, Mapping):
        return "this list of words"
    return f"the {type(thing).__name__.removesuffix('View').lower()}"
