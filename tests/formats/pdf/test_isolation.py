"""In a process of our own ReportLab runs no file of the machine; elsewhere it is left as it is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SPOILED = "raise SystemExit('settings of the machine were read')"
ISOLATE = "from proposalgen.formats.pdf.isolation import isolate; isolate();"
LOOK = "from reportlab import rl_config; print(rl_config.invariant, list(rl_config.TTFSearchPath))"


def run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run code where settings for ReportLab lie about."""
    for name in ("reportlab_settings.py", "reportlab_mods.py", ".reportlab_settings"):
        (folder / name).write_text(SPOILED)
    environment = os.environ | {
        "HOME": str(folder),
        "PYTHONPATH": os.pathsep.join((str(folder), str(ROOT))),
        "RL_invariant": "7",
    }
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )


def test_an_isolated_process_reads_no_settings_of_the_machine(tmp_path: Path) -> None:
    done = run(ISOLATE + LOOK, tmp_path)
    assert (done.stderr, done.stdout) == ("", "0 []\n")


@pytest.mark.parametrize("module", ["formats.pdf", "formats.pdf.syntax", "formats.table"])
def test_an_import_alone_isolates_nothing(module: str, tmp_path: Path) -> None:
    done = run(f"import proposalgen.{module}; {LOOK}", tmp_path)
    assert done.stderr == "settings of the machine were read\n"
