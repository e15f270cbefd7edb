"""The commands about lists of partners."""

from __future__ import annotations

from pathlib import Path

import click

from proposalgen.cli.errors import report_errors
from proposalgen.cli.options import json_option, quiet_option, workspace_option
from proposalgen.cli.terminal import write_json, write_message


@click.group("list")
def list_group() -> None:
    """Begin a list of partners."""


@list_group.command("new")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@workspace_option
@json_option
@quiet_option
@report_errors
def new(*, file: Path, workspace: Path | None, as_json: bool, quiet: bool) -> None:
    """Make a workbook to fill in: drop-downs, ticks for themes, help on each header."""
    from proposalgen.batch.blank_list import write_blank_list
    from proposalgen.content.load import load_library
    from proposalgen.content.workspace import find_workspace
    from proposalgen.errors import OutputError, Problem
    from proposalgen.packs.files import open_atomic

    if file.suffix.lower() != ".xlsx":
        raise click.UsageError("A list begins as a workbook: give FILE a name that ends in .xlsx.")
    data = write_blank_list(load_library(find_workspace(workspace, Path.cwd()).content))
    if file.exists():
        hint = "Choose another name, or move it away."
        raise OutputError([Problem("is there already", file=str(file), hint=hint)])
    with open_atomic(file) as new_file:
        new_file.write(data)
    if as_json:
        write_json({"list": str(file)})
        return
    click.echo(str(file))
    if not quiet:
        write_message(f"Fill it in below the example, then run 'proposalgen batch {file}'.")
