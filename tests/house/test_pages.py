"""The pages are true: links lead somewhere, paths exist, and what they say to type works."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import click
import openpyxl
import pytest
from click.testing import CliRunner

from proposalgen.cli import main
from tests.house.pages import (
    PAGES,
    list_blocks,
    list_commands,
    list_links,
    list_paths,
    list_tables,
    name_page,
)
from tests.support.real import ROOT

README = (ROOT / "README.md").read_text("utf-8")
WRITING = (ROOT / "docs" / "writing.md").read_text("utf-8")

NOT_RUN = {
    "git clone <this repository> proposalgen": "the tests run in such a clone already",
    "make first-pack": "generate, which it calls, is run below",
    "make check": "it runs these tests",
    "py make.py first-pack": "for Windows",
    "py make.py check": "for Windows",
    "pip install --require-hashes -r requirements.lock": "needs the network; "
    "tests/house/test_promises.py checks the lock",
    "proposalgen generate --from - --output - < nordhavn.yaml > nordhavn.zip": "a shell does; "
    "tests/cli/test_streams.py",
    "proposalgen batch https://example.org/partners.csv --output s3://bucket/packs": "needs a "
    "server; tests/batch/test_remote.py has one",
    "proposalgen verify s3://bucket/packs": "needs a server; tests/batch/test_remote.py has one",
    "pip install --no-deps .": "tests/whole/test_wheel.py installs the wheel",
    "proposalgen review": "serves until it is interrupted; tests/cli/test_review.py ends it",
}
"""Commands that the tests do not run, and why."""


@pytest.mark.parametrize("page", PAGES, ids=name_page)
def test_every_link_leads_to_a_file(page: Path) -> None:
    missing = [name for name in list_links(page.read_text("utf-8"))
               if not (page.parent / name).exists()]  # fmt: skip
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=name_page)
def test_every_path_that_is_named_exists(page: Path) -> None:
    if page.name == "CHANGELOG.md":
        pytest.skip("it says what was")
    missing = [name for name in list_paths(page.read_text("utf-8")) if not (ROOT / name).exists()]
    assert missing == []


def test_a_link_or_a_path_that_is_gone_would_be_seen() -> None:
    assert list(list_links("[a](gone.md#part) [b](https://example.org) [c](#here)")) == ["gone.md"]
    assert list(list_paths("`proposalgen/gone.py` and `gone.py`")) == ["proposalgen/gone.py"]


def test_every_function_on_the_walk_of_a_name_exists() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    walk = page.partition("## The walk of a partner's name")[2].partition("\n## ")[0]
    named = re.findall(r"`([\w/]+\.py): (?:\w+\.)?(\w+)`", walk)
    assert len(named) > 15
    for module, name in named:
        found = [path for path in (ROOT / "proposalgen").rglob("*.py")
                 if path.as_posix().endswith(f"/{module}")]  # fmt: skip
        defined = rf"^ *(?:def|class) {name}\b"
        assert any(re.search(defined, path.read_text("utf-8"), re.M) for path in found), module


# -- what a page says to type ----------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder that commands run in, on 26 November 2026."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795651200")
    return tmp_path


def type_command(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Do what a line of a console block does, as a person who types it."""
    program, *arguments = shlex.split(line)
    if line in NOT_RUN:
        return
    if program == "cd":
        Path(arguments[0]).mkdir(exist_ok=True)  # what git clone would have made
        monkeypatch.chdir(arguments[0])
        return
    assert program == "proposalgen", f"run it, or say in NOT_RUN why not: {line}"
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, (line, done.output)


def write_partners(path: Path) -> None:
    """Write the list that the README shows as a workbook."""
    (rows,) = (rows for rows in list_tables(README) if rows[0][0] == "name")
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(path)


def test_the_commands_of_the_readme_run_in_order(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for line in list_commands(README):
        if "partners.xlsx" in line and not Path("partners.xlsx").exists():
            write_partners(Path("partners.xlsx"))
        if "before/" in line:
            # The pack of an earlier day, which a person would have.
            shutil.move("output/nordhavn-foundation", "before/nordhavn-foundation")
            earlier = next(one for one in list_commands(README) if " --theme " in one)
            type_command(f"{earlier} --amount 100 --currency USD", monkeypatch)
        type_command(line, monkeypatch)
    assert Path("redline.docx").exists()


def test_the_commands_of_the_writing_page_run_in_order(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for line in list_commands(WRITING):
        type_command(line, monkeypatch)
    assert Path.cwd() == folder / "mine"


def test_every_command_that_is_not_run_stands_on_a_page() -> None:
    assert NOT_RUN.keys() <= {*list_commands(README), *list_commands(WRITING)}


def test_the_file_that_the_readme_shows_is_one_for_from(folder: Path) -> None:
    (record,) = (block for block in list_blocks(README, "yaml") if "name:" in block.text)
    Path("nordhavn.yaml").write_text(record.text, "utf-8")
    done = CliRunner().invoke(main, ["generate", "--from", "nordhavn.yaml", "-f", "docx"])
    assert done.exit_code == 0, done.output


def test_the_fact_that_the_readme_shows_is_the_library_s() -> None:
    (fact,) = (block for block in list_blocks(README, "yaml") if "kind:" in block.text)
    files = (ROOT / "content" / "facts").glob("*.yaml")
    assert any(fact.text.rstrip() in path.read_text("utf-8") for path in files)


def test_every_option_that_a_page_names_is_one_of_the_command() -> None:
    options = {
        option
        for command in main.commands.values()
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    } | {"--help", "--version"}
    named = set(re.findall(r"`(--[a-z][\w-]*)", README + WRITING))
    assert named <= options
    assert len(named) == 24


def test_the_exit_codes_of_the_readme_are_those_of_the_program() -> None:
    from proposalgen.errors import ExitCode

    (rows,) = (rows for rows in list_tables(README) if rows[0][0] == "exit")
    assert [int(row[0]) for row in rows[1:]] == list(ExitCode)
