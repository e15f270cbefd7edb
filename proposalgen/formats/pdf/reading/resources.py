"""What a page's content names: its resources, and the properties of marked content."""

from __future__ import annotations

from typing import Any

import pikepdf


def find_resources(page: Any) -> Any:
    """Return the resources of a page, its own or those of the pages above it (7.7.3.4)."""
    while "/Resources" not in page and "/Parent" in page:
        page = page.Parent
    return page.get("/Resources", {})


def find_marks(operands: Any, resources: Any) -> Any:
    """Return the properties of marked content, which may be named in the resources (14.6.2)."""
    marks = operands[1] if len(operands) > 1 else None
    if isinstance(marks, pikepdf.Name):
        marks = resources.get("/Properties", {}).get(str(marks))
    return marks if isinstance(marks, pikepdf.Dictionary) else {}
