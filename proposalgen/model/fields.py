"""The field types of records: each checks its value and words its own mistakes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic_core import PydanticCustomError

from proposalgen.errors import quote, suggest
from proposalgen.model.text import name_forbidden, normalise

LONGEST_LINE = 300
"""Characters of a partner's plain text, after normalisation."""
LONGEST_MESSAGE = 1_200
"""Characters of a text of several lines, after normalisation."""
LONGEST_PATH = 1024
"""Characters of a file's path."""


class Record(BaseModel):
    """A frozen value: unknown fields are mistakes, and lists become tuples.

    The string under a field is its description, in the JSON Schema too.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


# -- mistakes -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong with a value, and the way out."""

    line: int
    """Within the value, where it is a text of many lines; counted from 1."""
    message: str
    hint: str = ""


def invalid(message: str, hint: str = "") -> PydanticCustomError:
    """Return the error with which a validator refuses a value."""
    return refuse([Mistake(1, message, hint)])


def refuse(mistakes: Sequence[Mistake]) -> PydanticCustomError:
    """Return the error with which a validator refuses a value for more than one mistake."""
    # Text goes through the context: pydantic would take its braces for a template's.
    return PydanticCustomError("mistakes", "refused", {"mistakes": tuple(mistakes)})


@dataclass(frozen=True, slots=True)
class IfMissing:
    """The way out where a required field is missing, as metadata of its type."""

    hint: str


def explained(message: str, hint: str = "") -> WrapValidator:
    """Return a validator that words the refusal of a text: ``not an id: 'A B'``, and the hint."""

    def validate(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
        try:
            return handler(value)
        except ValidationError as error:
            if isinstance(value, str) and value:
                raise invalid(f"{message}: {quote(value)}", hint) from error
            raise

    return WrapValidator(validate)


# -- field types --------------------------------------------------------------------------------

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text that is not empty."""
Slug = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80),
    explained("not an id", "An id is small letters, digits and single hyphens."),
]
"""An id."""
Language = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"),
    explained("not a language", "Write its code, as in en, fr or pt-BR."),
]
"""A language, its script and its region, as RFC 5646 (2.1) writes them: ``en``, ``pt-BR``."""
_ADDRESS = r"^https://[^\s<>\"'{}|\\^`]+$"
Address = Annotated[
    str,
    StringConstraints(pattern=_ADDRESS, max_length=500),
    explained("not an address", "An address begins with https://."),
]
"""An https address."""


def is_address(text: str) -> bool:
    """Return whether a text is an https address, and nothing else."""
    return text.isascii() and re.fullmatch(_ADDRESS, text) is not None


Host = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$", max_length=253),
    explained("not a domain", "Write it as in example.org."),
]
"""A domain."""
Year = Annotated[int, Field(ge=1900, le=2100)]


def _read_number(value: object) -> object:
    """Take a number as the exact decimal that it is written as; never a binary float."""
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        raise invalid(f"must be a number, not {quote(value)}")
    return Decimal(value) if isinstance(value, int) else value


Number = Annotated[
    Decimal,
    Field(allow_inf_nan=False, max_digits=36, decimal_places=12),
    BeforeValidator(_read_number),
]
"""An exact decimal."""


def read_plain_text(value: object) -> str:
    """Return a partner's text in its normal form: NFC, on one line.

    Raises:
        PydanticCustomError: it is no text, holds a forbidden character, or is too long.
    """
    return _refuse_long(normalise(_refuse_forbidden(value)), LONGEST_LINE)


def _read_lines(value: object) -> str:
    """Return a text of several lines, each in its normal form, without the empty ones."""
    lines = map(normalise, _refuse_forbidden(value).splitlines())
    return _refuse_long("\n".join(filter(None, lines)), LONGEST_MESSAGE)


def _refuse_long(text: str, most: int) -> str:
    if len(text) > most:
        raise invalid(f"{len(text)} characters: {quote(text)}", f"At most {most:,}.")
    return text


def _refuse_forbidden(value: object) -> str:
    if not isinstance(value, str):
        raise invalid(f"not text: {quote(value)}", "Put it in quotes.")
    for at, character in enumerate(value, 1):
        if kind := name_forbidden(character):
            message = f"{kind} U+{ord(character):04X} at character {at} of {quote(value)}"
            raise invalid(message, "Take it out.")
    return value


def _read_file_name(value: object) -> str:
    """Return a path exactly as it was given: on a disk two spaces are not one."""
    return _refuse_long(_refuse_forbidden(value), LONGEST_PATH)


FileName = Annotated[str, BeforeValidator(_read_file_name)]
"""The path of a file; whether there is one is asked where the disk may be."""
PlainText = Annotated[str, BeforeValidator(read_plain_text)]
"""Text on one line in which no sign means anything but itself."""
PlainLines = Annotated[str, BeforeValidator(_read_lines)]
"""The same on several lines; each is a paragraph."""

# The "valid e-mail address" of HTML (WHATWG, 4.10.5.1.5), with a dot in its domain.
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{_LABEL}(?:\.{_LABEL})+")
_LONGEST_EMAIL = 254  # RFC 5321, 4.5.3.1.3, without its angle brackets


def _read_email(value: object) -> str:
    text = read_plain_text(value)
    if not _EMAIL.fullmatch(text) or len(text) > _LONGEST_EMAIL:
        raise invalid(f"not one plain address: {quote(text)}", "Write it as in name@example.org.")
    return text


Email = Annotated[str, BeforeValidator(_read_email)]
"""One plain e-mail address."""


def read_choice(value: object, known: Sequence[str], noun: str) -> str:
    """Return a text that is one of those known.

    Raises:
        PydanticCustomError: it is not; the error names the nearest.
    """
    text = read_plain_text(value)
    if text not in known:
        raise invalid(f"no {noun} called {quote(text)}", suggest(text, known))
    return text
