"""Whatever is changed, killed or edited in between, the packs end as those of a fresh run."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from proposalgen import caches
from proposalgen.batch.model import Settings
from proposalgen.batch.run import run_batch
from proposalgen.content.workspace import WorkspaceFolders
from tests.support.letter import INDEX, LETTER
from tests.support.real import ROOT, brand

NAMES = ("Nordhavn", "A*STAR", "=1+1", "日本財団", "CON", "{{ 7*7 }}")


class Killed(BaseException):
    """A process that is no more: nothing catches it, and nothing is written after it."""


@contextmanager
def kill(after: int) -> Iterator[None]:
    """Let this many changes of the disk happen, and none after them."""
    left = after

    def count(real: Callable[..., Any]) -> Callable[..., Any]:
        def change(path: Path, *args: Any, **kwargs: Any) -> Any:
            nonlocal left
            reading = real.__name__ == "open" and not set("wax") & set(args[0] if args else "r")
            if not reading:
                if left == 0:
                    raise Killed
                left -= 1
            return real(path, *args, **kwargs)

        return change

    with ExitStack() as stack:
        for name in ("open", "replace", "unlink", "write_bytes", "mkdir"):
            stack.enter_context(mock.patch.object(Path, name, count(getattr(Path, name))))
        yield


class Workspace(RuleBasedStateMachine):
    """A list, a workspace and the folder of its packs, as days of work leave them."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.output = self.folder / "output"
        self.partners = {"Nordhavn": ""}
        self.edits: set[bytes] = set()
        shutil.copytree(ROOT / "tests" / "data" / "library", self.folder / "content")
        (self.folder / "letter").mkdir()
        (self.folder / "letter" / "template.yaml").write_text(INDEX, encoding="utf-8")
        self.write_letter("")

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    def write_letter(self, words: str) -> None:
        text = f"{LETTER}\n\n{words}\n"
        (self.folder / "letter" / "letter.md.j2").write_text(text, encoding="utf-8")

    def make(self, output: Path) -> None:
        """Make all packs, as a process of its own would."""
        source = self.folder / "list.json"
        listed = [{"name": n, "country": c, "themes": ["all"]} for n, c in self.partners.items()]
        source.write_text(json.dumps(listed), encoding="utf-8")
        caches.clear()
        run = Settings(
            WorkspaceFolders(self.folder / "content", self.folder), str(output), template="letter"
        )  # fmt: skip
        # A disk that waits for its plates, and a brand that stays, are not what is tried here.
        with (
            mock.patch("os.fsync"),
            mock.patch("proposalgen.packs.workspace.load_brand", return_value=brand()),
        ):
            summary = run_batch(source, run, today=date(2026, 11, 26))
        assert summary.failed == 0

    def find_files(self, *suffixes: str) -> list[Path]:
        found = sorted(self.output.glob("*/*"))
        return [p for p in found if p.suffix in suffixes and not p.name.startswith(".")]

    @rule(name=st.sampled_from(NAMES))
    def add_a_partner(self, name: str) -> None:
        self.partners.setdefault(name, "")

    @rule(name=st.sampled_from(NAMES), country=st.sampled_from(("", "Norway", "</w:t>")))
    def change_a_partner(self, name: str, country: str) -> None:
        if name in self.partners:
            self.partners[name] = country

    @rule(words=st.sampled_from(("", "More.", "Less.")))
    def change_the_template(self, words: str) -> None:
        self.write_letter(words)

    @rule(count=st.integers(1, 3))
    def change_a_fact(self, count: int) -> None:
        path = self.folder / "content" / "facts" / "other.yaml"
        path.write_text("".join(
            f"more-{n}: {{kind: claim, claim: C, source: survey}}\n"
            for n in range(count)
        ), encoding="utf-8")  # fmt: skip

    @rule(after=st.integers(0, 60))
    def kill_a_run(self, after: int) -> None:
        with suppress(Killed), kill(after):
            self.make(self.output)

    @precondition(lambda self: self.find_files(".docx"))
    @rule(data=st.data())
    def edit_a_docx_by_hand(self, data: st.DataObject) -> None:
        path = data.draw(st.sampled_from(self.find_files(".docx")))
        edited = f"edited {len(self.edits)}".encode()
        self.edits.discard(path.read_bytes())  # the person's own to overwrite
        self.edits.add(edited)
        path.write_bytes(edited)

    @rule()
    def run_to_the_end(self) -> None:
        self.make(self.output)
        assert not list(self.output.rglob("*.tmp"))
        fresh = self.folder / "fresh"
        self.make(fresh)
        assert hash_packs(self.output) == hash_packs(fresh)
        shutil.rmtree(fresh)

    @invariant()
    def no_part_of_a_file_has_its_name(self) -> None:
        for path in self.find_files(".docx", ".pdf"):
            data = path.read_bytes()
            if data in self.edits:
                continue
            if path.suffix == ".pdf":
                assert data.startswith(b"%PDF")
                assert data.rstrip().endswith(b"%%EOF")
            else:
                assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None

    @invariant()
    def no_edit_is_lost(self) -> None:
        there = {path.read_bytes() for path in self.find_files(".docx")}
        assert there >= self.edits

    @invariant()
    def each_manifest_is_true_but_for_what_was_edited(self) -> None:
        for path in self.find_files(".json"):
            for told in json.loads(path.read_bytes())["files"]:
                data = (path.parent / told["name"]).read_bytes()
                assert data in self.edits or hashlib.sha256(data).hexdigest() == told["sha256"]

    def __init__(self) -> None:
        super().__init__()
        self.output = Path("none")
        self.edits = set()


def hash_packs(output: Path) -> dict[str, str]:
    """Return the hash of each file of each pack, without what was edited and moved aside."""
    return {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(output.glob("*/*"))
        if "-edited-" not in path.name
    }


def test_a_run_that_is_killed_at_any_write_leaves_only_what_is_true() -> None:
    work = Workspace()
    work.begin()
    work.make(work.output)
    for after in range(100):
        work.partners["Nordhavn"] = f"Country {after}"
        try:
            with kill(after):
                work.make(work.output)
        except Killed:
            work.no_part_of_a_file_has_its_name()
            work.each_manifest_is_true_but_for_what_was_edited()
        else:
            break
    assert 10 < after < 99
    work.run_to_the_end()
    work.teardown()


TestWorkspace = Workspace.TestCase
TestWorkspace.settings = settings(max_examples=20, stateful_step_count=12)
