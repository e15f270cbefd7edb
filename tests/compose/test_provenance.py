"""A draft lists where each of its facts comes from."""

from __future__ import annotations

from pathlib import Path

from proposalgen.compose.document import compose
from proposalgen.model.document import Table, Text
from proposalgen.model.walk import plain_text
from tests.compose.composing import NOTES, WORDS, write_template
from tests.support.small import make_library, make_partner

COLUMNS = "  says: We say\n  source: Who\n  as_of: As of\n  status: How\n"


def test_a_draft_lists_each_fact_and_its_source_before_the_notes(tmp_path: Path) -> None:
    words = WORDS + "  provenance: Whence\n" + COLUMNS
    body = "# A\n\nIt is [[unserved]], [^promise]."
    template = write_template(tmp_path, words, a=body, sources=NOTES)
    final = compose(make_partner(), make_library(), template)
    draft = compose(make_partner(), make_library(), template, draft=True)
    assert [section.id for section in final.sections] == ["a", "sources"]
    assert [section.id for section in draft.sections] == ["a", "provenance", "sources"]
    (table,) = draft.sections[1].blocks
    assert isinstance(table, Table)
    assert [[plain_text(cell) for cell in row] for row in table.rows] == [
        ["unserved in words", "World Report", "2023", "Checked"],
        ["promise in words", "A page", "Not stated", "Stated"],
    ]
    cells = [inline for row in table.rows for cell in row for inline in cell]
    figures = [inline.fact for inline in cells if isinstance(inline, Text)]
    assert figures == ["unserved"] * 4 + ["promise"] * 4
    assert [note.id for note in draft.notes] == [note.id for note in final.notes]


def test_a_draft_without_facts_has_no_such_page(tmp_path: Path) -> None:
    template = write_template(tmp_path, WORDS + "  provenance: Whence\n" + COLUMNS, a="# A")
    draft = compose(make_partner(), make_library(), template, draft=True)
    assert [section.id for section in draft.sections] == ["a"]
