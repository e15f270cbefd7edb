"""Prove a batch at length: ``python -m tests.proofs.batches COUNT [TEMPLATE]``; takes many minutes.

Makes the packs of COUNT invented partners by one process, by two and by a Dask scheduler with two
workers, each in another order of rows, and compares every byte.
"""

from __future__ import annotations

import csv
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.support.lists import hash_tree, invent_partners, write_list
from tests.support.real import ROOT

ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": "1795694400"}
COMMAND = [sys.executable, "-m", "proposalgen", "batch"]


def start(source: Path, output: Path, template: str, *options: str) -> subprocess.Popen[str]:
    """Start a batch from the shell."""
    command = [*COMMAND, str(source), "-o", str(output), "--template", template, *options]
    return subprocess.Popen(
        command, cwd=ROOT, env=ENVIRONMENT, start_new_session=True, text=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip


def finish(run: subprocess.Popen[str], what: str) -> None:
    """Wait for a batch and print how it ended."""
    told = run.communicate()[1].splitlines()
    assert run.returncode == 0, told[-5:]
    print(f"{what}: {told[-1]}", flush=True)


def compare(one: Path, other: Path, what: str) -> None:
    """See that two folders have the same packs, byte for byte."""
    mine, other_s = hash_tree(one), hash_tree(other)
    assert mine == other_s, [name for name in mine if mine[name] != other_s.get(name)][:5]
    print(f"{what}: {len(mine)} files, the same bytes", flush=True)


def shuffle(source: Path, seed: int) -> Path:
    """Return the list in another order of rows."""
    with source.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    random.Random(seed).shuffle(rows)
    return write_list(source.with_name(f"list-{seed}.csv"), rows, header)


def run_on_dask(source: Path, output: Path, template: str) -> None:
    """Make the packs on a scheduler and two workers, started as a person starts them."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1",
            "--port", str(port), "--no-dashboard"]  # fmt: skip
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "2",
              "--no-dashboard"]  # fmt: skip
    with tempfile.TemporaryDirectory() as elsewhere:
        started = [
            subprocess.Popen(command, cwd=elsewhere, env=ENVIRONMENT, stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
            for command in (dask, worker, worker)
        ]  # fmt: skip
        try:
            time.sleep(8)
            finish(start(source, output, template, "--scheduler", address), "Dask, two workers")
        finally:
            for process in reversed(started):
                process.terminate()
            for process in started:
                process.wait()


def main(count: int, template: str) -> None:
    """Prove it all."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = write_list(folder / "list.csv", invent_partners(count))
        finish(start(source, folder / "one", template, "--jobs", "1"), "one process")
        finish(start(shuffle(source, 2), folder / "two", template, "--jobs", "2"), "two processes")
        compare(folder / "one", folder / "two", "one process, two processes")
        run_on_dask(shuffle(source, 3), folder / "dask", template)
        compare(folder / "one", folder / "dask", "one process, Dask")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "pitch")
