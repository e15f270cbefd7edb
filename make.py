"""Do the project's chores on any system: ``python3 make.py TARGET``, on Windows ``py make.py``.

The first target run makes an environment in .venv; it is renewed when pyproject.toml changes.
Standard library only.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "made-from"
SOURCES = ("proposalgen", "tests", "make.py")

LOCK = ROOT / "requirements.lock"
LOCK_HEAD = """\
# Every package that proposalgen[dask,remote] needs on Linux, macOS and Windows, by its hashes.
# Written by 'make lock'; used by: pip install --require-hashes -r requirements.lock
"""

FORMAT = ["-m", "ruff", "format"]
CHECKS = (
    ("format", ["-m", "ruff", "format", "--check", *SOURCES]),
    ("lint", ["-m", "ruff", "check", *SOURCES]),
    ("types", ["-m", "mypy"]),
    ("imports", ["-c", "from importlinter.cli import lint_imports_command as run; run()"]),
    ("tests", ["-m", "pytest"]),
)


def main(arguments: list[str]) -> int:
    """Run the targets named; without any, say what there is."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever runs this may have an older one
        found = ".".join(map(str, sys.version_info[:3]))
        print(f"This needs Python 3.11 or later; this is {found}, {sys.executable}.")
        print("Install a later one from python.org, then run it with: python3.11 make.py ...")
        return 1
    unknown = [name for name in arguments if name not in TARGETS]
    if unknown:
        print(f"No target called '{unknown[0]}'.\n")
    if unknown or not arguments:
        show_help()
        return 2 if unknown else 0
    return next((code for code in (TARGETS[name]() for name in arguments) if code), 0)


def show_help() -> int:
    """Show what there is to do."""
    print("python3 make.py TARGET, or: make TARGET\n")
    for name, target in TARGETS.items():
        print(f"  {name:<12}{(target.__doc__ or '').splitlines()[0]}")
    return 0


def first_pack() -> int:
    """Make a first pack from the real library into output/."""
    themes = ("social-protection", "gender-equality", "just-transition")
    options = [word for theme in themes for word in ("--theme", theme)]
    code = run(
        "-m", "proposalgen", "generate", "--partner", "Nordhavn Foundation",
        "--type", "foundation", *options, "--output", "output",
    )  # fmt: skip
    if not code:
        opener = {"nt": "start", "posix": "open" if sys.platform == "darwin" else "xdg-open"}
        folder = Path("output", "nordhavn-foundation")
        print(f"Open the folder with: {opener.get(os.name, 'open')} {folder}")
    return code


def test() -> int:
    """Pass the tests."""
    return run("-m", "pytest")


def check() -> int:
    """Check format, lint, types and imports, then pass the tests."""
    failed = []
    for name, command in CHECKS:
        print(f"\n== {name}", flush=True)
        if run(*command):
            failed.append(name)
    print(f"\nFailed: {', '.join(failed)}." if failed else "\nAll good.")
    return 1 if failed else 0


def format_code() -> int:
    """Format the code, and mend what the linter can."""
    return run("-m", "ruff", "check", "--fix", *SOURCES) or run(*FORMAT, *SOURCES)


def base() -> int:
    """Rebuild base.docx, which holds the Word styles, from brand.yaml."""
    return run("-m", "proposalgen.formats.docx.base", "templates/brand")


def gallery() -> int:
    """Make contact sheets of ten partners' documents in output/gallery/."""
    return run("-m", "tests.proofs.gallery", "output/gallery")


def prove() -> int:
    """Prove batches: cold, any worker, any order, leaks, killed, memory; takes an hour."""
    proofs = (
        ("tests.proofs.cold", "200"),
        ("tests.proofs.batches", "120"),
        ("tests.proofs.leaks", "1000"),
        ("tests.proofs.kills", "200"),
        ("tests.proofs.memory", "500"),
    )
    return max(run("-m", *proof) for proof in proofs)


def same() -> int:
    """Show that no byte of 127 theme sets and all types has changed since REF=<commit> [HEAD]."""
    return run("-m", "tests.proofs.same", os.environ.get("REF") or "HEAD")


def prove_input() -> int:
    """Prove that hostile input is refused in time, and 50,000 values a field; takes an hour."""
    return run("-m", "tests.proofs.hostile") or run("-m", "tests.proofs.properties", "50000")


def fuzz() -> int:
    """Fuzz what reads foreign text, by coverage where atheris is; takes an hour."""
    return run("-m", "tests.proofs.fuzz", "600")


def lock() -> int:
    """Write requirements.lock anew: the newest versions that pyproject.toml allows, with hashes."""
    command = (
        "pip", "compile", "--quiet", "--no-config", "--universal", "--python-version", "3.11",
        "--generate-hashes", "--no-annotate", "--no-header", "--upgrade",
        "--default-index", "https://pypi.org/simple", "--extra", "dask", "--extra", "remote",
        "pyproject.toml", "--output-file", LOCK.name,
    )  # fmt: skip
    code = add_group("lock") or run("-m", "uv", *command)
    if not code:
        LOCK.write_bytes(LOCK_HEAD.encode() + LOCK.read_bytes())
    return code


def audit() -> int:
    """Ask for known vulnerabilities of what requirements.lock names; 3: it could not be asked."""
    if add_group("audit"):
        print("NOT DONE: pip-audit could not be installed, so nothing was audited.")
        return 3
    command = [PYTHON, "-m", "pip_audit", "--requirement", LOCK, "--disable-pip",
               "--require-hashes", "--progress-spinner", "off", "--format", "json"]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    try:
        told = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        reason = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        print(f"NOT DONE: the advisory service did not answer, so nothing was audited.\n{reason}")
        return 3
    return judge_audit(told)


def judge_audit(told: list[dict[str, Any]]) -> int:
    """Tell what pip-audit found: 1 where there is a vulnerability, 3 where it asked in vain."""
    skipped = [one["name"] for one in told if "vulns" not in one]
    weak = [one for one in told if one.get("vulns")]
    for one in weak:
        for found in one["vulns"]:
            mended = ", ".join(found["fix_versions"]) or "no version yet"
            print(f"{one['name']} {one['version']}: {found['id']}, mended in {mended}")
    print(f"Audited {len(told) - len(skipped)} of {len(told)} packages: {len(weak)} vulnerable.")
    if skipped:
        print(f"NOT DONE: the advisory service knows nothing of: {', '.join(skipped)}.")
    return 1 if weak else 3 if skipped or not told else 0


def validate() -> int:
    """Validate a thousand files by every validator that is here; takes some minutes."""
    return run("-m", "tests.proofs.validate")


def bench() -> int:
    """Measure packs beside what others make, into docs/speed.md; QUICK=1 prints only."""
    if os.name == "nt":
        print("This measures on Linux and macOS only.")
        return 1
    set_up()
    if add_group("bench"):
        print("Some that we are measured beside could not be installed; they are left out.")
    if npm := shutil.which("npm"):
        subprocess.run([npm, "ci", "--silent"], cwd=ROOT / "tests" / "bench", check=False)
    packs = ["--packs", *os.environ["PACKS"].split()] if os.environ.get("PACKS") else []
    return run("-m", "tests.bench", *(["--quick"] if os.environ.get("QUICK") else []), *packs)


def add_group(name: str) -> int:
    """Install a dependency group into the environment."""
    return run("-m", "pip", "install", "--quiet", "--group", name)


def clean() -> int:
    """Remove the environment and all caches; not output/."""
    caches = (".mypy_cache", ".pytest_cache", ".ruff_cache", ".import_linter_cache", ".hypothesis")
    for name in (".venv", "build", "dist", *caches):
        shutil.rmtree(ROOT / name, ignore_errors=True)
    return 0


TARGETS: dict[str, Callable[[], int]] = {
    "first-pack": first_pack,
    "test": test,
    "check": check,
    "format": format_code,
    "base": base,
    "gallery": gallery,
    "validate": validate,
    "same": same,
    "prove": prove,
    "bench": bench,
    "prove-input": prove_input,
    "fuzz": fuzz,
    "lock": lock,
    "audit": audit,
    "clean": clean,
    "help": show_help,
}


def run(*arguments: str) -> int:
    """Run the environment's Python in the project's folder; return its exit code."""
    set_up()
    return subprocess.run([PYTHON, *arguments], cwd=ROOT, check=False).returncode


def set_up() -> None:
    """Make .venv with the project and its tools, unless it is of this pyproject.toml."""
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + sys.version.encode())
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text() == wanted.hexdigest():
        return
    print("Setting up .venv; this takes a minute, once.", flush=True)
    steps = (
        [sys.executable, "-m", "venv", "--clear", VENV],
        # Dependency groups came with pip 25.1.
        [PYTHON, "-m", "pip", "install", "--quiet", "--upgrade", "pip>=25.1"],
        [PYTHON, "-m", "pip", "install", "--quiet", "--editable", ".", "--group", "dev"],
    )
    for step in steps:
        if subprocess.run(step, cwd=ROOT, check=False).returncode:
            print(f"Setting up .venv failed at: {' '.join(map(str, step[1:]))}")
            print("On Debian and Ubuntu 'venv' is a package of its own: apt install python3-venv.")
            raise SystemExit(1)
    STAMP.write_text(wanted.hexdigest())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
