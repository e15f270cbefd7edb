"""The command that makes packs for a list."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from proposalgen.cli.errors import report_errors
from proposalgen.cli.ids import complete_themes, complete_types
from proposalgen.cli.options import (
    draft_option,
    formats_option,
    json_option,
    language_option,
    output_option,
    paper_option,
    quiet_option,
    template_option,
    workspace_option,
)
from proposalgen.cli.progress import Progress
from proposalgen.cli.sources import STREAM, open_source
from proposalgen.cli.terminal import format_count, write_message
from proposalgen.cli.understood import Understood
from proposalgen.errors import ExitCode

if TYPE_CHECKING:
    from proposalgen.batch.model import Outcome, Summary
    from proposalgen.errors import Problem
    from proposalgen.packs.store import Store

DASK_WINDOW = 256
"""Jobs handed to a Dask cluster ahead of their results; how many workers it has may change."""


@click.command()
@click.argument("source", metavar="FILE")
@template_option
@formats_option
@output_option
@paper_option
@click.option("--sheet", default="", metavar="NAME", help="The sheet of a workbook.")
@click.option("--exact", is_flag=True, help="Read cells as they are, not as people type them.")
@click.option(
    "-t", "--theme", "themes", multiple=True, metavar="ID",
    help="Themes of the rows that name none.", shell_complete=complete_themes,
)  # fmt: skip
@click.option("--type", metavar="TYPE", help="Type of the rows that name none.",
              shell_complete=complete_types)  # fmt: skip
@click.option("--date", metavar="YYYY-MM-DD", help="Date of the rows that name none. [today]")
@click.option("--sender", metavar="ID", help="Who signs where a row names nobody.")
@language_option
@click.option("-j", "--jobs", type=click.IntRange(1, 256), metavar="N",
              help="Number of processes. [one a processor]")  # fmt: skip
@click.option("--scheduler", metavar="ADDRESS", help="Use a Dask cluster, not processes.")
@click.option("--dry-run", is_flag=True, help="Read and check the list; write nothing.")
@click.option("--force", is_flag=True, help="Make packs again that have not changed, too.")
@click.option(
    "--zip", "zipped", is_flag=True, help="Put the packs of this run into one zip file, too."
)
@draft_option
@click.option("--strict", is_flag=True, help="Fail records instead of warning.")
@workspace_option
@json_option
@quiet_option
@report_errors
def batch(
    *,
    source: str,
    template: str,
    formats: tuple[Any, ...],
    output: str,
    paper: str,
    sheet: str,
    exact: bool,
    jobs: int | None,
    scheduler: str | None,
    dry_run: bool,
    force: bool,
    zipped: bool,
    draft: bool,
    strict: bool,
    workspace: Path | None,
    as_json: bool,
    quiet: bool,
    **defaults: Any,
) -> None:
    """Make packs for all partners in a list: CSV, a workbook, JSON, JSON Lines or YAML.

    FILE is a path, a URL, or '-' for the standard input.
    """
    if output == STREAM:
        raise click.UsageError("A batch needs a folder or a URL: name it with --output.")
    from proposalgen.batch.executors import choose_executor
    from proposalgen.batch.model import Settings
    from proposalgen.batch.processors import count_processors
    from proposalgen.batch.run import run_batch
    from proposalgen.content.workspace import find_workspace
    from proposalgen.formats.table import FORMATS
    from proposalgen.packs.store import open_store
    from proposalgen.read.kinds import guess_list_kind
    from proposalgen.read.table import LARGEST_LIST
    from proposalgen.read.today import find_today

    quiet = quiet or as_json
    folders = find_workspace(workspace, Path.cwd())
    folders.find_template(template)
    settings = Settings(
        workspace=folders.resolve(),
        output=output,
        template=template,
        paper=paper,
        formats=frozenset(formats or FORMATS),
        draft=draft,
        strict=strict,
        force=force,
        dry=dry_run,
    )
    store = open_store(output)
    processes = jobs or count_processors()
    progress = Progress(None if as_json or dry_run else store, quiet=quiet)
    understood = Understood()

    def report(outcome: Outcome, total: int) -> None:
        understood.add(outcome)
        progress.report(outcome, total)

    try:
        with (
            choose_executor(processes, scheduler, _warn) as make_executor,
            open_source(source, LARGEST_LIST, guess_list_kind) as (path, folder),
        ):
            summary = run_batch(
                path,
                settings,
                folder=folder.resolve(),
                today=find_today(),
                make_executor=make_executor,
                # Enough jobs ahead that no process waits, and few enough to keep memory flat.
                sheet=sheet,
                exact=exact,
                zipped=zipped,
                defaults={name: one for name, one in defaults.items() if one not in (None, ())},
                window=DASK_WINDOW if scheduler else 4 * processes,
                report=report,
                warn=_warn,
                print_json=_write_pieces if as_json else lambda _: None,
            )
    finally:
        progress.close()
    if dry_run:
        if not as_json:
            understood.write()
        write_message(_sum_up_checks(summary))
    elif not quiet:
        write_message(_sum_up(summary, store, progress.seconds, zipped=zipped))
    if summary.failed:
        raise SystemExit(ExitCode.PARTLY)


def _warn(problem: Problem) -> None:
    write_message(str(problem))


def _write_pieces(pieces: Iterable[str]) -> None:
    """Write a long JSON object piece by piece, so that it is never in memory as a whole."""
    for piece in pieces:
        click.echo(piece, nl=False)


def _sum_up_checks(summary: Summary) -> str:
    """Return what a dry run found, in a line."""
    total = format_count(summary.ready + summary.failed, "record")
    found = f"{summary.ready} good, {summary.failed} with mistakes"
    return f"Checked {total}: {found}. Nothing was written."


def _sum_up(summary: Summary, store: Store, seconds: float, *, zipped: bool) -> str:
    """Return what became of a batch, in a line or two."""
    from proposalgen.batch.marked_list import MARKED
    from proposalgen.batch.reports import ERRORS, INDEX, MARKED_STEM, ZIP

    rate = (summary.made + summary.unchanged) / max(seconds, 0.001)
    parts = [f"Made {format_count(summary.made, 'pack')}"]
    if summary.unchanged:
        parts.append(f"{summary.unchanged} unchanged")
    if summary.failed:
        parts.append(f"{summary.failed} failed")
    text = f"{', '.join(parts)}, in {seconds:.0f} s ({rate:.1f} a second). "
    text += f"Look at {store.locate(INDEX)}."
    if summary.failed:
        marked = {f"{MARKED_STEM}{kind}" for kind in MARKED}.intersection(store.list_names())
        files = " or ".join(map(store.locate, (ERRORS, *sorted(marked))))
        text += f" Mend the rows of {files} and run that."
    if zipped:
        text += f" All packs are in {store.locate(ZIP)}."
    return text
