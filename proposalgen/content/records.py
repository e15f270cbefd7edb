"""Records of the library: maps of fields to checked values, their prose read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar, get_args

from proposalgen.content.prose import read_prose
from proposalgen.content.reading import Entry, Reading, Register
from proposalgen.content.references import note_references
from proposalgen.errors import ContentError
from proposalgen.model.document import Block, Inlines, Paragraph, Role
from proposalgen.model.fields import Record
from proposalgen.read.place import Place
from proposalgen.read.validation import validate

R = TypeVar("R", bound=Record)


def read_register(
    reading: Reading,
    name: str,
    model: type[R],
    derive: Callable[[Mapping[str, Any]], Mapping[str, object]] = lambda _: {},
) -> Register[R]:
    """Return the records of a file that maps ids to fields.

    ``derive`` returns the fields that follow from a record's others.
    """
    register: Register[R] = Register()
    file = reading.open(name)
    if file is None or not isinstance(file.data, dict | None):
        register.whole = False
    if file and file.data is not None and not isinstance(file.data, dict):
        reading.problems.append(file.problem((), "must map ids to fields"))
    elif file and file.data:
        for key, fields in file.data.items():
            derived = derive(fields) if isinstance(fields, Mapping) else {}
            given = {"id": str(key), **derived}
            place = file.place((str(key),))
            # A record with mistakes is in the register, too: what refers to it is not wrong.
            register[str(key)] = read_record(reading, model, place, fields, given)
    return register


def read_record(
    reading: Reading,
    model: type[R],
    place: Place,
    data: object,
    given: Mapping[str, object] = MappingProxyType({}),
    language: str = "",
) -> Entry[R] | None:
    """Return the record that a map of fields describes; None where it has mistakes.

    Args:
        reading: what has been read so far, to which mistakes and references are added.
        model: what kind of record.
        place: where the record stands.
        data: the map of fields.
        given: fields that the record's place says, not its file.
        language: the language of its prose; the facts' own where it is left out.
    """
    if isinstance(data, dict):
        data = _read_fields(reading, model, place, data, language or reading.language)
    try:
        record = validate(model, data, place, given=given, raises=ContentError)
    except ContentError as error:
        reading.problems += error.problems
        return None
    return Entry(record, place)


def _read_fields(
    reading: Reading,
    model: type[Record],
    place: Place,
    data: dict[str, Any],
    language: str,
) -> dict[str, Any]:
    """Return the fields with their prose read, as far down as there are records."""
    fields: dict[str, Any] = {}
    for name, value in ((str(name), value) for name, value in data.items()):
        at = place.inside(name)
        kind = model.model_fields[name].annotation if name in model.model_fields else None
        inner = _find_record(kind)
        note_references(reading, name, value, at)
        if kind == Inlines:
            value = read_prose(reading, value, at, language)
        elif kind == tuple[Block, ...] and isinstance(value, list):
            # Only a letter is set in a face and a size of its own.
            role: Role = "letter" if name == "opening" else "body"
            value = tuple(
                Paragraph(read_prose(reading, text, at.inside(index), language), role)
                for index, text in enumerate(value)
            )
        elif inner and isinstance(value, list):
            value = [
                _read_fields(reading, inner, at.inside(index), item, language)
                if isinstance(item, dict)
                else item
                for index, item in enumerate(value)
            ]
        fields[name] = value
    return fields


def _find_record(annotation: object) -> type[Record] | None:
    """Return the record that a field holds, alone or in a tuple."""
    for kind in (annotation, *get_args(annotation)):
        if isinstance(kind, type) and issubclass(kind, Record):
            return kind
    return None
