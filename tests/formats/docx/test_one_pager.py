"""The one-pager: the floor, and each theme on its accent."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from proposalgen.formats.docx.reader import DocxReader
from proposalgen.formats.docx.writer import write_docx
from proposalgen.model.document import Columns, Heading, Paragraph, Section, Text
from proposalgen.model.records import THEME_IDS
from tests.formats.docx.support import BRAND, open_word, pages_of, write
from tests.support import real
from tests.support.changes import make_logo
from tests.support.sample import make_document


def test_a_one_pager_shows_the_floor_and_each_theme_s_sign_on_its_accent() -> None:
    def make(*themes: str) -> bytes:
        columns = tuple((Heading(2, (Text(theme),)),) for theme in themes)
        blocks = (Paragraph((Text("November"),), role="details"), Columns(columns, kind="ruled"))
        section = Section("page", (Text("All"),), blocks, "one-pager")
        document = make_document()
        meta = replace(document.meta, themes=themes)
        return write(replace(document, meta=meta, sections=(section,), notes=()))

    three = make("social-protection", "gender-equality", "just-transition")
    assert [picture.width > 100 for picture in DocxReader(three).drawn_objects()] == [
        True, True, False, False, False,
    ]  # fmt: skip
    fills = open_word(three).element.xpath("//w:tc/w:tcPr/w:shd/@w:fill")
    assert fills[-3:] == ["05D2D2", "960A55", "8CE164"]
    ground, floor = DocxReader(make("a", "b", "c", "d", "e")).drawn_objects()
    assert ground.width == floor.width > BRAND.page.width


THEMES = tuple(THEME_IDS)
LONG = "Ministry of Labour, Employment and Social Solidarity of the Federated Republic " * 2


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_sets_a_one_pager_on_one_page(tmp_path: Path) -> None:
    made = [
        real.make_pitch(kind="one-pager", name=name, themes=THEMES[:count], contact_name="Ana Lima")
        for name in ("X", LONG.strip())
        for count in (1, 3, 4, 7)
    ]
    with_logo = replace(made[-1], meta=replace(made[-1].meta, logo=make_logo()))
    for paper in ("a4", "letter"):
        for number, document in enumerate((*made, with_logo)):
            data = write_docx(document, real.brand(paper), pages_of(document))
            (tmp_path / f"{paper}-{number}.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = map(str, tmp_path.glob("*.docx"))
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", *files]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=300)
    pages = {file.stem: len(pikepdf.open(file).pages) for file in tmp_path.glob("*.pdf")}
    assert len(pages) == 2 * (len(made) + 1)
    assert set(pages.values()) == {1}, pages
