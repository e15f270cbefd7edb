"""Lists of invented partners, settings that make their packs, and hashes of what came out."""

from __future__ import annotations

import csv
import hashlib
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from proposalgen.batch.model import Settings
from proposalgen.content.workspace import WorkspaceFolders
from proposalgen.model.records import THEME_IDS
from tests.support.real import ROOT

HEADER = ("name", "themes", "amount", "currency")
Row = tuple[str, str, str, str]


def make_settings(output: Path | str, **changes: Any) -> Settings:
    """Return settings for one-pagers, which are made quickly."""
    given: dict[str, Any] = {
        "workspace": WorkspaceFolders(ROOT / "content", ROOT / "templates"),
        "output": str(output),
        "template": "one-pager",
    }
    return Settings(**(given | changes))


def invent_partners(count: int, seed: int = 1) -> list[Row]:
    """Return rows of ``HEADER``'s fields for invented partners, each with another name."""
    chance = random.Random(seed)
    words = ["Nord", "Sønder", "Vester", "Bank", "Fund", "Trust", "財団", "مؤسسة", "Ánh", "& Co"]
    rows = []
    for number in range(count):
        name = " ".join(chance.sample(words, 2)) + f" {number}"
        themes = chance.sample(THEME_IDS, chance.randint(1, 3))
        amount = chance.choice(["", str(chance.randint(1, 9) * 100_000)])
        rows.append((name, ";".join(themes), amount, "USD" if amount else ""))
    return rows


def write_list(path: Path, rows: Iterable[Sequence[str]], header: Sequence[str] = HEADER) -> Path:
    """Write a CSV file; return its path."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def hash_tree(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of each pack, by its path below the folder.

    The files of the batch itself, which lie in the folder and in no pack's, are left out.
    """
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.parent != folder
    }
