"""Prove that no kill leaves half a file: ``python -m tests.proofs.kills KILLS [COUNT [TEMPLATE]]``.

Kills batches over COUNT invented partners at random moments: half of the time all their processes,
else the first only. After each kill every file is whole and vouched for. Some runs begin with an
empty folder, some go on, some make anew what is there. The last is left alone, and its packs are
compared with those of a run that nobody disturbed, byte for byte. Takes about four seconds a kill.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path

from tests.proofs.batches import compare, finish, start
from tests.support.lists import hash_tree, invent_partners, write_list


def is_hidden(path: Path) -> bool:
    return path.name.startswith(".")


def find_broken(output: Path, known: dict[str, str]) -> list[str]:
    """Return the files that are not whole, or that a ``pack.json`` vouches for in vain."""
    broken = []
    for name, digest in hash_tree(output).items() if output.exists() else ():
        if not is_hidden(Path(name)) and known.get(name) != digest:
            broken.append(name)
    for path in output.glob("*/pack.json"):
        for file in json.loads(path.read_bytes())["files"]:
            there = path.with_name(file["name"])
            if hashlib.sha256(there.read_bytes()).hexdigest() != file["sha256"]:
                broken.append(f"{path}: {there.name}")
    if (output / "batch.json").exists():
        json.loads((output / "batch.json").read_bytes())
    if (output / "packs.zip").exists():
        with zipfile.ZipFile(output / "packs.zip") as file:
            broken += filter(None, [file.testzip()])
    return broken


def kill(process_group: int, *, all_of_it: bool) -> None:
    if all_of_it:
        os.killpg(process_group, signal.SIGKILL)
    else:
        os.kill(process_group, signal.SIGKILL)


def main(kills: int, count: int, template: str) -> None:
    """Prove it."""
    chance, moments = random.Random(7), Counter[str]()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = write_list(folder / "list.csv", invent_partners(count))
        began = time.monotonic()
        finish(start(source, folder / "whole", template, "--jobs", "2", "--zip"), "undisturbed")
        whole, known = time.monotonic() - began, hash_tree(folder / "whole")
        output = folder / "killed"
        while moments["kills"] < kills:
            kind = chance.choice(("new", "go on", "go on", "--force"))
            if kind == "new":
                shutil.rmtree(output, ignore_errors=True)
            force = ["--force"] if kind == "--force" else []
            run = start(source, output, template, "--jobs", "2", "--zip", *force)
            time.sleep(chance.uniform(0, whole))
            if run.poll() is None:
                kill(run.pid, all_of_it=chance.random() < 0.5)
            run.communicate()
            if run.returncode != -signal.SIGKILL:
                moments["runs that had ended"] += 1
                continue
            moments["kills"] += 1
            packs = len(list(output.glob("*/pack.json")))
            hidden = [path for path in output.rglob(".*") if path.name != ".batch.lock"]
            moments["packs there, but not all"] += 0 < packs < count
            moments["half-written files, hidden"] += bool(hidden)
            broken = find_broken(output, known)
            assert not broken, (dict(moments), broken)
            if moments["kills"] % 20 == 0:
                print(f"{dict(moments)}: no broken file", flush=True)
        finish(start(source, output, template, "--zip"), "left alone")
        compare(folder / "whole", output, "undisturbed, killed")
        left = [path.name for path in output.rglob(".*") if path.name != ".batch.lock"]
        assert not left, left
        same = [(one / "index.html").read_bytes() for one in (folder / "whole", output)]
        assert same[0] == same[1]
    print(f"killed {kills} times: no broken file, then the same bytes")


if __name__ == "__main__":
    given = sys.argv[1:]
    main(int(given[0]), int((given[1:] or ["40"])[0]), (given[2:] or ["one-pager"])[0])
