"""A pack is its files and their manifest; nothing that a person edited is lost."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

import pytest

from proposalgen.brand.model import Brand
from proposalgen.errors import InputError, LeakError, Problem, StrictError
from proposalgen.formats.format import Format
from proposalgen.formats.table import Rendered
from proposalgen.model.document import Document
from proposalgen.model.records import Library
from proposalgen.packs import build
from proposalgen.packs import make as make_module
from proposalgen.packs.make import make_pack
from proposalgen.packs.pack import PlacedPack
from tests.support import real

FOLDER = "nordhavn-foundation"
STEM = "nordhavn-foundation-pitch-en"


class Make(Protocol):
    def __call__(
        self,
        *,
        kind: str = "pitch",
        strict: bool = False,
        skip: bool = False,
        inputs: dict[str, Any] = ...,
        **fields: Any,
    ) -> PlacedPack: ...


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Make a pack whose files hold nothing but the partner's name and the word for drafts."""

    def render(document: Document, brand: Brand, formats: Iterable[Format]) -> Rendered:
        pages = {section.id: n for n, section in enumerate(document.sections, 1)}
        said = f"{document.meta.partner}{document.meta.draft}"
        files = {one.name: f"{one.name.upper()} {said}".encode() for one in formats}
        return Rendered(files, pages, len(pages))

    monkeypatch.setattr(build, "render", render)
    monkeypatch.setattr(make_module, "prove_pack", lambda *_, **__: ())

    def make(
        *,
        kind: str = "pitch",
        strict: bool = False,
        skip: bool = False,
        inputs: dict[str, Any] = {},  # noqa: B006
        **fields: Any,
    ) -> PlacedPack:
        given = real.make_inputs(real.make_partner(**fields), kind=kind, **inputs)
        return make_pack(given, tmp_path, strict=strict, skip=skip)

    return make


def list_names(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / FOLDER).iterdir())


def read_manifest(folder: Path) -> Any:
    return json.loads((folder / FOLDER / "pack.json").read_text("utf-8"))


def test_a_pack_is_two_files_and_what_went_into_them(make: Make, tmp_path: Path) -> None:
    made = make(amount=Decimal("2500000.50"), currency="NOK")
    assert list_names(tmp_path) == [f"{STEM}.docx", f"{STEM}.pdf", "pack.json"]
    manifest = read_manifest(tmp_path)
    assert manifest["record"]["name"] == "Nordhavn Foundation"
    assert manifest["record"]["amount"] == "2500000.50"
    assert manifest["library"]["sha256"] == real.library().digest
    for entry, file in zip(manifest["files"], made.files, strict=True):
        data = (tmp_path / FOLDER / entry["name"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == entry["sha256"] == file.sha256
    fact = next(fact for fact in manifest["facts"] if fact["id"] == "uncovered")
    assert fact["value"] == "3800000000"
    assert fact["source"]["title"]


def test_the_manifest_is_put_in_place_last(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace
    targets: list[str] = []

    def record(path: Path, target: Path) -> Path:
        done = replace(path, target)
        targets.append(target.name)
        return done

    monkeypatch.setattr(Path, "replace", record)
    make()
    assert targets == [f"{STEM}.docx", f"{STEM}.pdf", "pack.json"]


def test_the_same_input_makes_the_same_bytes(make: Make, tmp_path: Path) -> None:
    make()
    first = (tmp_path / FOLDER / "pack.json").read_bytes()
    make()
    assert (tmp_path / FOLDER / "pack.json").read_bytes() == first


def test_a_file_that_was_edited_is_kept_and_told(make: Make, tmp_path: Path) -> None:
    make()
    (tmp_path / FOLDER / f"{STEM}.docx").write_bytes(b"edited in Word")
    made = make(inputs={"formats": frozenset(["pdf"])})
    assert (tmp_path / FOLDER / f"{STEM}.docx").read_bytes() == b"edited in Word"
    assert f"{STEM}.docx" in str(made.warnings[-1])


def test_an_edited_file_moves_aside_when_it_is_made_again(make: Make, tmp_path: Path) -> None:
    make()
    for edit in (b"edited in Word", b"edited once more"):
        (tmp_path / FOLDER / f"{STEM}.docx").write_bytes(edit)
        warning = str(make().warnings[-1])
        assert "was edited since it was made: kept as" in warning
    assert (tmp_path / FOLDER / f"{STEM}-edited-1.docx").read_bytes() == b"edited in Word"
    assert (tmp_path / FOLDER / f"{STEM}-edited-2.docx").read_bytes() == b"edited once more"
    assert "was edited" not in " ".join(map(str, make().warnings))


def test_another_template_keeps_what_is_known_of_the_first(make: Make, tmp_path: Path) -> None:
    make()
    make(kind="one-pager")
    manifest = read_manifest(tmp_path)
    assert manifest["template"]["name"] == "one-pager"
    assert [other["template"]["name"] for other in manifest["others"]] == ["pitch"]
    assert "was edited" not in " ".join(map(str, make().warnings))
    manifest = read_manifest(tmp_path)
    assert manifest["template"]["name"] == "pitch"
    assert [other["template"]["name"] for other in manifest["others"]] == ["one-pager"]


def test_a_theme_without_text_is_left_out_and_told(make: Make) -> None:
    library = real.library()
    short = {k: v for k, v in library.themes["en"].items() if k != "gender-equality"}
    inputs: dict[str, Library] = {"library": library.model_copy(update={"themes": {"en": short}})}
    themes = ("social-protection", "gender-equality")
    made = make(inputs=inputs, themes=themes)
    assert "the theme 'gender-equality' has no text in 'en'" in str(made.warnings[0])
    with pytest.raises(StrictError):
        make(inputs=inputs, themes=themes, strict=True)
    with pytest.raises(InputError):
        make(inputs=inputs, themes=("gender-equality",))


def test_strict_refuses_a_stale_figure_before_anything_is_written(
    make: Make, tmp_path: Path
) -> None:
    with pytest.raises(StrictError, match="was to be reviewed by"):
        make(strict=True, date=date(2090, 1, 1))
    assert list(tmp_path.iterdir()) == []


def test_strict_judges_a_pack_that_is_there_unchanged(make: Make, tmp_path: Path) -> None:
    make(date=date(2090, 1, 1))
    with pytest.raises(StrictError, match="was to be reviewed by"):
        make(strict=True, skip=True, date=date(2090, 1, 1))


def test_what_a_proof_finds_is_a_leak_and_nothing_is_written(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [Problem("another's name")]
    monkeypatch.setattr(make_module, "prove_pack", lambda *_, **__: found)
    with pytest.raises(LeakError, match="another's name"):
        make()
    assert list(tmp_path.iterdir()) == []


def test_a_language_the_template_lacks_is_refused(make: Make) -> None:
    with pytest.raises(InputError, match="the template 'pitch' has no text in 'fr'"):
        make(language="fr")


def test_other_themes_a_draft_and_another_paper_lie_beside_the_first(
    make: Make, tmp_path: Path
) -> None:
    make(themes=("social-protection",))
    make(themes=("gender-equality",))
    make(themes=("social-protection",), inputs={"draft": True})
    make(themes=("social-protection",), inputs={"brand": real.brand("letter")})
    make(themes=("gender-equality",), country="Norway")
    assert list_names(tmp_path) == [
        *(f"{STEM}{mark}.{kind}" for mark in ("-draft", "-gender-equality", "-letter")
          for kind in ("docx", "pdf")),
        f"{STEM}.docx", f"{STEM}.pdf", "pack.json",
    ]  # fmt: skip
    manifest = read_manifest(tmp_path)
    assert manifest["files"][0]["name"] == f"{STEM}-gender-equality.docx"
    assert [one["files"][0]["name"] for one in manifest["others"]] == [
        f"{STEM}.docx", f"{STEM}-draft.docx", f"{STEM}-letter.docx",
    ]  # fmt: skip


def test_no_file_of_an_earlier_run_lies_beside_another_content_and_it_is_told(
    make: Make, tmp_path: Path
) -> None:
    make()
    pack = make(country="Norway", inputs={"formats": frozenset(["pdf"])})
    assert list_names(tmp_path) == [f"{STEM}.pdf", "pack.json"]
    assert [str(one).partition(f"{STEM}.")[2][:14] for one in pack.warnings[-1:]] == [
        "docx: removed:"
    ]
