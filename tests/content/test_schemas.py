"""The schemas know what files may say, and say it to an editor."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from proposalgen.content.schemas import write_schemas
from proposalgen.model.partner import FIELDS
from tests.support.real import ROOT

PLACES: dict[str, str] = json.loads(write_schemas()[".vscode/settings.json"])["yaml.schemas"]
OURS = [name for name, place in PLACES.items() if "/" in place]
"""Of the files that every workspace has."""


def read_schema(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(write_schemas()[name.removeprefix("./")])
    return schema


def resolve(schema: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """Return what a part of a schema refers to, alone or as one of several; or the part itself."""
    part = next((one for one in part.get("anyOf", []) if "$ref" in one), part)
    found: dict[str, Any] = schema["$defs"][part["$ref"].split("/")[-1]] if "$ref" in part else part
    return found


def check(schema: dict[str, Any], part: dict[str, Any], value: object) -> None:
    """See that a schema knows every field of a value, however deep, and asks for none more."""
    one = resolve(schema, part)
    if isinstance(value, dict) and "properties" in one:
        assert set(value) <= set(one["properties"])
        assert set(one.get("required", [])) <= set(value)
        for name, inner in value.items():
            check(schema, one["properties"][name], inner)
    elif isinstance(value, dict):
        for inner in value.values():
            check(schema, one["additionalProperties"], inner)
    elif isinstance(value, list):
        for inner in value:
            check(schema, one["items"], inner)
    elif "pattern" not in one and "anyOf" not in one and one["type"] == "string":
        assert isinstance(value, str)


@pytest.mark.parametrize("name", OURS)
def test_a_schema_knows_every_field_of_the_real_files(name: str) -> None:
    schema = read_schema(name)
    (*paths,) = ROOT.glob(PLACES[name])
    assert paths
    for path in paths:
        check(schema, schema, yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader))


def test_a_schema_leaves_out_what_the_place_of_a_record_says() -> None:
    fact = resolve(facts := read_schema("./schemas/facts.json"), facts["additionalProperties"])
    assert "id" not in fact["properties"]
    assert not {"signs", "folder", "digest"} & set(
        read_schema("./schemas/brand.json")["properties"]
    )


def test_a_partners_file_has_a_schema_alone_and_in_a_list() -> None:
    partner = read_schema("./schemas/partner.json")
    assert tuple(partner["properties"]) == FIELDS
    assert partner["required"] == ["name", "themes"]
    partners = read_schema("./schemas/partners.json")
    assert resolve(partners, partners["items"])["properties"] == partner["properties"]


def test_every_field_of_a_partner_is_described() -> None:
    partner = read_schema("./schemas/partner.json")
    assert all(field["description"] for field in partner["properties"].values())


def test_a_schema_says_what_a_field_is() -> None:
    facts = read_schema("./schemas/facts.json")
    fact = resolve(facts, facts["additionalProperties"])
    assert fact["properties"]["kind"]["enum"][:2] == ["statistic", "target"]
    assert fact["properties"]["qualifier"]["description"].startswith('"more than"')
    assert set(fact["required"]) == {"kind", "claim", "source"}
    assert fact["additionalProperties"] is False
