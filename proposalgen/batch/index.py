"""The page of a batch: every pack with its cover, its state and its files, in one HTML file."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any
from urllib.parse import quote as quote_url

from proposalgen.brand.floor import draw_floor
from proposalgen.brand.model import Brand
from proposalgen.brand.png import to_png
from proposalgen.model.records import Library

_WIDTH, _HEIGHT = 21.0, 29.7
"""Of a thumbnail's cover, in millimetres."""
_DPI = 110


def write_index(
    outcomes: Iterable[Mapping[str, Any]], library: Library, brand: Brand
) -> Iterator[str]:
    """Yield the page: searched and sorted without any other file, and read without a script."""
    titles = {
        theme.id: theme.short_title for edition in library.themes.values()
        for theme in edition.values()
    }  # fmt: skip
    style = _STYLE % {
        "house": brand.colours.primary,
        "text": brand.colours.text,
        "red": brand.colours.alert,
    }
    head, foot = (_PAGE % {"style": style, "rows": "\0", "script": _SCRIPT}).split("\0")
    yield head
    for outcome in outcomes:
        yield _row(outcome, titles, brand)
    yield foot


def _row(outcome: Mapping[str, Any], titles: Mapping[str, str], brand: Brand) -> str:
    name = escape(outcome["name"] or f"Record {outcome['record']}")
    failed = outcome["status"] == "failed"
    notes = [error["message"] for error in outcome["errors"]] or outcome["warnings"]
    said = "".join(f"<li>{escape(str(note))}</li>" for note in notes)
    links = " ".join(
        f'<a href="{escape(quote_url(file))}">{escape(file.rpartition(".")[2].upper())}'
        f'<span class="hidden"> of {name}</span></a>'
        for file in outcome["files"]
    )
    themes = ", ".join(escape(titles.get(theme, theme)) for theme in outcome["themes"])
    cover = "" if failed else _draw_cover(outcome, brand)
    return (
        f"<tr><td>{cover}</td><td>{outcome['record']}</td><th scope=row>{name}</th>"
        f"<td>{themes}</td><td class={'bad' if failed else 'good'}>"
        f"{'Failed' if failed else 'Warnings' if notes else 'Good'}</td>"
        f"<td>{f'<ul>{said}</ul>' if said else ''}</td><td>{links}</td></tr>\n"
    )


def _draw_cover(outcome: Mapping[str, Any], brand: Brand) -> str:
    """Return a small cover: the partner's floor under the house colour."""
    accents = [brand.accent(theme).ground for theme in outcome["themes"]]
    palette = tuple(dict.fromkeys([*accents, brand.colours.primary]))
    floor = draw_floor(
        outcome["name"], _WIDTH, _HEIGHT * 0.6, palette, tile=brand.colours.surface,
        joint=brand.colours.joint,
    )  # fmt: skip
    data = base64.b64encode(to_png(floor, _DPI)).decode()
    return f'<img class=cover alt="" src="data:image/png;base64,{data}">'


_STYLE = """
body { font: 16px/1.5 Overpass, Arial, sans-serif; color: %(text)s; margin: 2rem; }
table { border-collapse: collapse; width: 100%%; }
th, td { text-align: left; vertical-align: top; padding: .5rem; border-bottom: 1px solid #c9cfe6; }
thead th { border-bottom: 3px solid %(house)s; }
button { font: inherit; font-weight: bold; border: 0; background: none; color: %(house)s;
  padding: 0; cursor: pointer; }
a { color: %(house)s; margin-right: .75rem; }
.cover { width: 4rem; padding-top: 2.2rem; background: %(house)s; display: block; }
.bad { color: %(red)s; font-weight: bold; }
.hidden { position: absolute; clip-path: inset(50%%); }
ul { margin: 0; padding-left: 1rem; }
input { font: inherit; padding: .25rem .5rem; width: 20rem; max-width: 100%%; }
"""

_SCRIPT = """
const body = document.querySelector("tbody"), rows = [...body.rows];
const count = document.querySelector("#count");
document.querySelector("#search").addEventListener("input", event => {
  const asked = event.target.value.toLowerCase();
  let shown = 0;
  for (const row of rows) {
    row.hidden = !row.textContent.toLowerCase().includes(asked);
    shown += !row.hidden;
  }
  count.textContent = shown + " of " + rows.length + " shown";
});
document.querySelectorAll("thead button").forEach(button => {
  button.addEventListener("click", () => {
    const head = button.closest("th"), column = head.cellIndex;
    const up = head.getAttribute("aria-sort") !== "ascending";
    document.querySelectorAll("thead th").forEach(each => each.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const compare = new Intl.Collator(undefined, { numeric: true }).compare;
    const say = row => row.cells[column].textContent;
    rows.sort((a, b) => (up ? 1 : -1) * compare(say(a), say(b)));
    body.append(...rows);
  });
});
"""

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>Packs</title>
<style>%(style)s</style>
</head>
<body>
<main>
<h1>Packs</h1>
<p><label>Search <input id="search" type="search"></label>
<span id="count" role="status"></span></p>
<table>
<thead><tr><th scope="col">Cover</th>
<th scope="col"><button>Record</button></th><th scope="col"><button>Partner</button></th>
<th scope="col"><button>Themes</button></th><th scope="col"><button>Status</button></th>
<th scope="col">Notes</th><th scope="col">Files</th></tr></thead>
<tbody>
%(rows)s</tbody>
</table>
</main>
<script>%(script)s</script>
</body>
</html>
"""
