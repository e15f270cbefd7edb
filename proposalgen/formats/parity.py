"""Do a DOCX and a PDF say the same: every word, heading, table and note, in the same order?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from proposalgen.errors import Problem, quote
from proposalgen.formats.docx import reader as docx_reader
from proposalgen.formats.pdf import reader as pdf_reader

_BEFORE = 5
"""How many words before a difference are shown, to find its place."""
_MOST = 20
"""How many differences are told."""


def compare_files(docx: bytes, pdf: bytes) -> tuple[Problem, ...]:
    """Return where two files say different things, with the words before each place."""
    problems = list(_compare_words(docx_reader.read_words(docx), pdf_reader.read_words(pdf)))
    counts = (
        ("headings", docx_reader.read_headings(docx), pdf_reader.read_headings(pdf)),
        ("tables", docx_reader.read_tables(docx), pdf_reader.read_tables(pdf)),
        ("notes", docx_reader.count_notes(docx), pdf_reader.count_notes(pdf)),
    )
    for what, one, other in counts:
        if one != other:
            problems.append(Problem(f"the {what} are not the same", field="parity"))
    return tuple(problems[:_MOST])


def _compare_words(docx: Sequence[str], pdf: Sequence[str]) -> Iterator[Problem]:
    if docx == pdf:
        return
    for kind, start, end, first, last in SequenceMatcher(None, docx, pdf, False).get_opcodes():
        if kind == "equal":
            continue
        place = quote(" ".join(docx[max(0, start - _BEFORE) : start]), 80)
        one, other = (quote(" ".join(said), 80) for said in (docx[start:end], pdf[first:last]))
        yield Problem(f"after {place} the DOCX says {one}, the PDF {other}", field="parity")
