"""Time and memory of contenders and commands, each in a fresh process.

``python -m tests.bench.measure NUMBER FOLDER COUNT SECONDS`` measures one contender and tells what
it found as JSON. POSIX only.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.bench.cost import Cost, summarise, take_medians
from tests.bench.peers import CONTENDERS, ROOT, Contender, MissingError

FEWEST = 5
"""How many calls are measured however long they take."""

_ENOUGH = 0.995
"""Which share of our words a document must say to be the same work."""

# Users have the byte code of modules at hand, also where a developer keeps it from being written.
ENVIRONMENT = {name: value for name, value in os.environ.items()
               if name not in ("PYTHONDONTWRITEBYTECODE", "SOURCE_DATE_EPOCH")}  # fmt: skip


# -- in the parent ---------------------------------------------------------------------------------


def measure(contender: Contender, parts: Path, count: int, seconds: float) -> Cost | str:
    """Return the cost of one document, or why it could not be measured."""
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        folder = Path(place)
        for file in parts.iterdir():
            (folder / file.name).write_bytes(file.read_bytes())
        told = _ask("measure", str(CONTENDERS.index(contender)), place, str(count), str(seconds))
        if "missing" in told:
            return str(told["missing"])
        cost = summarise(told, contender.each)
        if contender.makes not in ("both", "DOCX", "PDF"):
            return cost
        number = int(told["number"])
        themes = " ".join(contender.themes[number % len(contender.themes)])
        seen = [_ask("text", file, themes, str(number)) for file in told["files"]]
    said, pages = min(one["said"] for one in seen), max(one["pages"] for one in seen)
    if said < _ENOUGH:
        raise RuntimeError(f"{contender.name}: its document says {said:.1%} of our words only")
    return replace(cost, said=said, pages=pages)


def _ask(module: str, *words: str) -> dict[str, Any]:
    command = [sys.executable, "-m", f"tests.bench.{module}", *words]
    done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE, check=True)
    return dict(json.loads(done.stdout))


def time_command(command: Sequence[str | Path], cwd: Path = ROOT) -> Cost:
    """Return what one run of a command takes, of all its processes."""
    start = time.perf_counter()
    run = subprocess.Popen(
        command, cwd=cwd, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert run.stderr
    said = run.stderr.read()
    _, status, used = os.wait4(run.pid, 0)
    wall = time.perf_counter() - start
    run.returncode = os.waitstatus_to_exitcode(status)
    run.stderr.close()
    if run.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}: {said.decode()[-2000:]}")
    # A process begins with the peak of its parent: getrusage(2) of Linux, kept across exec.
    known = used.ru_maxrss > resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss * _UNIT if known else 0)


def time_in_turn(commands: Mapping[str, Sequence[str | Path]], runs: int) -> dict[str, Cost]:
    """Return the medians of commands run in turn, so that a slow moment strikes all alike."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            cost = time_command(command)
            if turn:  # the first one warms the caches of files
                costs[name].append(cost)
    return {name: take_medians(measured) for name, measured in costs.items()}


# -- in a contender's own process ------------------------------------------------------------------

_UNIT = 1 if sys.platform == "darwin" else 1024
"""Of ``ru_maxrss``, in bytes: getrusage(2)."""


def _measure_here(contender: Contender, folder: Path, count: int, seconds: float) -> dict[str, Any]:
    make = contender.prepare(folder)
    if contender.script:
        words = map(str, (folder, contender.warm, count, seconds))
        script = Path(__file__).parent / contender.script
        done = subprocess.run(["node", script, *words], stdout=subprocess.PIPE, check=True)
        return dict(json.loads(done.stdout))
    for number in range(contender.warm):
        make(number)
    told: dict[str, Any] = {"cpu": [], "wall": [], "bytes": [], "files": [], "number": 0}
    end = time.perf_counter() + seconds
    for number in range(contender.warm, contender.warm + count):
        cpu, wall = _read_cpu(), time.perf_counter()
        files = make(number)
        told["wall"].append(time.perf_counter() - wall)
        told["cpu"].append(_read_cpu() - cpu)
        told["bytes"].append(sum(file.stat().st_size for file in files))
        told["files"] = [str(file) for file in files if file.stem == files[0].stem]
        told["number"] = number * contender.each
        if time.perf_counter() > end and len(told["cpu"]) >= FEWEST:
            break
    return {**told, "peak": _read_peak()}


def _read_cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _read_peak() -> int:
    """Return the peak of this process or the largest it waited for.

    On Linux ``ru_maxrss`` counts what the parent had when it started this process; VmHWM does not.
    """
    try:
        found = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text())
    except OSError:
        found = None
    mine = (
        int(found[1]) * 1024
        if found
        else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT
    )
    return max(mine, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * _UNIT)


if __name__ == "__main__":
    try:
        found = _measure_here(
            CONTENDERS[int(sys.argv[1])], Path(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
        )
    # OSError: WeasyPrint finds no Pango.
    except (ImportError, OSError, MissingError) as error:
        found = {"missing": " ".join(str(error).split())}
    print(json.dumps(found))
