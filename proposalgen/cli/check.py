"""Commands that judge: a workspace, and packs that are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from proposalgen.cli.options import (
    find_today,
    json_option,
    quiet_option,
    workspace_option,
)
from proposalgen.cli.terminal import give_json, plural, say, tell, tells_errors
from proposalgen.errors import (
    ExitCode,
    InputError,
    Problem,
    ProposalError,
    StrictError,
    quote,
)

if TYPE_CHECKING:
    from proposalgen.brand.model import Brand
    from proposalgen.model.document import Document
    from proposalgen.model.records import Library


@click.command()
@click.option("--strict", is_flag=True, help="Refuse instead of warning.")
@workspace_option
@json_option
@quiet_option
@tells_errors
def check(*, strict: bool, workspace: Path | None, as_json: bool, quiet: bool) -> None:
    """Check content, templates and brand: every problem at once.

    Warns of figures that documents print and should not, and of numbers that come from no fact.
    """
    from proposalgen.brand.model import load_brand
    from proposalgen.compose.document import rehearse
    from proposalgen.compose.templates import load_template
    from proposalgen.content.facts import find_loose_numerals, judge_facts
    from proposalgen.content.library import load_library
    from proposalgen.content.workspace import find_workspace

    place = find_workspace(workspace, Path.cwd())
    problems: list[Problem] = []

    def load(read: Callable[[Path], Any], folder: Path) -> Any:
        try:
            return read(folder)
        except ProposalError as error:
            problems.extend(error.problems)

    library: Library | None = load(load_library, place.content)
    names = place.list_templates()
    templates = [load(load_template, place.find_template(name)) for name in names]
    brand: Brand | None = load(load_brand, place.brand)
    if not names:
        hint = "Put a folder with a template.yaml into it."
        problems.append(Problem("no template", file="templates/", hint=hint))
    warnings: dict[Problem, None] = {}
    today = find_today()

    def inspect(document: Document) -> None:
        assert library is not None
        warnings.update(dict.fromkeys(judge_facts(document, library, today)))
        warnings.update(dict.fromkeys(find_loose_numerals(document, library)))

    if library:
        for template in filter(None, templates):
            problems.extend(rehearse(library, template, inspect))
    if library and brand:
        problems.extend(_find_unmarked(library, brand))
    if problems:
        raise InputError(problems)
    if strict and warnings:
        raise StrictError(warnings)
    assert library is not None
    counts = {
        "themes": len(library.theme_ids),
        "languages": len(library.themes),
        "facts": len(library.facts),
        "sources": len(library.sources),
        "templates": len(names),
    }
    if as_json:
        give_json({**counts, "warnings": [tell(warning) for warning in warnings]})
        return
    for warning in warnings:
        say(f"warning: {warning}")
    if not quiet:
        listed = ", ".join(plural(number, noun[:-1]) for noun, number in counts.items())
        found = f"{plural(len(warnings), 'warning')} about" if warnings else "All good:"
        click.echo(f"{found} {listed}, the brand.")


def _find_unmarked(library: Library, brand: Brand) -> Iterable[Problem]:
    """Yield a problem for each theme that the brand gives no colour or no sign."""
    for theme in library.theme_ids:
        if theme not in brand.accents:
            hint = f"Write '{theme}: {{ ground: ..., text: ... }}' under accents."
            yield Problem("no accent", file="brand.yaml", field=f"accents.{theme}", hint=hint)
        if theme not in brand.signs:
            hint = (
                f"Draw it as signs/{theme}.svg; 'signs/' has: {', '.join(brand.signs) or 'none'}."
            )
            yield Problem(f"no sign for the theme {quote(theme)}", file="signs/", hint=hint)


@click.command()
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    metavar="PATH...",
    type=click.Path(path_type=Path, exists=True),
)
@workspace_option
@json_option
@quiet_option
@tells_errors
def verify(*, paths: tuple[Path, ...], workspace: Path | None, as_json: bool, quiet: bool) -> None:
    """See whether packs are whole, equal in both formats, and of today's facts.

    PATH is a pack's folder, a folder of packs, or a single DOCX or PDF.
    """
    from proposalgen.content.library import load_library
    from proposalgen.content.workspace import find_workspace
    from proposalgen.packs.verify import find_packs
    from proposalgen.packs.verify import verify as verify_pack

    packs = find_packs(paths)
    library = load_library(find_workspace(workspace, Path.cwd()).content)
    verdicts = [verify_pack(path, library, find_today()) for path in packs]
    different = [verdict for verdict in verdicts if verdict.problems]
    if as_json:
        told = [{"path": str(v.path), "problems": [tell(p) for p in v.problems]} for v in verdicts]
        give_json({"packs": told})
    else:
        for verdict in different:
            for problem in verdict.problems:
                click.echo(f"{verdict.path}: {problem}")
        if not quiet:
            good = len(verdicts) - len(different)
            say(f"Verified {plural(len(verdicts), 'pack')}: {good} good, {len(different)} not.")
    if different:
        raise SystemExit(ExitCode.DIFFERENT)
