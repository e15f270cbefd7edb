"""The command that shows the figures: sources, freshness, and the packs that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from proposalgen.cli.errors import report_errors
from proposalgen.cli.ids import complete_facts
from proposalgen.cli.options import json_option, workspace_option
from proposalgen.cli.terminal import format_count, write_json, write_message, write_paragraph
from proposalgen.errors import InputError, Problem, quote, suggest

if TYPE_CHECKING:
    from proposalgen.content.freshness import Weakness
    from proposalgen.model.records import Fact, Library
    from proposalgen.packs.where_used import Use


@click.command()
@click.argument("fact_ids", metavar="[ID]...", nargs=-1, shell_complete=complete_facts)
@click.option("--stale", is_flag=True,
              help="Show only the facts that should not be printed, and why.")  # fmt: skip
@click.option("--gaps", is_flag=True,
              help="Show only the facts that hold no words of their source.")  # fmt: skip
@click.option(
    "--where-used", metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Show the packs below DIR that hold each fact, and in which version.",
)  # fmt: skip
@workspace_option
@json_option
@report_errors
def facts(
    *,
    fact_ids: tuple[str, ...],
    stale: bool,
    gaps: bool,
    where_used: Path | None,
    workspace: Path | None,
    as_json: bool,
) -> None:
    """Show the figures, their sources and how fresh they are."""
    from proposalgen.content.freshness import find_weaknesses
    from proposalgen.content.load import load_library
    from proposalgen.content.workspace import find_workspace
    from proposalgen.packs.where_used import find_uses
    from proposalgen.read.today import find_today

    library = load_library(find_workspace(workspace, Path.cwd()).content)
    uses = find_uses(where_used, library) if where_used else {}
    # A pack may hold a fact that the library has no longer.
    _check_ids(fact_ids, {**library.facts, **uses})
    described: list[dict[str, Any]] = []
    for name in fact_ids or (uses if where_used else library.facts):
        fact = library.facts.get(name)
        weak = find_weaknesses(fact, library, find_today()) if fact else ()
        if (stale and not weak) or (gaps and (fact is None or fact.evidence)):
            continue
        one = {"id": name, **(describe_fact(fact, library) if fact else {})}
        one["weak"] = _describe_weaknesses(weak)
        if where_used:
            one["used"] = _describe_uses(uses.get(name, ()))
        described.append(one)
    if as_json:
        write_json({"facts": described})
        return
    for one in described:
        _write_fact(one)
    # The sum goes to stderr, so that a script that reads the list need not skip it.
    weak_ones = sum(bool(one["weak"]) for one in described)
    write_message(f"{format_count(len(described), 'fact')}, {weak_ones} of them weak.")


def _check_ids(fact_ids: Sequence[str], known: Mapping[str, object]) -> None:
    """Raise InputError where a fact that was asked for is not known."""
    problems = []
    for name in fact_ids:
        if name in known:
            continue
        # There are too many facts to list them all, as suggest() does.
        nearest = suggest(name, known).partition("There are:")[0].strip()
        hint = nearest or "'proposalgen facts' lists them."
        problems.append(Problem(f"no fact called {quote(name)}", field="fact", hint=hint))
    if problems:
        raise InputError(problems)


def describe_fact(fact: Fact, library: Library) -> dict[str, Any]:
    """Return what the library says of a fact, as ``--json`` gives it."""
    from proposalgen.content.embed import version_fact

    source = library.sources[fact.source]
    return {
        "claim": fact.claim,
        "figure": fact.text,
        "kind": fact.kind,
        "as_of": fact.as_of,
        "status": fact.status,
        "evidence": fact.evidence.model_dump(mode="json") if fact.evidence else None,
        "owner": fact.owner,
        "superseded_by": fact.superseded_by,
        "review_by": fact.review_by.isoformat() if fact.review_by else None,
        "source": {
            "id": source.id,
            "title": source.title,
            "publisher": source.publisher,
            "url": source.url or next(iter(source.seen_at), None),
        },
        "place": "{}, line {}".format(*library.places[fact.id]),
        "version": version_fact(fact),
    }


def _describe_weaknesses(weaknesses: Iterable[Weakness]) -> list[dict[str, str]]:
    return [{"kind": w.kind, "message": w.message, "hint": w.hint} for w in weaknesses]


def _describe_uses(uses: Iterable[Use]) -> list[dict[str, Any]]:
    return [
        {
            "pack": str(use.pack),
            "partner": use.partner,
            "files": list(use.files),
            "version": use.version,
            "current": use.current,
        }
        for use in uses
    ]


def _write_fact(described: dict[str, Any]) -> None:
    """Print a fact as a paragraph: its id and figure, then what is known about it."""
    if "claim" not in described:
        lines = ["no longer in the library"]
    else:
        source = described["source"]
        dated = f"as of: {described['as_of'] or 'not stated'}; {described['status']}"
        lines = [described["claim"], f"{dated}; version {described['version']}"]
        lines.append(f"source: {source['title']}, {source['publisher']}")
        if words := described["evidence"]:
            lines.append(f"its words: {words['words']}")
        lines += [f"weak: {one['message']}. {one['hint']}" for one in described["weak"]]
        lines += [f"kept by: {described['owner']}"] if described["owner"] else []
        lines.append(f"written in: {described['place']}")
    for use in described.get("used", ()):
        state = "today's" if use["current"] else "not today's"
        lines.append(f"in {use['pack']}: version {use['version']}, {state}")
    write_paragraph(f"{described['id']}  {described.get('figure') or ''}", lines)
