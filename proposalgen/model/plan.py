"""The plan of a document's pages: how each section stands on them, as any writer may read it.

The PDF's writer makes it, because only its pages are fixed; a format whose pages are broken by the
program that opens it takes its breaks from here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PagePlan:
    """One page of a section."""

    begins: tuple[int, ...]
    """The blocks that begin on it, as indices of the section's blocks."""
    blank: float
    """The highest blank band, as a share of the height between the margins."""
    filled: bool = False
    """Whether that band was filled with a floor of tiles."""


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """How one section stands on its pages."""

    section: str
    """Its id."""
    setting: str
    """How close it is set, from ``tightest`` over ``ideal`` to ``loosest``."""
    pages: tuple[PagePlan, ...]

    @property
    def breaks(self) -> tuple[int, ...]:
        """The block with which each page after the first begins, where one begins on it.

        A block that goes on from the page before may stand above it.
        """
        return tuple(page.begins[0] for page in self.pages[1:] if page.begins)


Plan = tuple[SectionPlan, ...]
"""The sections in order."""
