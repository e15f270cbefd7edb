"""A workspace of one's own, and schemas that know what its files may say."""

import json

import pytest
import yaml

from proposalgen.content.schemas import write_schemas
from tests.support.real import ROOT

PLACES = json.loads(write_schemas()[".vscode/settings.json"])["yaml.schemas"]


def read_schema(name):
    return json.loads(write_schemas()[name.removeprefix("./")])


@pytest.mark.parametrize("name", PLACES)
def test_a_schema_knows_every_field_of_the_real_files(name):
    schema = read_schema(name)
    (*paths,) = ROOT.glob(PLACES[name])
    assert paths
    for path in paths:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        one = schema if "properties" in schema else schema["additionalProperties"]
        for record in data.values() if one is not schema else [data]:
            assert set(record) <= set(one["properties"])
            assert set(one["required"]) <= set(record)


def test_a_schema_says_what_a_field_is():
    fact = read_schema("./schemas/facts.json")["additionalProperties"]
    assert fact["properties"]["kind"]["enum"][:2] == ["statistic", "target"]
    assert fact["properties"]["qualifier"]["description"].startswith('"more than"')
    assert set(fact["required"]) == {"kind", "claim", "source", "status"}
    assert fact["additionalProperties"] is False


def test_init_makes_a_workspace_that_is_good_and_is_used_where_one_stands(run, tmp_path):
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


def test_init_takes_an_empty_folder(run, tmp_path):
    (tmp_path / "mine").mkdir()
    assert run("init", "mine").exit_code == 0
    assert (tmp_path / "mine" / "content").is_dir()


def test_init_leaves_a_folder_alone_that_is_not_empty(run, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    done = run("init", "mine")
    assert done.exit_code == 3
    assert "mine: is not empty. Name a new folder, or an empty one." in done.stderr
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]
