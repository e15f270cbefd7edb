"""What all entries of a brand have in common."""

from __future__ import annotations

from pydantic import ConfigDict

from proposalgen.model.fields import Record


def _hyphenate(field: str) -> str:
    """Return a field's name as ``brand.yaml`` has it: ``on_primary`` is ``on-primary``."""
    return field.replace("_", "-")


class Entry(Record):
    """An entry of ``brand.yaml``, its fields written with hyphens."""

    model_config = ConfigDict(alias_generator=_hyphenate)
