"""``-`` is the standard input and output; a URL is read and written like a file."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.support.command import NORDHAVN, Run, start

RECORD = b"name: Nordhavn Foundation\nthemes: [social-protection]\ndate: 2026-11-26\n"


def test_a_record_comes_in_and_a_zip_file_goes_out(tmp_path: Path) -> None:
    done = start(
        "generate", "--from", "-", "-o", "-", "--template", "one-pager", cwd=tmp_path, given=RECORD
    )
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(io.BytesIO(done.stdout)) as file:
        assert [Path(name).name for name in file.namelist()] == [
            "nordhavn-foundation-one-pager-en.docx",
            "nordhavn-foundation-one-pager-en.pdf",
            "pack.json",
        ]
        manifest = json.loads(file.read("nordhavn-foundation/pack.json"))
    assert manifest["record"]["name"] == "Nordhavn Foundation"
    assert list(tmp_path.iterdir()) == []


def test_a_list_comes_in_and_its_mistakes_name_a_line(run: Run) -> None:
    done = run("batch", "-", "--dry-run", given="- name: Nordhavn\n  themes: [climate]\n")
    assert done.exit_code == 5
    assert done.stderr.startswith("stdin.yaml, line 1, themes: no theme called 'climate'.")


def test_a_list_may_be_at_an_address(run: Run, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("name,themes\nNordhavn,climate\n")
    done = run("batch", (tmp_path / "list.csv").as_uri(), "--dry-run")
    assert done.stderr.startswith("list.csv, line 2, themes: no theme called 'climate'.")


@pytest.mark.parametrize("command", [("batch",), ("generate", "--from")])
def test_an_address_at_which_there_is_nothing_is_told(run: Run, command: tuple[str, ...]) -> None:
    done = run(*command, "memory://nowhere/list.csv")
    assert done.exit_code == 3
    assert "error: memory://nowhere/list.csv: cannot be read: is not there." in done.stderr


def test_a_logo_beside_the_working_directory_is_found_for_a_record_that_comes_in(run: Run) -> None:
    done = run("generate", "--from", "-", given="name: A\nthemes: [all]\nlogo: logo.png\n")
    assert done.exit_code == 3
    assert f"no file 'logo.png'. It is looked for in '{Path.cwd()}'" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("generate", *NORDHAVN, "-o", "-", "--json"), "leave out --json or -o -"),
        (("batch", "-", "-o", "-"), "A batch needs a folder or a URL"),
    ],
)
def test_what_cannot_go_to_the_standard_output_is_wrong_usage(
    run: Run, arguments: tuple[str, ...], told: str
) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert told in done.stderr


def test_a_terminal_is_shown_no_zip_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True)
    done = run("generate", *NORDHAVN, "-o", "-")
    assert done.exit_code == 2
    assert "write '-o - > pack.zip'" in done.stderr


def test_a_folder_of_packs_is_verified_by_its_address(run: Run) -> None:
    run("generate", *NORDHAVN, "--template", "one-pager")
    done = run("verify", Path("output").absolute().as_uri())
    assert (done.exit_code, done.stderr) == (0, "Verified 1 pack: 1 good, 0 not.\n")
