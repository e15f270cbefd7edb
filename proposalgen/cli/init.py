"""The command that makes a workspace."""

from __future__ import annotations

from pathlib import Path

import click

from proposalgen.cli.errors import report_errors
from proposalgen.cli.options import json_option, quiet_option
from proposalgen.cli.terminal import write_json, write_message


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@json_option
@quiet_option
@report_errors
def init(*, folder: Path, as_json: bool, quiet: bool) -> None:
    """Make a workspace of your own: content/ and templates/ to edit."""
    from proposalgen.content.schemas import write_schemas
    from proposalgen.content.workspace import create_workspace

    create_workspace(folder, write_schemas())
    if as_json:
        write_json({"workspace": str(folder)})
        return
    click.echo(str(folder))
    if not quiet:
        write_message(f"Edit {folder / 'content'}, then run 'proposalgen check' in {folder}.")
