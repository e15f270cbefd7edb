"""A finished file tells by itself where its figures come from."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
import page as page_validation
import pikepdf
import pytest

from proposalgen.content.embed import embed_facts, version_fact
from proposalgen.errors import InputError
from proposalgen.formats.docx.check import check_docx
from proposalgen.formats.docx.writer import write_docx
from proposalgen.formats.embedded import read_facts, write_facts
from proposalgen.formats.format import Passage
from proposalgen.formats.pdf.writer import write_pdf
from proposalgen.model.document import FactUse
from proposalgen.model.walk import find_fact_ids
from proposalgen.packs import explain as explaining
from proposalgen.packs.explain import explain
from tests.support import real
from tests.support.command import Run


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pitch in both formats, in a folder of its own, under other names."""
    folder = tmp_path_factory.mktemp("moved")
    document = embed_facts(real.make_pitch(), real.library())
    pdf = write_pdf(document, real.brand())
    (folder / "a.pdf").write_bytes(pdf.data)
    (folder / "a.docx").write_bytes(write_docx(document, real.brand(), pdf.pages))
    return folder


@pytest.mark.parametrize("name", ["a.pdf", "a.docx"])
def test_a_file_carries_every_fact_it_uses_as_the_library_has_it(files: Path, name: str) -> None:
    library = real.library()
    told = [(one.fact.id, one.fact.version) for one in explain(files / name)]
    used = find_fact_ids(real.make_pitch().sections)
    assert told == [(fact, version_fact(library.facts[fact])) for fact in used]


@pytest.mark.parametrize("name", ["a.pdf", "a.docx"])
def test_a_figure_leads_to_its_fact_and_its_places(files: Path, name: str) -> None:
    (one,) = explain(files / name, "3.8 billion")
    assert one.fact.id == "uncovered"
    assert one.fact.source.startswith("World Social Protection Report")
    assert (one.fact.as_of, one.fact.status) == ("2023", "verified")
    places = {place.heading: place.paragraph for place in one.places}
    assert "not a reality for 3.8 billion" in places["Social protection is a human right."]


@pytest.mark.parametrize("text", ["18", "8.7", "1,8", "8,000", "a8", "8a", "3.8"])
def test_a_figure_is_not_found_inside_another_number(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    passages = [Passage("Here", f"There are {text} of them."), Passage("There", "It is 8.")]
    monkeypatch.setattr(explaining, "read_file", lambda _: ((FactUse("a", figure="8"),), passages))
    (one,) = explain(Path("a.pdf"))
    assert [place.heading for place in one.places] == ["There"]


def test_words_lead_to_the_figures_of_their_paragraph(files: Path) -> None:
    ids = [one.fact.id for one in explain(files / "a.docx", "still not a reality")]
    assert "uncovered" in ids
    assert explain(files / "a.docx", "no such words") == ()


def test_both_formats_carry_the_same(files: Path) -> None:
    pdf, docx = (explain(files / name) for name in ("a.pdf", "a.docx"))
    assert [one.fact for one in pdf] == [one.fact for one in docx]


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_a_pdf_that_carries_facts_keeps_its_standards(files: Path, profile: str) -> None:
    report = page_validation.validate_pdf(str(files / "a.pdf"), profile=profile)
    assert "Result: no failures" in str(report)


def test_a_docx_that_carries_facts_is_whole(files: Path) -> None:
    assert check_docx((files / "a.docx").read_bytes()) == ()


def test_the_same_document_gives_the_same_bytes(files: Path) -> None:
    document = embed_facts(real.make_pitch(), real.library())
    pdf = write_pdf(document, real.brand())
    assert pdf.data == (files / "a.pdf").read_bytes()
    assert write_docx(document, real.brand(), pdf.pages) == (files / "a.docx").read_bytes()


def test_what_a_fact_says_is_data_in_both_formats() -> None:
    hostile = FactUse(id="a", claim='</facts><x>&amp; \\ " ]]> 😀', figure="5 < 6 & 7")
    text = write_facts([hostile])
    assert read_facts(f'<facts xmlns="urn:proposalgen:facts:1#">{text}</facts>'.encode()) == (
        hostile,
    )
    document = real.make_pitch()
    document = replace(document, meta=replace(document.meta, facts=(hostile,)))
    assert b"<x>" not in write_pdf(document, real.brand()).data


def test_a_file_saved_by_another_program_can_still_be_asked(files: Path, tmp_path: Path) -> None:
    with pikepdf.open(files / "a.pdf") as pdf:
        pdf.save(tmp_path / "b.pdf", object_stream_mode=pikepdf.ObjectStreamMode.generate)
    with zipfile.ZipFile(files / "a.docx") as old, zipfile.ZipFile(tmp_path / "b", "w") as new:
        for name in sorted(old.namelist(), reverse=True):
            new.writestr(name.replace("item1", "item3"), old.read(name))
    assert len(explain(tmp_path / "b.pdf")) == len(explain(tmp_path / "b")) > 20


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 cut", b"PK\x03\x04 cut", b"dear all"])
def test_a_file_that_is_none_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "letter.pdf").write_bytes(data)
    with pytest.raises(InputError, match="not a DOCX or PDF"):
        explain(tmp_path / "letter.pdf")


def test_a_file_without_facts_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(write_pdf(real.make_pitch(), real.brand()).data)
    with pytest.raises(InputError, match="carries no facts"):
        explain(tmp_path / "a.pdf")


def test_the_command_gives_facts_as_json(run: Run, files: Path, tmp_path: Path) -> None:
    shutil.copy(files / "a.docx", tmp_path / "renamed.docx")
    done = run("explain", "renamed.docx", "--text", "3.8 billion", "--json")
    (told,) = json.loads(done.stdout)["facts"]
    assert (told["id"], told["figure"]) == ("uncovered", "3.8 billion")


# -- a draft's comments ----------------------------------------------------------------------------


def read_comments(data: bytes) -> tuple[list[str], int]:
    """Return the text of each comment, and how many places of the body refer to one."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if "word/comments.xml" not in package.namelist():
            return [], 0
        told = ET.fromstring(package.read("word/comments.xml"))
        body = package.read("word/document.xml").decode()
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    texts = ["\n".join("".join(p.itertext()) for p in one.iter(f"{word}p")) for one in told]
    starts = body.count("<w:commentRangeStart ")
    assert starts == body.count("<w:commentRangeEnd ") == body.count("<w:commentReference ")
    return texts, starts


def write_pitch(*, draft: bool) -> bytes:
    document = real.make_pitch(themes=("just-transition",), draft=draft)
    document = embed_facts(document, real.library())
    return write_docx(document, real.brand(), write_pdf(document, real.brand()).pages)


def test_a_draft_has_a_comment_of_word_on_each_weak_figure() -> None:
    data = write_pitch(draft=True)
    texts, places = read_comments(data)
    assert len(texts) == places > 0
    assert {text.partition(":")[0] for text in texts} == {
        "heat-workers", "heat-injuries", "green-economy-countries",
    }  # fmt: skip
    assert all("Source: " in text and "It is of 20" in text for text in texts)
    assert check_docx(data) == ()


def test_a_final_document_has_no_comments() -> None:
    assert read_comments(write_pitch(draft=False)) == ([], 0)


def test_word_sees_the_comments() -> None:
    comments = docx.Document(io.BytesIO(write_pitch(draft=True))).comments
    assert {comment.author for comment in comments} == {"proposalgen"}
