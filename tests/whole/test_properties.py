"""Whatever a field holds is found again in the document, or refused by the field's name."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings

from proposalgen.errors import InputError
from tests.support.letter import (
    RECORD,
    check,
)
from tests.support.properties import (
    FIELDS,
    ROWS,
    TEXT,
    WRITERS,
    Rows,
    make_record,
    read_back,
    try_field,
    try_list,
)


@pytest.mark.parametrize("field", FIELDS)
def test_what_a_field_holds_is_in_the_document_or_refused_by_its_name(field: str) -> None:
    seen = Counter[str]()

    @settings(max_examples=150)
    @given(FIELDS[field])
    def run(value: object) -> None:
        seen[try_field(field, value)] += 1

    run()
    assert seen["refused"]
    assert seen["found"] or field == "logo"


@settings(max_examples=25)
@given(name=TEXT, country=TEXT, contact_name=TEXT)
def test_both_files_say_what_the_document_says(name: str, country: str, contact_name: str) -> None:
    record = {}
    for field, value in {"name": name, "country": country, "contact_name": contact_name}.items():
        try:
            check(make_record(field, value))
            record[field] = value
        except InputError:
            continue
    read_back(check(RECORD | record))


@pytest.mark.parametrize("kind", WRITERS)
def test_a_list_in_any_format_gives_the_records_as_they_are(kind: str) -> None:
    @settings(max_examples=60)
    @given(ROWS)
    def run(rows: Rows) -> None:
        try_list(kind, rows)

    run()
