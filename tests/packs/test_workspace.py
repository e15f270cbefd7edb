"""A workspace makes packs in memory, whoever asks, in any thread; it leaves the process alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import proposalgen
from proposalgen import InputError, Pack, Partner, StrictError, Workspace, caches
from proposalgen.formats import table
from proposalgen.formats.table import Rendered
from proposalgen.model.document import Document
from proposalgen.packs import build
from tests.support.real import ROOT

DAY = date(2026, 11, 26)
NORDHAVN = {"name": "Nordhavn Foundation", "themes": ["social-protection"], "date": "2026-11-26"}


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace.open(ROOT)


def make(workspace: Workspace, name: str) -> Pack:
    """Return a partner's one-pager, which is made quickly."""
    return workspace.make(name=name, themes=["all"], template="one-pager", today=DAY)


def test_keywords_a_mapping_and_a_model_make_the_same_pack(workspace: Workspace) -> None:
    given = {**NORDHAVN, "amount": "2500000.50", "currency": "NOK", "contact_name": "Ana Lima"}
    partner = Partner.model_validate(given)
    packs = [
        workspace.make(template="one-pager", **given),  # type: ignore[arg-type]
        workspace.make(given, template="one-pager"),
        workspace.make(partner, template="one-pager"),
    ]
    assert packs[0] == packs[1] == packs[2]
    assert packs[0].manifest.record["amount"] == "2500000.50"


def test_a_model_of_another_workspace_is_checked_too(workspace: Workspace) -> None:
    partner = Partner(name="Nordhavn Foundation", themes=("of-another",), date=DAY)
    with pytest.raises(InputError, match="no theme called 'of-another'"):
        workspace.make(partner)


def test_every_mistake_of_a_record_is_told_at_once(workspace: Workspace) -> None:
    with pytest.raises(InputError) as caught:
        workspace.make(name=" ", themes=["climate"], amount="much")
    fields = {problem.field for problem in caught.value.problems}
    assert fields == {"name", "themes", "amount", "currency"}


def test_a_partner_is_given_once(workspace: Workspace) -> None:
    with pytest.raises(TypeError, match="not as both"):
        workspace.make(NORDHAVN, country="Norway")


def test_a_format_that_there_is_not_is_named(workspace: Workspace) -> None:
    with pytest.raises(InputError, match=r"no format called 'odt'\. There are: docx, pdf\."):
        workspace.make(NORDHAVN, formats=["odt"])


def test_options_reach_the_pack(workspace: Workspace) -> None:
    pack = workspace.make(
        NORDHAVN, template="one-pager", paper="letter", formats=["pdf"], draft=True
    )
    assert [file.format for file in pack.files] == ["pdf"]
    assert pack.manifest.brand.paper == "letter"
    assert (pack.manifest.template.name, pack.manifest.draft) == ("one-pager", True)


def test_strict_refuses_what_would_be_warned_of(workspace: Workspace) -> None:
    with pytest.raises(StrictError, match="was to be reviewed by"):
        workspace.make({**NORDHAVN, "date": "2090-01-01"}, strict=True)


def test_a_logo_is_looked_for_in_the_folder_that_is_given(
    workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=r"no file 'logo\.png'"):
        workspace.prepare({**NORDHAVN, "logo": "logo.png"}, folder=tmp_path)


def test_a_logo_comes_as_bytes_or_by_its_path_and_makes_the_same_picture(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "logo.png"
    Image.new("RGB", (300, 120), "navy").save(path)
    by_bytes = workspace.prepare(NORDHAVN, logo=path.read_bytes())
    by_path = workspace.prepare(NORDHAVN, logo=path)
    beside = workspace.prepare({**NORDHAVN, "logo": "logo.png"}, folder=tmp_path)
    assert by_bytes.logo == by_path.logo == beside.logo is not None
    assert (by_bytes.partner.logo, by_path.partner.logo) == ("", "logo.png")


def test_bytes_that_are_no_logo_are_told(workspace: Workspace) -> None:
    with pytest.raises(InputError, match="logo: neither PNG nor JPEG"):
        workspace.prepare(NORDHAVN, logo=b"GIF89a")


def test_a_date_that_nobody_gave_stays_so_in_a_model(workspace: Workspace) -> None:
    undated = {name: value for name, value in NORDHAVN.items() if name != "date"}
    first = workspace.prepare(undated, today=DAY).partner
    again = workspace.prepare(first, today=date(2026, 11, 27)).partner
    assert (again.is_dated, again.date) == (False, date(2026, 11, 27))


def test_a_folder_without_content_is_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no content/ and no templates/"):
        Workspace.open(tmp_path)


def test_threads_get_the_bytes_of_one(workspace: Workspace) -> None:
    """Eight threads, each with partners of its own and one that all share."""
    names = [f"Partner {number} {'W' * number}" for number in range(8)] * 2
    alone = {name: make(workspace, name) for name in names}
    caches.clear()
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda name: make(workspace, name), names))
    assert together == [alone[name] for name in names]


def test_one_pack_is_built_at_a_time(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the writers keep between documents is not made for threads."""
    at_work: list[str] = []
    most: list[int] = []
    render = table.render

    def watch(document: Document, *given: Any) -> Rendered:
        at_work.append(document.meta.partner)
        time.sleep(0.05)
        most.append(len(at_work))
        at_work.remove(document.meta.partner)
        return render(document, *given)

    monkeypatch.setattr(build, "render", watch)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda name: make(workspace, name), ("A", "B", "C", "D")))
    assert most == [1, 1, 1, 1]


PROGRAM = """
import hashlib, json, os, sys, warnings
import reportlab.rl_config
def look():
    settings = {name: repr(value) for name, value in vars(reportlab.rl_config).items()
                if not name.startswith("_")}
    known = sorted(name for name in sys.modules if name.startswith("reportlab_"))
    return dict(os.environ), os.getcwd(), list(sys.path), settings, known, list(warnings.filters)
before = look()
import proposalgen
pack = proposalgen.Workspace.open(sys.argv[1]).make(
    name="Nordhavn Foundation", themes=["all"], template="one-pager", date="2026-11-26")
print(json.dumps([before == look(), [file.sha256 for file in pack.files]]))
"""


def test_nothing_of_the_process_is_changed_and_none_of_its_settings_changes_a_byte(
    workspace: Workspace, tmp_path: Path
) -> None:
    """Neither its variables, nor its working directory, nor its warnings, nor its ReportLab."""
    settings = "invariant = 0\npageCompression = 1\ncanvas_basefontname = 'Courier'\n"
    (tmp_path / "reportlab_settings.py").write_text(settings)
    variables = {"RL_invariant": "0", "RL_useA85": "0", "RL_documentLang": "nb"}
    done = subprocess.run(
        [sys.executable, "-W", "default", "-c", PROGRAM, str(ROOT)], cwd=tmp_path,
        capture_output=True, text=True, check=False, timeout=300,
        env={"PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}", "HOME": str(tmp_path), **variables},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    pack = workspace.make({**NORDHAVN, "themes": ["all"]}, template="one-pager")
    assert json.loads(done.stdout) == [True, [file.sha256 for file in pack.files]]


def test_the_public_names_are_all_there() -> None:
    assert set(proposalgen.__all__) == {
        name for names in proposalgen._HOMES.values() for name in names
    }
    for name in proposalgen.__all__:
        assert getattr(proposalgen, name).__doc__, name
    assert set(proposalgen.__all__) < set(dir(proposalgen))
    with pytest.raises(AttributeError, match="no attribute 'workspace'"):
        _ = proposalgen.workspace
