"""Each fact is printed by some document, or stays for a reason that its file states."""

from __future__ import annotations

from proposalgen.content.kept import find_idle_facts
from tests.support.small import make_fact, make_library

FACTS = {
    "used": make_fact("used", "1"),
    "idle": make_fact("idle", "2"),
    "kept": make_fact("kept", "3", kept="Too old to print."),
    "past": make_fact("past", "4", superseded_by="used"),
}
LIBRARY = make_library(facts=FACTS, places={"idle": ("facts/town.yaml", 7)})


def test_a_fact_that_no_document_prints_is_told() -> None:
    assert list(map(str, find_idle_facts(LIBRARY, {"used"}))) == [
        "facts/town.yaml, line 7, facts: no document prints the fact 'idle'. "
        "Use it, take it out, or say under 'kept' why it stays."
    ]


def test_a_reason_to_keep_a_fact_that_is_printed_is_told() -> None:
    (problem,) = find_idle_facts(LIBRARY, {"used", "idle", "kept"})
    assert "the fact 'kept' is kept out of documents, and one prints it" in str(problem)
