"""The command that makes one partner's documents."""

from __future__ import annotations

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
from proposalgen.cli.terminal import format_count, problem_to_json, write_json, write_message
from proposalgen.errors import InputError, Problem, StrictError

if TYPE_CHECKING:
    from proposalgen.model.partner import Partner
    from proposalgen.model.records import Library
    from proposalgen.packs.pack import PlacedPack


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
    "--from", "source", metavar="FILE", type=click.Path(path_type=Path),
    help="Read the partner from a YAML or JSON file; options win over its fields.",
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
    source: Path | None,
    template: str,
    formats: tuple[Any, ...],
    output: Path,
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

    from proposalgen.brand.load import load_brand
    from proposalgen.compose.templates import load_template
    from proposalgen.content.load import load_library
    from proposalgen.content.workspace import find_workspace
    from proposalgen.formats.docx.base import find_stale_base
    from proposalgen.formats.table import FORMATS
    from proposalgen.packs.inputs import PackInputs
    from proposalgen.packs.make import make_pack
    from proposalgen.read.logo import read_logo
    from proposalgen.read.logo_files import split_option

    folder = source.parent if source else Path()
    if "logo" in given:
        folder, given["logo"] = split_option(given["logo"])
    place = find_workspace(workspace, Path.cwd())
    library = load_library(place.content)
    partner = _read_partner(source, given, library, folder)
    brand = load_brand(place.brand, paper)
    stale = tuple(find_stale_base(brand))
    if strict and stale:
        raise StrictError(stale)
    inputs = PackInputs(
        partner,
        library,
        load_template(place.find_template(template)),
        brand,
        logo=read_logo(partner, folder),
        formats=frozenset(formats or FORMATS),
        draft=draft,
    )
    pack = make_pack(inputs, output, strict=strict, skip=True)
    for problem in stale:
        write_message(f"warning: {problem}")
    _report_pack(pack, as_json=as_json, quiet=quiet)


def _check_usage(source: Path | None, given: dict[str, Any]) -> None:
    """Raise click's UsageError where a needed option is missing."""
    if source:
        return
    if "name" not in given:
        raise click.UsageError("Name the partner with --partner, or a file with --from.")
    if "themes" not in given:
        raise click.UsageError("Choose a theme with --theme; 'proposalgen themes' lists them.")


def _read_partner(
    source: Path | None, given: dict[str, Any], library: Library, folder: Path
) -> Partner:
    """Return the partner of a file and the options, which win over the file's fields."""
    from proposalgen.read.partners import check_record, read_record
    from proposalgen.read.place import Place

    data, place, warnings = read_record(source) if source else ({}, Place(), ())
    for warning in warnings:
        write_message(f"warning: {warning}")
    try:
        return check_record(
            {**data, **given},
            themes=library.theme_ids,
            languages=tuple(library.themes),
            senders=library.organisation.sender_ids,
            today=find_today(),
            place=place,
            folder=folder,
        )
    except InputError as error:
        # What an option says stands in no file.
        raise InputError(
            Problem(one.message, field=one.field, hint=one.hint) if one.field in given else one
            for one in error.problems
        ) from error


def _report_pack(pack: PlacedPack, *, as_json: bool, quiet: bool) -> None:
    """Write the paths of a pack's files to stdout, and its warnings to stderr."""
    if as_json:
        files = [
            {"path": str(f.path), "format": f.format, "sha256": f.sha256, "pages": f.pages}
            for f in pack.files
        ]
        warnings = [problem_to_json(warning) for warning in pack.warnings]
        write_json({"partner": pack.partner, "files": files, "warnings": warnings})
        return
    for warning in pack.warnings:
        write_message(f"warning: {warning}")
    for file in pack.files:
        click.echo(str(file.path))
    if not quiet:
        pages = format_count(pack.files[0].pages, "page")
        count = format_count(len(pack.files), "file")
        begin = "Nothing has changed since it made" if pack.unchanged else "Made"
        write_message(f"{begin} {count} for {pack.partner}, {pages}.")
