"""The command that shows the themes there are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from proposalgen.cli.errors import report_errors
from proposalgen.cli.ids import complete_themes
from proposalgen.cli.options import json_option, language_option, workspace_option
from proposalgen.cli.terminal import write_json
from proposalgen.errors import InputError, Problem, quote, suggest

if TYPE_CHECKING:
    from proposalgen.model.records import Library, Theme


@click.command()
@click.argument("theme_id", metavar="[ID]", required=False, shell_complete=complete_themes)
@language_option
@workspace_option
@json_option
@report_errors
def themes(
    *, theme_id: str | None, language: str | None, workspace: Path | None, as_json: bool
) -> None:
    """Show the themes there are, or one in detail."""
    from proposalgen.content.load import load_library
    from proposalgen.content.workspace import find_workspace

    library = load_library(find_workspace(workspace, Path.cwd()).content)
    edition = _find_edition(library, language or "en")
    if theme_id is None:
        described = [describe_theme(theme, library) for theme in edition.values()]
        if as_json:
            write_json({"themes": described})
        else:
            _write_table(described)
        return
    if theme_id not in edition:
        message = f"no theme called {quote(theme_id)}"
        raise InputError(Problem(message, field="theme", hint=suggest(theme_id, edition)))
    one = describe_theme(edition[theme_id], library)
    if as_json:
        write_json(one)
    else:
        _write_theme(one)


def _find_edition(library: Library, language: str) -> dict[str, Theme]:
    """Return the themes in a language, by their ids.

    Raises:
        InputError: the library has no such language.
    """
    if language in library.themes:
        return library.themes[language]
    message = f"no language called {quote(language)}"
    raise InputError(Problem(message, field="language", hint=suggest(language, library.themes)))


def describe_theme(theme: Theme, library: Library) -> dict[str, Any]:
    """Return what a theme has to show, as ``--json`` gives it."""
    facts = {card.fact: None for card in (*theme.case, *theme.cards) if card.fact}
    facts |= {bar.fact: None for bar in theme.chart.bars} if theme.chart else {}
    return {
        "id": theme.id,
        "title": theme.title,
        "figures": [library.facts[fact].claim for fact in facts],
        "standards": [s.title for s in library.standards if theme.id in s.themes],
        "programmes": [p.name for p in library.programmes if theme.id in p.themes],
        "story": next((s.person for s in library.stories if s.theme == theme.id), None),
        "sum": library.facts[theme.ask_fact].text if theme.ask_fact else None,
    }


def _write_theme(described: dict[str, Any]) -> None:
    """Print a theme, a field a line; a list has a line for each entry."""
    for name, value in described.items():
        lines = value if isinstance(value, list) else [str(value or "none named")]
        for at, line in enumerate(lines or ["none"]):
            click.echo(f"{'' if at else name:<12}{line}")


def _write_table(described: list[dict[str, Any]]) -> None:
    """Print a line for each theme, with the numbers of what it has."""
    rows: list[tuple[str, ...]] = [
        ("id", "title", "figures", "standards", "programmes", "story", "sum named")
    ]
    for one in described:
        counts = (str(len(one[name])) for name in ("figures", "standards", "programmes"))
        rows.append((one["id"], one["title"], *counts, one["story"] or "-", one["sum"] or "-"))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())
