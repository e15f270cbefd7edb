"""Show that a change of the code changed no byte: ``python -m tests.proofs.same REF``.

Packs for all 127 sets of themes and all types of partner are made by the code of another commit
and by that of this folder, in both formats, and compared file by file. What another commit makes is
remembered in ``.same/``, so that the next comparison takes half of the time.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".same"

THEMES = (
    "just-transition", "supply-chains", "crisis-contexts", "social-protection",
    "child-labour-forced-labour", "gender-equality", "lifelong-learning-skills",
)  # fmt: skip
TYPES = ("government", "foundation", "company", "development-bank", "un-agency", "ngo", "other")
NAMES = (
    "Nordhavn Foundation",
    "Łódź Fundacja Čeština",
    "中国劳动基金会",
    "مؤسسة ابن سينا (الرباط) 2030",
    "A & B <Partners> {{ 7 * 7 }} 100%",
    "Ministry of Labour, Employment and Social Security of the Republic",
    "Bank Misr بنك مصر & 日本 Fund 🌍",
    "Quỹ Vì Tương Lai Việt Nam",
    "राष्ट्रीय श्रम प्रतिष्ठान",
    "VELA",
)


@dataclass(frozen=True, slots=True)
class Run:
    """One batch: its options, and for which share of the partners it is made."""

    name: str
    options: tuple[str, ...]
    step: int = 1


RUNS = (
    Run("pitch", ()),
    Run("one-pager", ("--template", "one-pager")),
    Run("draft", ("--draft",), 9),
    Run("letter", ("--paper", "letter"), 9),
    Run("one-pager-letter", ("--template", "one-pager", "--paper", "letter", "--draft"), 9),
)


def list_partners() -> Iterator[dict[str, object]]:
    """Yield a partner for each set of themes and each type, with fields that come and go."""
    sets = [
        chosen
        for count in range(1, len(THEMES) + 1)
        for chosen in itertools.combinations(THEMES, count)
    ]
    for at, (chosen, kind) in enumerate(itertools.product(sets, TYPES)):
        turn = at % len(chosen)
        partner: dict[str, object] = {
            "name": f"{NAMES[at % len(NAMES)]} {at:03}",
            "type": kind,
            "themes": [*chosen[turn:], *chosen[:turn]],
            "date": "2026-11-26",
        }
        if at % 3 == 0:
            partner |= {"amount": str(1_250_000 + at), "currency": "USD"}
        if at % 4 == 0:
            partner |= {"contact_name": "Ana Lima", "country": "Portugal"}
        if at % 13 == 0:
            partner["logo"] = "logo.png"
        yield partner


def make_packs(code: Path, folder: Path, sample: int) -> dict[str, str]:
    """Return the SHA-256 of each document that the code in a folder makes."""
    partners = list(list_partners())[::sample]
    Image.new("RGB", (240, 90), "#8A1538").save(folder / "logo.png")
    # The code is found in the folder named, whatever is installed; its workspace lies beside it.
    call = "import sys; from proposalgen.cli import main; main(sys.argv[1:])"
    surroundings = os.environ | {"PYTHONPATH": str(code), "PYTHONSAFEPATH": "1"}
    hashes: dict[str, str] = {}
    for run in RUNS:
        source = folder / f"{run.name}.jsonl"
        lines = (json.dumps(partner) + "\n" for partner in partners[:: run.step])
        source.write_text("".join(lines), encoding="utf-8")
        output = folder / run.name
        done = subprocess.run(
            [sys.executable, "-c", call, "batch", source.name, "--output", output.name, "--quiet",
             "--workspace", str(code), *run.options],
            cwd=folder, env=surroundings, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise SystemExit(
                f"{run.name} of {code} ended {done.returncode}:\n{done.stderr[-3000:]}"
            )
        for path in sorted(output.rglob("*")):
            if path.suffix in (".docx", ".pdf") and not path.name.startswith("."):
                name = path.relative_to(folder).as_posix()
                hashes[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return hashes


def make_earlier(ref: str, keep: Path, sample: int) -> dict[str, str]:
    """Return the SHA-256 of each document that a commit makes, remembered where it is known."""
    commit = git("rev-parse", "--verify", f"{ref}^{{commit}}")
    asked = repr((RUNS, sample, tuple(list_partners()))).encode()
    known = CACHE / f"{commit}-{hashlib.sha256(asked).hexdigest()[:12]}.json"
    if known.exists():
        told: dict[str, str] = json.loads(known.read_text(encoding="utf-8"))
        return told
    with tempfile.TemporaryDirectory() as place:
        code = Path(place, "code")
        git("worktree", "add", "--detach", str(code), commit)
        try:
            hashes = make_packs(code, keep, sample)
        finally:
            git("worktree", "remove", "--force", str(code))
    CACHE.mkdir(exist_ok=True)
    known.write_text(json.dumps(hashes), encoding="utf-8")
    return hashes


def git(*arguments: str) -> str:
    """Return what git says in this folder."""
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def main() -> int:
    """Compare, and print what differs; return 1 if anything does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ref", nargs="?", default="HEAD", help="the commit to compare with [HEAD]")
    parser.add_argument("--keep", type=Path, help="keep this folder's documents here")
    parser.add_argument("--sample", type=int, default=1, metavar="N", help="every Nth partner only")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        earlier, now = Path(place, "earlier"), given.keep or Path(place, "now")
        earlier.mkdir()
        now.mkdir(parents=True, exist_ok=True)
        before = make_earlier(given.ref, earlier, given.sample)
        after = make_packs(ROOT, now, given.sample)
    differing = sorted(
        name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
    )
    for name in differing[:20]:
        state = "differs" if name in before and name in after else "is in one only"
        print(f"{name} {state}")
    print(f"{len(before)} documents of {given.ref}, {len(after)} of this folder: ", end="")
    print(f"{len(differing)} differ." if differing else "the same bytes.")
    return 1 if differing or not after else 0


if __name__ == "__main__":
    sys.exit(main())
