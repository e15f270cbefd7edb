"""A manifest says what went into a pack, and is read back as it was written or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from proposalgen.errors import Problem
from proposalgen.model.walk import words
from proposalgen.packs.build import compose_pack
from proposalgen.packs.folder_store import FolderStore
from proposalgen.packs.manifest import (
    MANIFEST,
    FileEntry,
    Manifest,
    build_manifest,
    format_manifest,
    list_manifests,
    read_manifest,
)
from tests.support import real
from tests.support.changes import make_logo

FILES = (
    FileEntry(name="nordhavn-pitch-en.docx", format="docx", sha256="a" * 64, pages=12),
    FileEntry(name="nordhavn-pitch-en.pdf", format="pdf", sha256="b" * 64, pages=12),
)


@pytest.fixture(scope="module")
def manifest() -> Manifest:
    """Return the manifest of a pitch about one theme, with a logo and a warning."""
    partner = real.make_partner(themes=("social-protection",), country="Norway")
    inputs = real.make_inputs(partner, logo=make_logo())
    document, _ = compose_pack(inputs)
    said = " ".join(words(document, {section.id: 1 for section in document.sections}))
    return build_manifest(inputs, document, said, FILES, [Problem("a figure is stale")])


def make_json(manifest: Manifest, *others: Manifest) -> Any:
    return json.loads(format_manifest(manifest, others))


def rename(manifest: Manifest, stem: str) -> Manifest:
    """Return a manifest of files with another name."""
    files = tuple(file.model_copy(update={"name": f"{stem}.{file.format}"})
                  for file in manifest.files)  # fmt: skip
    return manifest.model_copy(update={"files": files})


def test_a_manifest_names_all_that_went_in_and_came_out(manifest: Manifest) -> None:
    assert make_json(manifest).keys() == {
        "program", "inputs", "record", "draft", "logo", "template", "library", "brand", "facts",
        "sections",
        "files", "warnings",
    }  # fmt: skip
    assert manifest.record == {
        "name": "Nordhavn Foundation", "type": "foundation", "themes": ["social-protection"],
        "language": "en", "country": "Norway", "date": "2026-11-26",
    }  # fmt: skip
    assert [file.name for file in manifest.files] == ["nordhavn-pitch-en.docx",
                                                      "nordhavn-pitch-en.pdf"]  # fmt: skip
    assert manifest.brand.paper == "a4"
    assert manifest.warnings == ("a figure is stale",)


def test_a_fact_has_its_source_and_how_often_its_figure_is_printed(manifest: Manifest) -> None:
    fact = next(fact for fact in manifest.facts if fact.id == "uncovered")
    assert fact.value == "3800000000"
    assert fact.source.title
    assert fact.printed
    assert sum(fact.printed.values()) > 1


def test_fields_of_a_fact_without_a_value_are_left_out(manifest: Manifest) -> None:
    facts = make_json(manifest)["facts"]
    assert all(value is not None for fact in facts for value in fact.values())
    assert any("unit" not in fact for fact in facts)


def test_a_manifest_is_read_as_it_was_written(manifest: Manifest, tmp_path: Path) -> None:
    others = (rename(manifest, "a-b-en"), rename(manifest, "c-d-fr"))
    (tmp_path / MANIFEST).write_bytes(format_manifest(manifest, others))
    assert tuple(list_manifests(read_manifest(FolderStore(tmp_path), MANIFEST))) == (
        manifest,
        *others,
    )


def test_equal_manifests_give_equal_bytes(manifest: Manifest) -> None:
    copied = Manifest.model_validate(json.loads(format_manifest(manifest, ())))
    assert format_manifest(copied, ()) == format_manifest(manifest, ())


@pytest.mark.parametrize("text", ["", "{", "[]", "7", "[" * 100_000])
def test_what_cannot_be_read_is_empty(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text)
    store = FolderStore(tmp_path)
    assert read_manifest(store, MANIFEST) == {}
    assert read_manifest(store, "nowhere/pack.json") == {}


@pytest.mark.parametrize(
    ("field", "value"),
    [("files", None), ("files", [{"name": "a"}]), ("facts", [{}]), ("inputs", 7), ("record", [])],
)
def test_a_manifest_that_another_hand_wrote_is_left_out_and_its_others_stay(
    manifest: Manifest, field: str, value: object
) -> None:
    data = make_json(manifest, rename(manifest, "a-b-en"))
    data[field] = value
    assert list(list_manifests(data)) == [rename(manifest, "a-b-en")]


@pytest.mark.parametrize("others", [None, 7, {}, ["x", None]])
def test_others_that_are_none_are_left_out(manifest: Manifest, others: object) -> None:
    assert list(list_manifests({**make_json(manifest), "others": others})) == [manifest]
