"""Whatever is planted that is not true is told by `check` and refused under ``--strict``."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from proposalgen.compose.templates import load_template
from proposalgen.content.load import load_library
from proposalgen.content.locks import write_locks
from proposalgen.errors import ContentError, StrictError
from proposalgen.packs.build import compose_pack
from tests.support.command import Run
from tests.support.real import ROOT, TYPES, make_inputs, make_partner
from tests.whole.untruths import UNTRUTHS, Untruth


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the real content and templates; the brand is the real one."""
    made = tmp_path / "workspace"
    shutil.copytree(ROOT / "content", made / "content")
    shutil.copytree(ROOT / "templates", made / "templates", ignore=shutil.ignore_patterns("brand"))
    (made / "templates" / "brand").symlink_to(ROOT / "templates" / "brand")
    return made


def compose_strictly(workspace: Path, theme: str) -> None:
    """Compose a pitch of a theme as ``generate --strict`` does."""
    inputs = make_inputs(
        make_partner(themes=(theme,)),
        library=load_library(workspace / "content"),
        template=load_template(workspace / "templates" / "pitch"),
    )
    compose_pack(inputs, strict=True)


def test_there_are_three_untruths_of_each_of_ten_kinds() -> None:
    assert set(Counter(untruth.kind for untruth in UNTRUTHS).values()) == {3}
    assert len(UNTRUTHS) == 30


@pytest.mark.parametrize("untruth", UNTRUTHS, ids=[f"{u.kind}: {u.told}" for u in UNTRUTHS])
def test_an_untruth_is_refused_under_strict(workspace: Path, untruth: Untruth) -> None:
    untruth.plant(workspace)
    with pytest.raises((ContentError, StrictError)) as caught:
        compose_strictly(workspace, untruth.theme)
    assert untruth.told in str(caught.value)


def test_check_tells_all_untruths_at_once(workspace: Path, run: Run) -> None:
    """Those that contradict themselves are mistakes; when they are mended, the others are told."""
    mistakes = []
    for untruth in UNTRUTHS:
        backup = shutil.copytree(workspace / "content", workspace / "backup")
        untruth.plant(workspace)
        try:
            load_library(workspace / "content")
        except ContentError:
            mistakes.append(untruth)
            shutil.rmtree(workspace / "content")
            shutil.move(backup, workspace / "content")
        else:
            shutil.rmtree(backup)
    others = [untruth for untruth in UNTRUTHS if untruth not in mistakes]

    told = run("check", "--workspace", workspace)
    assert told.exit_code == 0
    assert [u.told for u in others if u.told not in told.stderr] == []
    assert run("check", "--strict", "--workspace", workspace).exit_code == 4

    for untruth in mistakes:
        untruth.plant(workspace)
    told = run("check", "--workspace", workspace)
    assert told.exit_code == 3
    assert [u.told for u in mistakes if u.told not in told.stderr] == []


@pytest.mark.parametrize(
    "theme", ["social-protection", "child-labour-forced-labour", "lifelong-learning-skills"]
)
@pytest.mark.parametrize("kind", ["pitch", "one-pager"])
def test_the_real_library_passes_strict_with_nothing_excused(theme: str, kind: str) -> None:
    for partner_type in TYPES:
        partner = make_partner(themes=(theme,), type=partner_type)
        _, warnings = compose_pack(make_inputs(partner, kind=kind), strict=True)
        assert warnings == ()


def test_locking_again_after_a_look_takes_the_words_as_they_are(workspace: Path) -> None:
    UNTRUTHS[3].plant(workspace)
    write_locks(workspace / "content", load_library(workspace / "content"))
    compose_strictly(workspace, "social-protection")
