"""What the checks of both formats say of each planted defect: its place, clause and way out."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest

from proposalgen.formats.docx.check import check_docx
from proposalgen.formats.pdf.check import check_pdf
from tests.formats.docx.support import change
from tests.formats.docx.test_check import DOCX_DEFECTS
from tests.formats.pdf.test_check import PDF_DEFECTS
from tests.formats.support import write_pitch
from tests.golden.compare import find_differences, read_golden, write_golden
from tests.golden.test_goldens import CHECKS


def describe_pdf(defect: str) -> list[str]:
    """Return what is said of a PDF with a defect."""
    with pikepdf.open(io.BytesIO(write_pitch()["pdf"])) as pdf:
        PDF_DEFECTS[defect](pdf)
        bad = io.BytesIO()
        pdf.save(bad)
    # Which glyphs a face has decides how its name begins.
    return [re.sub(r"[A-Z]{6}\+", "", str(problem)) for problem in check_pdf(bad.getvalue())]


def describe_docx(defect: str) -> list[str]:
    """Return what is said of a DOCX with a defect."""
    bad = change(write_pitch()["docx"], *DOCX_DEFECTS[defect])
    # What follows is in the words of libxml2, and counts the characters of the part.
    return [re.sub(r"(?<=no XML: ).*", "…", str(problem)) for problem in check_docx(bad)]


def test_a_defect_is_told_as_it_was(update_golden: bool) -> None:
    made: dict[str, str] = {}
    for name, defects, describe in (
        ("pdf.txt", PDF_DEFECTS, describe_pdf),
        ("docx.txt", DOCX_DEFECTS, describe_docx),
    ):
        lines = [line for one in defects for line in (f"{one}:", *indent(describe(one)))]
        made[name] = "\n".join(lines) + "\n"
    if update_golden:
        write_golden(CHECKS, made)
    if told := find_differences("checks", read_golden(CHECKS), made):
        pytest.fail(told, pytrace=False)


def indent(lines: list[str]) -> list[str]:
    """Return the first lines of many, indented."""
    more = [f"  and {len(lines) - 3} more"] if len(lines) > 3 else []
    return [f"  {line}" for line in lines[:3]] + more
