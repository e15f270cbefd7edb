"""The command line as a whole: help, version, and how fast it answers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from proposalgen import cli
from tests.support import real
from tests.support.command import Run


def test_help_answers_without_loading_what_commands_need(tmp_path: Path) -> None:
    program = (
        "import sys; from proposalgen.cli import main\n"
        "try: main(['generate', '--help'])\n"
        "finally: print([m for m in ('pydantic', 'reportlab', 'docx', 'jinja2', 'PIL', 'yaml')"
        " if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True,
        cwd=real.ROOT, timeout=60,
    )  # fmt: skip
    assert "--partner NAME" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_list_of_commands_loads_nothing_but_the_command_line(tmp_path: Path) -> None:
    program = (
        "import sys; from proposalgen.cli import main\n"
        "try: main(['--help'])\n"
        "finally: print(sorted({'.'.join(m.split('.')[:2]) for m in sys.modules"
        " if m.startswith('proposalgen.')}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True,
        cwd=real.ROOT, timeout=60,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "['proposalgen.cli', 'proposalgen.errors']"


def test_every_command_has_help(run: Run) -> None:
    for name in cli.main.commands:
        done = run(name, "-h")
        assert done.exit_code == 0
        assert done.stdout.startswith("Usage: ")
    assert run("--version").stdout.startswith("proposalgen ")
