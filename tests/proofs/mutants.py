"""Plant small wrong changes in copies of the code and see the tests fail.

``python -m tests.proofs.mutants`` plants the bugs listed in ``tests/data/mutants.yaml``, each with
what it breaks; ``--fresh 100 --seed 7`` plants as many new ones, found in the modules that decide
what is printed, kept, refused or sent. The checkout is never touched. A change that no test
notices has survived: it is shown, and the command ends with 1.
"""

from __future__ import annotations

import argparse
import os
import queue
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.proofs.mutations import Mutation, list_valid

ROOT = Path(__file__).parents[2]
LIST = ROOT / "tests" / "data" / "mutants.yaml"
EQUIVALENT = ROOT / "tests" / "data" / "equivalent-mutants.yaml"

NOT_FOR_MUTANTS = ("tests/house", "tests/bench", "tests/proofs")
"""Tests that look at how the code is written, or at files that a copy does not have."""
LONGEST = 900
"""Seconds after which tests that do not end count as a change noticed."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A wrong change of one file, and the tests that should notice it first."""

    name: str
    breaks: str
    file: str
    source: str
    """The whole file, changed."""
    shown: str
    """The lines that change, before and after."""
    tests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mutant: the test that noticed it, or nothing."""

    mutant: Mutant
    killer: str
    seconds: float


# -- which -------------------------------------------------------------------------


def read_planted() -> list[dict[str, Any]]:
    """Return the entries of the list of planted bugs."""
    entries: list[dict[str, Any]] = yaml.safe_load(LIST.read_text(encoding="utf-8"))["planted"]
    return entries


def make_planted(entry: dict[str, Any]) -> Mutant:
    """Return the mutant of an entry.

    Raises:
        SystemExit: its text does not stand exactly once in its file.
    """
    source = (ROOT / entry["file"]).read_text(encoding="utf-8")
    text, becomes = entry["text"].rstrip("\n"), (entry["becomes"] or "").rstrip("\n")
    if (count := source.count(text)) != 1:
        raise SystemExit(
            f"{LIST.name}, {entry['id']}: its text stands {count} times in {entry['file']}, "
            "not once. Was the code changed? Change the entry with it."
        )
    start = source.index(text)
    line = source.count("\n", 0, start) + 1
    mutation = Mutation("planted", line, start, start + len(text), becomes)
    tests = tuple(entry.get("tests", "").split())
    name = f"{entry['id']}, {entry['file']}:{line}"
    shown = mutation.show(source)
    return Mutant(name, entry["breaks"], entry["file"], mutation.apply(source), shown, tests)


def find_fresh(files: Iterable[str]) -> Iterator[Mutant]:
    """Yield every small change of some files that is not known to change nothing."""
    equivalent = read_equivalent()
    for file in files:
        source = (ROOT / file).read_text(encoding="utf-8")
        for mutation in list_valid(source):
            shown = mutation.show(source)
            if (file, squeeze(shown)) not in equivalent:
                name = f"{file}:{mutation.line}"
                yield Mutant(name, mutation.kind, file, mutation.apply(source), shown)


def read_equivalent() -> set[tuple[str, str]]:
    """Return file and change of the mutants that change nothing a user could see."""
    entries = yaml.safe_load(EQUIVALENT.read_text(encoding="utf-8")) or []
    return {(entry["file"], squeeze(entry["change"])) for entry in entries}


def squeeze(change: str) -> str:
    """Return the lines of a change without the space around them."""
    lines = (line.strip() for line in change.strip().splitlines())
    return "\n".join(f"{line[0]} {line[1:].strip()}" for line in lines if line)


def list_deciding() -> list[str]:
    """Return the modules that decide what is printed, kept, refused or sent."""
    found = {path for pattern in read_patterns() for path in ROOT.glob(pattern)}
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def read_patterns() -> list[str]:
    """Return the patterns of the paths of those modules."""
    patterns: list[str] = yaml.safe_load(LIST.read_text(encoding="utf-8"))["deciding"]
    return patterns


def list_changed() -> set[str]:
    """Return the files that differ from the main branch, or that are not committed yet."""
    base = _git("merge-base", "HEAD", "main")
    names = [*_git("diff", "--name-only", base).splitlines(),
             *_git("ls-files", "--others", "--exclude-standard").splitlines()]  # fmt: skip
    return set(names)


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


# -- running -----------------------------------------------------------------------


def list_stages(mutant: Mutant, *, near: bool) -> Iterator[list[str]]:
    """Yield the tests to run for a mutant: those nearest to it, and unless ``near`` at last all."""
    if mutant.tests:
        yield list(mutant.tests)
    module = Path(mutant.file)
    room = Path("tests", *module.parent.parts[1:])
    # A module of a package may be tested with its whole package.
    own = (room / f"test_{module.stem}.py", room.parent / f"test_{room.name}.py")
    found = [path.as_posix() for path in own if (ROOT / path).exists()]
    if found:
        yield found
    while room.parts[1:] and not (ROOT / room).is_dir() and not (near and found):
        room = room.parent
    if room.parts[1:] and (ROOT / room).is_dir():
        yield [room.as_posix(), *(f"--deselect={path}" for path in found)]
    if near and module.parent.name == "model":
        # What a record may hold is tested where records are read.
        yield ["tests/read"]
    yield ["tests/golden"]
    if not near:
        yield ["tests", *(f"--ignore={path}" for path in NOT_FOR_MUTANTS)]


class Copy:
    """A copy of the tree in which changes are planted, one after the other."""

    def __init__(self, folder: Path) -> None:
        """Copy all that git knows or would take."""
        self.folder = folder
        self._count = 0
        for name in _git("ls-files", "--cached", "--others", "--exclude-standard", "-z").split(
            "\0"
        ):
            if name and (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, folder / name)

    def write(self, file: str, source: str) -> None:
        """Write a file, with a time of change that no compiled file was made at."""
        path = self.folder / file
        path.write_text(source, encoding="utf-8")
        self._count += 1
        stamp = time.time() + self._count * 10
        os.utime(path, (stamp, stamp))

    def read(self, file: str) -> str:
        """Return a file as it stands."""
        return (self.folder / file).read_text(encoding="utf-8")

    def run_tests(self, *tests: str) -> str:
        """Return the first test that fails, or nothing."""
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider",
                   "--hypothesis-seed=0", "-o", "addopts=-rfE", *tests]  # fmt: skip
        surroundings = os.environ | {"PYTHONPATH": str(self.folder)}
        with subprocess.Popen(
            command, cwd=self.folder, env=surroundings, text=True, start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        ) as process:  # fmt: skip
            try:
                output, _ = process.communicate(timeout=LONGEST)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                return f"no end in {LONGEST} s"
        if process.returncode in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            return ""
        failed = re.search(r"^(?:FAILED|ERROR) (.*?)(?: - .*)?$", output, re.M)
        return failed[1] if failed else f"pytest ended {process.returncode}"


class Bench:
    """Copies for several mutants at a time, and which tests are known to pass without one."""

    def __init__(self, folder: Path, jobs: int, *, near: bool) -> None:
        """Make a copy for each job; ``near`` leaves out the tests of other rooms."""
        self._near = near
        self._copies: queue.Queue[Copy] = queue.Queue()
        for number in range(jobs):
            self._copies.put(Copy(folder / str(number)))
        self._lock = threading.Lock()
        self._sound: set[str] = set()

    def try_mutant(self, mutant: Mutant) -> Outcome:
        """Plant a mutant in a copy and run tests until one fails."""
        copy = self._copies.get()
        before = copy.read(mutant.file)
        started = time.monotonic()
        try:
            copy.write(mutant.file, mutant.source)
            killers = (copy.run_tests(*stage) for stage in list_stages(mutant, near=self._near))
            killer = next(filter(None, killers), "")
            copy.write(mutant.file, before)
            if killer:
                self._check_sound(copy, killer)
            return Outcome(mutant, killer, time.monotonic() - started)
        finally:
            copy.write(mutant.file, before)
            self._copies.put(copy)

    def _check_sound(self, copy: Copy, test: str) -> None:
        """See that a test that noticed a change passes without it.

        Raises:
            SystemExit: it fails, so that nothing can be learnt from it.
        """
        path = test.partition("::")[0]
        with self._lock:
            known = path in self._sound or not path.endswith(".py")
        if known:
            return
        if failed := copy.run_tests(path):
            raise SystemExit(f"{failed} fails without any change: mend it first.")
        with self._lock:
            self._sound.add(path)


def run_all(mutants: Sequence[Mutant], jobs: int, *, near: bool) -> list[Outcome]:
    """Plant mutants, several at a time, and print what becomes of each as it is known."""
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory() as place, ThreadPoolExecutor(jobs) as pool:
        bench = Bench(Path(place), jobs, near=near)
        running = [pool.submit(bench.try_mutant, mutant) for mutant in mutants]
        try:
            for done in as_completed(running):
                outcomes.append(outcome := done.result())
                end = f"killed by {outcome.killer}" if outcome.killer else "SURVIVED"
                mutant = outcome.mutant
                print(f"{len(outcomes):>4} {mutant.name} ({mutant.breaks}): {end}, "
                      f"{outcome.seconds:.0f} s", flush=True)  # fmt: skip
                if not outcome.killer:
                    print(mutant.shown, flush=True)
        finally:
            pool.shutdown(cancel_futures=True)
    return outcomes


def choose(given: argparse.Namespace) -> list[Mutant]:
    """Return the mutants asked for."""
    changed = list_changed() if given.changed else None
    if given.fresh:
        files = [file for file in list_deciding() if changed is None or file in changed]
        every = list(find_fresh(files))
        return random.Random(given.seed).sample(every, min(given.fresh, len(every)))
    entries = read_planted()
    if unknown := set(given.ids) - {entry["id"] for entry in entries}:
        raise SystemExit(f"no mutant called {', '.join(sorted(unknown))}: see --list")
    return [
        make_planted(entry)
        for entry in entries
        if (not given.ids or entry["id"] in given.ids)
        and (changed is None or entry["file"] in changed)
    ]


def main() -> int:
    """Plant what is asked for and report; 1 where anything survives."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ids", nargs="*", help="planted bugs to try [all]")
    parser.add_argument("--list", action="store_true", help="list the planted bugs and end")
    parser.add_argument("--fresh", type=int, metavar="N", help="try N new changes instead")
    parser.add_argument("--seed", type=int, default=1, help="which N [1]")
    parser.add_argument(
        "--changed", action="store_true", help="only in files that differ from main"
    )
    parser.add_argument("--near", action="store_true", help="only its room's tests and goldens")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many at a time")
    given = parser.parse_args()
    mutants = choose(given)
    if given.list:
        for mutant in mutants:
            print(f"{mutant.name}: {mutant.breaks}")
        return 0
    outcomes = run_all(mutants, given.jobs, near=given.near)
    survivors = [outcome.mutant for outcome in outcomes if not outcome.killer]
    print(f"\n{len(outcomes) - len(survivors)} of {len(outcomes)} killed.")
    for mutant in survivors:
        print(f"survived: {mutant.name}: {mutant.breaks}")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
