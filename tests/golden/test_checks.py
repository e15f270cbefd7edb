"""What the checks of both formats say of each planted defect: its place, clause and way out."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from tests.formats.docx import test_check as docx
from tests.formats.pdf import test_check as pdf
from tests.golden.compare import find_differences, read_golden, write_golden
from tests.golden.test_goldens import CHECKS

_MOST = 3
"""How many problems are kept of one defect."""
_OTHERS = re.compile(r"(?<=not XML: ).*|(?<=')/?[A-Z]{6}\+")
"""The words of libxml2, and how the name of a face begins, which its glyphs decide."""


def test_a_defect_is_told_as_it_was(update_golden: bool) -> None:
    made = {
        "docx.txt": "".join(describe(one, docx.find_problems(one)) for one in docx.DOCX_DEFECTS),
        "pdf.txt": "".join(describe(one, pdf.find_problems(one)) for one in pdf.PDF_DEFECTS),
    }
    if update_golden:
        write_golden(CHECKS, made)
    if told := find_differences("checks", read_golden(CHECKS), made):
        pytest.fail(told, pytrace=False)


def describe(defect: str, problems: Iterable[str]) -> str:
    """Return a defect and the first of the problems that it makes."""
    lines = [f"  {_OTHERS.sub('…', problem)}\n" for problem in problems]
    more = [f"  and {len(lines) - _MOST} more\n"] if len(lines) > _MOST else []
    return "".join((f"{defect}:\n", *lines[:_MOST], *more))
