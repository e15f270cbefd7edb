"""What a dry run understood of a list: packs by their themes, and warnings by their cause."""

from __future__ import annotations

import shutil
import textwrap
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from proposalgen.cli.terminal import MAX_WIDTH

if TYPE_CHECKING:
    from proposalgen.batch.model import Outcome

_PAGES = 10
"""Width of the column of pages."""
_MOST_ROWS = 40
"""Rows of each table; what there is of the others is counted in the last."""


class Understood:
    """Counts the packs that a dry run could make."""

    def __init__(self) -> None:
        self.packs: Counter[tuple[str, ...]] = Counter()
        self.pages: dict[tuple[str, ...], set[int]] = {}
        self.warnings: Counter[str] = Counter()

    def add(self, outcome: Outcome) -> None:
        """Count the outcome of one record."""
        if outcome.status == "ready":
            self.packs[outcome.themes] += 1
            self.pages.setdefault(outcome.themes, set()).add(outcome.pages)
            self.warnings.update(outcome.warnings)

    def write(self) -> None:
        """Write the tables to stdout, the most frequent first; nothing where there is no pack."""
        if self.packs:
            _write_row("Packs", "Pages", "Themes, the leading one first")
            rows = [
                (number, _format_pages(self.pages[themes]), "; ".join(themes))
                for themes, number in self.packs.most_common()
            ]
            _write_rows(rows)
        if self.warnings:
            click.echo()
            _write_row("Packs", "", "Warnings")
            _write_rows([(number, "", cause) for cause, number in self.warnings.most_common()])


def _format_pages(pages: Iterable[int]) -> str:
    least, most = min(pages), max(pages)
    return str(least) if least == most else f"{least} to {most}"


def _write_rows(rows: list[tuple[int, str, str]]) -> None:
    for number, pages, text in rows[:_MOST_ROWS]:
        _write_row(str(number), pages, text)
    if others := rows[_MOST_ROWS:]:
        total = sum(number for number, _, _ in others)
        _write_row(str(total), "", f"{len(others)} more kinds")


def _write_row(number: str, pages: str, text: str) -> None:
    width = max(40, min(shutil.get_terminal_size().columns, MAX_WIDTH))
    start = f"{number:>5}   " + (f"{pages:<{_PAGES}}" if pages else "")
    lines = textwrap.fill(
        text, width, initial_indent=start, subsequent_indent=" " * len(start),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    click.echo(lines)
