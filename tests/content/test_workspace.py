"""The workspace is the option's, else the settings', else the one that comes along."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposalgen.content.workspace import find_workspace
from proposalgen.errors import InputError
from tests.support.command import Run


def make_workspace(folder: Path) -> Path:
    (folder / "content").mkdir(parents=True)
    (folder / "templates" / "brand").mkdir(parents=True)
    (folder / "templates" / "pitch").mkdir()
    (folder / "templates" / "pitch" / "template.yaml").write_text("sections: []")
    return folder


def test_the_option_comes_first(tmp_path: Path) -> None:
    make_workspace(tmp_path / "mine")
    make_workspace(tmp_path / "other")
    (tmp_path / "proposalgen.yaml").write_text("workspace: other")
    assert find_workspace(Path("mine"), tmp_path).content == tmp_path / "mine" / "content"


def test_the_settings_name_a_folder_from_where_they_stand(tmp_path: Path) -> None:
    make_workspace(tmp_path / "ours")
    (tmp_path / "proposalgen.yaml").write_text("workspace: ours\n")
    assert find_workspace(None, tmp_path).templates == tmp_path / "ours" / "templates"


@pytest.mark.parametrize("settings", [None, "", "workspace:\n"])
def test_otherwise_it_is_the_one_that_comes_with_the_program(
    tmp_path: Path, settings: str | None
) -> None:
    if settings is not None:
        (tmp_path / "proposalgen.yaml").write_text(settings)
    assert (find_workspace(None, tmp_path).content / "organisation.yaml").is_file()


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("workspaces: x", "line 1, workspaces: no field called 'workspaces'. Did you mean"),
        ("workspace: 3", "line 1, workspace: must be text, not '3'. Put it in quotes."),
        (
            "- x",
            "line 1: must be a map of fields, not '['x']'. Write fields, such as 'workspace: ...'.",
        ),
        ("workspace: nowhere", "line 1, workspace: no content/ and no templates/ in"),
    ],
)
def test_settings_that_are_wrong_are_told_with_their_line(
    tmp_path: Path, settings: str, told: str
) -> None:
    (tmp_path / "proposalgen.yaml").write_text(settings)
    with pytest.raises(InputError) as caught:
        find_workspace(None, tmp_path)
    assert f"proposalgen.yaml, {told}" in str(caught.value)


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    with pytest.raises(InputError, match="no templates/ in") as caught:
        find_workspace(tmp_path, tmp_path)
    assert "no content/" not in str(caught.value)


def test_a_kind_of_document_is_found_by_its_name_only(tmp_path: Path) -> None:
    workspace = find_workspace(make_workspace(tmp_path), tmp_path)
    assert workspace.list_templates() == ("pitch",)
    assert workspace.find_template("pitch") == tmp_path / "templates" / "pitch"
    for name in ("pich", "brand", "../templates/pitch", ""):
        with pytest.raises(InputError) as caught:
            workspace.find_template(name)
        assert str(caught.value).startswith(f"template: no template called {name!r}. ")
        assert "There are: pitch." in str(caught.value)


# -- a workspace of one's own -------------------------------------------------------------------


def test_init_makes_a_workspace_that_is_good_and_is_used_where_one_stands(
    run: Run, tmp_path: Path
) -> None:
    done = run("init", "mine")
    assert (done.exit_code, done.stdout) == (0, "mine\n")
    mine = tmp_path / "mine"
    assert (mine / "proposalgen.yaml").read_text(encoding="utf-8").endswith("workspace: .\n")
    page = mine / "content" / "organisation.yaml"
    text = page.read_text(encoding="utf-8").replace("short_name: ILO", "short_name: OWN")
    page.write_text(text, encoding="utf-8")
    done = run("generate", "--workspace", "mine", "-p", "Acme", "-t", "social-protection")
    assert done.exit_code == 0
    assert not list(tmp_path.glob(".init-*"))


def test_init_takes_an_empty_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    assert run("init", "mine").exit_code == 0
    assert (tmp_path / "mine" / "content").is_dir()


def test_init_leaves_a_folder_alone_that_is_not_empty(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    done = run("init", "mine")
    assert done.exit_code == 3
    assert "mine: is not empty. Name a new folder, or an empty one." in done.stderr
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]
