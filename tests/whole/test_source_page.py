"""The finished files of a social protection pitch tell all that the organization's page tells."""

from __future__ import annotations

import re
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import docx
import pikepdf
import pytest
import yaml
from docx.opc.constants import RELATIONSHIP_TYPE

from proposalgen.formats.docx.reader import DocxReader
from proposalgen.formats.docx.writer import write_docx
from proposalgen.formats.pdf.reader import PdfReader
from proposalgen.formats.pdf.writer import write_pdf
from proposalgen.model.records import THEME_IDS
from tests.support.real import brand, library, make_pitch

ROWS: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parents[1] / "data" / "source-page.yaml").read_text("utf-8")
)
FORMATS = ("docx", "pdf")


@lru_cache
def make_files() -> dict[str, bytes]:
    """Return the pitch of social protection for Nordhavn Foundation, in each format."""
    document = make_pitch(themes=("social-protection",))
    pdf = write_pdf(document, brand())
    return {"pdf": pdf.data, "docx": write_docx(document, brand(), pdf.pages)}


@lru_cache
def read_words(name: str) -> str:
    """Return all that a finished file says, in reading order."""
    data = make_files()[name]
    reader = PdfReader(data) if name == "pdf" else DocxReader(data)
    return " ".join(reader.words())


def find_missing(text: str, patterns: list[str]) -> list[str]:
    """Return the patterns that a text does not hold."""
    plain = " ".join(re.sub(r"\s*\[\d+\]", "", text).split())
    return [
        pattern
        for pattern in patterns
        if not re.search(
            pattern.replace("{note}", r"\s*\[\d+\]"),
            text if "{note}" in pattern else plain,
            re.IGNORECASE,
        )
    ]


def list_links(name: str) -> set[str]:
    """Return the addresses that a finished file leads to."""
    data = BytesIO(make_files()[name])
    if name == "docx":
        links = docx.Document(data).part.rels.values()
        return {r.target_ref for r in links if r.reltype == RELATIONSHIP_TYPE.HYPERLINK}
    with pikepdf.open(data) as pdf:
        marks = [mark for page in pdf.pages for mark in page.get("/Annots", [])]
        return {str(mark.A.URI) for mark in marks if "/A" in mark and "/URI" in mark.A}


def test_the_page_has_thirty_seven_elements() -> None:
    assert [int(row.split()[0]) for row in ROWS] == list(range(1, 38))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("row", ROWS)
def test_each_element_of_the_page_is_in_the_finished_file(row: str, name: str) -> None:
    assert find_missing(read_words(name), ROWS[row]) == []


def test_an_element_that_is_not_told_is_missed() -> None:
    told = read_words("pdf")
    for row, patterns in ROWS.items():
        assert find_missing("A pitch that says nothing of it.", patterns) == patterns, row
    shorter = told.replace("potentially", "").replace("46 years", "47 years")
    missed = [row.split()[0] for row in ROWS if find_missing(shorter, ROWS[row])]
    assert missed == ["31", "33"]


@pytest.mark.parametrize("name", FORMATS)
def test_each_thematic_area_and_the_story_lead_to_the_organizations_pages(name: str) -> None:
    content = library()
    pages = {content.themes["en"][theme].source for theme in THEME_IDS}
    pages |= {story.source for story in content.stories}
    assert {content.sources[page or ""].url for page in pages} <= list_links(name)


@pytest.mark.parametrize("name", FORMATS)
def test_every_pitch_says_who_the_organization_is_invites_and_closes(name: str) -> None:
    document = make_pitch(themes=("supply-chains",))
    pdf = write_pdf(document, brand())
    data = pdf.data if name == "pdf" else write_docx(document, brand(), pdf.pages)
    reader = PdfReader(data) if name == "pdf" else DocxReader(data)
    text = " ".join(reader.words())
    told = [row for row in ROWS if int(row.split()[0]) in (4, 35, 36, 37)]
    assert [row for row in told if find_missing(text, ROWS[row])] == []
    assert find_missing(text, ["founded in 1919", "187 member States", "tripartite"]) == []
