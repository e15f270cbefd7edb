"""Nothing breaks it: whatever fails is told in a sentence, and the next run makes it good."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn, Protocol

import pytest

from proposalgen.batch import pool, worker
from proposalgen.batch.model import Job, Outcome, Settings
from proposalgen.content.workspace import WorkspaceFolders
from proposalgen.errors import ExitCode
from proposalgen.packs import build, files, workspace
from proposalgen.packs import make as packs_make
from proposalgen.packs.disk import RealDisk
from tests.support.command import Run
from tests.support.faulty import Disk, failing
from tests.support.lists import make_settings, write_list
from tests.support.real import ROOT, make_partner

ONE = ("generate", "-p", "Nordhavn", "-t", "all", "--template", "one-pager", "-q")
LIST = ("batch", "list.csv", "--template", "one-pager", "-j1", "-q", "--zip")
ROWS = [("Sønder & Co", "all"), ("Nobody", "nothing")]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read and make each thing once: its bytes are the same every time, and writing is tried."""

    def once(make: Callable[..., Any]) -> Callable[..., Any]:
        made: dict[Any, Any] = {}

        def make_once(*given: Any) -> Any:
            if given[0] not in made:
                made[given[0]] = make(*given)
            return made[given[0]]

        return make_once

    for place, name in (
        (workspace, "load_library"), (workspace, "load_template"), (workspace, "load_brand"),
        (build, "render"),
    ):  # fmt: skip
        monkeypatch.setattr(place, name, once(getattr(place, name)))
    monkeypatch.setattr(packs_make, "prove_pack", lambda *given, **options: ())
    monkeypatch.setattr(os, "fsync", lambda handle: None)


class Own(Protocol):
    """Runs the program in a process of its own, in an empty folder."""

    def __call__(
        self, *arguments: object, program: Sequence[str] = ..., before: Sequence[str] = ...,
        environment: Mapping[str, str | None] = ..., **given: Any,
    ) -> subprocess.CompletedProcess[str]:  # fmt: skip
        """Return how it ended and what it wrote; more is given to ``subprocess.run``."""


@pytest.fixture
def own(tmp_path: Path) -> Own:
    """Run the program in a process of its own, in an empty folder."""

    def own(
        *arguments: object, program: Sequence[str] = ("-m", "proposalgen"),
        before: Sequence[str] = (), environment: Mapping[str, str | None] = MappingProxyType({}),
        **given: Any,
    ) -> subprocess.CompletedProcess[str]:  # fmt: skip
        variables = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1795651200",
                     **environment}  # fmt: skip
        return subprocess.run(
            [*before, sys.executable, *program, *map(str, arguments)], cwd=tmp_path, check=False,
            env={name: value for name, value in variables.items() if value is not None},
            capture_output=True, text=True, encoding="utf-8", errors="replace", **given,
        )  # fmt: skip

    return own


def read_tree() -> dict[str, bytes]:
    """Return what stands under a final name."""
    return {path.as_posix(): path.read_bytes() for path in sorted(Path("output").rglob("*"))
            if path.is_file() and not path.name.startswith(".")}  # fmt: skip


def is_whole(name: str, data: bytes, whole: dict[str, bytes]) -> bool:
    """Whether a file is as it should be; two tell what was made anew, and so may differ."""
    if name.endswith("batch.json"):
        return "packs" in json.loads(data)
    if name.endswith("packs.zip"):
        return zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    if name.endswith(("index.html", "errors.csv")):
        return data.endswith((b"</html>\n", b"\r\n"))
    return data == whole[name]


def clear() -> None:
    shutil.rmtree("output", ignore_errors=True)


# -- a full disk -----------------------------------------------------------------------------------


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("command", [ONE, LIST], ids=["generate", "batch"])
def test_a_disk_that_is_full_at_any_step_is_told_and_made_good(
    run: Run, quick: None, command: tuple[str, ...], for_good: bool
) -> None:
    write_list(Path("list.csv"), ROWS, ("name", "themes"))
    usual, whole = run(*command).exit_code, read_tree()
    for step in range(1, 1000):
        clear()
        with failing(Disk(step, for_good=for_good)) as full:
            done = run(*command)
        if not full.failed:
            break
        at = f"step {step}: {full.failed[0]}"
        told, there = done.stderr, read_tree()
        assert done.exit_code in {usual, ExitCode.PARTLY, ExitCode.UNWRITABLE}, (at, told)
        assert "fault in the program" not in told, at
        if there.keys() != whole.keys():
            assert "No space left on device" in told, (at, told)
            assert "Make room" in told or "run it again to copy them" in told, (at, told)
        assert all(is_whole(name, data, whole) for name, data in there.items()), at
        if "unlink" not in full.failed[0]:
            assert not list(Path("output").rglob(".*.tmp")), at
        if not for_good and step % 4:  # a fault that lasts has shown it at each step
            continue
        assert run(*command).exit_code == usual, at
        assert read_tree().keys() == whole.keys(), at
        assert all(is_whole(name, data, whole) for name, data in read_tree().items()), at
        assert not [*Path("output").rglob(".*.tmp"), *Path("output").rglob(".*.before")], at
    else:
        raise AssertionError("no run got through")
    assert step > 15


def test_a_real_limit_of_the_system_is_told_too(own: Own, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="needs limits of POSIX")
    done = own(*ONE, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000)))
    assert done.returncode == ExitCode.UNWRITABLE
    assert done.stderr.splitlines()[-1].endswith(
        ".docx: cannot be written: File too large. "
        "Make room, or choose another folder with --output; then run again."
    )
    assert [path for path in (tmp_path / "output").rglob("*") if path.is_file()] == []


# -- an output folder that is none -----------------------------------------------------------------


def without_rights() -> tuple[str, ...]:
    """Return what makes a command heed the rights of folders also for root."""
    if os.name == "nt":
        pytest.skip("Windows keeps other rights")
    if os.geteuid():
        return ()
    if not shutil.which("setpriv"):
        pytest.skip("root may write anywhere, and setpriv is not installed")
    return ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--")


@pytest.mark.parametrize("command", [ONE, LIST], ids=["generate", "batch"])
def test_a_folder_that_may_not_be_written_to_is_told(
    own: Own, tmp_path: Path, command: tuple[str, ...]
) -> None:
    before = without_rights()
    write_list(tmp_path / "list.csv", ROWS, ("name", "themes"))
    (tmp_path / "closed").mkdir(mode=0o555)
    done = own(*command, "-o", "closed/output", before=before)
    assert done.returncode == ExitCode.UNWRITABLE
    told = done.stderr.splitlines()[-1]
    assert told.startswith("error: ")
    assert "closed" in told
    assert told.endswith(
        "cannot be written: Permission denied. Choose a folder that you may write to with --output."
    )


@pytest.mark.parametrize("command", [ONE, LIST], ids=["generate", "batch"])
@pytest.mark.parametrize("output", ["file", "file/below"])
def test_a_file_in_the_place_of_the_folder_is_told(
    run: Run, command: tuple[str, ...], output: str
) -> None:
    write_list(Path("list.csv"), ROWS, ("name", "themes"))
    Path("file").write_text("mine")
    done = run(*command, "-o", output)
    assert done.exit_code == ExitCode.UNWRITABLE
    assert output in done.stderr.splitlines()[-1]
    assert "There is a file where a folder should be" in done.stderr
    assert Path("file").read_text() == "mine"


@pytest.mark.parametrize("command", [ONE, LIST], ids=["generate", "batch"])
def test_a_path_that_is_too_long_is_told(run: Run, command: tuple[str, ...]) -> None:
    write_list(Path("list.csv"), ROWS, ("name", "themes"))
    done = run(*command, "-o", "/".join(["x" * 200] * 25))
    assert done.exit_code == ExitCode.UNWRITABLE
    assert re.search(r"would have \d+ characters, and this system takes \d+", done.stderr)
    assert "Choose an --output with a shorter path." in done.stderr
    assert not Path("x" * 200).exists()


def test_any_path_will_do(run: Run, quick: None) -> None:
    write_list(Path("list.csv"), ROWS, ("name", "themes"))
    made = {}
    Path("real").mkdir()
    Path("link").symlink_to("real", target_is_directory=True)
    for output in ("output", "link", "%s {} $HOME ; & 'Übersicht'/日本"):
        done = run(*LIST, "-o", output)
        assert done.exit_code == ExitCode.PARTLY, done.stderr
        assert str(Path(output, "sonder-co-956d1fd7")) in done.stdout
        files = [path for path in Path(output).rglob("*") if path.is_file()]
        made[output] = {path.relative_to(output): path.read_bytes() for path in files}
    assert all(files == made["output"] for files in made.values())


def test_a_folder_that_is_removed_on_the_way_is_told_and_no_success(
    run: Run, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_list(Path("list.csv"), [("A", "all"), ("B", "all")], ("name", "themes"))
    make = worker.make_one

    def remove_once(settings: Settings, job: Job) -> Outcome:
        if job.record == 2:
            shutil.rmtree(settings.output)
        return make(settings, job)

    monkeypatch.setattr(pool, "make_one", remove_once)
    done = run(*LIST)
    assert done.exit_code == ExitCode.UNWRITABLE
    assert done.stderr.splitlines()[-1].endswith(
        "output: was removed while the batch was running. Run it again."
    )
    monkeypatch.undo()
    assert not Path("output", "batch.json").exists()


def test_content_that_is_removed_on_the_way_fails_its_records_only(tmp_path: Path) -> None:
    settings = make_settings(
        tmp_path,
        workspace=WorkspaceFolders(tmp_path / "none", tmp_path / "none"),
        digests=("x", "y", "z"),
    )
    outcome = worker.make_one(settings, Job(1, 2, make_partner()))
    assert outcome.status == "failed"
    assert "fault in the program" not in str(outcome.errors[0])


def test_a_full_folder_for_temporary_files_is_told_by_its_name(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_list(Path("list.csv"), ROWS, ("name", "themes"))

    def refuse(*given: Any) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    done = run(*LIST)
    assert done.exit_code == ExitCode.UNWRITABLE
    assert "temporary files cannot be written: No space left on device" in done.stderr
    assert "TMPDIR" in done.stderr


def test_a_working_directory_that_is_gone_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    done = run("themes")
    assert done.exit_code == ExitCode.INVALID
    assert done.stderr == (
        "error: the working directory is no longer there. Change to a folder that is there.\n"
    )


def test_whoever_stops_reading_ends_a_batch_without_a_word(own: Own, tmp_path: Path) -> None:
    write_list(tmp_path / "list.csv", ROWS, ("name", "themes"))
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "proposalgen", *LIST], cwd=tmp_path, stdout=writing, check=False,
        stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    os.close(writing)
    assert "cannot be written" not in done.stderr
    assert "Traceback" not in done.stderr


# -- what a run that was killed left ---------------------------------------------------------------


FILES = {"a.docx": b"new", "a.pdf": b"new", "pack.json": b"new"}


def test_files_of_a_run_that_was_killed_before_its_manifest_are_not_taken_for_edited(
    run: Run, quick: None
) -> None:
    run(*ONE)
    before = read_tree()
    Path("output/nordhavn/pack.json").unlink()
    done = run(*ONE)
    assert "was edited" not in done.stderr
    assert read_tree() == before


@pytest.mark.parametrize("held", [".docx", ".pdf", ".json"])
def test_a_pack_of_which_a_file_is_held_stays_as_it_was_and_is_made_when_it_is_free(
    run: Run, quick: None, monkeypatch: pytest.MonkeyPatch, held: str
) -> None:
    run(*ONE)
    before = read_tree()
    with monkeypatch.context() as patch:
        hold(patch, held)
        done = run(*ONE, "--date", "2027-01-05")
    assert done.exit_code == ExitCode.UNWRITABLE
    assert f"{held}: cannot be written: Access is denied. Another program holds it" in done.stderr
    assert read_tree() == before
    done = run(*ONE, "--date", "2027-01-05")
    assert "was edited" not in done.stderr
    assert sorted(path.name for path in Path("output/nordhavn").iterdir()) == [
        "nordhavn-one-pager-en.docx", "nordhavn-one-pager-en.pdf", "pack.json",
    ]  # fmt: skip


def test_a_batch_leaves_alone_the_pack_of_which_a_file_is_held_and_makes_the_others(
    run: Run, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_list(Path("list.csv"), [("Sydhavn", "all"), ("Nordhavn", "all")], ("name", "themes"))
    run(*LIST)
    before = read_tree()
    with monkeypatch.context() as patch:
        hold(patch, "nordhavn-one-pager-en.pdf")
        done = run(*LIST, "--date", "2027-01-05")
    assert done.exit_code == ExitCode.PARTLY
    assert "line 3, Nordhavn: " in done.stderr
    after = read_tree()
    assert {name: data for name, data in after.items() if name.startswith("output/nordhavn/")} == {
        name: data for name, data in before.items() if name.startswith("output/nordhavn/")
    }
    sydhavn = "output/sydhavn/sydhavn-one-pager-en.pdf"
    assert after[sydhavn] != before[sydhavn]


def hold(patch: pytest.MonkeyPatch, end: str) -> None:
    """Refuse to replace files whose names end so, as Windows does while a program holds them."""
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target.name.endswith(end) or self.name.endswith(end):
            raise PermissionError(errno.EACCES, "Access is denied")
        return replace(self, target)

    patch.setattr(Path, "replace", refuse)
    patch.setattr(RealDisk, "wait", lambda disk, seconds: None)


def test_old_halves_are_swept_and_young_ones_left_to_whom_they_belong(tmp_path: Path) -> None:
    for name, age in ((".a.docx.1.tmp", 7200), (".a.docx.2.tmp", 0)):
        (tmp_path / name).write_text("half")
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    files.put_files(tmp_path, FILES)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".a.docx.2.tmp", *FILES]


# -- clock, locale, home and what lies about -------------------------------------------------------

CLOCK = """
import datetime, sys, time
start, step = float(sys.argv.pop(1)), -3600.0
real = datetime.datetime
def now(at=[start]):
    at[0] += step
    return at[0]
class Clock(real):
    @classmethod
    def now(cls, tz=None):
        return real.fromtimestamp(now(), tz or datetime.UTC)
datetime.datetime = Clock
time.time = now
from proposalgen.cli import main
main(prog_name="proposalgen")
"""
NO_NETWORK = """
import socket, sys
class Closed(socket.socket):
    def __init__(self, *given, **named):
        raise OSError("no network")
socket.socket = Closed
socket.getaddrinfo = socket.create_connection = Closed
from proposalgen.cli import main
main(prog_name="proposalgen")
"""
STRANGE = ("generate", "-p", "Sønder İş & 日本", "-t", "all", "--template", "one-pager",
           "--date", "2026-11-26", "-q")  # fmt: skip
WORLDS: dict[str, dict[str, Any]] = {
    "C": {"environment": {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONHASHSEED": "0"}},
    "Windows-1252": {"environment": {"PYTHONIOENCODING": "cp1252", "PYTHONHASHSEED": "1",
                                     "TZ": "America/Adak"}},
    "Turkish": {"environment": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8",
                                "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "random"}},
    "no home": {"environment": {"HOME": None, "USERPROFILE": None, "XDG_CACHE_HOME": None,
                                "PATH": ""}},
    "a home that is not there": {"environment": {"HOME": "/nonexistent"}},
    "every encoding named": {"program": ("-X", "warn_default_encoding", "-W",
                                         "error::EncodingWarning", "-W",
                                         # It reads a file of its own, in ASCII.
                                         "ignore::EncodingWarning:pypdfium2_raw.version",
                                         "-m", "proposalgen")},
    "1970": {"program": ("-c", CLOCK, "86400")},
    "2100": {"program": ("-c", CLOCK, "4102444800")},
    "no network": {"program": ("-c", NO_NETWORK)},
    "private": {"umask": 0o077},
}  # fmt: skip


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the files of a partner with a strange name, made here and now."""
    folder = tmp_path_factory.mktemp("strange")
    command = [sys.executable, "-m", "proposalgen", *STRANGE]
    subprocess.run(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True,
                   capture_output=True)  # fmt: skip
    return {path.name: path.read_bytes() for path in folder.glob("output/*/*")}


@pytest.mark.parametrize("world", WORLDS)
def test_the_same_bytes_anywhere_and_at_any_time(
    own: Own, tmp_path: Path, strange: dict[str, bytes], world: str
) -> None:
    given = dict(WORLDS[world])
    if os.name == "nt":
        given.pop("umask", None)
    done = own(*STRANGE, **given)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert {p.name: p.read_bytes() for p in tmp_path.glob("output/*/*")} == strange


@pytest.mark.skipif(os.name == "nt", reason="Windows names files in Unicode")
def test_a_system_that_cannot_spell_a_name_is_told(own: Own, tmp_path: Path) -> None:
    (tmp_path / "n.yaml").write_text("name: 日本\nthemes: [all]\n", "utf-8")
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = own("generate", "--from", "n.yaml", "--template", "one-pager", environment=environment)
    if done.returncode == 0:
        pytest.skip("this system spells all names in any locale")
    assert done.returncode == ExitCode.UNWRITABLE
    assert "cannot be written: the system's encoding, ascii, has no such name" in done.stderr
    assert "PYTHONUTF8=1" in done.stderr


MODULES = ("docx", "click", "yaml", "lxml", "pickle", "socket", "struct", "array", "json",
           "reportlab_settings", "reportlab_mods")  # fmt: skip


def test_what_lies_about_is_not_executed_and_changes_nothing(
    own: Own, tmp_path: Path, strange: dict[str, bytes]
) -> None:
    """Also not by the workers of a batch, which Python starts in the working directory."""
    for name in (*(f"{name}.py" for name in MODULES), ".reportlab_settings", ".reportlab_mods"):
        text = f"open({str(tmp_path / 'executed')!r}, 'a').write({name!r})\npageCompression = 0\n"
        (tmp_path / name).write_text(text)
    write_list(tmp_path / "list.csv", [(STRANGE[2], "all", STRANGE[8])], ("name", "themes", "date"))
    done = own("batch", "list.csv", "--template", "one-pager", "-j2", "-q",
               environment={"HOME": str(tmp_path), "RL_pageCompression": "0", "RL_invariant": "0",
                            "PYTHONPATH": None})  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "executed").exists()
    assert {p.name: p.read_bytes() for p in tmp_path.glob("output/*/*")} == strange
