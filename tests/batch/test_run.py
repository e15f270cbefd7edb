"""A list becomes packs: good rows made, bad rows told, and the same again whatever happens."""

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from pathlib import Path

import pytest

from proposalgen.batch.executors import choose_pool
from proposalgen.batch.run import (
    BATCH,
    ERRORS,
    Job,
    Outcome,
    lock_output,
    make_one,
    run_batch,
    run_jobs,
)
from proposalgen.errors import InputError, OutputError
from tests.support.lists import hash_tree, invent_partners, make_settings, write_list
from tests.support.real import ROOT, make_partner

TODAY = date(2026, 11, 26)


def run(source, output, **changes):
    told = []
    given = {"make_pool": changes.pop("make_pool", None)}
    summary = run_batch(
        source, make_settings(output, **changes), today=TODAY,
        warn=lambda problem: told.append(str(problem)), **given,
    )  # fmt: skip
    return summary, told


@pytest.fixture(scope="module")
def five(tmp_path_factory):
    """Return a list of five partners, and the packs made of it."""
    folder = tmp_path_factory.mktemp("five")
    source = write_list(folder / "list.csv", invent_partners(5))
    run(source, folder / "output")
    return source, folder / "output"


BAD = [
    ("Nordhavn", "social-protection", "", ""),
    ("Søn", "climate", "", ""),
    ("NORDHAVN ", "gender-equality", "", ""),
    ("=cmd()", "gender-equality", "-5", ""),
]


# -- good and bad rows ----------------------------------------------------------------------------


def test_good_rows_are_made_and_every_mistake_of_the_others_told(tmp_path):
    source = write_list(tmp_path / "list.csv", BAD)
    summary, told = run(source, tmp_path / "output")
    assert (summary.made, summary.unchanged, summary.failed) == (1, 0, 3)
    assert [line.partition(": ")[0] for line in told] == [
        "list.csv, line 3, themes",
        "list.csv, line 4, name",
        "list.csv, line 5, amount",
        "list.csv, line 5, currency",
    ]
    assert "is there already, in line 2" in told[1]
    packs = json.loads((tmp_path / "output" / BATCH).read_bytes())["packs"]
    assert [pack["status"] for pack in packs] == ["made", "failed", "failed", "failed"]
    assert [pack["line"] for pack in packs] == [2, 3, 4, 5]


def test_the_failed_rows_can_be_mended_and_run_again(tmp_path):
    output = tmp_path / "output"
    run(write_list(tmp_path / "list.csv", BAD), output)
    text = (output / ERRORS).read_text(encoding="utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text))
    assert header[:5] == ["line", "field", "message", "name", "themes"]
    assert [row[0] for row in rows] == ["3", "4", "5"]
    assert rows[2][3] == "'=cmd()"
    mended = text.replace("climate", "just-transition").replace("NORDHAVN", "Sydhavn")
    (tmp_path / "mended.csv").write_text(mended.replace("'-5", ""), encoding="utf-8-sig")
    summary, _ = run(tmp_path / "mended.csv", output)
    assert (summary.made, summary.failed) == (3, 0)
    assert not (output / ERRORS).exists()
    names = {p["name"] for p in json.loads((output / BATCH).read_bytes())["packs"]}
    assert names == {"Søn", "Sydhavn", "=cmd()"}


def test_a_dry_run_tells_the_same_and_writes_nothing(tmp_path):
    source = write_list(tmp_path / "list.csv", BAD)
    summary, told = run(source, tmp_path / "output", dry=True)
    assert (summary.ready, summary.made, summary.failed, len(told)) == (1, 0, 3, 4)
    assert not (tmp_path / "output").exists()


def test_a_list_without_partners_is_refused(tmp_path):
    with pytest.raises(InputError, match="no partners in it"):
        run(write_list(tmp_path / "list.csv", []), tmp_path / "output")


def test_the_list_that_is_read_is_never_removed(tmp_path):
    output = tmp_path / "output"
    run(write_list(tmp_path / "list.csv", BAD), output)
    text = (output / ERRORS).read_text(encoding="utf-8-sig").splitlines(keepends=True)
    (output / ERRORS).write_text("".join(text[:2]).replace("climate", "just-transition"))
    assert run(output / ERRORS, output)[0].made == 1
    assert (output / ERRORS).exists()


def test_a_list_may_change_while_its_packs_are_made(tmp_path):
    source = write_list(tmp_path / "list.csv", invent_partners(2))
    summary = run_batch(
        source, make_settings(tmp_path / "output"), today=TODAY,
        report=lambda *_: source.write_text("nonsense"),
    )  # fmt: skip
    assert summary.made == 2


def test_content_that_changes_on_the_way_fails_the_rest(tmp_path):
    job = Job(1, 2, make_partner(themes=("social-protection",)))
    outcome = make_one(make_settings(tmp_path, digests=("of", "before", "")), job)
    assert "changed while the batch was running" in outcome.errors[0].message


def test_packs_made_in_threads_are_the_same(five, tmp_path):
    source, whole = five
    run(source, tmp_path / "output", make_pool=lambda: ThreadPoolExecutor(4))
    assert hash_tree(tmp_path / "output") == hash_tree(whole)


# -- the same again -------------------------------------------------------------------------------


def test_packs_are_the_same_in_any_order_and_on_two_processes(five, tmp_path):
    source, output = five
    header, *rows = source.read_text(encoding="utf-8").splitlines(keepends=True)
    turned = tmp_path / "turned.csv"
    turned.write_text("".join([header, *rows[::-1]]), encoding="utf-8")
    run(turned, tmp_path / "output", make_pool=choose_pool(2, None))
    assert hash_tree(tmp_path / "output") == hash_tree(output)


def test_unchanged_packs_are_skipped_unless_forced(five, tmp_path):
    source = five[0]
    output = shutil.copytree(five[1], tmp_path / "output")
    before = {path: path.stat().st_mtime_ns for path in output.glob("*/*")}
    assert run(source, output)[0].unchanged == 5
    assert {path: path.stat().st_mtime_ns for path in output.glob("*/*")} == before
    assert run(source, output, force=True)[0].made == 5
    changed = write_list(tmp_path / "list.csv", [*invent_partners(4), invent_partners(5, 2)[4]])
    summary = run(changed, output)[0]
    assert (summary.made, summary.unchanged) == (1, 4)


def test_a_pack_with_a_file_missing_is_made_again(tmp_path):
    source = write_list(tmp_path / "list.csv", invent_partners(1))
    run(source, tmp_path / "output")
    before = hash_tree(tmp_path / "output")
    next((tmp_path / "output").glob("*/*.pdf")).unlink()
    assert run(source, tmp_path / "output")[0].made == 1
    assert hash_tree(tmp_path / "output") == before


def test_a_run_that_was_killed_is_finished_by_the_next_to_the_same_packs(five, tmp_path):
    source, whole = five
    output = tmp_path / "output"
    command = [sys.executable, "-m", "proposalgen", "batch", str(source), "-o", str(output),
               "--template", "one-pager", "-q"]  # fmt: skip
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795694400"}  # 2026-11-26
    for wait in (2.5, 4):
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(wait)
        if os.name == "nt":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        done = hash_tree(whole)
        for name, digest in hash_tree(output).items() if output.exists() else ():
            assert Path(name).name.startswith(".") or done[name] == digest
    run(source, output)
    assert hash_tree(output) == hash_tree(whole)
    assert not list(output.rglob("*.tmp"))


def test_two_batches_into_one_folder_are_refused(tmp_path):
    with lock_output(tmp_path), pytest.raises(OutputError, match="another batch is writing"):
        run(write_list(tmp_path / "list.csv", invent_partners(1)), tmp_path)


# -- workers --------------------------------------------------------------------------------------


class Breaking(Executor):
    """An executor whose worker dies at some partners, each time or the first time only."""

    made = 0

    def __init__(self, deadly, once):
        Breaking.made += 1
        self.deadly, self.once, self.broken = deadly, once, False

    def submit(self, function, settings, job):
        future = Future()
        if job.partner.name in self.deadly:
            self.broken = True
            if self.once:
                self.deadly.discard(job.partner.name)
        if self.broken:
            future.set_exception(BrokenProcessPool())
        else:
            future.set_result(Outcome(job.record, job.record + 1, job.partner.name, "made"))
        return future

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass


def outcomes(deadly, *, once):
    jobs = [Job(n, n + 1, make_partner(name=name)) for n, name in enumerate("ABCDEF", 1)]
    made = run_jobs(jobs, make_settings(Path()), lambda: Breaking(deadly, once), window=3)
    return [(outcome.name, outcome.status) for outcome in made]


def test_a_worker_that_dies_once_costs_nothing():
    assert outcomes({"B"}, once=True) == [(name, "made") for name in "ABCDEF"]


def test_a_worker_that_dies_each_time_costs_its_own_pack_only():
    expected = [(name, "failed" if name in "BE" else "made") for name in "ABCDEF"]
    assert outcomes({"B", "E"}, once=False) == expected


def test_a_real_worker_that_is_killed_is_made_good(five, tmp_path):
    source, whole = five

    class Killing(Executor):
        """Kills a worker of a real pool when the first pack is asked for."""

        def __init__(self):
            self.pool = choose_pool(2, None)()
            self._processes = self.pool._processes

        def submit(self, *given):
            future = self.pool.submit(*given)
            if not killed:
                killed.append(next(iter(self.pool._processes.values())))
                killed[0].kill()
            return future

        def shutdown(self, *given, **named):
            self.pool.shutdown(*given, **named)

    killed = []
    summary, _ = run(source, tmp_path / "output", make_pool=Killing)
    assert (len(killed), summary.made) == (1, 5)
    assert hash_tree(tmp_path / "output") == hash_tree(whole)


def test_a_fault_in_one_pack_does_not_end_the_batch(tmp_path):
    job = Job(1, 2, make_partner(logo="none.png", themes=("social-protection",)))
    outcome = make_one(make_settings(tmp_path), job)
    assert outcome.status == "failed"
    assert "logo" in outcome.errors[0].message or outcome.errors[0].field == "logo"


PROGRAM = """
import os, pathlib, sys, time
from proposalgen.batch.executors import choose_pool

def work(folder):
    pathlib.Path(folder, str(os.getpid())).touch()
    time.sleep(60)

if __name__ == "__main__":
    pool = choose_pool(2, None)()
    for future in [pool.submit(work, sys.argv[1]) for _ in range(4)]:
        future.result()
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_no_worker_outlives_a_run_that_is_killed(tmp_path):
    (tmp_path / "run.py").write_text(PROGRAM)
    marks = tmp_path / "marks"
    marks.mkdir()
    with subprocess.Popen(
        [sys.executable, tmp_path / "run.py", marks], stderr=subprocess.DEVNULL
    ) as process:
        wait_until(lambda: len(list(marks.iterdir())) == 2)
        process.kill()
    wait_until(lambda: not any(is_alive(mark.name) for mark in marks.iterdir()))


def is_alive(process):
    try:
        return Path("/proc", process, "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until(true):
    for _ in range(1200):
        if true():
            return
        time.sleep(0.1)
    raise AssertionError("waited for too long")


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def test_ctrl_c_ends_a_run_within_two_seconds_with_a_sentence(tmp_path):
    # What is started in the background has Ctrl-C ignored, and hands that on.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    source = write_list(tmp_path / "list.csv", invent_partners(200))
    output = tmp_path / "output"
    with subprocess.Popen(
        [sys.executable, "-m", "proposalgen", "batch", source, "-o", output, "-j", "2"],
        cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        text=True,
    ) as process:  # fmt: skip
        wait_until(lambda: list(output.glob("*/pack.json")))
        os.killpg(process.pid, signal.SIGINT)
        told = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert told == "error: interrupted. Run it again to go on.\n"
    assert not list(output.rglob("*.marks*"))


@pytest.mark.filterwarnings("ignore")
def test_packs_are_the_same_on_a_dask_cluster(five, tmp_path):
    distributed = pytest.importorskip("distributed", reason="Dask is not installed")
    source, whole = five
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
    ) as cluster:
        make_pool = choose_pool(1, cluster.scheduler_address)
        summary, _ = run(source, tmp_path / "output", make_pool=make_pool)
    assert summary.made == 5
    assert hash_tree(tmp_path / "output") == hash_tree(whole)
