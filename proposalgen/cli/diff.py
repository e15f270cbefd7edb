"""The command that compares two packs."""

from __future__ import annotations

from pathlib import Path

import click

from proposalgen.cli.errors import report_errors
from proposalgen.cli.options import json_option
from proposalgen.cli.terminal import format_count, write_json, write_message, write_paragraph
from proposalgen.errors import InputError, Problem, quote


@click.command()
@click.argument("old", metavar="OLD", type=click.Path(path_type=Path, exists=True))
@click.argument("new", metavar="NEW", type=click.Path(path_type=Path, exists=True))
@click.option(
    "-o", "--output", "redline", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
    help="Write the new DOCX, each change of words tracked.",
)  # fmt: skip
@json_option
@report_errors
def diff(*, old: Path, new: Path, redline: Path | None, as_json: bool) -> None:
    """Show what changed between two packs, changed figures first.

    OLD and NEW are packs' folders, or DOCX or PDF files of packs.
    """
    from dataclasses import asdict

    from proposalgen.packs.compare import compare_packs

    found = compare_packs(old, new)
    if redline:
        _write_redline(old, new, redline)
    if as_json:
        write_json(asdict(found))
        return
    for figure in found.figures:
        was, now = (one and (one.figure or one.claim) for one in (figure.old, figure.new))
        name = next(one.id for one in (figure.old, figure.new) if one)
        write_paragraph(name, [f"- {was or 'not there'}", f"+ {now or 'no longer there'}"])
    for passage in found.passages:
        lines = [*(f"- {said}" for said in passage.old), *(f"+ {said}" for said in passage.new)]
        write_paragraph(f"under {quote(passage.heading)}:", lines)
    for file in found.without_facts:
        write_message(f"warning: {file} carries no facts: only its passages are compared.")
    figures = format_count(len(found.figures), "figure")
    write_message(f"{figures}, {format_count(len(found.passages), 'passage')}.")


def _write_redline(old: Path, new: Path, redline: Path) -> None:
    """Write a DOCX whose tracked changes lead from the old file to the new one.

    Raises:
        InputError: one of the two is no DOCX.
    """
    from proposalgen.formats.format import UnreadableError
    from proposalgen.packs.compare import find_file
    from proposalgen.packs.files import put_files
    from proposalgen.packs.redline import make_redline

    files = [find_file(path) for path in (old, new)]
    for file in files:
        if file.suffix.lower() != ".docx":
            hint = "Changes are tracked from one DOCX to another: name packs that have one."
            raise InputError(Problem("no DOCX", file=str(file), hint=hint))
    before, after = (file.read_bytes() for file in files)
    try:
        made = make_redline(before, after, "proposalgen")
    except UnreadableError as error:
        message = f"changes cannot be tracked: {error}"
        raise InputError(Problem(message, file=f"{files[0]}, {files[1]}")) from error
    put_files(redline.absolute().parent, {redline.name: made})
    write_message(f"Wrote {redline}: take or refuse each change in Word.")
