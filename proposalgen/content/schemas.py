"""JSON Schemas of the files that people write, so that an editor completes and checks them.

They are made from the models that check the files, and the string under each field of a model is
what an editor shows about it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from proposalgen.brand.model import Brand
from proposalgen.content.workspace import SETTINGS, Settings
from proposalgen.model.partner import Partner
from proposalgen.model.records import (
    Exemption,
    Fact,
    Organisation,
    Programme,
    Source,
    Standard,
    Story,
)
from proposalgen.model.template import TemplateIndex

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class _File:
    """What files at a place hold."""

    place: str
    """A glob pattern, from the workspace."""
    holds: Any
    """A model, a map of ids to records, or a list of records."""


_FILES = {
    "facts": _File("content/facts/*.yaml", dict[str, Fact]),
    "sources": _File("content/sources.yaml", dict[str, Source]),
    "standards": _File("content/standards.yaml", dict[str, Standard]),
    "programmes": _File("content/programmes.yaml", dict[str, Programme]),
    "stories": _File("content/stories.yaml", dict[str, Story]),
    "exceptions": _File("content/exceptions.yaml", dict[str, Exemption]),
    "organisation": _File("content/organisation.yaml", Organisation),
    "brand": _File("templates/brand/brand.yaml", Brand),
    "template": _File("templates/*/template.yaml", TemplateIndex),
    "settings": _File(SETTINGS, Settings),
    "partner": _File("*.partner.yaml", Partner),
    "partners": _File("*.partners.yaml", list[Partner]),
}
"""The kinds of files, by the names of their schemas."""


class _Generator(GenerateJsonSchema):
    """Leaves out the titles that pydantic makes of fields' names."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False


def write_schemas() -> dict[str, str]:
    """Return the texts of a workspace's schemas, and of the settings by which editors find them.

    Returns:
        Texts by their paths from the workspace.
    """
    texts = {
        f"schemas/{name}.json": _write({"$schema": _DIALECT, **describe(file.holds)})
        for name, file in _FILES.items()
    }
    # As the YAML extension of VS Code wants it: a pattern of files for each schema.
    places = {f"./schemas/{name}.json": file.place for name, file in _FILES.items()}
    texts[".vscode/settings.json"] = _write({"yaml.schemas": places})
    return texts


def describe(kind: Any) -> dict[str, Any]:
    """Return the JSON Schema of a model, or of a map or list of one, as its file has it.

    What a record's place says (its id) is left out, and prose is text.
    """
    return TypeAdapter(kind).json_schema(schema_generator=_Generator, mode="validation")


def _write(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
