"""Small wrong changes are found, planted in a copy, and told from those that nothing notices."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.proofs import mutants
from tests.proofs.mutations import find_mutations, is_valid, list_valid


@pytest.mark.parametrize(
    ("source", "kind", "changed"),
    [
        ("a = b < c", "comparison", "a = b <= c"),
        ("a = b not in c", "comparison", "a = b in c"),
        ("a = b is None", "comparison", "a = b is not None"),
        ("a = b and c and d", "and or", "a = b or c and d"),
        ("a = b - c", "arithmetic", "a = b + c"),
        ("a = 7", "constant", "a = 8"),
        ("a = True", "constant", "a = False"),
        ("if a:\n    b = c", "condition", "if not (a):\n    b = c"),
        ("a = [b for b in c if b.d]", "condition", "a = [b for b in c if not (b.d)]"),
        ("a = f(b, c=d)", "argument", "a = f(b, )"),
        ('a = {"b": c, "d": e}', "key", 'a = { "d": e}'),
        ("def f() -> str:\n    return a", "return", 'def f() -> str:\n    return ""'),
        ("def f() -> bool:\n    return a", "return", "def f() -> bool:\n    return not (a)"),
        ("def f() -> A | None:\n    return a", "return", "def f() -> A | None:\n    return None"),
        ("f(a)", "statement", "pass"),
        ("raise A", "statement", "pass"),
        ("ä = 'é'; a = b == c", "comparison", "ä = 'é'; a = b != c"),
    ],
)
def test_each_kind_of_slip_is_found(source: str, kind: str, changed: str) -> None:
    found = [(one.kind, one.apply(source)) for one in list_valid(source)]
    assert (kind, changed) in found


@pytest.mark.parametrize(
    "source",
    [
        '"""What it is for: 7."""',
        "a: Literal[7]",
        "def f(a: Literal[7]) -> Literal[8]: ...",
        "if TYPE_CHECKING:\n    import a",
        "@lru_cache(maxsize=64)\ndef f(): ...",
        "@dataclass(frozen=True)\nclass A: ...",
        "a = zip(b, c, strict=True)",
    ],
)
def test_what_changes_nothing_that_runs_is_left_alone(source: str) -> None:
    assert find_mutations(source) == []


def test_a_change_is_shown_by_the_lines_before_and_after() -> None:
    source = "a = 1\nb = a < 2\n"
    (changed,) = (one for one in list_valid(source) if one.kind == "comparison")
    assert changed.line == 2
    assert changed.show(source) == "-b = a < 2\n+b = a <= 2"


@pytest.mark.parametrize("entry", mutants.read_planted(), ids=lambda entry: str(entry["id"]))
def test_each_planted_bug_is_up_to_date_with_the_code(entry: dict[str, Any]) -> None:
    mutant = mutants.make_planted(entry)
    assert mutant.shown
    assert is_valid(mutant.source)
    assert all((mutants.ROOT / test).exists() for test in mutant.tests)


def test_planted_bugs_have_names_of_their_own() -> None:
    names = [entry["id"] for entry in mutants.read_planted()]
    assert len(names) == len(set(names)) >= 45


def test_each_pattern_names_modules_that_decide() -> None:
    for pattern in mutants.read_patterns():
        assert list(mutants.ROOT.glob(pattern)), pattern


def test_each_equivalent_change_could_still_be_made() -> None:
    for file, change in mutants.read_equivalent():
        source = (mutants.ROOT / file).read_text(encoding="utf-8")
        assert change in {mutants.squeeze(one.show(source)) for one in list_valid(source)}, change


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a small repository: a module of two functions, the first of which is tested."""
    files = {
        "proposalgen/__init__.py": "",
        "proposalgen/packs/__init__.py": "",
        "proposalgen/packs/sums.py": "def add(a, b):\n    return a - -b\n\n\n"
        "def double(a):\n    return a * 2\n",
        "tests/__init__.py": "",
        "tests/packs/__init__.py": "",
        "tests/packs/test_sums.py": "from proposalgen.packs.sums import add\n\n\n"
        "def test_adds():\n    assert add(1, 2) == 3\n",
        "tests/golden/test_nothing.py": "def test_nothing():\n    pass\n",
        "tests/data/mutants.yaml": "deciding: [proposalgen/packs/*.py]\nplanted:\n"
        "- {id: sum, breaks: sums, file: proposalgen/packs/sums.py, text: a - -b,"
        " becomes: a + -b}\n"
        "- {id: twice, breaks: doubles, file: proposalgen/packs/sums.py, text: '* 2',"
        " becomes: '* 3'}\n",
        "tests/data/equivalent-mutants.yaml": "- file: proposalgen/packs/sums.py\n"
        "  change: |\n    -    return a * 2\n    +    return a * 3\n  why: a test of the list\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    monkeypatch.setattr(mutants, "ROOT", tmp_path)
    monkeypatch.setattr(mutants, "LIST", tmp_path / "tests/data/mutants.yaml")
    monkeypatch.setattr(mutants, "EQUIVALENT", tmp_path / "tests/data/equivalent-mutants.yaml")
    return tmp_path


def test_a_noticed_change_is_killed_and_another_survives(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    module = tree / "proposalgen/packs/sums.py"
    before = module.read_bytes()
    entries = map(mutants.make_planted, mutants.read_planted())
    found = mutants.run_all(list(entries), 2, near=True)
    one, other = sorted(found, key=lambda outcome: outcome.mutant.name)
    assert one.killer == "tests/packs/test_sums.py::test_adds"
    assert other.killer == ""
    assert "doubles): SURVIVED" in capsys.readouterr().out
    assert module.read_bytes() == before


def test_a_test_that_fails_without_a_change_ends_the_run(tree: Path) -> None:
    (tree / "tests/packs/test_sums.py").write_text("def test_wrong():\n    assert False\n")
    (entry, _) = mutants.read_planted()
    with pytest.raises(SystemExit, match="test_wrong fails without any change"):
        mutants.run_all([mutants.make_planted(entry)], 1, near=True)


def test_an_entry_whose_text_is_gone_is_named(tree: Path) -> None:
    (tree / "proposalgen/packs/sums.py").write_text("def add(a, b):\n    return a + b\n")
    (entry, _) = mutants.read_planted()
    with pytest.raises(SystemExit, match="sum: its text stands 0 times"):
        mutants.make_planted(entry)


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize("near", [True, False])
def test_the_nearest_tests_are_tried_first_and_all_of_them_last(near: bool) -> None:
    (entry, _) = mutants.read_planted()
    *first, last = mutants.list_stages(mutants.make_planted(entry), near=near)
    stages = [*first, *([last] if near else [])]
    own = "tests/packs/test_sums.py"
    assert stages == [[own], ["tests/packs", f"--deselect={own}"], ["tests/golden"]]
    assert ("tests" in last) != near


@pytest.mark.usefixtures("tree")
def test_a_change_that_is_listed_as_equivalent_is_left_out() -> None:
    shown = [one.shown for one in mutants.find_fresh(mutants.list_deciding())]
    assert "-    return a * 2\n+    return a / 2" in shown
    assert "-    return a * 2\n+    return a * 3" not in shown
