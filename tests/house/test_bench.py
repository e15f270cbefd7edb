"""What make bench reports is right; no test says how fast anything is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from proposalgen.formats.pdf.writer import write_pdf
from proposalgen.model.walk import words
from tests.bench.cost import Cost, choose, summarise
from tests.bench.peers import CONTENDERS, Contender
from tests.bench.report import BEGIN, END, Results, draw, put_between_marks, write_tables
from tests.bench.text import make_parts, share_said
from tests.support.real import ROOT, brand, make_pitch


def contender(name: str, *, ours: bool = False, makes: str = "PDF") -> Contender:
    return Contender(name, makes, prepare=lambda folder: lambda number: [], ours=ours)


def test_peers_get_the_words_of_our_document_in_order() -> None:
    document = make_pitch()
    pages = write_pdf(document, brand()).pages
    said = [word for part in make_parts(document, pages) for word in part.words()]
    assert said == list(words(document, pages))


def test_a_word_that_is_missing_is_counted_and_the_number_of_a_note_is_not() -> None:
    assert share_said("A floor for everyone. [1]", "A floor for everyone.1") == 1
    assert share_said("one and one", "one and") == pytest.approx(2 / 3)


def test_a_call_that_makes_several_documents_is_shared_among_them() -> None:
    told = {"cpu": [4, 2, 60], "wall": [6, 8, 90], "bytes": [200, 400, 600], "peak": 7}
    assert summarise(told, each=2) == Cost(cpu=2, wall=4, peak=7, runs=3, size=200)


def test_the_lesser_times_of_two_rounds_count() -> None:
    assert choose(Cost(cpu=1, wall=4), Cost(cpu=3, wall=2)) == Cost(cpu=1, wall=2)
    assert choose("not here", Cost(cpu=1, wall=2)) == Cost(cpu=1, wall=2)
    assert choose(Cost(cpu=1, wall=2), "not here") == Cost(cpu=1, wall=2)
    assert choose("not here", "not here") == "not here"


def test_the_table_tells_how_many_times_ours_a_peer_takes() -> None:
    results = Results(machine=["a machine"])
    results.documents = {
        contender("ours", ours=True): Cost(cpu=0.02, wall=0.04, size=2e3, said=1, pages=8),
        contender("theirs"): Cost(cpu=0.5, wall=0.05, size=1e3, said=0.999, pages=9),
        contender("absent"): "no module",
    }
    table = write_tables(results)
    assert "| ours | 20.0 | 40.0 | 1.00 | 1.00 |  | 2 | 8 | 100.0% | 1 |" in table
    assert "| theirs | 500 | 50.0 | 25 | 1.25 |  | 1 | 9 | 99.9% | 1 |" in table
    assert "Left out: absent (no module)." in table


@pytest.mark.skipif(os.name == "nt", reason="make bench is for Linux and macOS")
def test_a_machine_that_was_busy_is_told() -> None:
    from tests.bench.__main__ import tell_loads

    assert len(tell_loads(before=0.4, after=1.6)) == 1
    assert "other work ran" in tell_loads(before=0.4, after=7.3)[1]


def test_two_peers_that_make_a_format_each_are_told_as_a_sum() -> None:
    results = Results(machine=[])
    results.documents = {
        contender("ours", ours=True, makes="both"): Cost(cpu=0.1, wall=0.1),
        contender("docxtpl", makes="DOCX"): Cost(cpu=0.2, wall=0.3, peak=5e6),
        contender("Typst"): Cost(cpu=0.3, wall=0.3, peak=3e6),
    }
    assert "docxtpl and Typst: sum | 500 | 600 | 5.00 | 6.00 | 5 |" in write_tables(results)


def test_the_picture_is_as_wide_as_the_times_are_long() -> None:
    picture = draw({
        contender("ours", ours=True): Cost(cpu=0.1, wall=0.1),
        contender("A & B"): Cost(cpu=0.2, wall=0.2),
    })  # fmt: skip
    assert 'width="165.0"' in picture
    assert 'width="330.0"' in picture
    assert "A &amp; B" in picture


def test_what_a_person_wrote_on_the_page_is_kept() -> None:
    page = f"Mine.\n{BEGIN}\nold\n{END}\nMine, too.\n"
    assert put_between_marks(page, "new") == f"Mine.\n{BEGIN}\n\nnew\n\n{END}\nMine, too.\n"
    with pytest.raises(ValueError, match="no marks"):
        put_between_marks("Mine.", "new")
    assert put_between_marks((ROOT / "docs" / "speed.md").read_text("utf-8"), "new")


@pytest.mark.skipif(os.name == "nt", reason="make bench is for Linux and macOS")
def test_a_contender_that_is_not_here_is_told(tmp_path: Path) -> None:
    number = next(at for at, one in enumerate(CONTENDERS) if one.name == "docxtemplater")
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.measure", str(number), str(tmp_path), "1", "1"],
        cwd=ROOT, env={"PATH": ""}, capture_output=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout) == {"missing": "node is not on the path"}
