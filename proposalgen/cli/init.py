"""The command that makes a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from proposalgen.cli.options import (
    json_option,
    quiet_option,
)
from proposalgen.cli.terminal import give_json, say, tells_errors

if TYPE_CHECKING:
    pass


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@json_option
@quiet_option
@tells_errors
def init(*, folder: Path, as_json: bool, quiet: bool) -> None:
    """Make a workspace of your own: content/ and templates/ to edit."""
    from proposalgen.content.schemas import write_schemas
    from proposalgen.content.workspace import create_workspace

    create_workspace(folder, write_schemas())
    if as_json:
        give_json({"workspace": str(folder)})
        return
    click.echo(str(folder))
    if not quiet:
        say(f"Edit {folder / 'content'}, then run 'proposalgen check' in {folder}.")
