"""The progress of a batch: a bar on a terminal, a line now and then in a log."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

import click

from proposalgen.cli.terminal import write_message

if TYPE_CHECKING:
    from proposalgen.batch.model import Outcome
    from proposalgen.packs.store import Store

LOG_INTERVAL = 30
"""Seconds between lines in a log."""


class Progress:
    """Writes what became of each record, and how far the batch is."""

    def __init__(self, output: Store | None, *, quiet: bool) -> None:
        self.output = output
        """Where the files are whose paths are printed; None prints no paths."""
        self.quiet = quiet
        self.done = 0
        self.started = self.last_line = time.monotonic()
        # click does not export the type of its progress bar.
        self.bar: Any = None

    @property
    def seconds(self) -> float:
        """Seconds since the batch began."""
        return time.monotonic() - self.started

    @property
    def rate(self) -> str:
        """Packs a second, in words."""
        return f"{self.done / max(self.seconds, 0.1):.1f} a second"

    def report(self, outcome: Outcome, total: int) -> None:
        """Write one record's errors, edited files and files made; move the bar."""
        self.done += 1
        for message in (*outcome.errors, *outcome.edited):
            self._clear_bar()
            write_message(f"line {outcome.line}, {outcome.name}: {message}")
        # A person looks at the page of the batch; hundreds of paths would hide what went wrong.
        on_terminal = sys.stdout is not None and sys.stdout.isatty()
        if self.output and outcome.status == "made" and not on_terminal:
            self._clear_bar()
            for file in outcome.files:
                click.echo(self.output.locate(file))
        if not self.quiet:
            self._show(outcome.name, total)

    def _show(self, name: str, total: int) -> None:
        if sys.stderr is not None and sys.stderr.isatty():
            if self.bar is None:
                self.bar = click.progressbar(
                    length=total, label="Packs", file=sys.stderr, show_pos=True, show_eta=True,
                    item_show_func=lambda _: self.rate,
                )  # fmt: skip
            self.bar.update(1, current_item=name)
        elif time.monotonic() - self.last_line > LOG_INTERVAL:
            self.last_line = time.monotonic()
            write_message(f"{self.done} of {total} packs, {self.rate}")

    def _clear_bar(self) -> None:
        """Make room for a line where the bar stands."""
        if self.bar is not None:
            click.echo("\r\033[K", nl=False, err=True)

    def close(self) -> None:
        """Leave the bar as it stands, and go to the next line."""
        if self.bar is not None:
            self.bar.render_finish()
