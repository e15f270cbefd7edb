"""Runs commands and writes down what Python opens, changes, connects to and executes meanwhile.

``python -m tests.support.trace REPORT COMMANDS``: COMMANDS is a JSON list of lists of arguments,
REPORT the file that gets the events as JSON, each with its arguments as text.
"""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path
from typing import Any

WATCHED = (
    "open", "exec", "compile", "socket.", "subprocess.", "os.", "shutil.", "ctypes.dlopen",
    "urllib.", "ftplib.", "http.", "smtplib.", "pty.", "webbrowser.", "tempfile.",
)  # fmt: skip
events: list[tuple[str, list[str]]] = []
watching = True


def watch(event: str, given: tuple[Any, ...]) -> None:
    if not watching or not event.startswith(WATCHED):
        return
    if event == "exec":
        events.append((event, [given[0].co_filename]))
    elif event == "compile":
        source = given[0].decode("utf-8", "replace") if isinstance(given[0], bytes) else given[0]
        events.append((event, [str(given[1]), source if isinstance(source, str) else ""]))
    else:
        events.append((event, [str(one) for one in given]))


if __name__ == "__main__":
    sys.addaudithook(watch)
    from proposalgen.cli import main

    for command in json.loads(sys.argv[2]):
        with contextlib.suppress(SystemExit):
            main(command, prog_name="proposalgen")
    watching = False
    Path(sys.argv[1]).write_text(json.dumps(events))
