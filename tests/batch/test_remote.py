"""A batch puts its packs straight to an address: whole, in few requests, from any worker."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from proposalgen.batch.cluster import bundle_workspace
from proposalgen.batch.executors import choose_executor
from proposalgen.batch.model import Job
from proposalgen.batch.worker import make_one
from proposalgen.content.workspace import WorkspaceFolders
from proposalgen.errors import OutputError
from proposalgen.packs.store import open_store
from proposalgen.packs.verify import find_packs, verify
from tests.batch.runs import Made, run
from tests.support.lists import hash_tree, invent_partners, make_settings, write_list
from tests.support.real import library, make_partner
from tests.support.s3 import Bucket, serve_s3


@pytest.fixture(scope="module")
def server() -> Iterator[Bucket]:
    with serve_s3() as served:
        yield served


@pytest.fixture
def bucket(server: Bucket) -> Bucket:
    server.requests.clear()
    return server


@pytest.fixture
def url(request: pytest.FixtureRequest) -> str:
    """Return an address at which no other test has written."""
    return f"s3://packs/{request.node.name}"


def test_a_batch_goes_to_s3_with_the_bytes_of_a_folder_in_few_requests(
    five: Made, bucket: Bucket, url: str
) -> None:
    with choose_executor(2, None) as make_executor:
        summary, warnings = run(five.source, url, make_executor=make_executor)
    assert (summary.made, warnings) == (5, [])
    packs = {name: (five.output / name).read_bytes() for name in hash_tree(five.output)}
    asked = bucket.list_below(url)
    reports = {".batch.lock", "batch.json", "index.html"}
    assert {name for _, name in asked} == {*packs, *reports}
    assert max(Counter(name for _, name in asked).values()) <= 4
    # With the lists of what is there, which name no file.
    folders = {name.partition("/")[0] for name in packs}
    # The page of the batch reads each pack's manifest once more.
    assert len(bucket.requests) <= 2 * len(packs) + len(folders) + len(reports)
    assert {verb for verb, _ in bucket.requests} == {"GET", "PUT"}, "nothing is copied or deleted"
    put = [name for verb, name in asked if verb == "PUT"]
    assert put[-1] == "batch.json"
    for folder in {name.partition("/")[0] for name in packs}:
        assert [name for name in put if name.startswith(f"{folder}/")][-1].endswith("/pack.json")
    store = open_store(url)
    assert {name: store.read(name) for name in packs} == packs


def test_what_has_not_changed_there_is_left_alone_and_verify_reads_it(
    bucket: Bucket, url: str, tmp_path: Path
) -> None:
    source = write_list(tmp_path / "list.csv", invent_partners(2))
    run(source, url)
    bucket.requests.clear()
    assert run(source, url)[0].unchanged == 2
    put = {name for verb, name in bucket.list_below(url) if verb == "PUT"}
    assert put == {".batch.lock", "batch.json", "index.html"}
    found = find_packs([url])
    assert [pack.path.startswith(f"{url}/") for pack in found] == [True, True]
    assert not any(verify(pack, library(), date(2026, 11, 26)).problems for pack in found)


def test_a_file_that_somebody_edited_there_is_kept_beside_the_new_one(
    bucket: Bucket, url: str, tmp_path: Path
) -> None:
    source = write_list(tmp_path / "list.csv", [("Nordhavn", "all")], ("name", "themes"))
    run(source, url)
    store = open_store(url)
    name = "nordhavn/nordhavn-one-pager-en.docx"
    with store.open_new(name) as file:
        file.write(b"edited")
    run(source, url, force=True)
    assert store.read(name.replace(".docx", "-edited-1.docx")) == b"edited"
    assert store.read(name) != b"edited"


def test_a_bucket_that_is_not_there_is_told_before_anything_is_made(
    bucket: Bucket, url: str, tmp_path: Path
) -> None:
    source = write_list(tmp_path / "list.csv", invent_partners(1))
    with pytest.raises(OutputError, match=r"^s3://nowhere/\.batch\.lock: cannot be written: "):
        run(source, "s3://nowhere")


@pytest.mark.filterwarnings("ignore")
def test_the_workers_of_a_cluster_need_no_folder_of_this_machine(
    five: Made, bucket: Bucket, url: str
) -> None:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
        ) as cluster,
        choose_executor(1, cluster.scheduler_address) as make_executor,
    ):
        summary, _ = run(five.source, url, make_executor=make_executor)
    assert summary.made == 5
    store = open_store(url)
    packs = hash_tree(five.output)
    assert {name: hashlib.sha256(store.read(name)).hexdigest() for name in packs} == packs


def test_a_bundle_of_a_workspace_makes_the_same_pack(tmp_path: Path) -> None:
    job = Job(1, 2, make_partner(themes=("social-protection",)))
    settings = make_settings(tmp_path / "here")
    bundled = replace(
        settings, output=str(tmp_path / "there"), bundle=bundle_workspace(settings.workspace),
        workspace=WorkspaceFolders(tmp_path / "nowhere", tmp_path / "nowhere"),
    )  # fmt: skip
    for one in (settings, bundled):
        assert make_one(one, job).status == "made"
    assert hash_tree(tmp_path / "here") == hash_tree(tmp_path / "there")
