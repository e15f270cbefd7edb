"""Packs are kept in a folder or at an address; each file appears whole, the manifest last."""

from __future__ import annotations

import io
import socket
import subprocess
import sys
import time
import uuid
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from proposalgen.errors import InputError, OutputError
from proposalgen.packs.build import build_pack
from proposalgen.packs.folder_store import FolderStore
from proposalgen.packs.make import put_pack
from proposalgen.packs.pack import Pack
from proposalgen.packs.store import Store, open_store
from proposalgen.packs.verify import find_packs
from proposalgen.packs.zip import zip_packs
from tests.support import real

fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed")

PDF = "nordhavn-foundation/nordhavn-foundation-one-pager-en.pdf"


@pytest.fixture(scope="module")
def pack() -> Pack:
    """Return a one-pager, which is made quickly."""
    return build_pack(real.make_inputs(kind="one-pager"))


@pytest.fixture
def ftp(tmp_path: Path) -> Iterator[str]:
    """Start a real FTP server on this machine, where files grow in place; return its address."""
    pytest.importorskip("pyftpdlib", reason="pyftpdlib is not installed")
    folder = tmp_path / "served"
    folder.mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "pyftpdlib", "-i", "127.0.0.1", "-p",
               str(port), "-w", "-d", str(folder), "-u", "ana", "-P", "secret"]  # fmt: skip
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        for _ in range(100):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"ftp://ana:secret@127.0.0.1:{port}/packs"
        process.terminate()


@pytest.fixture(params=["folder", "memory", "ftp"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return a path or an address at which there is nothing yet."""
    match request.param:
        case "folder":
            return str(tmp_path / "output")
        case "memory":
            return f"memory://{uuid.uuid4()}"
    return str(request.getfixturevalue("ftp"))


def read_all(store: Store, pack: Pack) -> dict[str, bytes]:
    return {name: store.read(f"{pack.folder}/{name}") for name in store.list_names(pack.folder)}


def test_every_kind_of_store_gets_the_same_files(where: str, pack: Pack) -> None:
    store = open_store(where)
    assert store.list_names(pack.folder) == ()
    for _ in range(2):
        placed = put_pack(pack, where)
        assert read_all(store, pack) == pack.contents()
        assert placed.warnings == pack.warnings
    assert [file.path for file in placed.files] == [
        store.locate(f"{pack.folder}/{file.name}") for file in pack.files
    ]
    assert store.find("pack.json") == (f"{pack.folder}/pack.json",)
    assert [found.path for found in find_packs([where])] == [store.locate(pack.folder)]


def test_every_kind_of_store_keeps_what_somebody_edited(where: str, pack: Pack) -> None:
    store = open_store(where)
    put_pack(pack, store)
    with store.open_new(PDF) as file:
        file.write(b"edited")
    (warning,) = put_pack(pack, store).edited
    assert warning.file == store.locate(PDF)
    assert store.read(PDF.replace(".pdf", "-edited-1.pdf")) == b"edited"
    assert store.read(PDF) == pack.contents()[PDF.partition("/")[2]]


def test_every_kind_of_store_removes_what_is_there_and_minds_nothing_else(
    where: str, pack: Pack
) -> None:
    store = open_store(where)
    put_pack(pack, store)
    with store.open_new("batch.json") as file:
        file.write(b"{}")
    for _ in range(2):
        store.remove("batch.json")
        assert store.list_names() == ()
    with pytest.raises(FileNotFoundError):
        store.read("batch.json")


def test_an_address_gets_the_manifest_last_and_each_file_at_once(
    pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    remote = type(fsspec.filesystem("memory"))
    written: list[str] = []
    pipe_file = remote.pipe_file

    def record(self: object, path: str, value: bytes, **options: object) -> None:
        written.append(path.rpartition("/")[2])
        pipe_file(self, path, value, **options)

    monkeypatch.setattr(remote, "pipe_file", record)
    put_pack(pack, f"memory://{uuid.uuid4()}")
    assert written == list(pack.contents())
    assert written[-1] == "pack.json"


def test_what_breaks_off_is_told_and_the_next_run_makes_it_good(
    pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"memory://{uuid.uuid4()}"

    def fail(*_: object, **__: object) -> None:
        raise ConnectionResetError(104, "Connection reset by peer")

    with monkeypatch.context() as patch:
        patch.setattr(type(fsspec.filesystem("memory")), "pipe_file", fail)
        with pytest.raises(OutputError, match="cannot be written: Connection reset by peer"):
            put_pack(pack, url)
    assert open_store(url).find("pack.json") == ()
    put_pack(pack, url)
    assert read_all(open_store(url), pack) == pack.contents()


def test_an_address_is_named_without_its_secrets(pack: Pack) -> None:
    with pytest.raises(InputError, match="no such kind of address: 'nowhere://host/a'"):
        open_store("nowhere://name:secret@host/a")
    with pytest.raises(OutputError) as caught:
        put_pack(pack, "ftp://ana:secret@127.0.0.1:9/packs")
    assert str(caught.value).startswith("ftp://127.0.0.1:9/packs: cannot be reached: ")
    assert "secret" not in str(caught.value)


def test_what_a_missing_part_needs_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(InputError, match=r"pip install 'proposalgen\[remote\]'"):
        open_store("s3://bucket/packs")


def test_an_address_of_this_machine_is_a_folder(tmp_path: Path) -> None:
    assert open_store(tmp_path.as_uri()) == open_store(tmp_path) == FolderStore(tmp_path)


def test_a_zip_file_has_a_folder_for_each_pack_and_the_same_bytes_each_time(pack: Pack) -> None:
    other = build_pack(
        real.make_inputs(real.make_partner(name="Vesterhav Trust"), kind="one-pager")
    )
    with zipfile.ZipFile(io.BytesIO(zip_packs([pack, other]))) as file:
        held = {name: file.read(name) for name in file.namelist()}
    assert held == {
        f"{one.folder}/{name}": data
        for one in (pack, other)
        for name, data in one.contents().items()
    }
    assert zip_packs([pack]) == zip_packs([pack])
