"""The command that makes one partner's documents."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
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
from proposalgen.cli.sources import STREAM, open_source
from proposalgen.cli.terminal import format_count, problem_to_json, write_json, write_message
from proposalgen.errors import InputError, Problem

if TYPE_CHECKING:
    from proposalgen.packs.pack import Pack, PlacedPack
    from proposalgen.read.place import Place


@click.command(
    epilog="""\b
    Examples:
      proposalgen generate -p "Nordhavn Foundation" -t social-protection -t gender-equality
      proposalgen generate --from nordhavn.yaml"""
)
@click.option("-p", "--partner", "name", metavar="NAME", help="The partner's name.")
@click.option(
    "-t", "--theme", "themes", multiple=True, metavar="ID",
    help="A theme, the leading one first; repeat it for more. 'all' stands for all.",
    shell_complete=complete_themes,
)  # fmt: skip
@click.option("--type", metavar="TYPE", help="government, foundation, company, ... [other]",
              shell_complete=complete_types)  # fmt: skip
@click.option("--country", metavar="NAME", help="The partner's country.")
@click.option("--contact-name", metavar="NAME", help="The person whom the letter greets.")
@click.option("--contact-email", metavar="ADDRESS", help="The contact's e-mail address.")
@click.option("--logo", metavar="FILE", help="The partner's logo, PNG or JPEG.")
@click.option("--amount", metavar="NUMBER", help="The sum that the partner may give.")
@click.option("--currency", metavar="CODE", help="The sum's currency: USD, EUR, NOK, ...")
@click.option("--date", metavar="YYYY-MM-DD", help="The document's date. [today]")
@language_option
@click.option("--called", metavar="NAME", help="The partner in running text: 'the Ministry'.")
@click.option("--greeting", metavar="LINE", help="The letter's first line. [from the contact]")
@click.option("--message", metavar="TEXT", help="A paragraph of your own in the letter.")
@click.option("--priority", metavar="TEXT", help="The partner's stated aim, in its own words.")
@click.option("--priority-source", metavar="TEXT", help="Where the partner states it.")
@click.option("--sender", metavar="ID", help="Who signs. [the organisation's first]")
@click.option("--next-date", metavar="YYYY-MM-DD", help="The next step's date. [in two weeks]")
@click.option(
    "--from", "source", metavar="FILE",
    help="Read the partner from a YAML or JSON file, a URL or '-'; options win over its fields.",
)  # fmt: skip
@template_option
@formats_option
@output_option
@paper_option
@draft_option
@click.option("--strict", is_flag=True, help="Refuse instead of warning.")
@workspace_option
@json_option
@quiet_option
@report_errors
def generate(
    *,
    source: str | None,
    template: str,
    formats: tuple[Any, ...],
    output: str,
    paper: str,
    draft: bool,
    strict: bool,
    workspace: Path | None,
    as_json: bool,
    quiet: bool,
    **record: Any,
) -> None:
    """Make one partner's documents."""
    given = {field: value for field, value in record.items() if value not in (None, ())}
    _check_usage(source, given)
    if output == STREAM:
        _check_stream(as_json=as_json)

    from proposalgen.packs.make import build_proved, make_pack
    from proposalgen.packs.workspace import Workspace

    opened = Workspace.open(workspace)
    with _read_record(source, given) as (fields, place, folder), _without_place(given):
        inputs = opened.prepare(
            fields, template=template, formats=formats, paper=paper, draft=draft,
            logo=given.get("logo"), folder=folder, place=place,
        )  # fmt: skip
    doubts = opened.find_doubts(paper, strict=strict)
    if output == STREAM:
        made = build_proved(inputs, strict=strict)
        _write_warnings((*doubts, *made.warnings))
        _write_stream(made)
    else:
        placed = make_pack(inputs, output, strict=strict, skip=True)
        _report_pack(placed, doubts, as_json=as_json, quiet=quiet)


def _check_usage(source: str | None, given: dict[str, Any]) -> None:
    """Raise click's UsageError where a needed option is missing."""
    if source:
        return
    if "name" not in given:
        raise click.UsageError("Name the partner with --partner, or a file with --from.")
    if "themes" not in given:
        raise click.UsageError("Choose a theme with --theme; 'proposalgen themes' lists them.")


def _check_stream(*, as_json: bool) -> None:
    """Raise click's UsageError where a pack cannot go to the standard output."""
    if as_json:
        raise click.UsageError("The standard output has one thing: leave out --json or -o -.")
    if sys.stdout is None or sys.stdout.isatty():
        raise click.UsageError("A terminal cannot show a zip file: write '-o - > pack.zip'.")


@contextmanager
def _read_record(
    source: str | None, given: dict[str, Any]
) -> Iterator[tuple[Mapping[str, object], Place, Path]]:
    """Give the record of a file and the options, which win over the file's fields.

    With it come where it stands, for messages, and the folder in which its logo is.
    """
    from proposalgen.read.kinds import guess_record_kind
    from proposalgen.read.partners import LARGEST_RECORD, read_record
    from proposalgen.read.place import Place

    if source is None:
        yield given, Place(), Path()
        return
    with open_source(source, LARGEST_RECORD, guess_record_kind) as (path, folder):
        fields, place, warnings = read_record(path)
        _write_warnings(warnings)
        yield {**fields, **given}, place, folder


@contextmanager
def _without_place(given: Collection[str]) -> Iterator[None]:
    """Take the place from the mistakes of some fields: what an option says stands in no file."""
    try:
        yield
    except InputError as error:
        raise InputError(
            Problem(one.message, field=one.field, hint=one.hint) if one.field in given else one
            for one in error.problems
        ) from error


def _write_warnings(warnings: Iterable[Problem]) -> None:
    for warning in warnings:
        write_message(f"warning: {warning}")


def _write_stream(pack: Pack) -> None:
    """Write a pack to stdout as a zip file."""
    from proposalgen.packs.zip import zip_packs

    click.echo(zip_packs([pack]), nl=False)


def _report_pack(
    pack: PlacedPack, doubts: Iterable[Problem], *, as_json: bool, quiet: bool
) -> None:
    """Write the paths of a pack's files to stdout, and its warnings to stderr."""
    if as_json:
        _write_warnings(doubts)
        files = [
            {"path": f.path, "format": f.format, "sha256": f.sha256, "pages": f.pages}
            for f in pack.files
        ]
        warnings = [problem_to_json(warning) for warning in pack.warnings]
        write_json({"partner": pack.partner, "files": files, "warnings": warnings})
        return
    _write_warnings((*doubts, *pack.warnings))
    for file in pack.files:
        click.echo(file.path)
    if not quiet:
        pages = format_count(pack.files[0].pages, "page")
        count = format_count(len(pack.files), "file")
        begin = "Nothing has changed since it made" if pack.unchanged else "Made"
        write_message(f"{begin} {count} for {pack.partner}, {pages}.")
