"""The command that opens the page of an output folder, and keeps what is ticked on it."""

from __future__ import annotations

import webbrowser
from pathlib import Path, PurePath

import click

from proposalgen.cli.errors import report_errors
from proposalgen.cli.options import json_option, workspace_option
from proposalgen.cli.terminal import format_count, write_json, write_message
from proposalgen.errors import InputError, OutputError, Problem


@click.command()
@click.argument("output", metavar="[OUTPUT]", default="output")
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N",
              help="Port on this machine. [one that is free]")  # fmt: skip
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@workspace_option
@json_option
@report_errors
def review(
    *, output: str, port: int, no_browser: bool, workspace: Path | None, as_json: bool
) -> None:
    """Read the packs of a folder by exception, in the browser.

    The page is served on this machine only, until you press Ctrl-C. What you tick as read or
    approved is kept in review.json in the folder.
    """
    from proposalgen.batch.review.packs import read_packs
    from proposalgen.batch.review.page import write_page
    from proposalgen.batch.review.server import ReviewServer
    from proposalgen.packs.store import open_store
    from proposalgen.packs.workspace import Workspace

    opened = Workspace.open(workspace)
    library, brand = opened.library, opened.load_brand("")
    store = open_store(output)
    packs = list(read_packs(store))
    if not packs:
        hint = "Name the folder in which 'proposalgen batch' made some."
        raise InputError(Problem("no packs in it", file=output, hint=hint))
    title = PurePath(store.locate()).name
    try:
        server = ReviewServer(
            store, packs,
            lambda ticks: write_page(packs, library, brand, store, title=title, ticks=ticks),
            port,
        )  # fmt: skip
    except OSError as error:
        hint = "Choose another with --port, or leave it out."
        message = f"the port {port} cannot be opened: {error.strerror}"
        raise OutputError(Problem(message, hint=hint)) from error
    with server:
        if as_json:
            write_json({"address": server.address, "packs": len(packs)})
        else:
            click.echo(server.address)
            write_message(f"{format_count(len(packs), 'pack')}. Press Ctrl-C to end the review.")
        if not no_browser:
            webbrowser.open(server.address)
        try:
            server.serve_forever()
        except KeyboardInterrupt:  # the usual end, and no error
            if not as_json:
                write_message("The review has ended.")
