"""What all entries of a brand have in common."""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict

from proposalgen.model.fields import IfMissing, Record


def _hyphenate(field: str) -> str:
    """Return a field's name as ``brand.yaml`` has it: ``on_primary`` is ``on-primary``."""
    return field.replace("_", "-")


class Entry(Record):
    """An entry of ``brand.yaml``, its fields written with hyphens."""

    model_config = ConfigDict(alias_generator=_hyphenate)

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Make the message about a missing entry say what the entry is for."""
        for field in cls.model_fields.values():
            hint = f"Every brand has it. {field.description or ''}".rstrip()
            field.metadata.append(IfMissing(hint))
