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
    find_today,
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
from proposalgen.cli.terminal import format_count, write_message
from proposalgen.cli.understood import Understood
from proposalgen.errors import ExitCode

if TYPE_CHECKING:
    from proposalgen.batch.model import Outcome, Summary
    from proposalgen.errors import Problem

DASK_WINDOW = 256
"""Jobs handed to a Dask cluster ahead of their results; how many workers it has may change."""


@click.command()
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
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
@click.option("--zip", "zipped", is_flag=True, help="Put all packs into one zip file, too.")
@click.option("--copy-to", metavar="URL", help="Copy all packs there, too: s3://..., sftp://...")
@draft_option
@click.option("--strict", is_flag=True, help="Fail records instead of warning.")
@workspace_option
@json_option
@quiet_option
@report_errors
def batch(
    *,
    source: Path,
    template: str,
    formats: tuple[Any, ...],
    output: Path,
    paper: str,
    sheet: str,
    exact: bool,
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
    **defaults: Any,
) -> None:
    """Make packs for all partners in a list: CSV, a workbook, JSON, JSON Lines or YAML."""
    from proposalgen.batch.executors import choose_executor
    from proposalgen.batch.model import Settings
    from proposalgen.batch.processors import count_processors
    from proposalgen.batch.run import run_batch
    from proposalgen.content.workspace import find_workspace
    from proposalgen.formats.table import FORMATS

    quiet = quiet or as_json
    place = find_workspace(workspace, Path.cwd())
    settings = Settings(
        content=place.content.resolve(),
        template=place.find_template(template).resolve(),
        brand=place.brand.resolve(),
        output=output,
        paper=paper,
        formats=frozenset(formats or FORMATS),
        draft=draft,
        strict=strict,
        force=force,
        dry=dry_run,
        folder=source.parent,
    )
    processes = jobs or count_processors()
    progress = Progress(None if as_json or dry_run else output, quiet=quiet)
    understood = Understood()

    def report(outcome: Outcome, total: int) -> None:
        understood.add(outcome)
        progress.report(outcome, total)

    try:
        with choose_executor(processes, scheduler, _warn) as make_executor:
            summary = run_batch(
                source,
                settings,
                today=find_today(),
                make_executor=make_executor,
                # Enough jobs ahead that no process waits, and few enough to keep memory flat.
                sheet=sheet,
                exact=exact,
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
    else:
        _hand_out(output, zipped=zipped, copy_to=copy_to, quiet=quiet)
        if not quiet:
            write_message(_sum_up(summary, output, progress.seconds, zipped=zipped))
    if summary.failed:
        raise SystemExit(ExitCode.PARTLY)


def _warn(problem: Problem) -> None:
    write_message(str(problem))


def _write_pieces(pieces: Iterable[str]) -> None:
    """Write a long JSON object piece by piece, so that it is never in memory as a whole."""
    for piece in pieces:
        click.echo(piece, nl=False)


def _hand_out(output: Path, *, zipped: bool, copy_to: str | None, quiet: bool) -> None:
    """Put the packs into a zip file, and copy them to a URL, where that is asked for."""
    from proposalgen.batch.reports import BATCH, INDEX, zip_packs

    if zipped:
        zip_packs(output)
    if copy_to:
        from proposalgen.batch.upload import copy_packs

        copied: list[str] = []
        copy_packs(output, copy_to, (INDEX, BATCH), copied.append)
        if not quiet:
            write_message(f"Copied {format_count(len(copied), 'pack')}; the others were there.")


def _sum_up_checks(summary: Summary) -> str:
    """Return what a dry run found, in a line."""
    total = format_count(summary.ready + summary.failed, "record")
    found = f"{summary.ready} good, {summary.failed} with mistakes"
    return f"Checked {total}: {found}. Nothing was written."


def _sum_up(summary: Summary, output: Path, seconds: float, *, zipped: bool) -> str:
    """Return what became of a batch, in a line or two."""
    rate = (summary.made + summary.unchanged) / max(seconds, 0.001)
    parts = [f"Made {format_count(summary.made, 'pack')}"]
    if summary.unchanged:
        parts.append(f"{summary.unchanged} unchanged")
    if summary.failed:
        parts.append(f"{summary.failed} failed")
    text = f"{', '.join(parts)}, in {seconds:.0f} s ({rate:.1f} a second). "
    text += f"Look at {output / 'index.html'}."
    if summary.failed:
        marked = [path for path in output.glob("errors.xls*") if path.suffix in (".xlsx", ".xlsm")]
        files = " or ".join(map(str, (output / "errors.csv", *marked)))
        text += f" Mend the rows of {files} and run that."
    if zipped:
        text += f" All packs are in {output / 'packs.zip'}."
    return text
