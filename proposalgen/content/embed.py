"""The facts that a finished file carries, so that its figures can be explained from it alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from proposalgen.content.freshness import find_weaknesses
from proposalgen.model.document import Document, FactUse
from proposalgen.model.records import Fact, Library
from proposalgen.model.walk import find_fact_ids

_VERSIONED = ("value", "unit", "qualifier", "as_of", "status", "source")
"""The fields that make a version: its claim and its notes may be put in other words."""


def embed_facts(document: Document, library: Library) -> Document:
    """Return a document whose files carry the facts that it uses.

    In a draft, each fact that is weak as of the document's date says why, for its reviewers.
    """
    uses = (
        _describe(library.facts[fact_id], document, library)
        for fact_id in find_fact_ids(document.sections)
    )
    return replace(document, meta=replace(document.meta, facts=tuple(uses)))


def _describe(fact: Fact, document: Document, library: Library) -> FactUse:
    meta = document.meta
    source = library.sources[fact.source]
    weaknesses = find_weaknesses(fact, library, meta.date) if meta.draft else ()
    return FactUse(
        id=fact.id,
        claim=fact.claim,
        figure=fact.text,
        source=f"{source.title}, {source.publisher}",
        # Where the claim was read is better than no address.
        url=source.url or next(iter(source.seen_at), ""),
        as_of=fact.as_of or "",
        status=fact.status,
        version=version_fact(fact),
        weak=" ".join(f"It {weakness.message}. {weakness.hint}" for weakness in weaknesses),
    )


def version_fact(fact: Fact) -> str:
    """Return a short hash of what a fact says; other words for the same figure do not change it."""
    return version_entry({**fact.model_dump(mode="json"), "source": {"id": fact.source}})


def version_entry(entry: Mapping[str, Any]) -> str:
    """Return the version of a fact as its entry in a ``pack.json`` gives it."""
    source = entry.get("source")
    fields = {name: entry.get(name) for name in _VERSIONED}
    fields["source"] = source.get("id") if isinstance(source, Mapping) else source
    # A changed id is another fact, even where it says the same.
    text = json.dumps([entry.get("id"), fields], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:8]
