"""What a process remembers stands in ``proposalgen.caches`` alone, by name, size and reason."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import proposalgen
from proposalgen import caches
from tests.support.real import ROOT

CHANGING = {
    "add", "append", "clear", "discard", "extend", "insert", "pop", "popitem", "remove",
    "setdefault", "update",
}  # fmt: skip
HOLDERS = {
    "Counter", "OrderedDict", "WeakKeyDictionary", "WeakSet", "WeakValueDictionary", "bytearray",
    "defaultdict", "deque", "dict", "list", "set",
}  # fmt: skip
"""What makes an empty thing that can be filled."""


def find_state(source: str) -> Iterator[str]:
    """Yield what keeps something from one call to the next."""
    tree = ast.parse(source)
    names = {name for statement in tree.body for name in _assigned_names(statement)}
    for statement in tree.body:
        if any(_assigned_names(statement)) and _is_empty_holder(getattr(statement, "value", None)):
            yield f"line {statement.lineno}: an empty {ast.unparse(statement)}, to be filled"
    for node in ast.walk(tree):
        match node:
            case ast.Global():
                yield f"line {node.lineno}: {ast.unparse(node)}"
            case ast.ImportFrom(module="functools") | ast.Attribute(value=ast.Name("functools")):
                used = (
                    [a.name for a in node.names]
                    if isinstance(node, ast.ImportFrom)
                    else [node.attr]
                )
                if {"cache", "lru_cache"} & set(used):
                    yield f"line {node.lineno}: {ast.unparse(node)}"
            case ast.Call(func=ast.Attribute(value=ast.Name(name), attr=method)) if (
                name in names and method in CHANGING
            ):
                yield f"line {node.lineno}: {ast.unparse(node)}"
            case ast.Subscript(value=ast.Name(name), ctx=ast.Store() | ast.Del()) if name in names:
                yield f"line {node.lineno}: {ast.unparse(node)} is changed"


def _assigned_names(statement: ast.stmt) -> Iterator[str]:
    match statement:
        case ast.Assign(targets=targets):
            yield from (target.id for target in targets if isinstance(target, ast.Name))
        case ast.AnnAssign(target=ast.Name(name)):
            yield name


def _is_empty_holder(value: ast.expr | None) -> bool:
    match value:
        case ast.Dict(keys=[]) | ast.List(elts=[]):
            return True
        case ast.Call(func=ast.Name(name), args=[]) | ast.Call(func=ast.Attribute(attr=name)):
            return name in HOLDERS
    return False


@pytest.mark.parametrize(
    "planted",
    [
        "from functools import lru_cache",
        "from functools import cache as keep",
        "import functools\n@functools.cache\ndef f() -> None: ...",
        "def f() -> None:\n    global x\n    x = 1",
        "seen = {}",
        "seen: set[str] = set()",
        "import weakref\nseen = weakref.WeakKeyDictionary()",
        "known = {1: 2}\ndef f() -> None:\n    known[3] = 4",
        "known = {1: 2}\ndef f() -> None:\n    del known[1]",
        "known = [1]\ndef f() -> None:\n    known.append(2)",
    ],
)
def test_state_is_found(planted: str) -> None:
    assert list(find_state(planted))


def test_a_table_and_a_local_value_are_no_state() -> None:
    source = "TABLE = {1: 2}\ndef f():\n    seen = {}\n    seen[1] = TABLE[1]\n    return seen"
    assert list(find_state(source)) == []


def test_nothing_but_the_caches_remembers_anything() -> None:
    found = [
        f"{path.relative_to(ROOT)}, {state}"
        for path in sorted(Path(ROOT, "proposalgen").rglob("*.py"))
        if path.name != "caches.py"
        for state in find_state(path.read_text("utf-8"))
    ]
    assert found == []


def test_every_cache_says_what_it_saves() -> None:
    for module in pkgutil.walk_packages(proposalgen.__path__, "proposalgen."):
        if module.name != "proposalgen.__main__":
            importlib.import_module(module.name)
    known = caches.list_all()
    assert len(known) > 10
    for cache in known:
        assert cache.name.strip(), cache
        assert len(cache.why.split()) >= 3, cache
        assert cache.size >= 1, cache
