"""Prove the properties at length: ``python -m tests.proofs.properties COUNT [FIELD...]``;
takes an hour.

Gives every field of the record COUNT values, every format of list a tenth as many lists, and both
writers a hundredth as many records, and prints what became of them.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky

from tests.support.letter import check as check_partner
from tests.support.properties import (
    FIELDS,
    ROWS,
    TEXT,
    WRITERS,
    read_back,
    try_field,
    try_list,
)


def run(
    what: str, count: int, strategy: st.SearchStrategy[Any], one: Callable[[Any], object]
) -> bool:
    """Try one after the other; print how many there were of each kind, and any failure."""
    seen, began = Counter[str](), time.monotonic()

    @settings(
        max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(strategy)
    def try_all(value: object) -> None:
        seen[str(one(value) or "good")] += 1

    failed = ""
    try:
        try_all()
    except (Exception, ExceptionGroup, Flaky) as error:
        notes = " ".join(getattr(error, "__notes__", ()))
        failed = f"; FAILED: {type(error).__name__}: {error} {notes}"[:2000]
    told = ", ".join(f"{number:,} {kind}" for kind, number in sorted(seen.items()))
    seconds = time.monotonic() - began
    print(f"{what}: {seen.total():,} examples in {seconds:.0f} s: {told}{failed}", flush=True)
    return not failed


def read_back_texts(texts: tuple[str, str, str]) -> None:
    """Read a record back from both files, without the fields that are refused."""
    given = zip(("name", "country", "contact_name"), texts, strict=True)
    good = {field: text for field, text in given if try_field(field, text) == "found"}
    read_back(check_partner({"name": "Nordhavn", "themes": ["water"]} | good))


def main(count: int, fields: list[str]) -> int:
    """Prove it all, or only some fields."""
    good = [
        run(field, count, FIELDS[field], partial(try_field, field)) for field in fields or FIELDS
    ]
    if fields:
        return 0 if all(good) else 1
    good += [
        run(f"a list in {kind}", count // 10, ROWS, partial(try_list, kind)) for kind in WRITERS
    ]
    good.append(run("both files", count // 100, st.tuples(TEXT, TEXT, TEXT), read_back_texts))
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
