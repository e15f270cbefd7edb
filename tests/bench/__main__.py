"""Measure all and write docs/speed.md and docs/speed.svg: ``python -m tests.bench [--quick]``."""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tests.bench.cost import Cost, choose
from tests.bench.measure import ENVIRONMENT, measure, time_command, time_in_turn
from tests.bench.parts import THEME_SETS, partner_name
from tests.bench.peers import CONTENDERS, ROOT
from tests.bench.report import Results, draw, put_between_marks, write_tables

PAGE, PICTURE = ROOT / "docs" / "speed.md", ROOT / "docs" / "speed.svg"
PEERS = ("docxtpl", "typst", "weasyprint", "fpdf2")


def main() -> None:
    """Measure, print the tables, and put them into the page unless the run is a quick one."""
    options = read_options()
    results = Results(tell_machine())
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        folder = Path(place)
        parts = folder / "parts"
        parts.mkdir()
        run_module("tests.bench.text", parts)
        rounds, count, seconds = (1, 8, 2) if options.quick else (2, 40, 6)
        for turn, one in itertools.product(range(rounds), CONTENDERS):
            say(f"{turn + 1}. {one.makes}: {one.name}")
            cost = measure(one, parts, count, seconds)
            results.documents[one] = choose(results.documents.get(one, cost), cost)
        say("commands")
        results.commands = time_commands(folder, 3 if options.quick else 15)
        for template, packs in (("pitch", min(100, *options.packs)), *(
            ("one-pager", packs) for packs in options.packs
        )):  # fmt: skip
            for jobs in (1, 2):
                say(f"batch of {packs}, {template}, {jobs} jobs")
                results.growth[template, packs, jobs] = time_batch(folder, template, packs, jobs)
    results.machine += tell_loads(LOAD, read_load())
    tables = write_tables(results)
    print(tables)
    if not options.quick:
        PAGE.write_text(put_between_marks(PAGE.read_text("utf-8"), tables), "utf-8")
        PICTURE.write_text(draw(results.documents), "utf-8")
        say(f"Written: {PAGE.relative_to(ROOT)}, {PICTURE.relative_to(ROOT)}")


def read_options() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(prog="tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a minute or two; writes no page")
    parser.add_argument("--packs", type=int, nargs="+", metavar="N", help="sizes of the batches")
    options = parser.parse_args()
    options.packs = options.packs or ([20, 60] if options.quick else [100, 300, 1000])
    return options


def say(text: str) -> None:
    """Tell how far it is."""
    print(text, file=sys.stderr, flush=True)


def run_module(name: str, *words: str | Path) -> None:
    """Run a module in a process of its own, so that this one stays small."""
    subprocess.run([sys.executable, "-m", name, *words], cwd=ROOT, env=ENVIRONMENT, check=True)


# -- from the shell --------------------------------------------------------------------------------

PROGRAM = shutil.which("proposalgen", path=Path(sys.executable).parent) or "proposalgen"


def time_commands(folder: Path, runs: int) -> dict[str, Cost]:
    """Return what start-up and one pack from the cold take, beside LibreOffice on its DOCX."""
    themes = [word for theme in THEME_SETS[0] for word in ("-t", theme)]
    generate: list[str | Path] = [
        PROGRAM,
        "generate",
        "-p",
        partner_name(0),
        *themes,
        "-o",
        folder / "cold",
    ]
    commands: dict[str, list[str | Path]] = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "python -c 'import click'": [sys.executable, "-c", "import click"],
        "proposalgen --help": [PROGRAM, "--help"],
        "proposalgen themes": [PROGRAM, "themes"],
        "proposalgen generate": generate,
        "proposalgen generate --template one-pager": [*generate, "--template", "one-pager"],
    }
    time_command(generate)
    if soffice := shutil.which("soffice"):
        docx = next((folder / "cold").glob("*/*-pitch-en.docx"))
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        commands["soffice --convert-to pdf"] = [
            soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, docx
        ]  # fmt: skip
    return time_in_turn(commands, runs)


def time_batch(folder: Path, template: str, packs: int, jobs: int) -> tuple[Cost, int, int]:
    """Return what a batch takes, and how many files of how many bytes it leaves."""
    source, output = folder / "partners.csv", folder / "packs"
    with source.open("w", encoding="utf-8", newline="") as file:
        rows = ((partner_name(at), ";".join(THEME_SETS[at % len(THEME_SETS)]))
                for at in range(packs))  # fmt: skip
        csv.writer(file).writerows([("name", "themes"), *rows])
    cost = time_command(
        [PROGRAM, "batch", source, "-o", output, "--template", template, "--jobs", str(jobs), "-q"]
    )
    sizes = [path.stat().st_size for path in output.rglob("*") if path.is_file()]
    shutil.rmtree(output)
    return cost, len(sizes), sum(sizes)


# -- the machine -----------------------------------------------------------------------------------


def read_load() -> float:
    """Return how many processes ran or wanted to, in the last minute, on average."""
    return os.getloadavg()[0]


LOAD = read_load()


def tell_loads(before: float, after: float) -> list[str]:
    """Return what the machine had to do before and after, and what that means."""
    told = [f"load before and after: {before:.1f}, {after:.1f}; of the latter this run is 1 to 2"]
    if before > 1 or after > 3:
        told.append(
            "**other work ran on the machine: wall times, most of all of batches, are long**"
        )
    return told


def tell_machine() -> list[str]:
    """Return what was measured, when and on what."""
    commit = ask("git", "rev-parse", "--short", "HEAD")
    today = datetime.now(UTC).date().isoformat()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return [
        f"{today}, proposalgen {version('proposalgen')} at {commit or 'no commit'}",
        f"{tell_processor()}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()} "
        f"{platform.release()}, Python {platform.python_version()}",
        "beside " + ", ".join(tell_peers()),
    ]


def tell_processor() -> str:
    """Return the processor's name."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "") or platform.processor() or platform.machine()


def tell_peers() -> list[str]:
    """Return the peers that are here, with their versions."""
    found = []
    for name in PEERS:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    script = Path(__file__).parent / "node_modules" / "docxtemplater" / "package.json"
    if script.exists() and (node := ask("node", "--version")):
        told = json.loads(script.read_text("utf-8"))["version"]
        found.append(f"docxtemplater {told} on Node {node}")
    return [*found, *filter(None, [" ".join(ask("soffice", "--version").split()[:2])])]


def ask(*command: str) -> str:
    """Return what a command prints, or nothing where it cannot be run."""
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()


if __name__ == "__main__":
    main()
