"""The one way to check a record: pydantic validates it, and every mistake is worded here.

What only one kind of field can say, its type says in ``model.fields``, by raising ``invalid``.
Here stand the words for the mistakes that pydantic finds itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType, NoneType
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import ErrorDetails

from proposalgen.errors import InputError, Problem, ProposalError, quote, suggest
from proposalgen.model.fields import IfMissing, Mistake
from proposalgen.read.place import FieldPath, Place

M = TypeVar("M", bound=BaseModel)


def validate(
    model: type[M],
    data: object,
    place: Place = Place(),  # noqa: B008  frozen
    *,
    given: Mapping[str, object] = MappingProxyType({}),
    context: object = None,
    raises: type[ProposalError] = InputError,
) -> M:
    """Return the record that data describe.

    Args:
        model: what kind of record.
        data: its fields by name, as a file has them.
        place: where it stands, for messages.
        given: fields that the data may not name, such as the id that a record's key says.
        context: what the model's validators need to know besides the value.
        raises: the error to raise.

    Raises:
        ProposalError: every mistake of every field, as the class that ``raises`` names.
    """
    if not isinstance(data, Mapping):
        hint = f"Write fields, such as '{_list_fields(model, (), given)[0]}: ...'."
        raise raises(place.problem((), f"must be a map of fields, not {quote(data)}", hint))
    fields = {str(name): value for name, value in data.items()}
    problems = [
        place.problem((name,), "not a field here", "Take it out: the record's place says it.")
        for name in given
        if name in fields
    ]
    record: M | None = None
    try:
        record = model.model_validate({**fields, **given}, context=context)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            problems += _describe(detail, model, place, given)
    if problems or record is None:
        raise raises(problems)
    return record


def _describe(
    detail: ErrorDetails, model: type[BaseModel], place: Place, given: Mapping[str, object]
) -> Iterator[Problem]:
    """Yield what one error of pydantic's says, in our words."""
    # pydantic adds "[key]" to the place of a key of a map.
    path = tuple(step for step in detail["loc"] if step != "[key]")
    context = detail.get("ctx", {})
    match detail["type"]:
        case "mistakes":
            mistakes: tuple[Mistake, ...] = context["mistakes"]
            for mistake in mistakes:
                yield place.problem(path, mistake.message, mistake.hint, mistake.line)
        case "missing":
            yield place.problem(path, "missing", _find_hint(model, path))
        case "extra_forbidden":
            known = _list_fields(model, path[:-1], given)
            name = str(path[-1])
            yield place.problem(path, f"no field called {quote(name)}", suggest(name, known))
        case kind:
            yield place.problem(path, *_word(kind, detail["input"], detail["msg"], context))


def _word(kind: str, value: object, message: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """Return what is wrong with a value, and the way out.

    ``kind`` is one of pydantic's: https://pydantic.dev/docs/validation/latest/errors/.
    """
    match kind:
        case "literal_error":
            choices = re.findall(r"'([^']*)'", str(context.get("expected", "")))
            return f"nothing called {quote(value)}", suggest(str(value), choices)
        case "string_type":
            hint = "Put it in quotes." if isinstance(value, int) else ""
            return f"must be text, not {quote(value)}", hint
        case "string_too_short" | "too_short":
            return "empty", ""
        case "string_too_long":
            return f"{len(str(value))} characters: {quote(value)}", (
                f"At most {context['max_length']}."
            )
        case "tuple_type" | "list_type" | "is_instance_of":
            return f"must be a list, not {quote(value)}", ""
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"must be a map of fields, not {quote(value)}", ""
        case "bool_type" | "bool_parsing":
            return f"must be true or false, not {quote(value)}", ""
        case "decimal_max_places":
            return f"too many decimals: {quote(value)}", f"At most {context['decimal_places']}."
        case "decimal_max_digits":
            return f"too many digits: {quote(value)}", f"At most {context['max_digits']}."
        case "decimal_whole_digits":
            message = f"too many digits before the point: {quote(value)}"
            return message, f"At most {context['whole_digits']}."
        case kind if kind.startswith(("int_", "float_", "decimal_")) or kind == "finite_number":
            return f"must be a number, not {quote(value)}", ""
        case kind if kind.startswith(("date_", "datetime_")):
            return f"must be a day like 2026-11-26, not {quote(value)}", ""
        case _ if message.startswith("Input should "):
            return f"must {message.removeprefix('Input should ')}, not {quote(value)}", ""
        case _:
            message = message.removeprefix("Value error, ")
            return f"{message[:1].lower()}{message[1:]}: {quote(value)}", ""


# -- the model at a place -----------------------------------------------------------------------


def _find_hint(model: type[BaseModel], path: FieldPath) -> str:
    """Return the way out that a missing field's type names."""
    owner = _find_model(model, path[:-1])
    field = _map_fields(owner).get(str(path[-1])) if owner else None
    return next((m.hint for m in field.metadata if isinstance(m, IfMissing)), "") if field else ""


def _list_fields(model: type[BaseModel], path: FieldPath, given: Mapping[str, object]) -> list[str]:
    """Return the names of the fields that a file may give to the record at a place."""
    owner = _find_model(model, path)
    # SkipJsonSchema marks a field that the record's place gives, such as its id.
    return [
        name
        for name, field in (_map_fields(owner).items() if owner else ())
        if name not in given and not any(type(one) is SkipJsonSchema for one in field.metadata)
    ]


def _map_fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return a model's fields by the names that a file gives them."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _find_model(model: type[BaseModel], path: FieldPath) -> type[BaseModel] | None:
    """Return the model at a place in another, however deep; None where a value has none."""
    kind: object = model
    for step in path:
        kind = _step_into(kind, step)
    for one in (kind, *get_args(kind)):
        if isinstance(one, type) and issubclass(one, BaseModel):
            return one
    return None


def _step_into(kind: object, step: str | int) -> object:
    """Return the type of what stands one step into a value of a type; None where unknown."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        field = _map_fields(kind).get(str(step))
        return field.annotation if field else None
    inner = [one for one in get_args(kind) if one not in (NoneType, Ellipsis)]
    match get_origin(kind):
        case origin if origin is dict and isinstance(step, str):
            return inner[1]
        case origin if origin in (tuple, list) and isinstance(step, int):
            return inner[0]
        case _:
            # A union or an annotated type: whichever of its types has this step.
            found = (_step_into(one, step) for one in inner if get_origin(one) or _is_model(one))
            return next((one for one in found if one is not None), None)


def _is_model(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)
