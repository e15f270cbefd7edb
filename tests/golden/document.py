"""A document as text: sections, blocks and inlines, a line for each, indented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass

from proposalgen.model.document import Document


def describe(document: Document) -> str:
    """Return the tree of a document; what has its default is left out."""
    return "".join(f"{line}\n" for line in _describe(document, 0))


def _describe(value: object, depth: int, name: str = "") -> Iterator[str]:
    """Yield a line for a value, then those of what it holds."""
    indent = " " * depth
    label = f"{name}: " if name else ""
    if isinstance(value, tuple):
        if name:
            yield f"{indent}{name}:"
        for item in value:
            yield from _describe(item, depth + bool(name), "" if is_dataclass(item) else "-")
    elif is_dataclass(value):
        told = [(field, getattr(value, field.name)) for field in fields(value)]
        changed = [(field.name, held) for field, held in told if not _is_default(field, held)]
        simple = [(key, held) for key, held in changed if not _is_tree(held)]
        words = (_format(key, held) for key, held in simple)
        yield f"{indent}{label}{' '.join((type(value).__name__, *words))}"
        for key, held in changed:
            if _is_tree(held):
                yield from _describe(held, depth + 1, key)
    else:
        yield f"{indent}{label}{_spell(value)}"


def _is_default(field: Field[object], value: object) -> bool:
    return field.default is not MISSING and value == field.default


def _is_tree(value: object) -> bool:
    """Return whether a value needs lines of its own."""
    if isinstance(value, tuple):
        return any(isinstance(item, tuple) or is_dataclass(item) for item in value)
    return is_dataclass(value)


def _format(name: str, value: object) -> str:
    return name if value is True else f"{name}={_spell(value)}"


def _spell(value: object) -> str:
    if isinstance(value, bytes):
        return "bytes"  # how many depends on what compressed them
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"') + '"'
    return str(value)
