"""The command that makes a workspace."""

from __future__ import annotations

from pathlib import Path

import click

from proposalgen.cli.errors import report_errors
from proposalgen.cli.options import json_option, quiet_option
from proposalgen.cli.terminal import write_json, write_message


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--blank", is_flag=True, help="Begin with nothing but the name of your organisation.")
@click.option("--name", metavar="NAME", help="The name of your organisation, for --blank.")
@click.option(
    "--example", is_flag=True, help="Begin with a whole invented organisation, to look at."
)
@json_option
@quiet_option
@report_errors
def init(
    *, folder: Path, blank: bool, name: str | None, example: bool, as_json: bool, quiet: bool
) -> None:
    """Make a workspace of your own: content/ and templates/ to edit.

    It is a copy of the one that comes along, a blank one, or an invented example.
    """
    if blank and example:
        raise click.UsageError("Choose one of --blank and --example.")
    if blank != bool(name and name.strip()):
        raise click.UsageError(
            '--blank and --name go together, as in: --blank --name "Nordic Aid".'
        )
    from proposalgen.content.locks import write_locks
    from proposalgen.content.schemas import write_schemas
    from proposalgen.content.seeds import seed_blank, seed_copy, seed_example
    from proposalgen.content.workspace import WorkspaceFolders, create_workspace

    def finish(made: WorkspaceFolders) -> None:
        """Make what follows from the files of a workspace with a brand of its own."""
        from proposalgen.brand.load import load_brand
        from proposalgen.content.load import load_library
        from proposalgen.formats.docx.base import renew_base

        if seed.has_own_brand:
            renew_base(load_brand(made.brand))
            write_locks(made.content, load_library(made.content))

    seed = (
        seed_blank(name.strip()) if blank and name else seed_example() if example else seed_copy()
    )
    create_workspace(folder, seed.folders, {**seed.files, **write_schemas()}, finish)
    if as_json:
        write_json({"workspace": str(folder)})
        return
    click.echo(str(folder))
    if not quiet:
        write_message(f"Edit {folder / 'content'}, then run 'proposalgen check' in {folder}.")
