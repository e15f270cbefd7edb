"""ReportLab reads no settings of the machine, whatever is imported first."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SPOILED = "raise SystemExit('settings of the machine were read')"


@pytest.mark.parametrize(
    "module", ["formats.pdf", "formats.pdf.canvas", "formats.pdf.writer", "formats.pdf.syntax"]
)
def test_any_import_of_the_package_isolates_reportlab(module: str, tmp_path: Path) -> None:
    for name in ("reportlab_settings.py", "reportlab_mods.py"):
        (tmp_path / name).write_text(SPOILED)
    for name in (".reportlab_settings", ".reportlab_mods"):
        (tmp_path / name).write_text(SPOILED)
    code = (
        f"import proposalgen.{module}; from reportlab import rl_config;"
        "print(rl_config.invariant, list(rl_config.TTFSearchPath))"
    )
    environment = os.environ | {
        "HOME": str(tmp_path),
        "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT))),
        "RL_invariant": "7",
    }
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.stderr, done.stdout) == ("", "0 []\n")
