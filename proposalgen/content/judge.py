"""All that a finished document should not say: one judgement for every command."""

from __future__ import annotations

from datetime import date

from proposalgen.content.counts import find_false_counts
from proposalgen.content.freshness import check_freshness
from proposalgen.content.locks import find_changed_words
from proposalgen.content.numerals import find_loose_numerals
from proposalgen.content.passages import list_all_passages
from proposalgen.content.periods import find_expired
from proposalgen.content.statements import (
    find_forbidden_words,
    find_other_organisations,
    find_unqualified,
)
from proposalgen.errors import Problem
from proposalgen.model.document import Document
from proposalgen.model.records import Library


def judge(document: Document, library: Library, today: date) -> tuple[Problem, ...]:
    """Return what a document should not say as of a day, each with the way out.

    ``check`` and ``generate`` warn of it, and refuse it under ``--strict``.
    """
    # But not a draft's table of what is known of each fact.
    passages = tuple(one for one in list_all_passages(document) if one[0].id != "provenance")
    problems = (
        *check_freshness(document, library, today),
        *find_expired(passages, document, library, today),
        *find_loose_numerals(document, library, passages),
        *find_false_counts(document, library),
        *find_unqualified(passages, document, library),
        *find_forbidden_words(passages, document, library),
        *find_other_organisations(passages, document, library),
        *find_changed_words(document, library),
    )
    return tuple(dict.fromkeys(problems))
