"""The command that shows the facts in a finished file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from proposalgen.cli.errors import report_errors
from proposalgen.cli.options import json_option
from proposalgen.cli.terminal import format_count, write_json, write_message, write_paragraph
from proposalgen.errors import quote

if TYPE_CHECKING:
    from proposalgen.packs.explain import ExplainedFact


@click.command()
@click.argument(
    "file", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option("--text", default="", metavar="TEXT", help="Show only the figures at these words.")
@json_option
@report_errors
def explain(*, file: Path, text: str, as_json: bool) -> None:
    """Show where the figures of a finished DOCX or PDF come from.

    The file may have been renamed or moved: it carries its facts itself.
    """
    from dataclasses import asdict

    from proposalgen.packs.explain import explain as explain_file

    found = explain_file(file, text)
    if as_json:
        facts = [{**asdict(e.fact), "places": [asdict(p) for p in e.places]} for e in found]
        write_json({"facts": facts})
        return
    for one in found:
        _write_fact(one)
    write_message(f"{format_count(len(found), 'fact')}.")


def _write_fact(explained: ExplainedFact) -> None:
    """Write a fact as a paragraph: its claim and source, then the places where it is printed."""
    fact = explained.fact
    lines = [
        fact.claim,
        f"as of: {fact.as_of or 'not stated'}; {fact.status}; version {fact.version}",
        f"source: {fact.source}",
        fact.url,
    ]
    lines += [f"under {quote(p.heading)}: {quote(p.paragraph, 120)}" for p in explained.places]
    write_paragraph(f"{fact.id}  {fact.figure}", filter(None, lines))
