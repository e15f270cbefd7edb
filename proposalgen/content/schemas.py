"""JSON Schemas of the files of a workspace, so that an editor completes and checks them."""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from typing import Annotated, Any, get_args

from pydantic import TypeAdapter
from pydantic.fields import FieldInfo

from proposalgen.brand.model import Brand
from proposalgen.model.document import Inlines
from proposalgen.model.fields import Record
from proposalgen.model.records import (
    Exemption,
    Fact,
    Organisation,
    Programme,
    Source,
    Standard,
    Story,
)

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PROSE = "One paragraph of Markdown: [[fact]] prints a figure, [^fact] a note."

_REGISTERS: dict[str, tuple[type[Record], str]] = {
    "facts": (Fact, "content/facts/*.yaml"),
    "sources": (Source, "content/sources.yaml"),
    "standards": (Standard, "content/standards.yaml"),
    "programmes": (Programme, "content/programmes.yaml"),
    "stories": (Story, "content/stories.yaml"),
    "exceptions": (Exemption, "content/exceptions.yaml"),
}
"""Files that map ids to records."""


def write_schemas() -> dict[str, str]:
    """Return the texts of a workspace's schemas, and of the settings by which editors find them."""
    schemas = {
        name: {"type": "object", "additionalProperties": describe(model)}
        for name, (model, _) in _REGISTERS.items()
    }
    schemas["organisation"] = describe(Organisation)
    schemas["brand"] = _describe_brand()
    schemas["template"] = _TEMPLATE
    files = {name: place for name, (_, place) in _REGISTERS.items()}
    files["organisation"] = "content/organisation.yaml"
    files["brand"] = "templates/brand/brand.yaml"
    files["template"] = "templates/*/template.yaml"
    texts = {
        f"schemas/{name}.json": _write({"$schema": _DIALECT, **schema})
        for name, schema in schemas.items()
    }
    places = {f"./schemas/{name}.json": place for name, place in files.items()}
    texts[".vscode/settings.json"] = _write({"yaml.schemas": places})
    return texts


_TEMPLATE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "sections": {
            "type": "array",
            "items": {"type": "string"},
            "minItems": 1,
            "description": "The sections in order, each the file of that name ending in .md.j2.",
        },
        "languages": {"type": "array", "items": {"type": "string"}, "minItems": 1},
        "words": {
            "type": "object",
            "additionalProperties": {"type": "string"},
            "description": "Words that stand outside the sections' own text.",
        },
    },
    "required": ["sections"],
    "additionalProperties": False,
}
_READ = ("signs", "folder", "digest")
"""What a brand knows that its ``brand.yaml`` does not say."""


def _describe_brand() -> dict[str, Any]:
    schema = Brand.model_json_schema()
    for name in _READ:
        del schema["properties"][name]
    schema["required"] = [name for name in schema["required"] if name not in _READ]
    return schema


def describe(model: type[Record]) -> dict[str, Any]:
    """Return the schema of a record as its file has it: without its id, prose as text."""
    words = _read_docstrings(model)
    fields = {name: field for name, field in model.model_fields.items() if name != "id"}
    properties = {}
    for name, field in fields.items():
        properties[name] = _describe_field(field)
        if name in words:
            properties[name]["description"] = words[name]
    required = [name for name, field in fields.items() if field.is_required()]
    return {
        "type": "object",
        "description": inspect.getdoc(model),
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _describe_field(field: FieldInfo) -> dict[str, Any]:
    kind = field.annotation
    if kind == Inlines:
        return {"type": "string", "description": _PROSE}
    inner = next(iter(get_args(kind)), None)
    if isinstance(inner, type) and issubclass(inner, Record):
        return {"type": "array", "items": describe(inner)}
    kinds: Any = Annotated[kind, *field.metadata] if field.metadata else kind
    return TypeAdapter(kinds).json_schema(mode="validation")


def _read_docstrings(model: type[Record]) -> dict[str, str]:
    """Return what is written under each field."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(model))).body[0]
    assert isinstance(tree, ast.ClassDef)
    found: dict[str, str] = {}
    for field, words in zip(tree.body, tree.body[1:], strict=False):
        match field, words:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str() as text)),
            ):
                found[name] = inspect.cleandoc(text)
    return found


def _write(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
