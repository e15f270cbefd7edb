"""The page of a folder can be read, searched, filtered and sorted, and no name in it does harm."""

from __future__ import annotations

import html as html_module
import json
import re
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from proposalgen.batch.review.packs import ReviewedPack
from proposalgen.batch.review.page import write_page
from proposalgen.packs.store import open_store
from tests.batch.review.browser import BROWSER, browse_to
from tests.batch.review.made import make_reviewed
from tests.support.hostile import ALL
from tests.support.real import brand, library
from tests.support.sample import HOSTILE

OLD = "facts/x.yaml, line 3, facts: the fact 'heat' is of 2020"
PACKS = [
    make_reviewed("=cmd", state="Failed", files=(), notes=("no theme",), id="", record=3),
    make_reviewed("Vesterhav Trust", amount="2500000", currency="USD", years=(("a", "2021-22"),)),
    make_reviewed(HOSTILE, state="Warnings", notes=("a <b>figure</b> is stale", OLD)),
    make_reviewed("Łódź Fund 10", state="Warnings", notes=(OLD,), themes=("gender-equality",)),
    make_reviewed("Łódź Fund 9", themes=("gender-equality", "social-protection"), type="company"),
]


def write(packs: Iterable[ReviewedPack] = PACKS, title: str = "list.csv") -> str:
    return "".join(write_page(list(packs), library(), brand(), open_store("nowhere"), title=title))


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    return reader


def test_each_cause_stands_once_with_how_many_packs_have_it() -> None:
    text = re.sub(r"\s+", " ", " ".join(read(write()).text))
    assert f"1 Failed no theme 2 Warnings {OLD} 1 Warnings a <b>figure</b> is stale" in text


def test_the_batch_is_told_at_a_glance() -> None:
    text = re.sub(r"\s+", " ", " ".join(read(write()).text))
    assert "1 failed, 2 warnings, 2 good" in text
    assert "Packs by state Failed 1 Warnings 2 Good 2" in text
    assert "Packs by theme Social protection 4 Gender equality 2" in text
    assert "Figures used, by the year they are of 2022 1" in text
    assert "Sums by leading theme, USD Social protection 2,500,000" in text


def test_the_page_needs_no_other_file_and_allows_no_other_script() -> None:
    text = write()
    assert not re.search(r'(?:src|href)="(?:https?:)?//', text)
    policy = next(a["content"] for t, a in read(text).tags if a.get("http-equiv"))
    assert "'unsafe-inline'" not in str(policy)
    assert "default-src 'none'" in str(policy)
    assert ("html", {"lang": "en"}) in read(text).tags


def test_no_hostile_text_becomes_a_part_of_the_page() -> None:
    hostile = [
        make_reviewed(text, notes=(text,), themes=(text,), type=text, state="Failed")
        for text in ALL
    ]
    plain = [
        make_reviewed(f"{n}", notes=(f"{n}",), themes=(f"{n}",), type=f"{n}", state="Failed")
        for n, _ in enumerate(ALL)
    ]
    tags = read(write(hostile)).tags
    usual = read(write(plain)).tags
    assert {tag for tag, _ in tags} == {tag for tag, _ in usual}
    assert {name for _, given in tags for name in given} == {
        name for _, given in usual for name in given
    }
    assert [tag for tag, _ in tags].count("script") == 2
    data = re.search(r'id="data">(.*?)</script>', write(hostile), re.S)
    assert data is not None
    assert [one["name"] for one in json.loads(data[1])] == list(ALL)
    assert "<" not in data[1]


# -- in a browser ----------------------------------------------------------------------------------


def browse(folder: Path, page: str, script: str) -> Any:
    """Return what a script that is added to a page finds, once the page's own has run."""
    file = folder / "index.html"
    added = f"<script>document.title = JSON.stringify((() => {{ {script} }})());</script></body>"
    # The page allows its own script only, by hash; here it has to allow one more.
    allowed = re.sub(r"script-src [^;\"]*", "script-src 'unsafe-inline'", page)
    file.write_text(allowed.replace("</body>", added), encoding="utf-8")
    html = browse_to(file.as_uri(), folder / "profile")
    title = re.search(r"<title>(.*?)</title>", html, re.S)
    assert title is not None
    return json.loads(html_module.unescape(title[1]))


NAMES = """const names = () => [...document.querySelectorAll(".packs tbody th span")]
  .map(one => one.textContent);
const set = (id, value) => { const box = document.getElementById(id); box.value = value;
  box.dispatchEvent(new Event("input", { bubbles: true })); return names(); };
"""


@pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")
def test_a_browser_finds_names_without_their_accents_and_filters(tmp_path: Path) -> None:
    script = (
        NAMES
        + """
      const found = [set("search", "lodz fund"), set("search", ""), set("state", "Failed"),
        set("state", ""), set("theme", "gender-equality"), set("theme", ""),
        set("type", "company")];
      return [...found.map(one => one.length), names()];
    """
    )
    assert browse(tmp_path, write(), script) == [2, 5, 1, 5, 2, 5, 1, ["Łódź Fund 9"]]


@pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")
def test_a_browser_shows_the_packs_of_a_cause_and_all_again(tmp_path: Path) -> None:
    script = (
        NAMES
        + """
      const cause = [...document.querySelectorAll("[data-note]")][1];
      cause.click(); const some = [names(), cause.ariaPressed];
      cause.click(); return [some, names().length, cause.ariaPressed];
    """
    )
    some, count, pressed = browse(tmp_path, write(), script)
    assert some == [[HOSTILE, "Łódź Fund 10"], "true"]
    assert (count, pressed) == (5, "false")


@pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")
def test_a_browser_sorts_numbers_as_numbers_and_says_how(tmp_path: Path) -> None:
    script = (
        NAMES
        + """
      const [button] = document.querySelectorAll("[data-sort=name]"), head = button.closest("th");
      const order = () => { button.click();
        return [names().filter(name => name.startsWith("Łódź")), head.ariaSort]; };
      return [order(), order()];
    """
    )
    assert browse(tmp_path, write(), script) == [
        [["Łódź Fund 9", "Łódź Fund 10"], "ascending"],
        [["Łódź Fund 10", "Łódź Fund 9"], "descending"],
    ]


@pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")
def test_a_browser_draws_a_long_list_as_it_is_needed(tmp_path: Path) -> None:
    packs = [make_reviewed(f"Partner {n}") for n in range(350)]
    script = (
        NAMES
        + """
      const more = document.getElementById("more"), counts = [names().length];
      while (!more.hidden) { more.click(); counts.push(names().length); }
      return [counts[0], counts.at(-1), document.getElementById("count").textContent];
    """
    )
    first, last, told = browse(tmp_path, write(packs), script)
    assert first < 350
    assert (last, told) == (350, "350 of 350 shown")


@pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")
def test_a_browser_keeps_ticks_by_itself_where_no_server_does(tmp_path: Path) -> None:
    script = """
      const [read, approved] = document.querySelectorAll(".packs tbody input");
      read.click();
      return [document.getElementById("done").textContent,
        JSON.parse(localStorage.getItem("proposalgen:Review: list.csv"))];
    """
    told, kept = browse(tmp_path, write(), script)
    assert told == "· 1 of 4 read, 0 approved"
    assert list(kept.values()) == [{"read": True}]


@pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")
def test_a_browser_runs_nothing_that_a_name_says(tmp_path: Path) -> None:
    packs = [make_reviewed(text, notes=(text,), type=text) for text in ALL]
    script = """
      const there = [...document.querySelectorAll("*")];
      const on = there.flatMap(one => [...one.attributes]).filter(a => a.name.startsWith("on"));
      return [document.querySelectorAll(".packs tbody tr").length, on.length,
        document.querySelectorAll("main script, main img, main base, main b, main iframe").length];
    """
    assert browse(tmp_path, write(packs), script) == [min(len(ALL), 100), 0, 0]
