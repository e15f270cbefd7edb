"""Goldens: texts kept in a folder for each case, compared so that a person sees what changed.

Numbers that were measured in a finished file may differ by a rounding, since another build of
pdfium or HarfBuzz may round otherwise; all else has to be equal.
"""

from __future__ import annotations

import difflib
import re
import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import pytest

LONGEST, WIDEST = 24, 180
"""Most lines shown of the differences of one part, and most characters of a line."""
SHOWN = 4
"""Of how many parts the differences are shown; the others are named."""

_MEASURED = {
    "boxes.txt": (re.compile(r"^ +(?:-?\d+\.\d ){4}"), 0.15),
    "charts.txt": (re.compile(r"^  (?:rectangle|shape) .*"), 0.15),
    "pictures.txt": (re.compile(r"(?<= pixels: ).*"), 0.6),
}
"""What of the lines of some parts was measured, and by how much it may differ."""
_DECIMAL = re.compile(r"-?\d+\.\d")


def check_update(*, wanted: bool, environment: Mapping[str, str]) -> None:
    """Refuse to take what is made as right where nobody looks.

    Raises:
        pytest.UsageError: goldens would be rewritten in CI.
    """
    if wanted and environment.get("CI"):
        raise pytest.UsageError("--update-golden is for a person who reads the differences")


def read_golden(folder: Path) -> dict[str, str]:
    """Return the texts of a folder by their paths in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def write_golden(folder: Path, parts: Mapping[str, str]) -> None:
    """Put texts in the place of those of a folder."""
    if folder.exists():
        shutil.rmtree(folder)
    for name, text in parts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def find_differences(case: str, golden: Mapping[str, str], made: Mapping[str, str]) -> str:
    """Return what differs, part by part, as unified diffs; nothing where all is equal."""
    differing = {
        name: found
        for name in sorted(golden.keys() | made.keys())
        if (found := _compare(name, golden.get(name), made.get(name)))
    }
    if not differing:
        return ""
    lines = [f"{case}: {len(differing)} of {len(golden.keys() | made.keys())} parts differ"]
    for at, (name, found) in enumerate(differing.items()):
        changed = sum(1 for line in found if line[0] in "+-")
        lines.append(f"\n{case}/{name}: {changed} lines")
        if at < SHOWN:
            lines += [_cut(line) for line in found[:LONGEST]]
            if len(found) > LONGEST:
                lines.append(f"... and {len(found) - LONGEST} more lines")
    lines.append(
        "\nIs it meant? Take it with: pytest tests/golden tests/formats/test_visual.py"
        " --update-golden; then read git diff, and open the two files once."
    )
    return "\n".join(lines)


def _compare(name: str, golden: str | None, made: str | None) -> list[str]:
    """Return the lines of a unified diff of a part, without its head."""
    if golden is None:
        return ["+ the part is new"]
    if made is None:
        return ["- the part is no longer made"]
    before, after = golden.splitlines(), made.splitlines()
    pattern, tolerance = _MEASURED.get(PurePosixPath(name).name, (None, 0.0))
    if pattern and len(before) == len(after):
        after = [
            old if _is_near(old, new, pattern, tolerance) else new
            for old, new in zip(before, after, strict=True)
        ]
    return list(difflib.unified_diff(before, after, n=1, lineterm=""))[2:]


def _is_near(old: str, new: str, pattern: re.Pattern[str], tolerance: float) -> bool:
    """Return whether two lines differ in nothing but roundings of what was measured."""
    one, other = pattern.search(old), pattern.search(new)
    if one is None or other is None:
        return False
    if old[: one.start()] + old[one.end() :] != new[: other.start()] + new[other.end() :]:
        return False
    if _DECIMAL.sub("", one[0]) != _DECIMAL.sub("", other[0]):
        return False
    pairs = zip(_DECIMAL.findall(one[0]), _DECIMAL.findall(other[0]), strict=True)
    return all(abs(float(a) - float(b)) < tolerance for a, b in pairs)


def _cut(line: str) -> str:
    return line if len(line) <= WIDEST else f"{line[: WIDEST - 1]}…"
