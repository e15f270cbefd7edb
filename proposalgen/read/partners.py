"""One partner: a record's file to its fields, and fields to a checked ``Partner``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from proposalgen.errors import InputError, Problem, quote
from proposalgen.model.partner import Partner, PartnerChoices, is_empty
from proposalgen.read.files import report_unreadable
from proposalgen.read.json import read_json
from proposalgen.read.logo import check_logo
from proposalgen.read.place import Place
from proposalgen.read.validation import validate
from proposalgen.read.yaml import read_yaml, warn_of_comments

LARGEST_RECORD = 1_000_000
"""Bytes of a record's file."""


def check_record(
    data: Mapping[str, object],
    *,
    themes: Sequence[str],
    languages: Sequence[str],
    senders: Sequence[str] = (),
    today: date,
    place: Place = Place(),  # noqa: B008  frozen
    folder: Path = Path(),
) -> Partner:
    """Return the partner whom a record describes.

    Args:
        data: the record's fields by name; a field left out, empty or null takes its default.
        themes: the ids that may be chosen, in the order for which ``all`` stands.
        languages: the editions that there are.
        senders: the ids of those who may sign.
        today: the date of a record that names none.
        place: where the record stands, for messages.
        folder: where the logo's path starts, and what it may not leave.

    Raises:
        InputError: every mistake of the record.
    """

    def check(logo: str) -> str:
        return check_logo(logo, folder).relative_to(folder).as_posix()

    choices = PartnerChoices(tuple(themes), tuple(languages), tuple(senders), check)
    if not is_empty(data.get("date")):
        return validate(Partner, data, place, context=choices)
    partner = validate(Partner, {**data, "date": today}, place, context=choices)
    given = partner.model_fields_set - {"date"}
    return Partner.model_construct(given, **dict(partner))


def read_record(path: Path) -> tuple[dict[str, object], Place, tuple[Problem, ...]]:
    """Return the one record of a YAML or JSON file, unchecked, where it stands, and warnings.

    Raises:
        InputError: the file cannot be read, is too large, or does not hold one record.
    """
    read = {".json": _read_json, ".yaml": _read_yaml, ".yml": _read_yaml}.get(path.suffix.lower())
    if read is None:
        message = f"not a kind of file that holds a record: {quote(path.name)}"
        raise InputError(Problem(message, hint="Save it as .yaml or .json."))
    hint = f"A record has at most {LARGEST_RECORD // 1_000_000} MB."
    with report_unreadable(path, LARGEST_RECORD, hint):
        data, place, warnings = read(path)
    if not isinstance(data, dict):
        hint = "Write fields: 'name: ...', 'themes: [...]'."
        raise InputError(Problem("not one record", file=path.name, line=1, hint=hint))
    return data, place, warnings


def _read_yaml(path: Path) -> tuple[object, Place, tuple[Problem, ...]]:
    source = read_yaml(path)
    return source.data, source.place(), tuple(warn_of_comments(source))


def _read_json(path: Path) -> tuple[object, Place, tuple[Problem, ...]]:
    return *read_json(path), ()
