"""The plan of a document's pages, as text: how close each section is set, and what begins where."""

from __future__ import annotations

from proposalgen.model.plan import PagePlan, Plan


def describe(plan: Plan) -> str:
    """Return a line a section, and below it one a page."""
    lines = []
    for section in plan:
        lines.append(f"{section.section}: {section.setting}")
        lines += [f"  page {at}: {_describe(page)}" for at, page in enumerate(section.pages, 1)]
    return "\n".join(lines) + "\n"


def _describe(page: PagePlan) -> str:
    begins = f"begins blocks {', '.join(map(str, page.begins))}" if page.begins else "goes on"
    return f"{begins}; blank {page.blank:.0%}{', filled' if page.filled else ''}"
