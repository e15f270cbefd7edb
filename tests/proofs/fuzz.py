"""Fuzz what reads foreign text: ``python -m tests.proofs.fuzz SECONDS [TARGET]``.

With atheris (``pip install --group fuzz``) guided by coverage; without it, by random changes of the
corpus, which say less. ``tests/data/corpus/`` has a folder of seeds for each target; put what broke
the program there, and every test run tries it again.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib
import importlib.util
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

CORPUS = Path(__file__).parents[1] / "data" / "corpus"


@cache
def scratch() -> Path:
    """Return a folder for the lists that are read; one a process."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def try_list(data: bytes, kind: str) -> None:
    """Read a list as a batch does: a list is read, or its file refused."""
    from proposalgen.batch.check import Checker, check_list
    from proposalgen.batch.reports import write_errors
    from proposalgen.errors import InputError
    from proposalgen.read.lists import read_list

    path = scratch() / f"list.{kind}"
    path.write_bytes(data)
    checker = Checker(path.name, ("a", "b"), ("en",), date(2026, 11, 26), scratch())
    with contextlib.suppress(InputError):
        rows, _ = read_list(path)
        failed = [(row, problems) for _, row, _, problems in check_list(rows, checker) if problems]
        b"".join(write_errors(failed)).decode()


def try_markdown(data: bytes) -> None:
    """Read prose: it becomes blocks, or its mistakes are reported."""
    from proposalgen.model.document import Text
    from proposalgen.read.markdown import read_blocks
    from proposalgen.read.parser import MarkdownError

    text = data.decode("utf-8", "replace")
    with contextlib.suppress(MarkdownError):
        read_blocks(text, {"f": (Text("5", fact="f"),)}, {"f": (Text("n"),)}, ("x", (Text("y"),)))


def try_record(data: bytes) -> None:
    """Check a record: it becomes a partner, or its mistakes are reported."""
    from proposalgen.errors import InputError
    from proposalgen.read.partners import check_record

    try:
        record = json.loads(data)
    except (ValueError, RecursionError):
        return
    if not isinstance(record, dict):
        return
    try:
        partner = check_record(
            record, themes=("a", "b"), languages=("en",), today=date(2026, 11, 26),
            folder=scratch(),
        )  # fmt: skip
    except InputError as error:
        str(error)
    else:
        partner.model_dump_json()


TARGETS: dict[str, Callable[[bytes], None]] = {
    "csv": lambda data: try_list(data, "csv"),
    "json": lambda data: try_list(data, "json"),
    "jsonl": lambda data: try_list(data, "jsonl"),
    "yaml": lambda data: try_list(data, "yaml"),
    "markdown": try_markdown,
    "record": try_record,
}


def list_seeds(target: str) -> list[Path]:
    """Return the corpus of a target."""
    return sorted(path for path in (CORPUS / target).iterdir() if path.is_file())


def fuzz_by_coverage(target: str, seconds: int) -> int:
    """Let atheris run one target in a process of its own, which it ends itself."""
    with tempfile.TemporaryDirectory() as folder:
        found = shutil.copytree(CORPUS / target, Path(folder) / "corpus")
        command = [
            sys.executable, "-m", "tests.proofs.fuzz", "--atheris", target, str(found),
            f"-max_total_time={seconds}", "-max_len=4096", "-timeout=10", "-rss_limit_mb=1500",
            "-print_final_stats=1", f"-artifact_prefix={folder}/", "-seed=1",
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, errors="replace")
        told = dict(
            line.removeprefix("stat::").split(":", 1)
            for line in done.stderr.splitlines()
            if line.startswith("stat::")
        )
        runs = told.get("number_of_executed_units", "?").strip()
        grown = len(list(found.iterdir())) - len(list_seeds(target))
        print(f"{target}: {runs} runs, {grown} new seeds", flush=True)
        for path in Path(folder).glob("*-*"):  # crash-, timeout-, oom-
            if path.is_file():
                print(f"  {path.name}: {path.read_bytes()[:300]!r}")
                print("\n".join(done.stderr.splitlines()[-30:]))
        return done.returncode


def run_atheris(target: str, arguments: list[str]) -> None:
    """Fuzz one target in this process, which ends with it."""
    import atheris

    with atheris.instrument_imports(include=["proposalgen", "yaml", "markdown_it"]):
        for name in ("batch.run", "read.lists", "read.markdown"):
            importlib.import_module(f"proposalgen.{name}")
    atheris.Setup([sys.argv[0], *arguments], TARGETS[target])
    atheris.Fuzz()


def fuzz_by_chance(target: str, seconds: float, seed: int = 1) -> int:
    """Change the corpus at random, the same way for the same seed."""
    chance, seeds = random.Random(seed), [path.read_bytes() for path in list_seeds(target)]
    runs, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        data = change(chance, seeds)
        try:
            TARGETS[target](data)
        except Exception as error:
            print(f"{target}: {type(error).__name__}: {error}\n  {data[:300]!r}", flush=True)
            return 1
        runs += 1
    print(f"{target}: {runs} runs", flush=True)
    return 0


def change(chance: random.Random, seeds: list[bytes]) -> bytes:
    """Return a seed with some bytes changed, doubled, moved or taken from another."""
    data = bytearray(chance.choice(seeds))
    for _ in range(chance.randint(1, 8)):
        at = chance.randint(0, len(data))
        match chance.randint(0, 4):
            case 0:
                data[at:at] = bytes([chance.randrange(256)])
            case 1:
                del data[at : at + chance.randint(1, 8)]
            case 2:
                data[at:at] = data[at : at + chance.randint(1, 64)] * chance.randint(1, 40)
            case 3:
                other = chance.choice(seeds)
                start = chance.randint(0, len(other))
                data[at:at] = other[start : start + chance.randint(1, 64)]
            case 4 if at < len(data):
                data[at] ^= 1 << chance.randrange(8)
    return bytes(data)


def main(seconds: int, targets: list[str]) -> int:
    """Fuzz each target for some seconds; return 1 where one broke."""
    guided = importlib.util.find_spec("atheris") is not None
    if not guided:
        print("atheris is not installed (pip install --group fuzz): random changes in its place.")
    fuzz = fuzz_by_coverage if guided else fuzz_by_chance
    broken = [target for target in targets if fuzz(target, seconds)]
    return 1 if broken else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--atheris"]:
        run_atheris(sys.argv[2], sys.argv[3:])
    else:
        sys.exit(main(int(sys.argv[1]), sys.argv[2:] or list(TARGETS)))
