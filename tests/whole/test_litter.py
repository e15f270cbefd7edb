"""Files that a system puts into any folder of a workspace or a pack change nothing."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.command import NORDHAVN, Run

LITTER = (".DS_Store", "desktop.ini", "Thumbs.db", "~$letter.docx")


def test_litter_in_every_folder_changes_nothing(run: Run) -> None:
    run("init", "ours")
    arguments = ("generate", *NORDHAVN, "--workspace", "ours", "--json")
    clean = json.loads(run(*arguments, "-o", "clean").stdout)
    folders = [Path("ours"), *(path for path in Path("ours").rglob("*") if path.is_dir())]
    for folder in folders:
        for name in LITTER:
            (folder / name).write_bytes(b"\0litter")
    for kind in ("templates/brand/signs/._social-protection.svg", "templates/pitch/._letter.md.j2"):
        (Path("ours") / kind).write_bytes(b"\0resource fork")
    assert run("check", "--workspace", "ours").exit_code == 0
    littered = json.loads(run(*arguments, "-o", "littered").stdout)
    assert [f["sha256"] for f in littered["files"]] == [f["sha256"] for f in clean["files"]]
    for name in LITTER:
        (Path("littered/nordhavn-foundation") / name).write_bytes(b"\0litter")
    assert run("verify", "littered", "--workspace", "ours").exit_code == 0
