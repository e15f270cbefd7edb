"""A draft's page of provenance: where each of its facts comes from, for its reviewers."""

from __future__ import annotations

from collections.abc import Mapping

from proposalgen.model.document import Notes, Section, Table, Text
from proposalgen.model.records import Library
from proposalgen.model.walk import find_blocks, find_fact_ids


def add_provenance(
    sections: list[Section], library: Library, words: Mapping[str, str]
) -> list[Section]:
    """Return sections with a page before the notes that lists each fact and its source."""
    rows = tuple(
        (
            (Text(fact.claim, fact=fact.id),),
            (Text(library.sources[fact.source].title, fact=fact.id),),
            (Text(fact.as_of or words["not_stated"], fact=fact.id),),
            (Text(words[f"status_{fact.status}"], fact=fact.id),),
        )
        for fact in map(library.facts.__getitem__, find_fact_ids(sections))
    )
    if not rows:
        return sections
    head = tuple((Text(words[name]),) for name in ("says", "source", "as_of", "status"))
    page = Section("provenance", (Text(words["provenance"]),), (Table(head, rows),))
    # Before the notes, which must be behind everything that cites a fact.
    noted = (at for at, section in enumerate(sections) if any(find_blocks(section, Notes)))
    at = next(noted, len(sections))
    return [*sections[:at], page, *sections[at:]]
