"""What changed between two packs is told, changed figures first."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from proposalgen.errors import InputError
from proposalgen.formats.format import Passage
from proposalgen.model.document import FactUse
from proposalgen.packs import compare
from proposalgen.packs.compare import compare_packs
from proposalgen.packs.make import make_pack
from tests.support import real
from tests.support.command import Run


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two packs: the second is made a day when a figure has changed."""
    folder = tmp_path_factory.mktemp("packs")
    library = real.library()
    fact = library.facts["uncovered"].model_copy(update={"value": Decimal(3_700_000_000)})
    changed = library.model_copy(update={"facts": library.facts | {"uncovered": fact}})
    for name, content in (("old", library), ("new", changed)):
        partner = real.make_partner(themes=("social-protection",))
        make_pack(real.make_inputs(partner, library=content), folder / name)
    return folder


@pytest.mark.parametrize("file", ["", "pack.json", "nordhavn-foundation-pitch-en.pdf"])
def test_a_changed_figure_is_told_with_the_passages_that_print_it(packs: Path, file: str) -> None:
    old, new = (packs / name / "nordhavn-foundation" / file for name in ("old", "new"))
    found = compare_packs(old, new)
    (figure,) = found.figures
    assert figure.old
    assert figure.new
    assert (figure.old.figure, figure.new.figure) == ("3.8 billion", "3.7 billion")
    assert figure.old.version != figure.new.version
    for passage in found.passages:
        assert any("3.8 billion" in said or said == "3.8" for said in passage.old)
        assert any("3.7 billion" in said or said == "3.7" for said in passage.new)
    assert found.passages


def test_a_pack_has_no_changes_from_itself(packs: Path) -> None:
    found = compare_packs(
        packs / "old" / "nordhavn-foundation", packs / "old" / "nordhavn-foundation"
    )
    assert (found.figures, found.passages) == ((), ())


@pytest.mark.parametrize(
    ("changes", "count"),
    [({}, 0), ({"claim": "other words"}, 0), ({"figure": "9"}, 1), ({"version": "v2"}, 1)],
)
def test_a_fact_changed_if_its_figure_or_its_version_did(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, changes: dict[str, str], count: int
) -> None:
    old = FactUse("a", claim="words", figure="8", version="v1")
    facts = {"old": old, "new": replace(old, **changes)}
    for name in facts:
        (tmp_path / name).touch()
    monkeypatch.setattr(compare, "read_file", lambda path: ((facts[path.name],), []))
    assert len(compare_packs(tmp_path / "old", tmp_path / "new").figures) == count


def test_a_folder_without_a_pack_is_told(packs: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no pack in"):
        compare_packs(packs / "old" / "nordhavn-foundation", tmp_path)


def test_the_command_tells_figures_first(run: Run, packs: Path) -> None:
    old, new = (packs / name / "nordhavn-foundation" for name in ("old", "new"))
    done = run("diff", old, new)
    assert done.stdout.startswith("uncovered\n    - 3.8 billion\n    + 3.7 billion\nunder ")
    told = json.loads(run("diff", old, new, "--json").stdout)
    assert told["figures"][0]["new"]["figure"] == "3.7 billion"


def test_a_redline_is_written_and_a_pdf_has_none(run: Run, packs: Path) -> None:
    old, new = packs / "old" / "nordhavn-foundation", packs / "new" / "nordhavn-foundation"
    done = run("diff", old, new, "-o", "redline.docx")
    assert done.exit_code == 0
    assert "Wrote redline.docx: take or refuse each change in Word." in done.stderr
    with zipfile.ZipFile("redline.docx") as file:
        assert b"<w:ins " in file.read("word/document.xml")
    (pdf,) = old.glob("*.pdf")
    done = run("diff", pdf, new, "-o", "other.docx")
    assert done.exit_code == 3
    assert "no DOCX" in done.stderr


def test_a_file_that_lost_its_facts_is_compared_by_its_passages(
    run: Run, packs: Path, tmp_path: Path
) -> None:
    """As after a way through a program that drops what it does not know."""
    (old,) = (packs / "old").rglob("*.docx")
    lost = tmp_path / "lost.docx"
    with zipfile.ZipFile(old) as full, zipfile.ZipFile(lost, "w") as bare:
        for name in full.namelist():
            data = full.read(name)
            bare.writestr(name, b"<none/>" if name == "customXml/item1.xml" else data)
    found = compare_packs(old, lost)
    assert (found.figures, found.passages, found.without_facts) == ((), (), (str(lost),))
    done = run("diff", old, lost)
    assert done.exit_code == 0
    assert "carries no facts: only its passages are compared" in done.stderr


def test_a_hyphen_that_keeps_a_line_together_is_no_change_of_words() -> None:
    before = [Passage("Head", "A follow-up of 1-24 numbers")]
    after = [Passage("Head", "A follow\u2011up of 1\u201124 num\u00adbers")]
    assert compare._compare_passages(before, after) == ()
