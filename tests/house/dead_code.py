"""Find code that nothing uses: ``python -m tests.house.dead_code``; 1 where there is some.

The program is read without its tests, because what only a test calls is dead too. Templates and
the brand count as users: what a template prints, and what brand.yaml sets, is in use. Then the
tests are read, for helpers that no test calls.
"""

from __future__ import annotations

import keyword
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import vulture
from jinja2 import Environment

ROOT = Path(__file__).parents[2]
PROGRAM = ("proposalgen", "make.py")

CALLED_FROM_OUTSIDE = {
    "concurrent.futures calls it": ("cancel_futures",),
    "pydantic reads or calls it": ("model_config", "field_title_should_be_set"),
    "fontTools' pens call it": ("_moveTo", "_lineTo", "_curveToOne", "_closePath"),
    "fontTools writes it into the face": ("macStyle",),
    "Jinja2's sandbox calls it": ("is_safe_callable", "count_steps"),
    "click ends with it, not our code": ("USAGE",),
    "openpyxl reads it": ("sheet_state", "data_type", "freeze_panes", "alignment"),
    "python-docx writes it into the package": (
        "created", "modified", "last_modified_by",
        "spacing_before", "spacing_after", "header_distance", "base_style",
    ),
    "ReportLab calls or reads it": ("_make_preamble", "_preamble"),
    "pikepdf writes it into the file": ("RoleMap",),
    "Python calls it (PEP 562)": ("__getattr__", "__dir__"),
    "HarfBuzz reads it": ("cluster_level",),
    "expat calls it": (
        "StartDoctypeDeclHandler", "StartElementHandler", "EndElementHandler",
    ),
    "markdown-it calls it": ("validateLink", "normalizeLink"),
    "PyYAML reads it": ("yaml_implicit_resolvers",),
    "html.parser calls it": ("handle_starttag", "handle_data"),
    "pytest calls it": ("pytest_addoption", "pytest_configure"),
    "fsspec reads it": ("public",),
    "http.server calls or reads it": (
        "do_GET", "do_PUT", "log_message", "server_version", "sys_version", "daemon_threads",
        "close_connection",
    ),
    "ast calls it": ("visit_AnnAssign", "visit_JoinedStr"),
    "it is how tests look at the pictures of a DOCX": ("drawn_objects",),
}  # fmt: skip
"""Names that a library uses, by reason."""

DECORATORS = [
    "@pytest.fixture", "@rule", "@invariant", "@initialize", "@precondition",
    "@model_validator", "@model_serializer",
]  # fmt: skip
"""What marks a function as one that a library calls."""


def find_dead_code(paths: Iterable[str]) -> list[Any]:
    """Return vulture's items for the code in files and folders that nothing in them uses."""
    reader = vulture.Vulture(ignore_decorators=DECORATORS)
    reader.scavenge([str(ROOT / path) for path in paths])
    reader.scan("\n".join(read_data()), filename="templates")
    return list(reader.get_unused_code())


def read_data() -> Iterable[str]:
    """Yield the names that templates and the brand use, each as a line of Python that uses it."""
    brand = (ROOT / "templates" / "brand" / "brand.yaml").read_text("utf-8")
    for name in re.findall(r"^ *([a-z][\w-]*):", brand, re.MULTILINE):
        yield f"_.{name.replace('-', '_')}"
    environment = Environment(autoescape=True)
    folders = (ROOT / "templates", ROOT / "proposalgen")
    for path in sorted(path for folder in folders for path in folder.rglob("*.j2")):
        for _, kind, value in environment.lex(path.read_text("utf-8")):
            if kind == "name" and not keyword.iskeyword(value):
                yield f"_.{value}"


def main() -> int:
    """Print each dead thing with its place, and each exception that is no longer one."""
    items = find_dead_code(PROGRAM)
    tests = ROOT / "tests"
    items += [i for i in find_dead_code((*PROGRAM, "tests")) if i.filename.is_relative_to(tests)]
    called = {name for names in CALLED_FROM_OUTSIDE.values() for name in names}
    dead = [item for item in items if item.name not in called]
    needless = called - {item.name for item in items}
    for item in dead:
        print(item.get_report().replace(f"{ROOT}/", ""))
    for name in sorted(needless):
        print(f"{Path(__file__).name}: {name} is in use or gone; take it out of the exceptions")
    return 1 if dead or needless else 0


if __name__ == "__main__":
    sys.exit(main())
