"""All that a finished document should not say: one judgement for every command."""

from __future__ import annotations

from datetime import date

from proposalgen.content.counts import find_false_counts
from proposalgen.content.freshness import check_freshness
from proposalgen.content.numerals import find_loose_numerals
from proposalgen.errors import Problem
from proposalgen.model.document import Document
from proposalgen.model.records import Library


def judge(document: Document, library: Library, today: date) -> tuple[Problem, ...]:
    """Return what a document should not say as of a day, each with the way out.

    ``check`` and ``generate`` warn of it, and refuse it under ``--strict``.
    """
    return (
        *check_freshness(document, library, today),
        *find_loose_numerals(document, library),
        *find_false_counts(document, library),
    )
