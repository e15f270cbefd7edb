"""Do the project's chores on any system: ``python3 make.py TARGET``, on Windows ``py make.py``.

The first target makes an environment in .venv; it is made again when pyproject.toml changes.
Only the standard library is used, because this runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "made-from"
SOURCES = ("proposalgen", "tests", "docs", "make.py")

LOCK = ROOT / "requirements.lock"
LOCK_HEAD = """\
# Every package that proposalgen[dask,remote] needs on Linux, macOS and Windows, by its hashes.
# Written by 'make lock'; used by: pip install --require-hashes -r requirements.lock
"""

PROOFS = (
    ("tests.proofs.cold", "200"),
    ("tests.proofs.batches", "120"),
    ("tests.proofs.leaks", "1000"),
    ("tests.proofs.kills", "200"),
    ("tests.proofs.memory", "500"),
)
"""Modules that prove what docs/promises.md says of batches, and how often or how many."""

FORMAT = ["-m", "ruff", "format"]
NOT_DONE = 3
"""The exit code of a chore that could not be done for want of the network."""

QUICK_CHECKS = (
    ("format", ["-m", "ruff", "format", "--check", *SOURCES]),
    ("lint", ["-m", "ruff", "check", *SOURCES]),
    ("types", ["-m", "mypy"]),
    ("imports", ["-c", "from importlinter.cli import lint_imports_command as run; run()"]),
    ("dead code", ["-m", "tests.house.dead_code"]),
)
TESTS = ["-m", "pytest", "-n", "auto", "--dist", "loadfile"]
"""On all cores; see docs/decisions/tests-on-all-cores.md."""
CHECKS = (*QUICK_CHECKS, ("tests", TESTS))


def main(arguments: list[str]) -> int:
    """Run the targets named, one after the other; without a name, list them."""
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
    """List the targets."""
    print("python3 make.py TARGET, or: make TARGET\n")
    for name, target in TARGETS.items():
        print(f"  {name:<14}{(target.__doc__ or '').splitlines()[0]}")
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
    """Check format, lint, types, imports and dead code, then pass the tests; before a push."""
    return run_checks(CHECKS)


def quick() -> int:
    """Check all that check does but the tests: some seconds; before a commit."""
    return run_checks(QUICK_CHECKS)


def run_checks(checks: Sequence[tuple[str, list[str]]]) -> int:
    """Run checks to the last, also after one has failed; return 1 if one has."""
    failed = []
    for name, command in checks:
        print(f"\n== {name}", flush=True)
        began = time.monotonic()
        if run(*command):
            failed.append(name)
        print(f"({time.monotonic() - began:.1f} s)", flush=True)
    print(f"\nFailed: {', '.join(failed)}." if failed else "\nAll good.")
    return 1 if failed else 0


def format_code() -> int:
    """Format the code, and mend what the linter can mend."""
    return run("-m", "ruff", "check", "--fix", *SOURCES) or run(*FORMAT, *SOURCES)


def base() -> int:
    """Make base.docx, which holds the Word styles, from brand.yaml."""
    return run("-m", "proposalgen.formats.docx.base", "templates/brand")


def gallery() -> int:
    """Make contact sheets of ten partners' documents in output/gallery/."""
    return run("-m", "tests.proofs.gallery", "output/gallery")


def layout() -> int:
    """Measure the PDF's pages: blank bands, torn rows, broken figures; SAMPLE=20 is quicker."""
    return run("-m", "tests.proofs.layout", "--sample", os.environ.get("SAMPLE", "1"))


def architecture() -> int:
    """Draw docs/images/architecture.svg, the rooms and their imports, from the code."""
    return run("-m", "tests.proofs.architecture")


def docs() -> int:
    """Build the pages of docs/ as a site in build/site; a broken link fails; 3: no Sphinx."""
    # The source is the whole folder, so that links between pages work here as on the forge.
    options = ("--conf-dir", "docs", "--doctree-dir", "build/doctrees", "--fail-on-warning",
               "--keep-going", "--quiet")  # fmt: skip
    if add_group("docs"):
        print("NOT DONE: Sphinx could not be installed, so the site was not built.")
        return NOT_DONE
    code = run("-m", "sphinx", *options, ".", "build/site")
    if not code:
        print(f"Open {Path('build', 'site', 'docs', 'index.html')}.")
    return code


def wheel() -> int:
    """Build the wheel in dist/, install it in a clean environment, make a pack; 3: no packages."""
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    options = ("--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", "dist")
    if run("-m", "pip", "wheel", *options, "."):
        return 1
    (made,) = (ROOT / "dist").glob("*.whl")
    with tempfile.TemporaryDirectory() as place:
        clean = Path(place, "venv")
        python = str(clean / PYTHON.relative_to(VENV))
        subprocess.run([sys.executable, "-m", "venv", str(clean)], check=True)
        install = [python, "-m", "pip", "install", "--quiet", str(made)]
        if subprocess.run(install, cwd=place, check=False).returncode:
            print("NOT DONE: what the wheel needs could not be installed.")
            return NOT_DONE
        generate = [python, "-P", "-m", "proposalgen", "generate", "--partner", "Nordhavn",
                    "--theme", "social-protection"]  # fmt: skip
        # In a folder of its own, where nothing of the repository is found.
        return subprocess.run(generate, cwd=place, check=False).returncode


def lowest() -> int:
    """Pass the tests with the oldest packages that pyproject.toml allows; 3: no packages."""
    place = ROOT / "build" / "lowest"
    python = place / PYTHON.relative_to(VENV)
    floors = place.with_suffix(".txt")
    floors.parent.mkdir(exist_ok=True)
    # Without what they need themselves, whose versions the tests' own packages may bind.
    resolve = ("pip", "compile", "--quiet", "--no-config", "--resolution", "lowest-direct",
               "--no-deps", "--default-index", "https://pypi.org/simple", "--extra", "dask",
               "--extra", "remote", "pyproject.toml", "--output-file", str(floors))  # fmt: skip
    install = ("pip", "install", "--quiet", "--python", str(python))
    steps = (
        resolve,
        ("venv", "--quiet", "--clear", str(place)),
        (*install, "-c", str(floors), "--editable", ".[dask,remote]", "--group", "dev"),
    )
    if add_group("lock") or any(run("-m", "uv", *step) for step in steps):
        print("NOT DONE: the oldest packages could not be installed.")
        return NOT_DONE
    done = subprocess.run([str(python), *TESTS], cwd=ROOT, check=False)
    return min(done.returncode, 1)  # 3 of pytest's own would say that nothing was tested


def sbom() -> int:
    """Write dist/sbom.cdx.json, the bill of materials of requirements.lock (CycloneDX)."""
    (ROOT / "dist").mkdir(exist_ok=True)
    command = ("requirements", LOCK.name, "--pyproject", "pyproject.toml",
               "--output-reproducible", "--output-file", "dist/sbom.cdx.json")  # fmt: skip
    return add_group("sbom") or run("-m", "cyclonedx_py", *command)


def mutants() -> int:
    """Plant wrong changes in the code and see the tests fail; FRESH=20 finds as many new ones."""
    fresh = ("--fresh", os.environ["FRESH"]) if os.environ.get("FRESH") else ()
    return run("-m", "tests.proofs.mutants", *fresh)


def prove() -> int:
    """Prove what docs/promises.md says of batches: kills, memory, leaks, order; takes an hour."""
    # To the last, also after one has failed: each takes long, and proves something else.
    return max(run("-m", *proof) for proof in PROOFS)


def same() -> int:
    """Show that no byte of any document has changed since REF=<commit> [HEAD]; some minutes."""
    return run("-m", "tests.proofs.same", os.environ.get("REF") or "HEAD")


def prove_input() -> int:
    """Prove that hostile files are refused, and try 50,000 values a field; takes an hour."""
    return run("-m", "tests.proofs.hostile") or run("-m", "tests.proofs.properties", "50000")


def fuzz() -> int:
    """Fuzz the readers of foreign text, guided by coverage if atheris is here; takes an hour."""
    return run("-m", "tests.proofs.fuzz", "600")


def lock() -> int:
    """Write requirements.lock: the newest versions that pyproject.toml allows, with hashes."""
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
    """Look up known vulnerabilities of the packages in requirements.lock; 3: no answer."""
    if add_group("audit"):
        print("NOT DONE: pip-audit could not be installed, so nothing was audited.")
        return NOT_DONE
    command = [str(PYTHON), "-m", "pip_audit", "--requirement", str(LOCK), "--disable-pip",
               "--require-hashes", "--progress-spinner", "off", "--format", "json"]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    try:
        answer = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        reason = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        print(f"NOT DONE: the advisory service did not answer, so nothing was audited.\n{reason}")
        return NOT_DONE
    return report_audit(answer)


def report_audit(packages: list[dict[str, Any]]) -> int:
    """Print pip-audit's answer; return 1 for a vulnerability, 3 where a package is unknown."""
    skipped = [package["name"] for package in packages if "vulns" not in package]
    weak = [package for package in packages if package.get("vulns")]
    for package in weak:
        for found in package["vulns"]:
            mended = ", ".join(found["fix_versions"]) or "no version yet"
            print(f"{package['name']} {package['version']}: {found['id']}, mended in {mended}")
    audited = len(packages) - len(skipped)
    print(f"Audited {audited} of {len(packages)} packages: {len(weak)} vulnerable.")
    if skipped:
        print(f"NOT DONE: the advisory service knows nothing of: {', '.join(skipped)}.")
    return 1 if weak else NOT_DONE if skipped or not packages else 0


def validate() -> int:
    """Validate a thousand files with every validator that is here; takes some minutes."""
    return run("-m", "tests.proofs.validate")


def bench() -> int:
    """Measure our speed beside that of others, into docs/speed.md; QUICK=1 only prints."""
    if os.name == "nt":
        print("This measures on Linux and macOS only.")
        return 1
    set_up()
    if add_group("bench"):
        print("Some of the others could not be installed; they are left out.")
    if npm := shutil.which("npm"):
        subprocess.run([npm, "ci", "--silent"], cwd=ROOT / "tests" / "bench", check=False)
    packs = ["--packs", *os.environ["PACKS"].split()] if os.environ.get("PACKS") else []
    return run("-m", "tests.bench", *(["--quick"] if os.environ.get("QUICK") else []), *packs)


def add_group(name: str) -> int:
    """Install a dependency group into the environment."""
    return run("-m", "pip", "install", "--quiet", "--group", name)


def clean() -> int:
    """Remove the environment and all caches, but not output/."""
    caches = (".mypy_cache", ".pytest_cache", ".ruff_cache", ".import_linter_cache", ".hypothesis")
    for name in (".venv", "build", "dist", *caches):
        shutil.rmtree(ROOT / name, ignore_errors=True)
    return 0


TARGETS: dict[str, Callable[[], int]] = {
    "first-pack": first_pack,
    "test": test,
    "check": check,
    "quick": quick,
    "format": format_code,
    "base": base,
    "gallery": gallery,
    "layout": layout,
    "architecture": architecture,
    "docs": docs,
    "validate": validate,
    "same": same,
    "wheel": wheel,
    "lowest": lowest,
    "sbom": sbom,
    "mutants": mutants,
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
    """Make .venv with the project and its tools, unless it was made from this pyproject.toml."""
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + sys.version.encode())
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text() == wanted.hexdigest():
        return
    print("Setting up .venv; this takes a minute, once.", flush=True)
    steps = (
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        # Dependency groups came with pip 25.1.
        [str(PYTHON), "-m", "pip", "install", "--quiet", "--upgrade", "pip>=25.1"],
        [str(PYTHON), "-m", "pip", "install", "--quiet", "--editable", ".", "--group", "dev"],
    )
    for step in steps:
        if subprocess.run(step, cwd=ROOT, check=False).returncode:
            print(f"Setting up .venv failed at: {' '.join(step[1:])}")
            print("On Debian and Ubuntu 'venv' is a package of its own: apt install python3-venv.")
            raise SystemExit(1)
    STAMP.write_text(wanted.hexdigest())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
