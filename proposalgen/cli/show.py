"""Commands that show what there is: themes, facts, and the facts in a finished file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from proposalgen.cli.options import (
    find_today,
    json_option,
    language_option,
    workspace_option,
)
from proposalgen.cli.terminal import give_json, plural, say, show_paragraph, tells_errors
from proposalgen.errors import (
    InputError,
    Problem,
    quote,
    suggest,
)

if TYPE_CHECKING:
    from proposalgen.model.records import Library, Theme


@click.command()
@click.argument("theme_id", metavar="[ID]", required=False)
@language_option
@workspace_option
@json_option
@tells_errors
def themes(
    *, theme_id: str | None, language: str | None, workspace: Path | None, as_json: bool
) -> None:
    """Show the themes there are, or one in detail."""
    from proposalgen.content.library import load_library
    from proposalgen.content.workspace import find_workspace

    library = load_library(find_workspace(workspace, Path.cwd()).content)
    language = language or "en"
    if language not in library.themes:
        hint = suggest(language, library.themes)
        message = f"no language called {quote(language)}"
        raise InputError(Problem(message, field="language", hint=hint))
    edition = library.themes[language]
    if theme_id is not None and theme_id not in edition:
        message = f"no theme called {quote(theme_id)}"
        raise InputError(Problem(message, field="theme", hint=suggest(theme_id, edition)))
    chosen = [edition[theme_id]] if theme_id else list(edition.values())
    told = [_tell_theme(theme, library) for theme in chosen]
    if as_json:
        give_json(told[0] if theme_id else {"themes": told})
    elif theme_id:
        for name, value in told[0].items():
            lines = value if isinstance(value, list) else [str(value or "none named")]
            for at, line in enumerate(lines or ["none"]):
                click.echo(f"{'' if at else name:<12}{line}")
    else:
        rows: list[tuple[str, ...]] = [
            ("id", "title", "figures", "standards", "programmes", "story", "sum named")
        ]
        rows += [_tell_row(one) for one in told]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            cells = (f"{c:<{w}}" for c, w in zip(row, widths, strict=True))
            click.echo("  ".join(cells).rstrip())


def _tell_theme(theme: Theme, library: Library) -> dict[str, Any]:
    """Return what a theme has, for JSON and for the eye."""
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


def _tell_row(told: dict[str, Any]) -> tuple[str, ...]:
    counts = (str(len(told[name])) for name in ("figures", "standards", "programmes"))
    return (told["id"], told["title"], *counts, told["story"] or "-", told["sum"] or "-")


@click.command()
@click.argument(
    "file", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option("--text", default="", metavar="TEXT", help="Only figures at these words.")
@json_option
@tells_errors
def explain(*, file: Path, text: str, as_json: bool) -> None:
    """Show where the figures of a finished DOCX or PDF come from.

    The file may have been renamed or moved: it carries its facts itself.
    """
    from dataclasses import asdict

    from proposalgen.packs.explain import explain as explain_file

    found = explain_file(file, text)
    if as_json:
        give_json({"facts": [{**asdict(e.fact), "places": [asdict(p) for p in e.places]}
                              for e in found]})  # fmt: skip
        return
    for one in found:
        fact = one.fact
        lines = [fact.claim, f"as of: {fact.as_of or 'not stated'}; {fact.status}; version "
                 f"{fact.version}", f"source: {fact.source}", fact.url]  # fmt: skip
        lines += [f"under {quote(p.heading)}: {quote(p.paragraph, 120)}" for p in one.places]
        show_paragraph(f"{fact.id}  {fact.figure}", filter(None, lines))
    say(f"{plural(len(found), 'fact')}.")


@click.command()
@click.argument("fact_ids", metavar="[ID]...", nargs=-1)
@click.option("--stale", is_flag=True, help="Only those that should not be printed, and why.")
@click.option(
    "--where-used", metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The packs below DIR that hold them, and which version.",
)  # fmt: skip
@workspace_option
@json_option
@tells_errors
def facts(
    *,
    fact_ids: tuple[str, ...],
    stale: bool,
    where_used: Path | None,
    workspace: Path | None,
    as_json: bool,
) -> None:
    """Show the figures, their sources and how fresh they are."""
    from proposalgen.content.facts import judge_fact, version_fact
    from proposalgen.content.library import load_library
    from proposalgen.content.workspace import find_workspace
    from proposalgen.packs.where_used import find_uses

    library = load_library(find_workspace(workspace, Path.cwd()).content)
    uses = find_uses(where_used, library) if where_used else {}
    known = {**library.facts, **uses}
    unknown = [name for name in fact_ids if name not in known]
    if unknown:
        hints = {name: suggest(name, known).partition("There are:")[0].strip() for name in unknown}
        raise InputError(
            Problem(
                f"no fact called {quote(name)}", field="fact",
                hint=hints[name] or "'proposalgen facts' lists them.",
            )
            for name in unknown
        )  # fmt: skip
    told: list[dict[str, Any]] = []
    for name in fact_ids or (uses if where_used else library.facts):
        fact = library.facts.get(name)
        weak = judge_fact(fact, library, find_today()) if fact else ()
        if stale and not weak:
            continue
        one: dict[str, Any] = {"id": name}
        if fact:
            source = library.sources[fact.source]
            one |= {
                "claim": fact.claim,
                "figure": fact.text,
                "kind": fact.kind,
                "as_of": fact.as_of,
                "status": fact.status,
                "owner": fact.owner,
                "superseded_by": fact.superseded_by,
                "review_by": fact.review_by.isoformat() if fact.review_by else None,
                "source": {"id": source.id, "title": source.title, "publisher": source.publisher,
                           "url": source.url or next(iter(source.seen_at), None)},
                "place": "{}, line {}".format(*library.places[name]),
            }  # fmt: skip
            one["version"] = version_fact(fact)
        one["weak"] = [{"kind": w.kind, "message": w.message, "hint": w.hint} for w in weak]
        if where_used:
            one["used"] = [
                {"pack": str(use.pack), "partner": use.partner, "files": list(use.files),
                 "version": use.version, "current": use.current}
                for use in uses.get(name, ())
            ]  # fmt: skip
        told.append(one)
    if as_json:
        give_json({"facts": told})
        return
    for one in told:
        _show_fact(one)
    counts = f"{plural(len(told), 'fact')}, {sum(bool(one['weak']) for one in told)} of them weak."
    say(counts)


def _show_fact(told: dict[str, Any]) -> None:
    """Print a fact as a paragraph: its id and figure, then what is said about it."""
    if "claim" not in told:
        lines = ["no longer in the library"]
    else:
        source = told["source"]
        dated = f"as of: {told['as_of'] or 'not stated'}; {told['status']}; version "
        lines = [told["claim"], dated + told["version"]]
        lines.append(f"source: {source['title']}, {source['publisher']}")
        lines += [f"weak: {one['message']}. {one['hint']}" for one in told["weak"]]
        lines += [f"kept by: {told['owner']}"] if told["owner"] else []
        lines.append(f"written in: {told['place']}")
    for use in told.get("used", ()):
        state = "today's" if use["current"] else "not today's"
        lines.append(f"in {use['pack']}: version {use['version']}, {state}")
    show_paragraph(f"{told['id']}  {told.get('figure') or ''}", lines)
