"""The page of an output folder, in one HTML file: what to look at first, then every pack."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote as quote_url

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from proposalgen.batch.review.packs import ReviewedPack
from proposalgen.batch.review.parts import list_parts
from proposalgen.brand.model import Brand
from proposalgen.model.numbers import format_money
from proposalgen.model.records import Library
from proposalgen.model.years import last_year
from proposalgen.packs.store import Store

STATES = ("Failed", "Warnings", "Good")
"""What needs somebody first."""
_HERE = Path(__file__).parent
_CHUNK = 64
"""How many pieces of the page are joined before they are written."""


@dataclass(frozen=True, slots=True)
class _Bar:
    """A line of a chart."""

    label: str
    figure: str
    share: float
    """Of the longest line, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class _Chart:
    title: str
    bars: tuple[_Bar, ...]


def write_page(
    packs: Sequence[ReviewedPack],
    library: Library,
    brand: Brand,
    store: Store,
    *,
    title: str,
    ticks: str = "",
) -> Iterator[str]:
    """Yield the page piece by piece. It needs no other file, and no network.

    Args:
        packs: What is shown, in order.
        library: Gives the titles of themes.
        brand: Gives the colours.
        store: Where the packs' files are read.
        title: Of the list or the folder.
        ticks: The address at which ticks are kept; empty to keep them in the browser.
    """
    titles = {
        theme.id: theme.short_title
        for edition in library.themes.values()
        for theme in edition.values()
    }
    script, style = _read("page.js"), _colour(brand) + _read("page.css")
    # Names, notes and themes come from outside: every value is escaped as HTML.
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    page = environment.get_template("page.html.j2").stream(
        title=title,
        counts=Counter(pack.state for pack in packs),
        states=STATES,
        charts=tuple(_draw_charts(packs, titles)),
        causes=_count_notes(packs),
        parts=list_parts(packs, store),
        themes=[(one, titles.get(one, one)) for one in _list_values(pack.themes for pack in packs)],
        types=_list_values((pack.type,) for pack in packs),
        data=_write_data(packs, titles),
        ticks=ticks,
        script=Markup(script),
        style=Markup(style),
        script_hash=_hash(script),
        style_hash=_hash(style),
    )
    page.enable_buffering(_CHUNK)
    return iter(page)


def _read(name: str) -> str:
    return (_HERE / name).read_text("utf-8")


def _colour(brand: Brand) -> str:
    """Return the brand's colours as variables of CSS."""
    colours = brand.colours
    named = {"text": colours.text, "primary": colours.primary, "panel": colours.panel,
             "bad": colours.alert, "surface": colours.surface}  # fmt: skip
    return f":root {{ {' '.join(f'--{name}: {colour};' for name, colour in named.items())} }}"


def _hash(text: str) -> str:
    """Return the hash by which a Content-Security-Policy allows a script or a style."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _list_values(lists: Iterable[Iterable[str]]) -> list[str]:
    """Return each value that is not empty once, in the order of the alphabet."""
    return sorted({value for values in lists for value in values if value})


def _count_notes(packs: Iterable[ReviewedPack]) -> list[tuple[str, int, str]]:
    """Return each note with how many packs have it and their state; those of most packs first."""
    counts = Counter((pack.state, note) for pack in packs for note in dict.fromkeys(pack.notes))
    order = sorted(counts.items(), key=lambda item: (STATES.index(item[0][0]), -item[1]))
    return [(note, count, state) for (state, note), count in order]


def _write_data(packs: Sequence[ReviewedPack], titles: Mapping[str, str]) -> Iterator[Markup]:
    """Yield the packs as JSON that may stand in a page, whatever they are called."""
    yield Markup("[")
    for at, pack in enumerate(packs):
        described = {
            "id": pack.id,
            "name": pack.name,
            "state": pack.state,
            "themes": pack.themes,
            "titles": ", ".join(titles.get(theme, theme) for theme in pack.themes),
            "type": pack.type,
            "about": " · ".join(filter(None, _list_details(pack))),
            "notes": pack.notes,
            "files": [(quote_url(file), file.rpartition(".")[2].upper()) for file in pack.files],
        }
        text = json.dumps(described, ensure_ascii=False)
        for sign in "<>&":
            text = text.replace(sign, f"\\u{ord(sign):04x}")
        yield Markup(("," if at else "") + text + "\n")
    yield Markup("]")


def _list_details(pack: ReviewedPack) -> Iterator[str]:
    if pack.record:
        yield f"record {pack.record} of the list"
    yield pack.template
    yield pack.language
    yield "draft" if pack.draft else ""
    yield pack.date
    yield f"{pack.pages} page{'s' if pack.pages != 1 else ''}" if pack.pages else ""
    yield format_money(Decimal(pack.amount), pack.currency) if pack.amount else ""


# -- charts --------------------------------------------------------------------------------------


def _draw_charts(packs: Sequence[ReviewedPack], titles: Mapping[str, str]) -> Iterator[_Chart]:
    """Yield the charts that have something to show."""
    by_theme = Counter(titles.get(theme, theme) for pack in packs for theme in pack.themes)
    by_type = Counter(pack.type for pack in packs if pack.type)
    by_state = Counter(pack.state for pack in packs)
    facts = {fact: year for pack in packs for fact, year in pack.years}
    by_year = Counter(str(last_year(year) or "not stated") for year in facts.values())
    years = dict(sorted(by_year.items()))
    charts = [
        ("Packs by state", {state: by_state[state] for state in STATES if by_state[state]}),
        ("Packs by theme", dict(by_theme.most_common())),
        ("Packs by type of partner", dict(by_type.most_common())),
        ("Figures used, by the year they are of", years),
    ]
    for title, counts in charts:
        if counts:
            longest = max(counts.values())
            bars = (_Bar(name, f"{n:,}", n / longest) for name, n in counts.items())
            yield _Chart(title, tuple(bars))
    yield from _draw_sums(packs, titles)


def _draw_sums(packs: Sequence[ReviewedPack], titles: Mapping[str, str]) -> Iterator[_Chart]:
    """Yield a chart for each currency: partners' sums by the theme that leads."""
    sums: dict[str, Counter[str]] = {}
    for pack in packs:
        if pack.amount and pack.themes:
            theme = titles.get(pack.themes[0], pack.themes[0])
            # In whole units: cents are nothing in a sum over partners.
            sums.setdefault(pack.currency, Counter())[theme] += round(Decimal(pack.amount))
    for currency, by_theme in sorted(sums.items()):
        longest = max(by_theme.values()) or 1
        bars = tuple(_Bar(name, f"{n:,}", n / longest) for name, n in by_theme.most_common())
        yield _Chart(f"Sums by leading theme, {currency}", bars)
