"""The command that checks a workspace: content, templates and brand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from proposalgen.cli.errors import report_errors
from proposalgen.cli.options import json_option, quiet_option, workspace_option
from proposalgen.cli.terminal import format_count, problem_to_json, write_json, write_message
from proposalgen.errors import InputError, Problem, ProposalError, StrictError, quote

if TYPE_CHECKING:
    from proposalgen.brand.model import Brand
    from proposalgen.model.document import Document
    from proposalgen.model.records import Library

Loaded = TypeVar("Loaded")


@click.command()
@click.option(
    "--renew-base", is_flag=True, help="First make base.docx, the Word styles, from brand.yaml."
)
@click.option(
    "--renew-locks", is_flag=True,
    help="First lock quotations and standards as they stand, in content/locks.yaml.",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="Refuse instead of warning.")
@workspace_option
@json_option
@quiet_option
@report_errors
def check(
    *,
    renew_base: bool,
    renew_locks: bool,
    strict: bool,
    workspace: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Check content, templates and brand: every problem at once.

    Warns of what documents say and should not: figures that are stale, said with less reserve than
    their source or from no fact, sums of a period that is over, titles that count wrong, promises,
    words of another organisation, quotations that have changed; of facts that no document prints,
    of letters that nobody signs, and of a base.docx that was made from another brand.yaml. Then
    names what an editor has to look up.
    """
    from proposalgen.brand.load import load_brand
    from proposalgen.compose.rehearse import rehearse
    from proposalgen.compose.templates import load_template
    from proposalgen.content.gaps import find_gaps
    from proposalgen.content.judge import judge
    from proposalgen.content.kept import find_idle_facts
    from proposalgen.content.load import load_library
    from proposalgen.content.locks import write_locks
    from proposalgen.content.workspace import find_workspace
    from proposalgen.formats.docx import base
    from proposalgen.formats.trial import try_brand
    from proposalgen.model.walk import find_fact_ids
    from proposalgen.read.today import find_today

    place = find_workspace(workspace, Path.cwd())
    today = find_today()
    problems: list[Problem] = []
    # A problem may show in many documents, and is reported once, in the order found.
    warnings: dict[Problem, None] = {}

    def load(read: Callable[[Path], Loaded], folder: Path) -> Loaded | None:
        """Load one part; note its problems, so that those of the others are found as well."""
        try:
            return read(folder)
        except ProposalError as error:
            problems.extend(error.problems)
            return None

    library = load(load_library, place.content)
    if library and renew_locks:
        write_locks(place.content, library)
        library = load(load_library, place.content)
    names = place.list_templates()
    templates = [load(load_template, place.find_template(name)) for name in names]
    brand = load(load_brand, place.brand)
    if brand:
        if renew_base:
            base.renew_base(brand)
        problems.extend(try_brand(brand))
        warnings.update(dict.fromkeys(base.find_stale_base(brand)))
    if not names:
        hint = "Put a folder with a template.yaml into it."
        problems.append(Problem("no template", file="templates/", hint=hint))
    if library:
        printed: set[str] = set()

        def inspect(document: Document, library: Library = library) -> None:
            warnings.update(dict.fromkeys(judge(document, library, today)))
            printed.update(find_fact_ids(document.sections))

        warnings.update(dict.fromkeys(_find_missing_senders(library)))
        for template in filter(None, templates):
            problems.extend(rehearse(library, template, inspect, today))
        warnings.update(dict.fromkeys(find_idle_facts(library, printed)))
        if brand:
            problems.extend(_find_missing_looks(library, brand))
            warnings.update(dict.fromkeys(_find_foreign_brand(library, brand)))
    if problems:
        raise InputError(problems)
    if strict and warnings:
        raise StrictError(warnings)
    assert library is not None  # or there would be problems
    gaps = find_gaps(library, today)
    _report(_count(library, names), warnings, gaps, as_json=as_json, quiet=quiet)


def _count(library: Library, templates: Iterable[str]) -> dict[str, int]:
    """Return how many there are of each thing that was checked, by its plural."""
    return {
        "themes": len(library.theme_ids),
        "languages": len(library.themes),
        "facts": len(library.facts),
        "sources": len(library.sources),
        "templates": len(list(templates)),
    }


def _report(
    counts: dict[str, int],
    warnings: Iterable[Problem],
    gaps: Iterable[Problem],
    *,
    as_json: bool,
    quiet: bool,
) -> None:
    """Write the warnings, what to look up, then what was checked."""
    warnings = list(warnings)
    if as_json:
        told = [problem_to_json(warning) for warning in warnings]
        write_json({**counts, "warnings": told, "look_up": [problem_to_json(gap) for gap in gaps]})
        return
    for warning in warnings:
        write_message(f"warning: {warning}")
    for gap in gaps:
        write_message(f"look up: {gap}")
    if not quiet:
        checked = ", ".join(format_count(number, noun[:-1]) for noun, number in counts.items())
        found = f"{format_count(len(warnings), 'warning')} about" if warnings else "All good:"
        click.echo(f"{found} {checked}, the brand.")


def _find_missing_senders(library: Library) -> Iterable[Problem]:
    """Yield a problem where documents name nobody whom their reader may call."""
    if not library.organisation.senders:
        hint = "Add the people of your team who sign letters."
        file = "organisation.yaml"
        yield Problem("nobody signs the letters", file=file, field="senders", hint=hint)


def _find_foreign_brand(library: Library, brand: Brand) -> Iterable[Problem]:
    """Yield a problem where the brand bears the name of another organisation."""
    if brand.name in {other.name for other in library.others}:
        message = f"{quote(brand.name)} is another organisation"
        hint = f"This is {library.organisation.name}: give the brand its name, and its look."
        yield Problem(message, file="brand.yaml", field="name", hint=hint)


def _find_missing_looks(library: Library, brand: Brand) -> Iterable[Problem]:
    """Yield a problem for each theme to which the brand gives no colour or no sign."""
    for theme in library.theme_ids:
        if theme not in brand.accents:
            hint = f"Write '{theme}: {{ ground: ..., text: ... }}' under accents."
            yield Problem("no accent", file="brand.yaml", field=f"accents.{theme}", hint=hint)
        if theme not in brand.signs:
            there = ", ".join(brand.signs) or "none"
            hint = f"Draw it as signs/{theme}.svg; 'signs/' has: {there}."
            yield Problem(f"no sign for the theme {quote(theme)}", file="signs/", hint=hint)
