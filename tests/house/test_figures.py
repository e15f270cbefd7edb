"""The figures on the pages are those of the code."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from fontTools.unicodedata import script

import make
from proposalgen.content import freshness
from proposalgen.model.records import THEME_IDS
from proposalgen.read import table, yaml
from tests.formats.docx.test_check import DOCX_DEFECTS
from tests.formats.pdf.test_check import PDF_DEFECTS
from tests.house.pages import list_tables
from tests.proofs import hostile, memory, same, validate
from tests.support.hostile import ALL, ALL_REFUSED, REFUSED, TEXTS
from tests.support.names import NAMES
from tests.support.real import ROOT
from tests.whole.test_faults import MODULES, WORLDS

WORDS = {3: "three", 5: "five", 6: "six", 8: "eight"}


def read(page: str) -> str:
    """Return a page as one line of words."""
    return " ".join((ROOT / page).read_text("utf-8").split())


def count(texts: Mapping[str, tuple[str, ...]], *kinds: str) -> int:
    """Return how many texts there are of some kinds."""
    return sum(len(texts[kind]) for kind in kinds)


def list_scripts() -> set[str]:
    """Return the scripts of the names that the tests print."""
    found = {script(character) for names in NAMES.values() for name in names for character in name}
    return found - {"Zyyy", "Zinh"}  # common and inherited


LIFETIMES = freshness._LIFETIMES
YEARS = (
    f"a statistic after {WORDS[LIFETIMES['statistic']]} years "
    f"and a sum of money after {WORDS[LIFETIMES['money']]}"
)
PROOFS = {name: [int(word) for word in words] for name, *words in make.PROOFS}
STATED = [
    ("README.md", f"in any of {len(list_scripts())} scripts"),
    ("README.md", "A statistic is old after five years and a sum of money after three"),
    ("README.md", f"social protection and {WORDS[len(THEME_IDS) - 1]} sister areas"),
    ("docs/writing.md", YEARS),
    ("docs/promises.md", f"up to {table.LARGEST_LIST // 10**6} MB and {table.MOST_ROWS:,} rows"),
    ("docs/promises.md", f"YAML up to {yaml.LARGEST_FILE // 10**6} MB"),
    ("docs/promises.md", f"`pickle.py` and {WORDS[len(MODULES) - 3]} more"),
    ("docs/promises.md", f"every encoding named | {len(WORLDS)} |"),
    ("docs/promises.md", f"{memory.COUNT} and {10 * memory.COUNT:,} partners"),
    ("docs/promises.md", f"{PROOFS['tests.proofs.cold'][0]} packs made cold"),
    ("docs/promises.md", f"batches of {PROOFS['tests.proofs.batches'][0]} by one process"),
    ("docs/promises.md", f"with {PROOFS['tests.proofs.leaks'][0]:,} clean packs"),
    ("docs/promises.md", f"{PROOFS['tests.proofs.kills'][0]} kills"),
    ("docs/promises.md", f"the memory of {memory.COUNT} and {10 * memory.COUNT:,} rows"),
    ("docs/verify.md", f"{len(PDF_DEFECTS)} defects in a good PDF"),
    ("docs/verify.md", f"{len(DOCX_DEFECTS)} in a good DOCX"),
    ("docs/verify.md", f"about {round(len(list(validate.list_cases())), -1)} documents"),
    ("docs/attacks.md", f"the limits are {hostile.SECONDS} seconds and {hostile.MEGABYTES} MB"),
    ("CONTRIBUTING.md", f"all {2 ** len(same.THEMES) - 1} sets of themes"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "words"), STATED)
def test_a_page_states_the_figure_of_the_code(page: str, words: str) -> None:
    assert words in read(page)


def test_the_attacks_page_counts_the_texts_that_are_tried() -> None:
    tables = list_tables((ROOT / "docs" / "attacks.md").read_text("utf-8"))
    stated = {row[0]: row[1] for rows in tables for row in rows}
    counted = {
        "template code, format strings, shell": count(
            TEXTS, "template code", "format strings", "shell"
        ),
        "ReportLab's markup, with CVE-2023-33733's": count(TEXTS, "ReportLab's markup"),
        "XML, entities, XMP, `_x0041_`": count(TEXTS, "XML"),
        "fields of Word, DDE, formulas": count(TEXTS, "fields of Word", "formulas"),
        "Markdown, HTML, JSON, YAML, addresses, strings of PDF": count(
            TEXTS, "Markdown", "HTML", "JSON", "YAML", "addresses", "strings of PDF"
        ),
        "paths, names that Windows keeps": count(TEXTS, "paths", "names Windows keeps"),
        "zero-width, blanks, private use, long words": count(
            TEXTS, "what is hidden", "signs of a program's own", "long"
        ),
        "control characters, turns of direction, half pairs, no characters, more than 300": count(
            REFUSED, "control characters", "turns of direction", "half a surrogate pair",
            "no characters", "too long",
        ),
        "all of them in `errors.csv`": len(ALL + ALL_REFUSED),
        "all of them in `index.html`": len(ALL),
    }  # fmt: skip
    assert {name: stated.get(name) for name in counted} == {
        name: str(number) for name, number in counted.items()
    }


def test_the_proofs_compare_the_library_s_own_themes() -> None:
    assert sorted(same.THEMES) == sorted(THEME_IDS)
