"""A run opens only its workspace, its installation, its input and its output, and no connection."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from PIL import Image

from tests.support.lists import write_list
from tests.support.real import ROOT

ORDINARY = [("Nordhavn Foundation", "social-protection", ""), ("日本財団", "all", "logo.png")]
HOSTILE = [
    ("../../../etc/passwd", "all", ""),
    ("<img src='https://zzmark.example/x.png'>", "all", ""),
    ("{{ cycler.__init__.__globals__.os.popen('touch zzmark') }}", "all", ""),
    ("<para color=\"__import__('os').system('touch zzmark')\">", "gender-equality", ""),
    ("file:///etc/hostname", "all", "/etc/hostname"),
    ("Up", "all", "../../secret.png"),
    ("Link", "all", "link.png"),
]
Events = list[tuple[str, list[str]]]
"""What Python's audit hooks report: the event, and its arguments as text."""
SIGN = "zzmark"
"""Stands in hostile names, and must not be in anything that Python compiles."""
ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": "1795651200", "PYTHONDONTWRITEBYTECODE": "1"}
SYSTEM = re.compile(
    r"(/usr)?(/local)?/lib|/usr/share/(zoneinfo|locale)|/System/|/proc/|/sys/|"
    r"/dev/(null|u?random|tty)|/etc/(ld\.so|localtime|timezone|locale|ssl/openssl\.cnf|"
    r"nsswitch\.conf|passwd$|mime\.types)"
)
"""What Python itself and the system's libraries open, as ``/etc/passwd`` to find the home."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a list of ordinary and hostile partners."""
    folder = tmp_path_factory.mktemp("traced") / "own"
    folder.mkdir()
    Image.new("RGB", (60, 30), "navy").save(folder / "logo.png")
    shutil.copy(folder / "logo.png", folder.parent / "secret.png")
    (folder / "link.png").symlink_to(folder.parent / "secret.png")
    write_list(folder / "list.csv", [*ORDINARY, *HOSTILE], ("name", "themes", "logo"))
    return folder


COMMANDS = [
    ["generate", "-p", HOSTILE[2][0], "-t", "all", "--template", "one-pager", "-q"],
    ["generate", "-p", "Nordhavn", "-t", "gender-equality", "-q"],
    ["batch", "list.csv", "-j1", "--template", "one-pager", "-q", "--zip"],
]


def is_allowed(path: str, place: Path) -> bool:
    """Whether a file belongs to the run."""
    if not path or path.isdecimal():  # a handle
        return True
    real = Path(os.path.realpath(place / path))
    places = {sys.prefix, sys.base_prefix, str(ROOT), *filter(None, sys.path)}
    installed = [Path(os.path.realpath(one)) for one in places]
    own = Path(os.path.realpath(place))
    if any(real.is_relative_to(one) for one in (own, *installed)):
        return True
    temporary = Path(os.path.realpath(tempfile.gettempdir()))
    nameless = real == temporary or (real.parent == temporary and not real.exists())
    return nameless or bool(SYSTEM.match(str(real)))


@pytest.fixture(scope="module")
def events(place: Path) -> Events:
    """Return what Python did during a run of all commands, each with its arguments."""
    command = [
        sys.executable,
        "-m",
        "tests.support.trace",
        str(place / "events.json"),
        json.dumps(COMMANDS),
    ]
    environment = {**ENVIRONMENT, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=place, env=environment, capture_output=True, text=True, check=True
    )
    made = [line for line in done.stdout.splitlines() if line.endswith(".pdf")]
    assert len(made) == 7, done.stderr
    return [(event, given) for event, given in json.loads((place / "events.json").read_text())]


def test_python_opens_nothing_else_and_no_connection(events: Events, place: Path) -> None:
    assert {event for event, _ in events} >= {"open", "exec", "os.rename"}
    foreign = [one for one in events if one[0].startswith((
        "socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "urllib.",
        "ftplib.", "http.", "smtplib.", "pty.", "webbrowser.",
    ))]  # fmt: skip
    assert foreign == []
    own = ("open", "os.mkdir", "os.rmdir", "os.remove", "os.rename", "os.listdir", "os.scandir")
    paths = {path for event, given in events if event in own for path in given[:2]
             if os.sep in path or event == "open"}  # fmt: skip
    # ReportLab lists which fonts the machine has when it is imported; none is opened.
    paths -= {given[0] for event, given in events
              if event == "os.scandir" and "/fonts" in given[0].lower()}  # fmt: skip
    assert [path for path in sorted(paths) if not is_allowed(path, place)] == []
    assert not [path for path in paths if "secret.png" in path or path.endswith("hostname")]


def test_python_changes_nothing_outside_the_output(events: Events, place: Path) -> None:
    changed = [given[0] for event, given in events
               if event.startswith(("os.mkdir", "os.rmdir", "os.remove", "os.rename", "shutil."))
               or (event == "open" and set(given[1]) & set("wax+"))]  # fmt: skip
    own = Path(os.path.realpath(place / "output"))
    temporary = Path(os.path.realpath(tempfile.gettempdir()))
    real = {Path(os.path.realpath(place / path)) for path in changed}
    others = {path for path in real if not path.is_relative_to(own)}
    assert {path for path in others if temporary not in (path, path.parent)} == set()
    assert not list(place.rglob("zzmark"))


def test_no_word_of_a_partner_is_compiled(events: Events) -> None:
    sources = [given[1] for event, given in events if event == "compile"]
    assert len(sources) > 10
    assert not [source for source in sources if SIGN in source]
    executed = {given[0] for event, given in events if event == "exec"}
    made = {name for name in executed if not Path(name).is_absolute()}
    assert all(name.startswith("<") or name.endswith(".md.j2") for name in made), made


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_the_system_sees_no_other_file_and_no_connection(place: Path) -> None:
    """C libraries tell Python nothing of what they open."""
    report = place / "strace.txt"
    trace = ["strace", "-f", "-qq", "-e", "trace=open,openat,creat,connect,bind,sendto,execve",
             "-o", str(report)]  # fmt: skip
    probe = subprocess.run([*trace, sys.executable, "-c", ""], capture_output=True, check=False)
    if probe.returncode:
        pytest.skip("strace may not trace here")
    command = [sys.executable, "-m", "proposalgen", *COMMANDS[2]]
    environment = {**ENVIRONMENT, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([*trace, *command], cwd=place, env=environment, capture_output=True,
                          check=False)  # fmt: skip
    assert done.returncode == 5, done.stderr
    lines = report.read_text(errors="replace").splitlines()
    calls = [match for line in lines if (match := re.match(r"\d+ +(\w+)\((.*)", line))]
    assert not [match[0] for match in calls if match[1] in {"connect", "bind", "sendto"}]
    assert sum(match[1] == "execve" for match in calls) == 1
    opened = {
        name[1].encode("latin-1").decode("unicode_escape").encode("latin-1").decode()
        for match in calls
        if match[1] in {"open", "openat", "creat"}
        and not re.search("ENOENT|O_DIRECTORY", match[0])
        and (name := re.search(r'"([^"]*)"', match[2]))
    }
    assert len(opened) > 100
    assert [path for path in sorted(opened) if not is_allowed(path, place)] == []
