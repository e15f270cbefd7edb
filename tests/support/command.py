"""Commands that tests run: in this process by the fixture ``run``, or in one of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Protocol

from click.testing import Result

from tests.support.real import ROOT

NORDHAVN = ("-p", "Nordhavn Foundation", "-t", "social-protection")
"""Options of ``generate``: a partner and a theme."""
FILES = [
    str(Path("output", "nordhavn-foundation", f"nordhavn-foundation-pitch-en.{suffix}"))
    for suffix in ("docx", "pdf")
]
"""What ``generate`` makes for these."""


class Run(Protocol):
    """The fixture ``run``: runs ``proposalgen`` in an empty folder, on 26 November 2026."""

    def __call__(self, *arguments: object, given: str = "") -> Result:
        """Return click's result for arguments and a standard input."""


def start(
    *arguments: str, cwd: Path, given: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run ``proposalgen`` in a process of its own, with more variables in its environment."""
    return subprocess.run(
        [sys.executable, "-m", "proposalgen", *arguments], cwd=cwd, input=given,
        capture_output=True, check=False, timeout=120,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
    )  # fmt: skip
