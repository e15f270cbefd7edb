"""The command that makes packs for a list, and what it shows on the way."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from proposalgen.cli.options import (
    draft_option,
    find_today,
    formats_option,
    json_option,
    output_option,
    paper_option,
    quiet_option,
    template_option,
    workspace_option,
)
from proposalgen.cli.terminal import plural, say, tells_errors
from proposalgen.errors import (
    ExitCode,
)

if TYPE_CHECKING:
    from proposalgen.batch.run import Outcome, Summary


@click.command()
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@template_option
@formats_option
@output_option
@paper_option
@click.option("-j", "--jobs", type=click.IntRange(1, 256), metavar="N",
              help="Processes at work. [all cores]")  # fmt: skip
@click.option("--scheduler", metavar="ADDRESS", help="A Dask cluster in place of processes.")
@click.option("--dry-run", is_flag=True, help="Read and check all; write nothing.")
@click.option("--force", is_flag=True, help="Make packs anew that have not changed.")
@click.option("--zip", "zipped", is_flag=True, help="Put all packs into one zip file, too.")
@click.option("--copy-to", metavar="URL", help="Copy all packs there, too: s3://..., sftp://...")
@draft_option
@click.option("--strict", is_flag=True, help="Fail records instead of warning.")
@workspace_option
@json_option
@quiet_option
@tells_errors
def batch(
    *,
    source: Path,
    template: str,
    formats: tuple[Any, ...],
    output: Path,
    paper: str,
    jobs: int | None,
    scheduler: str | None,
    dry_run: bool,
    force: bool,
    zipped: bool,
    copy_to: str | None,
    draft: bool,
    strict: bool,
    workspace: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Make packs for all partners in a list: CSV, XLSX, JSON, JSON Lines or YAML."""
    from proposalgen.batch import run as batches
    from proposalgen.batch.executors import choose_pool
    from proposalgen.content.workspace import find_workspace
    from proposalgen.packs.pack import FORMATS

    place = find_workspace(workspace, Path.cwd())
    settings = batches.Settings(
        content=place.content.resolve(),
        template=place.find_template(template).resolve(),
        brand=place.brand.resolve(),
        output=output,
        paper=paper,
        formats=formats or FORMATS,
        draft=draft,
        strict=strict,
        force=force,
        dry=dry_run,
        folder=source.parent,
    )

    count = jobs or os.cpu_count() or 1
    progress = Progress(None if as_json or dry_run else output, quiet=quiet or as_json)
    try:
        summary = batches.run_batch(
            source,
            settings,
            today=find_today(),
            make_pool=choose_pool(count, scheduler),
            window=4 * count if not scheduler else 256,
            report=progress.report,
            warn=lambda problem: say(str(problem)),
            retell=_give_pieces if as_json else lambda _: None,
        )
    finally:
        progress.close()
    if zipped and not dry_run:
        batches.zip_packs(output)
    if copy_to and not dry_run:
        from proposalgen.batch.upload import copy_packs

        copied: list[str] = []
        copy_packs(output, copy_to, ("index.html", batches.BATCH), copied.append)
        if not quiet and not as_json:
            say(f"Copied {plural(len(copied), 'pack')}; the others were there.")
    if dry_run:
        total = plural(summary.ready + summary.failed, "record")
        say(f"Checked {total}: {summary.ready} good, {summary.failed} with mistakes. "
             "Nothing was written.")  # fmt: skip
    elif not quiet and not as_json:
        say(_sum_up(summary, output, progress.seconds, zipped=zipped))
    if summary.failed:
        raise SystemExit(ExitCode.PARTLY)


def _give_pieces(pieces: Iterable[str]) -> None:
    for piece in pieces:
        click.echo(piece, nl=False)


class Progress:
    """Shows how far a batch is: a bar on a terminal, a line now and then in a log."""

    EVERY = 30
    """Seconds between lines in a log."""

    def __init__(self, output: Path | None, *, quiet: bool) -> None:
        self.output = output
        """Where the files are whose paths are printed; None to print none."""
        self.quiet = quiet
        self.began = self.told = time.monotonic()
        self.done = 0
        self.bar: Any = None

    @property
    def seconds(self) -> float:
        """How long it has taken."""
        return time.monotonic() - self.began

    def report(self, outcome: Outcome, total: int) -> None:
        """Take note of one outcome."""
        self.done += 1
        for error in outcome.errors:
            self._clear()
            say(f"line {outcome.line}, {outcome.name}: {error}")
        if self.output and outcome.status == "made":
            self._clear()
            for file in outcome.files:
                click.echo(str(self.output / file))
        if self.quiet:
            return
        if sys.stderr.isatty():
            if self.bar is None:
                self.bar = click.progressbar(
                    length=total, label="Packs", file=sys.stderr, show_pos=True, show_eta=True,
                    item_show_func=lambda _: f"{self.done / max(self.seconds, 0.1):.1f} a second",
                )  # fmt: skip
            self.bar.update(1, current_item=outcome.name)
        elif time.monotonic() - self.told > self.EVERY:
            self.told = time.monotonic()
            say(f"{self.done} of {total} packs, {self.done / self.seconds:.1f} a second")

    def _clear(self) -> None:
        if self.bar is not None:
            click.echo("\r\033[K", nl=False, err=True)

    def close(self) -> None:
        """Leave the bar as it stands."""
        if self.bar is not None:
            self.bar.render_finish()


def _sum_up(summary: Summary, output: Path, seconds: float, *, zipped: bool) -> str:
    """Return what became of a batch in a line or two."""
    rate = (summary.made + summary.unchanged) / max(seconds, 0.001)
    parts = [f"Made {plural(summary.made, 'pack')}"]
    if summary.unchanged:
        parts.append(f"{summary.unchanged} unchanged")
    if summary.failed:
        parts.append(f"{summary.failed} failed")
    text = f"{', '.join(parts)}, in {seconds:.0f} s ({rate:.1f} a second). "
    text += f"Look at {output / 'index.html'}."
    if summary.failed:
        text += f" Mend the rows of {output / 'errors.csv'} and run that."
    if zipped:
        text += f" All packs are in {output / 'packs.zip'}."
    return text
