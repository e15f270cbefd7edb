"""Prove that memory stays flat: ``python -m tests.proofs.memory [COUNT]``; takes minutes, on Linux.

Makes the packs of COUNT invented partners, of a short page each, and then of ten times as many, on
two processes; prints the peak memory of the first process and of the largest worker.
Ends with exit code 1 where one grew by a tenth or more.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.proofs.batches import start
from tests.support.lists import invent_partners, write_list
from tests.support.real import ROOT

TEMPLATE = ROOT / "templates" / "one-pager" / "template.yaml"
LINE = "Line {} is for {{{{ partner.name }}}}.\n\n"
PAGE = "---\nlayout: page\n---\n# Dear {{ partner.name }}\n\n" + "".join(
    map(LINE.format, range(20))
)
"""As many lines of the partner's own as a pitch has, for what is kept of lines must be bounded."""
COUNT = 500


def make_workspace(folder: Path) -> Path:
    """Make a workspace whose only template is a short page, so that thousands take minutes."""
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copytree(ROOT / "templates" / "brand", folder / "templates" / "brand")
    (folder / "templates" / "page").mkdir()
    shutil.copy(TEMPLATE, folder / "templates" / "page")
    (folder / "templates" / "page" / "page.md.j2").write_text(PAGE)
    return folder


def read_peak(process: int) -> int:
    """Return a process's peak memory so far, in kB; 0 where it has ended."""
    try:
        status = Path("/proc", str(process), "status").read_text()
    except OSError:
        return 0
    return next(
        (int(text.split()[1]) for text in status.splitlines() if text.startswith("VmHWM")), 0
    )


def list_workers(process: int) -> list[int]:
    try:
        return list(map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split()))
    except OSError:
        return []


def measure(folder: Path, workspace: Path, count: int) -> tuple[float, float]:
    """Return the peaks of the first process and of the largest worker, in MB."""
    source = write_list(folder / f"{count}.csv", invent_partners(count))
    options = ("--jobs", "2", "--workspace", str(workspace))
    run = start(source, folder / str(count), "page", *options)
    first = worker = 0
    while run.poll() is None:
        first = max(first, read_peak(run.pid))
        worker = max([worker, *map(read_peak, list_workers(run.pid))])
        time.sleep(0.02)
    told = run.communicate()[1].splitlines()
    assert run.returncode == 0, told[-5:]
    print(f"{told[-1]}\n  first process {first / 1024:.0f} MB, worker {worker / 1024:.0f} MB")
    sys.stdout.flush()
    shutil.rmtree(folder / str(count))
    return first / 1024, worker / 1024


def main(count: int) -> int:
    """Prove it."""
    with tempfile.TemporaryDirectory() as name:
        workspace = make_workspace(Path(name, "workspace"))
        few, many = (measure(Path(name), workspace, rows) for rows in (count, 10 * count))
    growth = [b / a - 1 for a, b in zip(few, many, strict=True)]
    print("ten times the rows: first process {:+.1%}, largest worker {:+.1%}".format(*growth))
    return int(max(growth) >= 0.1)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else COUNT))
