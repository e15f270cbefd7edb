"""How commands write: data to stdout, messages to stderr."""

from __future__ import annotations

import json
import shutil
import textwrap
from collections.abc import Iterable

import click

from proposalgen.errors import Problem

MAX_WIDTH = 100
"""Characters a line, at most: longer lines are hard to read on a wide terminal."""


def write_message(line: str) -> None:
    """Write a line to stderr, for a person."""
    click.echo(line, err=True)


def write_json(value: object) -> None:
    """Write a value to stdout as JSON, for a script."""
    # ASCII, so that every console can print it, whatever its encoding.
    click.echo(json.dumps(value, indent=2))


def write_paragraph(title: str, lines: Iterable[str]) -> None:
    """Write a title to stdout, then lines, indented and wrapped to the terminal's width."""
    width = min(shutil.get_terminal_size().columns, MAX_WIDTH)
    click.echo(title.rstrip())
    for line in lines:
        # Addresses and file names are copied from here, so they are never broken.
        wrapped = textwrap.wrap(line, width - 1, initial_indent="    ", subsequent_indent="      ",
                                break_long_words=False, break_on_hyphens=False)  # fmt: skip
        click.echo("\n".join(wrapped))


def format_count(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural unless the number is one."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def problem_to_json(problem: Problem) -> dict[str, object]:
    """Return a problem as the ``--json`` outputs hold it."""
    where = {"file": problem.file, "line": problem.line, "field": problem.field}
    return {
        "message": problem.message,
        "where": {name: value for name, value in where.items() if value},
        "hint": problem.hint,
    }
