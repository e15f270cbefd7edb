"""A pack is verified against its manifest, its other format and today's facts."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from proposalgen.errors import InputError
from proposalgen.formats.format import FAULT
from proposalgen.model.records import Library
from proposalgen.packs.make import make_pack
from proposalgen.packs.verify import find_packs, verify
from tests.formats.docx.support import DOCUMENT, change
from tests.support.real import library, make_inputs, make_partner

LIBRARY = library()
TODAY = date(2026, 11, 26)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("output")
    make_pack(make_inputs(make_partner(themes=("social-protection",))), output)
    return output


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """Return a copy of a pack that may be spoilt."""
    return shutil.copytree(made / "nordhavn-foundation", tmp_path / "nordhavn-foundation")


def tell(folder: Path, library: Library = LIBRARY) -> list[str]:
    (pack,) = find_packs([str(folder)])
    return [str(problem) for problem in verify(pack, library, TODAY).problems]


def test_a_pack_as_it_was_made_is_good(folder: Path) -> None:
    assert tell(folder) == []


def test_one_altered_numeral_is_named_with_its_place(folder: Path) -> None:
    (file,) = folder.glob("*.docx")
    file.write_bytes(change(file.read_bytes(), DOCUMENT, "43\u00a0million", "44\u00a0million"))
    told = "\n".join(tell(folder))
    assert "was changed since it was made" in told
    assert "after 'a resource gap of US$' the DOCX says '44', the PDF '43'" in told


def test_a_figure_altered_everywhere_is_told_by_its_fact(folder: Path) -> None:
    (pdf,) = folder.glob("*.pdf")
    pdf.unlink()
    (file,) = folder.glob("*.docx")
    data = file.read_bytes()
    while True:
        try:
            data = change(data, DOCUMENT, r"\b3\.8\b", "3.9")
        except AssertionError:
            break
    file.write_bytes(data)
    told = "\n".join(tell(folder))
    assert re.search(r"says '3\.8 billion' \d times, not \d+\. It is the figure of the fact", told)
    assert "nordhavn-foundation-pitch-en.pdf: is not there" in told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"value": Decimal(7)}, "has value '3800000000'; today '7'"),
        ({"unit": "households"}, "; today 'households'"),
        ({"source": "another"}, "has another source today: 'another'"),
        ({"as_of": "2031"}, "has as_of '2023'; today '2031'"),
        ({"status": "page"}, "has status 'verified'; today 'page'"),
        ({"superseded_by": "someone"}, "is superseded by 'someone'"),
        ({"review_by": date(2026, 1, 1)}, "was to be reviewed by 2026-01-01"),
    ],
)
def test_a_fact_that_changed_since_is_told(
    folder: Path, changes: dict[str, Any], told: str
) -> None:
    manifest = json.loads((folder / "pack.json").read_bytes())
    fact = next(f["id"] for f in manifest["facts"] if f.get("as_of") == "2023"
                and f["status"] == "verified")  # fmt: skip
    facts = {**LIBRARY.facts, fact: LIBRARY.facts[fact].model_copy(update=changes)}
    assert any(told in one for one in tell(folder, LIBRARY.model_copy(update={"facts": facts})))


def change_fact(folder: Path, **changes: Any) -> None:
    """Change what the manifest says of the fact 'uncovered'."""
    manifest = json.loads((folder / "pack.json").read_bytes())
    fact = next(fact for fact in manifest["facts"] if fact["id"] == "uncovered")
    fact.update(changes)
    (folder / "pack.json").write_text(json.dumps(manifest))


def test_a_fact_that_was_superseded_when_the_pack_was_made_is_not_told_again(folder: Path) -> None:
    change_fact(folder, superseded_by="someone")
    fact = LIBRARY.facts["uncovered"].model_copy(update={"superseded_by": "someone"})
    facts = {**LIBRARY.facts, "uncovered": fact}
    assert tell(folder, LIBRARY.model_copy(update={"facts": facts})) == []


def test_a_fact_is_good_on_the_day_its_review_is_due(folder: Path) -> None:
    fact = LIBRARY.facts["uncovered"].model_copy(update={"review_by": TODAY})
    facts = {**LIBRARY.facts, "uncovered": fact}
    assert tell(folder, LIBRARY.model_copy(update={"facts": facts})) == []


@pytest.mark.parametrize("times", [1, 99])
def test_a_figure_that_is_printed_more_or_less_often_than_it_should_is_told(
    folder: Path, times: int
) -> None:
    change_fact(folder, printed={"3.8 billion": times})
    problems = tell(folder)
    assert len(problems) == 2
    assert all(", facts: says '3.8 billion' " in one for one in problems)
    assert all(f"times, not {times}. It is the figure of the fact 'uncovered'." in one
               for one in problems)  # fmt: skip


def test_a_fact_that_is_gone_is_told(folder: Path) -> None:
    library = LIBRARY.model_copy(update={"facts": {}})
    assert any(one.startswith("facts: the fact 'uncovered' is no longer in the library")
               for one in tell(folder, library))  # fmt: skip


def test_a_spoilt_manifest_is_told(folder: Path) -> None:
    (folder / "pack.json").write_text("{")
    assert tell(folder) == ["pack.json: cannot be read. Make the pack again."]


def test_a_file_that_cannot_be_opened_is_told_and_does_no_more_harm(folder: Path) -> None:
    (file,) = folder.glob("*.docx")
    file.write_bytes(b"no zip")
    assert any("cannot be opened" in one for one in tell(folder))


def test_packs_are_found_below_a_folder_and_a_file_by_itself(made: Path) -> None:
    pack = made / "nordhavn-foundation"
    file = pack / "nordhavn-foundation-pitch-en.pdf"
    for given in (made, pack, pack / "pack.json"):
        assert [one.path for one in find_packs([str(given)])] == [str(pack)]
    (found,) = find_packs([str(file)])
    assert found.path == str(file)
    assert verify(found, LIBRARY, TODAY).problems == ()


def test_a_folder_without_packs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no pack"):
        find_packs([str(tmp_path)])


@pytest.mark.parametrize("files", ["[]", "7", "null"])
def test_a_manifest_that_tells_of_no_files_is_told(folder: Path, files: str) -> None:
    (folder / "pack.json").write_text(f'{{"files": {files}}}')
    assert "pack.json: names no files. Make the pack again." in tell(folder)


def test_a_document_that_does_not_belong_to_the_pack_is_told_but_an_edited_one_is_known(
    folder: Path,
) -> None:
    (file,) = folder.glob("*.docx")
    shutil.copy(file, folder / "vesterhav-trust-pitch-en.docx")
    shutil.copy(file, file.with_stem(f"{file.stem}-edited-1"))
    assert tell(folder) == [
        "vesterhav-trust-pitch-en.docx: does not belong to the pack. pack.json does not name it. "
        "Move it out of the pack."
    ]


def test_a_file_that_cannot_be_read_is_told_with_the_way_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.suffix == ".docx":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert any("Another program holds it: Word, Acrobat" in one for one in tell(folder))


def test_a_file_with_a_password_is_named_and_the_other_is_looked_at(folder: Path) -> None:
    (pdf,) = folder.glob("*.pdf")
    with pikepdf.open(pdf, allow_overwriting_input=True) as opened:
        opened.save(pdf, encryption=pikepdf.Encryption(owner="owner", user="user"))
    told = tell(folder)
    assert any("protected with a password" in one for one in told)
    assert not any(".docx" in one for one in told)


def test_a_fault_of_the_program_is_told_as_that_and_stops_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise AttributeError("no such function in this version")

    monkeypatch.setattr("proposalgen.formats.pdf.reader.read_tree", fail)
    (pack,) = find_packs([str(folder)])
    problems = verify(pack, LIBRARY, TODAY).problems
    assert {problem.field for problem in problems} == {FAULT}
    assert all("a fault of proposalgen or of a library" in str(problem) for problem in problems)
