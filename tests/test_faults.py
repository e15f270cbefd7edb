"""Nothing breaks it: whatever fails is told in a sentence, and the next run makes it good."""

import io
import json
import os
import shutil
import zipfile
from pathlib import Path

import pytest

from proposalgen import batch, brand, index, library, pack, templates
from proposalgen.errors import ExitCode
from tests.faulty import Disk, failing
from tests.test_batch import write_list

ONE = ("generate", "-p", "Nordhavn", "-t", "all", "--template", "one-pager", "-q")
LIST = ("batch", "list.csv", "--template", "one-pager", "-j1", "-q", "--zip", "--copy-to", "there")
ROWS = [("Sønder & Co", "all"), ("Nobody", "nothing")]


@pytest.fixture
def quick(monkeypatch):
    """Read and make each thing once: its bytes are the same every time, and writing is tried."""

    def once(make):
        made = {}

        def make_once(*given):
            if given[0] not in made:
                made[given[0]] = make(*given)
            return made[given[0]]

        return make_once

    for place, name in (
        (library, "load_library"), (templates, "load_template"), (brand, "load_brand"),
        (pack, "write_pdf"), (pack, "write_docx"), (index, "to_png"),
    ):  # fmt: skip
        monkeypatch.setattr(place, name, once(getattr(place, name)))
    monkeypatch.setattr(batch, "find_leaks", lambda *given: ())
    monkeypatch.setattr(os, "fsync", lambda handle: None)


def read_tree():
    """Return what stands under a final name, here and where it was copied to."""
    places = [path for name in ("output", "there") for path in sorted(Path(name).rglob("*"))]
    return {path.as_posix(): path.read_bytes() for path in places
            if path.is_file() and not path.name.startswith(".")}  # fmt: skip


def is_whole(name, data, whole):
    """Whether a file is as it should be; two tell what was made anew, and so may differ."""
    if name.endswith("batch.json"):
        return "packs" in json.loads(data)
    if name.endswith("packs.zip"):
        return zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    if name.endswith(("index.html", "errors.csv")):
        return data.endswith((b"</html>\n", b"\r\n"))
    return data == whole[name]


def clear():
    for name in ("output", "there"):
        shutil.rmtree(name, ignore_errors=True)


# -- a full disk -----------------------------------------------------------------------------------


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("command", [ONE, LIST], ids=["generate", "batch"])
def test_a_disk_that_is_full_at_any_step_is_told_and_made_good(run, quick, command, for_good):
    write_list(Path("list.csv"), ROWS, ("name", "themes"))
    usual, whole = run(*command).exit_code, read_tree()
    for step in range(1, 1000):
        clear()
        with failing(Disk(step, for_good=for_good)) as disk:
            done = run(*command)
        if not disk.failed:
            break
        at = f"step {step}: {disk.failed[0]}"
        told, there = done.stderr, read_tree()
        assert done.exit_code in {usual, ExitCode.PARTLY, ExitCode.UNWRITABLE}, (at, told)
        assert "fault in the program" not in told, at
        if there.keys() != whole.keys():
            assert "No space left on device" in told, (at, told)
            assert "Make room" in told or "run it again to copy them" in told, (at, told)
        assert all(is_whole(name, data, whole) for name, data in there.items()), at
        if "unlink" not in disk.failed[0]:
            assert not list(Path("output").rglob(".*.tmp")), at
        assert run(*command).exit_code == usual, at
        assert read_tree().keys() == whole.keys(), at
        assert all(is_whole(name, data, whole) for name, data in read_tree().items()), at
        assert not [*Path("output").rglob(".*.tmp"), *Path("output").rglob(".*.before")], at
    else:
        raise AssertionError("no run got through")
    assert step > 15
