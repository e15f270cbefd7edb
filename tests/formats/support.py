"""What the tests of the formats share: pitches in both formats, each made once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from proposalgen.formats.table import FORMATS, render
from tests.support.real import brand, make_pitch

TWO = ("social-protection", "lifelong-learning-skills")
"""Themes that both name a sum, so that the ask has a table."""


@lru_cache
def write_pitch(
    name: str = "Nordhavn Foundation",
    themes: tuple[str, ...] = TWO,
    kind: str = "pitch",
    draft: bool = False,
) -> Mapping[str, bytes]:
    """Return the files of a pitch by the names of their formats."""
    document = make_pitch(kind=kind, draft=draft, name=name, themes=themes)
    return render(document, brand(), FORMATS.values()).files
