"""The partner record, as the contract has it: its fields and the rules that they keep."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, ConfigDict, ValidationInfo, model_validator

from proposalgen.errors import quote
from proposalgen.model.currencies import CURRENCIES
from proposalgen.model.fields import (
    Email,
    FileName,
    IfMissing,
    PlainLines,
    PlainText,
    Record,
    Slug,
    invalid,
    read_choice,
    read_plain_text,
)
from proposalgen.model.text import WHITE_SPACE, is_visible

ALL = "all"
"""What a record writes for every theme of the library."""
YEARS = range(1900, 2200)
"""The years that a document's date may have; later ones leave no room for days after them."""

PartnerType = Literal[
    "government", "foundation", "company", "development-bank", "un-agency", "ngo", "other"
]


@dataclass(frozen=True, slots=True)
class PartnerChoices:
    """What a record from outside may choose from: the validation context of ``Partner``.

    Without it a partner's themes, language, sender and logo are taken as they are.
    """

    themes: tuple[str, ...]
    """In the order for which ``all`` stands."""
    languages: tuple[str, ...]
    senders: tuple[str, ...]
    check_logo: Callable[[str], str]
    """Returns a logo's path as it is on the disk, from the record's folder on, or raises
    ``PydanticCustomError`` where the path or the file cannot be taken."""


_NAME_HINT = "Give the partner's name."


def _check_visible(name: str) -> str:
    if not is_visible(name):
        raise invalid(f"nothing visible in {quote(name)}", _NAME_HINT)
    return name


def _read_themes(value: object, info: ValidationInfo) -> object:
    choices: PartnerChoices | None = info.context
    if choices is None:
        return value
    known = choices.themes
    if not isinstance(value, list | tuple):
        raise invalid(f"not a list: {quote(value)}", f"Write it as a list: [{known[0]}].")
    chosen: list[str] = []
    for item in value:
        _refuse_run_together(item, known)
        theme = read_choice(item, (*known, ALL), "theme")
        for one in known if theme == ALL else (theme,):
            if one in chosen:
                raise invalid(f"{quote(one)} is there twice", "Name each theme once.")
            chosen.append(one)
    return tuple(chosen)


def _refuse_run_together(item: object, known: tuple[str, ...]) -> None:
    """Refuse themes in one text, as "a, b" is where a list or a cell with "a;b" is meant."""
    named = str(item).replace(",", " ").split()
    if len(named) > 1 and set(known).issuperset(named):
        hint = "In a cell put ';' between them, elsewhere write a list, as options repeat --theme."
        raise invalid(f"{len(named)} themes in one: {quote(str(item))}", hint)


def _read_type(value: object) -> str:
    return read_choice(value, get_args(PartnerType), "type")


def _read_language(value: object, info: ValidationInfo) -> str:
    choices: PartnerChoices | None = info.context
    return read_choice(value, choices.languages, "language") if choices else str(value)


def _read_sender(value: object, info: ValidationInfo) -> str:
    choices: PartnerChoices | None = info.context
    if choices is None:
        return str(value)
    if not choices.senders:
        hint = "Add 'senders' to content/organisation.yaml, or leave the field out."
        raise invalid(f"the organisation has no senders, so not {quote(value)}", hint)
    return read_choice(value, choices.senders, "sender")


def _check_logo(value: str, info: ValidationInfo) -> str:
    choices: PartnerChoices | None = info.context
    return choices.check_logo(value) if choices else value


_AMOUNT = re.compile(r"\+?[0-9]{1,24}(?:\.[0-9]{1,12})?")
_NOTHING = re.compile(r"[-−]0+(?:\.0+)?")
_NEGATIVE = re.compile(r"[-−] ?[0-9.]+")
_AMOUNT_HINT = "Write digits only, and a point before decimals: 2500000 or 2500000.50."
_BOTH_HINT = "Give both or neither: 2500000 and USD."


def _read_amount(value: object) -> Decimal:
    if value == "":  # left there by Partner.drop_empty
        raise invalid("missing, though there is a currency", _BOTH_HINT)
    if isinstance(value, float) and isfinite(value):
        raise invalid(f"not exact: {quote(value)}", "Put it in quotes.")
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        raise invalid(f"not a number: {quote(value)}", _AMOUNT_HINT)
    # An exponent of a few digits would be a number of millions of digits.
    plain = isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) < 99
    text = f"{value:f}" if plain else read_plain_text(str(value))
    if _NOTHING.fullmatch(text):  # a minus before nothing, which a calculation leaves
        text = text.lstrip("-−")
    if _NEGATIVE.fullmatch(text):
        raise invalid(f"less than nothing: {quote(text)}", _AMOUNT_HINT)
    if not _AMOUNT.fullmatch(text):
        raise invalid(f"not a number: {quote(text)}", _AMOUNT_HINT)
    return Decimal(text)


def _read_currency(value: object) -> str:
    if value == "":  # left there by Partner.drop_empty
        raise invalid("missing, though there is an amount", _BOTH_HINT)
    text = read_plain_text(value)
    if text in CURRENCIES:
        return text
    if text.upper() in CURRENCIES:
        hint = f"Did you mean {quote(text.upper())}?"
    else:
        hint = "Use a code of ISO 4217, such as USD, EUR or NOK."
    raise invalid(f"no currency {quote(text)}", hint)


def _read_priority(value: object) -> str:
    if value == "":  # left there by Partner.drop_empty
        raise invalid("missing, though there is its source", "Give the aim that the source states.")
    return read_plain_text(value)


def _read_date(value: object) -> datetime.date:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        value = value.isoformat()
    text = read_plain_text(value)
    # date.fromisoformat takes more forms than the contract: 20261126, 2026-W48-4.
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise invalid(f"not a date: {quote(text)}", "Write it as 2026-11-26.")
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError as error:
        raise invalid(f"no such day: {quote(text)}", "Write it as 2026-11-26.") from error
    if day.year not in YEARS:
        hint = f"Write a year from {YEARS[0]} to {YEARS[-1]}."
        raise invalid(f"no day of a proposal: {quote(text)}", hint)
    return day


def _let_date_be_left_out(schema: dict[str, Any]) -> None:
    """Require no date of a file: ``read.partners`` gives today's to a record without one."""
    schema["required"].remove("date")


_NEEDED = (("amount", "currency"), ("currency", "amount"), ("priority", "priority_source"))
"""Fields that may not be empty where the other is not."""


class Partner(Record):
    """One partner record; fields that are left out, empty or null take their defaults."""

    model_config = ConfigDict(json_schema_extra=_let_date_be_left_out)

    name: Annotated[PlainText, AfterValidator(_check_visible), IfMissing(_NAME_HINT)]
    """The partner's name, exactly as the documents print it."""
    themes: Annotated[
        tuple[Slug, ...],
        BeforeValidator(_read_themes),
        IfMissing(f"Give one theme or more, or {quote(ALL)}."),
    ]
    """Ids of themes, in order of emphasis; 'all' stands for every theme of the library."""
    type: Annotated[PartnerType, BeforeValidator(_read_type)] = "other"
    """What kind of organisation the partner is."""
    language: Annotated[str, BeforeValidator(_read_language)] = "en"
    """An edition that the library has."""
    country: PlainText = ""
    """The partner's country, in any words."""
    contact_name: PlainText = ""
    """The person to whom the letter is written."""
    contact_email: Email = ""
    """One plain address."""
    logo: Annotated[FileName, AfterValidator(_check_logo)] = ""
    """A PNG or JPEG file, by its path from the folder of this file."""
    amount: Annotated[Decimal, BeforeValidator(_read_amount)] | None = None
    """The sum asked for: digits, and a point before decimals."""
    currency: Annotated[str, BeforeValidator(_read_currency)] = ""
    """The amount's currency, by its code of ISO 4217."""
    date: Annotated[datetime.date, BeforeValidator(_read_date)]
    """The document's date, as in 2026-11-26; today's where it is left out."""
    called: PlainText = ""
    """The name in running text, with its article if it has one: the Ministry."""
    greeting: PlainText = ""
    """The letter's whole first line: Dear Minister,"""
    message: PlainLines = ""
    """A text of your own in the letter; each line is a paragraph."""
    priority: Annotated[str, BeforeValidator(_read_priority)] = ""
    """The partner's stated aim, in its own words."""
    priority_source: PlainText = ""
    """Where the partner says so: a text or an https address."""
    sender: Annotated[str, BeforeValidator(_read_sender)] = ""
    """Who signs: the id of one of the organisation's senders; the first where it is left out."""
    next_date: Annotated[datetime.date, BeforeValidator(_read_date)] | None = None
    """The date of the next step, as in 2027-01-15."""

    @property
    def is_dated(self) -> bool:
        """Whether somebody gave the date; else it is the day on which the record was read."""
        return "date" in self.model_fields_set

    @model_validator(mode="before")
    @classmethod
    def drop_empty(cls, data: object) -> object:
        """Leave empty fields out, but an empty one that another needs.

        That one stays as an empty text, which its own validator refuses: a mistake of this
        validator would hide those of all fields.
        """
        if not isinstance(data, Mapping):
            return data
        given = {name: value for name, value in data.items() if not is_empty(value)}
        for name, other in _NEEDED:
            if name not in given and other in given:
                given[name] = ""
        return given


FIELDS = tuple(Partner.model_fields)
"""The names of a record's fields, in the contract's order."""


def is_empty(value: object) -> bool:
    """Return whether a field's value means that there is none."""
    if isinstance(value, str):
        return not value.strip(WHITE_SPACE)
    return value is None or value == [] or value == ()
