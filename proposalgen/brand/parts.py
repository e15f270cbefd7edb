"""What all entries of a brand have in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


def _spell(field: str) -> str:
    """Return a field's name as ``brand.yaml`` has it: ``on_primary`` is ``on-primary``."""
    return field.replace("_", "-")


class Part(BaseModel):
    """An entry of ``brand.yaml``: frozen, and nothing in it that is not known."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=_spell, use_attribute_docstrings=True
    )
