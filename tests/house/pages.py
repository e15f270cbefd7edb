"""The pages of the project: their links, the paths they name, and their blocks of code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.support.real import ROOT

PAGES = sorted(
    path
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
    if "node_modules" not in path.parts
)


class Block(NamedTuple):
    """A fenced block of code."""

    language: str
    text: str


def name_page(page: Path) -> str:
    """Return a page's path from the project's folder."""
    return page.relative_to(ROOT).as_posix()


def list_links(text: str) -> Iterator[str]:
    """Yield the targets of a page's links and pictures that lie in this repository."""
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not re.match(r"[a-z]+:|#", target):
            yield target.partition("#")[0]


def list_paths(text: str) -> Iterator[str]:
    """Yield the files and folders of this repository that a page names as code."""
    for name in re.findall(r"`([^`\n]+)`", text):
        if re.fullmatch(r"(proposalgen|tests|content|templates|docs|\.ci)/[\w./-]*", name):
            yield name


def list_blocks(text: str, language: str = "") -> list[Block]:
    """Return the fenced blocks of a page, or those in one language."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [Block(*one) for one in found if not language or one[0] == language]


def list_commands(text: str) -> list[str]:
    """Return the lines of a page's console blocks, in order."""
    return [line for block in list_blocks(text, "console") for line in block.text.splitlines()]


def list_tables(text: str) -> Iterator[list[list[str]]]:
    """Yield a page's tables as rows of cells, the head first and the line below it left out."""
    for lines in re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE):
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines.split("\n")]
        yield [row for row in rows if any(row) and not re.fullmatch(r"[-: ]+", row[0])]
