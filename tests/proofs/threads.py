"""Prove that threads make the bytes of one: ``python -m tests.proofs.threads``; some minutes.

Eight threads make the same fifty packs each, once while the machine is quiet and once while every
processor is kept busy by other processes; then all are compared with what one thread makes alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from proposalgen import Workspace
from tests.support.lists import invent_partners

THREADS, PACKS = 8, 50
DAY = date(2026, 11, 26)


def make_all(workspace: Workspace) -> list[str]:
    """Return the hashes of the files of all packs, in order."""
    hashes = []
    for name, themes, amount, currency in invent_partners(PACKS):
        record = {"name": name, "themes": themes.split(";"), "amount": amount, "currency": currency}
        pack = workspace.make(record, template="one-pager", today=DAY)
        hashes += [hashlib.sha256(data).hexdigest() for data in pack.contents().values()]
    return hashes


def spin() -> None:
    """Keep a processor busy until this process is ended."""
    while True:
        sum(range(100_000))


@contextlib.contextmanager
def busy() -> Iterator[None]:
    """Keep every processor busy, for as long as this lasts."""
    others = [
        multiprocessing.get_context("spawn").Process(target=spin, daemon=True)
        for _ in range(os.cpu_count() or 1)
    ]
    for other in others:
        other.start()
    try:
        yield
    finally:
        for other in others:
            other.terminate()
            other.join()


def main() -> int:
    """Return 0 if all threads made the same bytes."""
    workspace = Workspace.open()
    alone = make_all(workspace)
    wrong = 0
    for name, load in (("quiet", contextlib.nullcontext()), ("busy", busy())):
        began = time.monotonic()
        with load, ThreadPoolExecutor(THREADS) as threads:
            made = list(threads.map(make_all, [workspace] * THREADS))
        different = sum(one != alone for one in made)
        wrong += different
        seconds = time.monotonic() - began
        print(f"{name}: {THREADS} threads x {PACKS} packs in {seconds:.0f} s, {different} differ")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
