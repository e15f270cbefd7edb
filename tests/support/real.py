"""The real content, templates and brand of this repository, each loaded once."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from proposalgen.brand.load import load_brand
from proposalgen.brand.model import Brand
from proposalgen.compose.document import compose
from proposalgen.compose.templates import Template, load_template
from proposalgen.content.load import load_library
from proposalgen.model.document import Document
from proposalgen.model.partner import Partner
from proposalgen.model.records import THEME_IDS, Library
from proposalgen.packs.inputs import PackInputs

ROOT = Path(__file__).parents[2]
TYPES = ("government", "foundation", "company", "development-bank", "un-agency", "ngo", "other")
THEME_SETS = (*((theme,) for theme in THEME_IDS), THEME_IDS)
"""Each theme alone, then all together."""


@lru_cache(1)
def library() -> Library:
    return load_library(ROOT / "content")


@lru_cache
def template(name: str = "pitch") -> Template:
    return load_template(ROOT / "templates" / name)


@lru_cache
def brand(paper: str = "") -> Brand:
    return load_brand(ROOT / "templates" / "brand", paper)


def make_partner(**fields: object) -> Partner:
    given = {
        "name": "Nordhavn Foundation",
        "type": "foundation",
        "themes": ("social-protection", "gender-equality", "just-transition"),
        "date": date(2026, 11, 26),
    }
    return Partner.model_validate(given | fields)


def make_pitch(*, kind: str = "pitch", draft: bool = False, **fields: object) -> Document:
    """Return the pitch of Nordhavn Foundation, or of what the fields change it to."""
    return compose(make_partner(**fields), library(), template(kind), draft=draft)


def make_inputs(
    partner: Partner | None = None, *, kind: str = "pitch", **changes: Any
) -> PackInputs:
    """Return what the pack of Nordhavn Foundation, or of another partner, is made of."""
    given: dict[str, Any] = {"library": library(), "template": template(kind), "brand": brand()}
    return PackInputs(partner=partner or make_partner(), **(given | changes))
