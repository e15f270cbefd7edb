"""The facts of the library: read from every file, and checked one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from proposalgen.content.evidence import find_contradictions, find_status
from proposalgen.content.reading import Entry, Printed, Reading
from proposalgen.content.records import read_register
from proposalgen.errors import Problem, quote
from proposalgen.model.document import NoteMark, Text
from proposalgen.model.records import Fact


def read_facts(reading: Reading) -> None:
    """Read the facts of every file, then what each of them prints in prose."""
    names = _list_facts(reading)
    reading.facts.whole = bool(names)
    for name in names:
        _add_facts(reading, name)
    for fact in reading.facts.entries():
        _check_fact(reading, fact)
        reading.problems += _check_agreement(fact)
    _check_circles(reading)
    # Prose may name a fact that has mistakes: it is known, and complained about only once.
    reading.figures = Printed(reading.facts)
    reading.marks = Printed(reading.facts, reading.sources)
    reading.marks.update((source, (NoteMark(source),)) for source in reading.sources)
    for known in reading.facts.records().values():
        reading.figures[known.id] = (Text(known.text, fact=known.id),)
        reading.marks[known.id] = (NoteMark(known.source, fact=known.id),)


def _list_facts(reading: Reading) -> list[str]:
    """Return the files of facts, of which there must be one or more."""
    names = []
    for name in reading.list_files("facts"):
        if name.endswith(".yaml"):
            names.append(name)
        else:
            hint = "Facts stand in files that end in .yaml."
            reading.problems.append(Problem("not a file of facts", file=name, hint=hint))
    if not names:
        reading.problems.append(Problem("no facts", file="facts", hint="Write facts/<name>.yaml."))
    return names


def _add_facts(reading: Reading, name: str) -> None:
    """Read a file of facts; an id may stand in one file only."""

    def derive(fields: Mapping[str, Any]) -> Mapping[str, object]:
        source, evidence = fields.get("source"), fields.get("evidence")
        known = reading.sources.find(source) if isinstance(source, str) else None
        at = evidence.get("at") if isinstance(evidence, Mapping) else None
        # A source that is not there, or an address that is none, is told by its own check.
        return {"status": find_status(known, str(at or "")) if known else "page"}

    found = read_register(reading, name, Fact, derive)
    reading.facts.whole &= found.whole
    for fact_id, entry in found.items():
        if fact_id in reading.facts:
            first = reading.facts[fact_id]
            also = f"It stands in {first.place.file} too." if first else ""
            if entry:
                reading.problems.append(entry.problem((), "written twice", also))
        else:
            reading.facts[fact_id] = entry


def _check_fact(reading: Reading, entry: Entry[Fact]) -> None:
    """Add a problem for a fact without its value, and for money without a currency."""
    fact = entry.record
    if fact.value is None and fact.kind != "claim":
        hint = "Give it one, or let its kind be 'claim'."
        message = f"a {fact.kind} without a value"
        reading.problems.append(entry.problem(("value",), message, hint))
    if fact.kind == "money" and not re.fullmatch(r"[A-Z]{3}", fact.unit or ""):
        hint = "The unit of money is its code of ISO 4217, as in 'USD'."
        message = f"not a currency: {quote(fact.unit or '')}"
        reading.problems.append(entry.problem(("unit",), message, hint))


def _check_agreement(entry: Entry[Fact]) -> Iterator[Problem]:
    """Yield a problem for each thing on which value, claim and evidence do not agree."""
    for field, message, hint in find_contradictions(entry.record):
        yield entry.problem((field,), message, hint)


def _check_circles(reading: Reading) -> None:
    """Add a problem for each circle of facts that supersede each other, once."""
    seen: set[str] = set()
    for entry in reading.facts.entries():
        chain = [entry.record.id]
        while (fact := reading.facts.find(chain[-1])) and fact.superseded_by:
            if fact.superseded_by in chain:
                circle = chain[chain.index(fact.superseded_by) :]
                if not seen & set(circle):
                    message = f"superseded in a circle: {' → '.join([*circle, circle[0]])}"
                    reading.problems.append(entry.problem(("superseded_by",), message))
                # Each fact of a circle leads into it: without this it would be reported by all.
                seen |= set(circle)
                break
            chain.append(fact.superseded_by)
