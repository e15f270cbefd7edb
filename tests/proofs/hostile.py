"""Prove that hostile files are refused in time: ``python -m tests.proofs.hostile``; some minutes.

Each is given to the command in a process of its own, which may take 10 seconds and 500 MB, must say
the file and the reason, and must leave nothing behind.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.read.workbooks import make_ods
from tests.support.bombs import (
    CALLS,
    DOUBLED,
    NESTS,
    SHARED,
    SHEET,
    STYLES,
    chunk,
    make_book,
    make_jpeg,
    make_png,
)
from tests.support.real import ROOT

SECONDS, MEGABYTES = 10, 500
MILLION = 1_000_000

LISTS: dict[str, Callable[[], str | bytes]] = {
    "one-record.json": lambda: '[{"name":[' + "{}," * (16 * MILLION) + "{}]}]",
    "one-record.jsonl": lambda: '{"name":[' + "{}," * (16 * MILLION) + "{}]}\n",
    "deep.json": lambda: "[" * MILLION,
    "one-row.csv": lambda: "name,themes\n" + "," * (100 * MILLION),
    "one-cell.csv": lambda: 'name,themes\n"' + "x" * (100 * MILLION),
    "many-cells.csv": lambda: 'name,themes\n"' + '\n","' * (25 * MILLION),
    "no-rows.csv": lambda: "name,themes\n" + "\n" * (50 * MILLION),
    "headers.csv": lambda: "x," * (50 * MILLION),
    "nul.csv": lambda: "name,themes\n" + "\0" * MILLION,
    "half.csv": lambda: "name,themes\nx,a\n".encode("utf-16") + b"x",
    "nodes.yaml": lambda: "[" + "{}," * 330_000 + "]",
    "large.yaml": lambda: "- {name: a, themes: a}\n" * MILLION,
    "deep.yaml": lambda: "[" * 900_000,
    "keys.yaml": lambda: "? " * 450_000,
    "aliases.yaml": lambda: "- &a [x]\n" + "- [*a, *a]\n" * 1000,
    "tags.yaml": lambda: "- !!python/object/apply:os.system [ls]\n",
    "cells.xlsx": lambda: make_book(SHEET, b"</row>", b"<c/>" * (20 * MILLION) + b"</row>"),
    "rest.xlsx": lambda: make_book(
        SHEET, b"</worksheet>", b"<a/>" * (20 * MILLION) + b"</worksheet>"
    ),
    "rows.xlsx": lambda: make_book(
        SHEET, b"</sheetData>", b"<row/>" * (20 * MILLION) + b"</sheetData>"
    ),
    "text.xlsx": lambda: make_book(
        SHEET,
        b"</row>",
        b'<c t="inlineStr"><is><t>' + b"x" * (80 * MILLION) + b"</t></is></c></row>",
    ),
    "attribute.xlsx": lambda: make_book(
        SHEET, b"</row>", b'<c r="' + b"x" * (80 * MILLION) + b'"/></row>'
    ),
    "shared.xlsx": lambda: make_book(
        sharedStrings=SHARED.encode() + b"<si><t>a</t></si>" * (8 * MILLION) + b"</sst>"
    ),
    "styles.xlsx": lambda: make_book(
        STYLES, b"</cellXfs>", b"<xf/>" * (10 * MILLION) + b"</cellXfs>"
    ),
    "zip.xlsx": lambda: make_book(
        more0=b" " * (70 * MILLION), more1=b" " * (70 * MILLION), more2=b" " * (70 * MILLION)
    ),
    "far.xlsx": lambda: make_book(
        SHEET, b"</sheetData>", b'<row><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    ),
    "repeated.ods": lambda: make_ods(
        [["name", "themes"]],
        more='<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
        'table:number-columns-repeated="16000" office:value-type="float" office:value="1"/>'
        "</table:table-row>",
    ),
    "cells.ods": lambda: make_ods(
        [["name", "themes"]],
        more="<table:table-row>" + "<table:table-cell/>" * (20 * MILLION) + "</table:table-row>",
    ),
    "entities.xlsx": lambda: make_book(
        SHEET, b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "cc">]><worksheet'
    ),
}

LOGOS: dict[str, Callable[[], bytes]] = {
    "pixels.png": lambda: make_png(60_000, 60_000),
    "tall.png": lambda: make_png(1, 25 * MILLION),
    "zero.png": lambda: make_png(0, 0),
    "text.png": lambda: make_png(9, 9, chunk(b"zTXt", b"a\0\0" + _squeeze(200))),
    "profile.png": lambda: make_png(9, 9, chunk(b"iCCP", b"a\0\0" + _squeeze(200))),
    "layers.png": lambda: make_jpeg(5000),
    "script.png": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
}

TEMPLATES = {
    "loops": NESTS + "x" + "{% endfor %}" * 9,
    "empty loops": NESTS + "{% endfor %}" * 9,
    "doubled": DOUBLED + "{{ a40 }}",
    "calls": CALLS + "{{ m40() }}",
    "includes itself": "{% include 'page.md.j2' %}",
    "extends itself": "{% extends 'page.md.j2' %}",
    "range": "{% for i in range(1000000000) %}x{% endfor %}",
    "times": "{{ 'x' * 1000000000 }}",
    "power": "{{ 9**9**9 }}",
    "included times": "{% include 'x' * 1000000000 %}",
    "parentheses": "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "brackets": "[" * 49_000,
    "long": "word " * (2 * MILLION),
    "class": "{{ partner.__class__.__mro__ }}",
    "format": "{{ '{0.__class__}'.format(partner) }}",
    "path": "{% include '../../../etc/passwd' %}",
    "unknown": "{{ nobody }}",
    "open": "{% if %}",
}


def _squeeze(megabytes: int) -> bytes:
    import zlib

    return zlib.compress(bytes(megabytes * MILLION))


FACT = (
    "evil:\n  {{kind: statistic, claim: A, value: {}, source: world-social-protection-report, }}\n"
)
CONTENT: dict[str, Callable[[Path], object]] = {
    "large facts": lambda facts: facts.write_text("#" * (20 * MILLION)),
    "many nodes": lambda facts: facts.write_text("a: [" + "{}," * 330_000 + "]"),
    "aliases": lambda facts: facts.write_text("a: &a [1]\nb: [*a, *a]\n"),
    "exponent": lambda facts: facts.write_text(FACT.format("1e999999999")),
    "deep": lambda facts: facts.write_text("a: " + "[" * 500_000),
    "a link out": lambda facts: facts.symlink_to("/etc/hostname"),
    "a device": lambda facts: facts.symlink_to("/dev/zero"),
    "a pipe": os.mkfifo,
    "a circle": lambda facts: facts.symlink_to(facts.name),
    "three gigabytes": lambda facts: os.truncate(_touch(facts), 3_000 * MILLION),
}


def _touch(path: Path) -> Path:
    path.touch()
    return path


def run(what: str, named: str, *arguments: object) -> bool:
    """Run the command; print what it took and said; return whether that is right."""
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "proposalgen", *map(str, arguments)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
        # Well above what is asked for, so that what is proved is not this limit.
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (60, 60)),
    )  # fmt: skip
    assert process.stdout
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds, memory = time.monotonic() - began, used.ru_maxrss / 1024
    # On a machine with other work, what the command worked itself is what counts.
    worked = used.ru_utime + used.ru_stime
    good = process.returncode == 3 and named in said and worked < SECONDS and memory < MEGABYTES
    first = said.strip().splitlines()[0] if said.strip() else ""
    took = f"{worked:4.1f} s of work, {seconds:4.1f} s in all, {memory:3.0f} MB"
    print(f"{'good' if good else 'BAD '} {what:<24} {took}  {first[:110]}", flush=True)
    return good


def main() -> int:
    """Try them all."""
    good = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        output = folder / "output"
        end = ("-o", output, "--template", "one-pager", "-q")
        for file, make in LISTS.items():
            content = make()
            path = folder / file
            path.write_bytes(content.encode() if isinstance(content, str) else content)
            del content
            good.append(run(file, file, "batch", path, "--jobs", "1", *end))
            path.unlink()
        for file, picture in LOGOS.items():
            (folder / file).write_bytes(picture())
            record = folder / "record.yaml"
            record.write_text(f"name: A\nthemes: [social-protection]\nlogo: {file}\n")
            good.append(run(f"logo {file}", "logo", "generate", "--from", record, *end))
        one = ("generate", "-p", "A", "-t", "social-protection", "-o", output, "-q")
        own = folder / "own"
        for part in ("content", "templates"):
            shutil.copytree(ROOT / part, own / part)
        shutil.copytree(own / "templates" / "one-pager", own / "templates" / "evil")
        for what, body in TEMPLATES.items():
            (own / "templates" / "evil" / "page.md.j2").write_text(
                f"---\nlayout: page\n---\n# T\n\n{body}", encoding="utf-8"
            )
            last = ("--workspace", own, "--template", "evil")
            good.append(run(f"template {what}", "evil/page.md.j2", *one, *last))
        for what, spoil in CONTENT.items():
            facts = own / "content" / "facts" / "evil.yaml"
            spoil(facts)
            last = ("--workspace", own, "--template", "one-pager")
            good.append(run(f"content {what}", "facts/evil.yaml", *one, *last))
            facts.unlink()
        assert not output.exists(), "something was written"
    limits = f"within {SECONDS} s of work and {MEGABYTES} MB"
    print(f"{sum(good)} of {len(good)} refused with file and reason, {limits}; nothing was written")
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
