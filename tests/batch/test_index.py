"""The page of a batch can be read, searched and sorted, and no name in it does harm."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from proposalgen.batch.index import write_index
from proposalgen.batch.model import Outcome
from proposalgen.errors import Problem
from tests.support.hostile import ALL
from tests.support.real import brand, library
from tests.support.sample import HOSTILE

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)


def make_outcome(record: int, name: str, **changes: Any) -> Outcome:
    given: dict[str, Any] = {
        "record": record, "line": record + 1, "name": name, "status": "made", "folder": "x",
        "files": (f"x/{record} a&b.pdf",), "themes": ("social-protection",),
    }  # fmt: skip
    return Outcome(**(given | changes))


OUTCOMES = [
    make_outcome(1, "Vesterhav Trust"),
    make_outcome(2, HOSTILE, warnings=("a <b>figure</b> is stale",)),
    make_outcome(10, "Aarhus Fund", themes=("gender-equality",)),
    make_outcome(3, "=cmd", status="failed", files=(), errors=(Problem("no", field="x"),)),
]


def page(outcomes: Iterable[Outcome] = OUTCOMES) -> str:
    return "".join(write_index(outcomes, library(), brand()))


Tag = tuple[str, dict[str, str | None]]


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[Tag] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(text: str) -> tuple[list[Tag], str]:
    reader = Reader()
    reader.feed(text)
    return reader.tags, " ".join(reader.text)


def test_every_pack_is_there_with_its_state_its_notes_and_its_files() -> None:
    tags, text = read(page())
    for outcome in OUTCOMES:
        assert outcome.name in text
    assert [text.count(state) for state in ("Failed", "Warnings")] == [1, 1]
    links = [attrs["href"] for tag, attrs in tags if tag == "a"]
    assert links == ["x/1%20a%26b.pdf", "x/2%20a%26b.pdf", "x/10%20a%26b.pdf"]


def test_a_hostile_name_is_text() -> None:
    tags, text = read(page())
    assert [tag for tag, _ in tags].count("script") == 1
    assert not any(name.startswith("on") for _, attrs in tags for name in attrs)
    assert "a <b>figure</b> is stale" in text


def test_no_hostile_text_in_a_name_a_note_or_a_theme_becomes_a_part_of_the_page() -> None:
    outcomes = [
        make_outcome(n, text, warnings=(text,), themes=(text,), status="failed", files=())
        for n, text in enumerate(ALL, 1)
    ]
    plain = [
        make_outcome(n, "x", warnings=("x",), themes=("x",), status="failed", files=())
        for n, _ in enumerate(ALL, 1)
    ]
    assert read(page(outcomes))[0] == read(page(plain))[0]
    assert set(ALL) <= {part.strip("\n") for part in split(page(outcomes))}


def split(text: str) -> list[str]:
    """Return the texts of the page's cells."""
    reader = Reader()
    reader.feed(text)
    return reader.text


def test_the_page_needs_no_other_file_and_says_what_each_part_is() -> None:
    text = page()
    assert not re.search(r'(?:src|href)="(?:https?:)?//', text)
    tags, _ = read(text)
    assert ("html", {"lang": "en"}) in tags
    assert [attrs.get("scope") for tag, attrs in tags if tag == "th"].count("row") == 4
    assert all("alt" in attrs for tag, attrs in tags if tag == "img")


def browse(folder: Path, html: str) -> str:
    """Return the title of a page once its scripts have run."""
    assert BROWSER is not None
    file = folder / "index.html"
    file.write_text(html, encoding="utf-8")
    done = subprocess.run(
        [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         f"--user-data-dir={folder / 'profile'}", "--dump-dom", file.as_uri()],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    title = re.search(r"<title>(.*?)</title>", done.stdout)
    assert title is not None
    return title[1]


@pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")
def test_a_browser_runs_nothing_that_a_name_says(tmp_path: Path) -> None:
    script = """<script>
      const there = [...document.querySelectorAll("*")];
      const on = there.flatMap(one => [...one.attributes]).filter(a => a.name.startsWith("on"));
      document.title = [document.querySelectorAll("tbody tr").length, on.length,
        document.querySelectorAll("main script, main svg, main base, main b").length].join();
    </script>"""
    outcomes = [make_outcome(n, text, warnings=(text,)) for n, text in enumerate(ALL, 1)]
    html = "".join(page(outcomes)).replace("alert(", "document.title = 'broken'; (")
    assert browse(tmp_path, html.replace("</body>", script + "</body>")) == f"{len(ALL)},0,0"


@pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")
def test_a_browser_searches_and_sorts_it(tmp_path: Path) -> None:
    script = """<script>
      const search = document.querySelector("#search");
      search.value = "gender"; search.dispatchEvent(new Event("input"));
      const shown = [...document.querySelectorAll("tbody tr")].filter(row => !row.hidden);
      const found = shown.map(row => row.cells[2].textContent).join("|");
      search.value = ""; search.dispatchEvent(new Event("input"));
      const buttons = document.querySelectorAll("thead button");
      const order = n => { buttons[n].click();
        return [...document.querySelectorAll("tbody tr")].map(row => row.cells[1].textContent); };
      document.title = JSON.stringify([found, order(0), order(0), order(1)]);
    </script>"""
    title = browse(tmp_path, page().replace("</body>", script + "</body>"))
    assert title == ('["Aarhus Fund",["1","2","3","10"],["10","3","2","1"],["3","10","2","1"]]')
