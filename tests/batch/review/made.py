"""Packs as a reviewer sees them, made up for a test."""

from __future__ import annotations

from typing import Any

from proposalgen.batch.review.packs import ReviewedPack


def make_reviewed(name: str, **changes: Any) -> ReviewedPack:
    given: dict[str, Any] = {
        "name": name, "state": "Good", "themes": ("social-protection",), "type": "ngo",
        "files": ("x/1 a&b.pdf",), "id": name.encode().hex().ljust(16, "0")[:16],
    }  # fmt: skip
    return ReviewedPack(**(given | changes))
