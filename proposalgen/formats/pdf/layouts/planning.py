"""The planner: which setting gives a section the fewest pages, with the least left blank.

A section is laid out in one setting after another, from the ideal one outwards, until one cannot be
improved on. Each layout arranges its own blocks; what no setting can mend is filled with a floor.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from proposalgen.formats.pdf.layouts.composer import MOST_BLANK, Composer
from proposalgen.formats.pdf.setting import IDEAL, LOOSER, TIGHTER, Setting
from proposalgen.model.document import Layout, Section
from proposalgen.model.plan import PagePlan, SectionPlan

_PLANNED = ("letter", "standards", "programmes", "page", "theme", "ask", "story", "sources")
"""Layouts whose text flows; the others compose one page, whatever stands on it."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A section laid out in one setting."""

    setting: Setting
    composer: Composer

    @property
    def page_count(self) -> int:
        """How many pages it takes."""
        return len(self.composer.pages)

    @property
    def blank(self) -> int:
        """How many of them leave more blank than they may."""
        return sum(page.blank > MOST_BLANK for page in self.composer.pages)


def find_best(layout: Layout, try_setting: Callable[[Setting], Trial]) -> Trial:
    """Return the trial with the fewest pages; of these the one with the least left blank.

    Of equals the one that is nearest to the ideal is returned.
    """
    best = try_setting(IDEAL)
    if layout not in _PLANNED:
        return best
    if best.page_count > 1:
        # The tightest tells whether a page can be saved; if so, the least tight that saves it does.
        tightest = try_setting(TIGHTER[-1])
        if tightest.page_count < best.page_count:
            between = map(try_setting, TIGHTER[:-1])
            enough = (one for one in between if one.page_count == tightest.page_count)
            best = next(enough, tightest)
    if best.blank and best.setting is IDEAL:
        looser = map(try_setting, LOOSER)
        same = [one for one in looser if one.page_count == best.page_count]
        best = min((best, *same), key=lambda one: one.blank)
    return best


def describe(section: Section, trial: Trial) -> SectionPlan:
    """Return the plan of a section that was laid out in a trial."""
    begins: dict[int, list[int]] = {}
    elements = trial.composer.canvas.root.walk()
    pages = {id(one.block): one.first_page for one in elements if one.block is not None}
    page = 1
    for at, block in enumerate(section.blocks):
        # What a layout draws in a way of its own stands on the page of the block before it.
        page = pages.get(id(block), page)
        begins.setdefault(page, []).append(at)
    return SectionPlan(
        section.id,
        trial.setting.name,
        tuple(
            PagePlan(tuple(begins.get(number, ())), round(page.blank, 2), page.filled)
            for number, page in enumerate(trial.composer.pages, 1)
        ),
    )
