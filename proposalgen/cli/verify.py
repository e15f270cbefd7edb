"""The command that verifies packs that are made."""

from __future__ import annotations

from pathlib import Path

import click

from proposalgen.cli.errors import report_errors
from proposalgen.cli.options import Location, json_option, quiet_option, workspace_option
from proposalgen.cli.terminal import format_count, problem_to_json, write_json, write_message
from proposalgen.errors import ExitCode


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=Location())
@workspace_option
@json_option
@quiet_option
@report_errors
def verify(*, paths: tuple[str, ...], workspace: Path | None, as_json: bool, quiet: bool) -> None:
    """Verify that packs are whole, equal in both formats, and of today's facts.

    PATH is a pack's folder, a folder of packs, or a single DOCX or PDF; or the URL of one.
    """
    from proposalgen.content.load import load_library
    from proposalgen.content.workspace import find_workspace
    from proposalgen.formats.format import FAULT
    from proposalgen.packs.verify import find_packs
    from proposalgen.packs.verify import verify as verify_pack
    from proposalgen.read.today import find_today

    packs = find_packs(paths)
    library = load_library(find_workspace(workspace, Path.cwd()).content)
    verdicts = [verify_pack(path, library, find_today()) for path in packs]
    different = [verdict for verdict in verdicts if verdict.problems]
    if as_json:
        write_json({
            "packs": [
                {"path": v.path, "problems": [problem_to_json(p) for p in v.problems]}
                for v in verdicts
            ]
        })  # fmt: skip
    else:
        for verdict in different:
            for problem in verdict.problems:
                click.echo(f"{verdict.path}: {problem}")
        if not quiet:
            total, good = format_count(len(verdicts), "pack"), len(verdicts) - len(different)
            write_message(f"Verified {total}: {good} good, {len(different)} not.")
    if any(problem.field == FAULT for verdict in different for problem in verdict.problems):
        raise SystemExit(ExitCode.FAULT)
    if different:
        raise SystemExit(ExitCode.DIFFERENT)
