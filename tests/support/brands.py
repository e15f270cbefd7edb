"""Brands of other organisations than the International Labour Organization, for tests."""

from __future__ import annotations

from functools import lru_cache

from proposalgen.brand.load import load_brand
from proposalgen.brand.model import Brand
from tests.support.real import ROOT

FOLDER = ROOT / "tests" / "data" / "brands"
NAMES = ("harbour", "meadow")


@lru_cache
def other_brand(name: str, paper: str = "") -> Brand:
    return load_brand(FOLDER / name, paper)
