"""The page of a batch: every pack with its cover, its status and its files, in one HTML file."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote as quote_url

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from proposalgen.batch.model import Outcome, format_message
from proposalgen.brand.floor import draw_floor
from proposalgen.brand.model import Brand
from proposalgen.brand.png import to_png
from proposalgen.model.records import Library

_WIDTH, _HEIGHT = 21.0, 29.7
"""Of a thumbnail's cover, in millimetres."""
_DPI = 110
_CHUNK = 64
"""How many pieces of the page are joined before they are written."""


@dataclass(frozen=True, slots=True)
class _Link:
    """One file of a pack."""

    url: str
    """Relative to the page, percent-encoded."""
    text: str


@dataclass(frozen=True, slots=True)
class _Row:
    """What the page shows of one record; all of it is text, which the template escapes."""

    record: int
    name: str
    themes: str
    status: str
    failed: bool
    notes: tuple[str, ...]
    links: tuple[_Link, ...]
    cover: str
    """A PNG in base64; empty where no pack was made."""


def write_index(outcomes: Iterable[Outcome], library: Library, brand: Brand) -> Iterator[str]:
    """Yield the page piece by piece, so that a long list takes no memory.

    It searches and sorts without any other file, and can be read without its script.
    """
    titles = {
        theme.id: theme.short_title
        for edition in library.themes.values()
        for theme in edition.values()
    }
    # Names, notes and themes come from outside: every value is escaped as HTML.
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    page = environment.get_template("index.html.j2").stream(
        rows=(_make_row(outcome, titles, brand) for outcome in outcomes),
        colours=brand.colours,
    )
    page.enable_buffering(_CHUNK)
    return iter(page)


def _make_row(outcome: Outcome, titles: Mapping[str, str], brand: Brand) -> _Row:
    failed = outcome.status == "failed"
    notes = tuple(map(format_message, outcome.errors)) or outcome.warnings
    return _Row(
        record=outcome.record,
        name=outcome.name or f"Record {outcome.record}",
        themes=", ".join(titles.get(theme, theme) for theme in outcome.themes),
        status="Failed" if failed else "Warnings" if notes else "Good",
        failed=failed,
        notes=notes,
        links=tuple(
            _Link(quote_url(file), file.rpartition(".")[2].upper()) for file in outcome.files
        ),
        cover="" if failed else _draw_cover(outcome, brand),
    )


def _draw_cover(outcome: Outcome, brand: Brand) -> str:
    """Return a small cover as PNG in base64: the partner's floor under the house colour."""
    accents = [brand.accent(theme).ground for theme in outcome.themes]
    palette = tuple(dict.fromkeys([*accents, brand.colours.primary]))
    floor = draw_floor(
        outcome.name, _WIDTH, _HEIGHT * 0.6, palette, tile=brand.colours.surface,
        joint=brand.colours.joint,
    )  # fmt: skip
    return base64.b64encode(to_png(floor, _DPI)).decode()
