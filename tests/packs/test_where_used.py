"""The packs that hold a fact are found, with the version that each holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from proposalgen.content.embed import version_entry, version_fact
from proposalgen.errors import InputError
from proposalgen.model.records import Fact
from proposalgen.packs.make import make_pack
from proposalgen.packs.where_used import find_uses
from tests.support import real
from tests.support.small import make_fact, make_library

MADE = {
    "program": "1", "inputs": "", "draft": False, "logo": None, "warnings": [],
    "template": {"name": "pitch", "sha256": ""}, "library": {"sha256": ""},
    "brand": {"sha256": "", "paper": "a4"},
}  # fmt: skip


def tell(fact: Fact) -> dict[str, Any]:
    return {
        "id": fact.id,
        "value": str(fact.value),
        "as_of": fact.as_of,
        "status": fact.status,
        "source": {"id": fact.source, "title": "World Report"},
    }


def test_the_packs_that_hold_fifty_changed_facts_are_told_exactly_in_five_hundred(
    tmp_path: Path,
) -> None:
    before = {f"fact-{n}": make_fact(f"fact-{n}", str(n)) for n in range(200)}
    changed = {f"fact-{n}" for n in range(0, 200, 4)}
    after = {
        name: make_fact(name, str(7000 + at)) if name in changed else fact
        for at, (name, fact) in enumerate(before.items())
    }
    held = {f"pack-{p}": {f"fact-{(p * 7 + k * k) % 200}" for k in range(12)} for p in range(500)}
    for pack, names in held.items():
        folder = tmp_path / pack
        folder.mkdir()
        manifest = {
            **MADE,
            "record": {"name": pack},
            "files": [{"name": f"{pack}.pdf", "format": "pdf", "sha256": "", "pages": 1}],
            "facts": [tell(before[name]) for name in sorted(names)],
        }
        (folder / "pack.json").write_text(json.dumps(manifest))

    uses = find_uses(tmp_path, make_library(facts=after))

    for name in before:
        found = {Path(use.pack).name: use for use in uses.get(name, ())}
        assert set(found) == {pack for pack, names in held.items() if name in names}
        assert all(use.version == version_fact(before[name]) for use in found.values())
        assert all(use.current == (name not in changed) for use in found.values())
    assert len(changed) == 50


def test_a_fact_has_the_version_that_its_pack_tells(tmp_path: Path) -> None:
    library = real.library()
    make_pack(real.make_inputs(formats=frozenset(["docx"])), tmp_path)
    (path,) = tmp_path.rglob("pack.json")
    told = json.loads(path.read_bytes())["facts"]
    assert len(told) > 20
    assert {one["id"]: version_entry(one) for one in told} == {
        one["id"]: version_fact(library.facts[one["id"]]) for one in told
    }
    assert all(use.current for found in find_uses(tmp_path, library).values() for use in found)


def test_a_pack_that_cannot_be_read_is_told_and_not_left_out(tmp_path: Path) -> None:
    (tmp_path / "pack.json").write_text("{")
    with pytest.raises(InputError, match="cannot be read as that of a pack"):
        find_uses(tmp_path, make_library())
