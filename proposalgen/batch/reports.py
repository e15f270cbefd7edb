"""Report what became of a batch: ``batch.json``, ``errors.csv``, ``index.html``, ``packs.zip``."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from proposalgen.batch.marked_list import MARKED
from proposalgen.batch.model import BATCH, Outcome, Summary, format_message
from proposalgen.batch.review.packs import read_packs
from proposalgen.batch.review.page import write_page
from proposalgen.batch.spool import Spool
from proposalgen.brand.model import Brand
from proposalgen.errors import Problem
from proposalgen.model.partner import FIELDS
from proposalgen.model.records import Library
from proposalgen.packs.store import Store
from proposalgen.packs.zip import write_zip
from proposalgen.read.csv import CsvForm
from proposalgen.read.table import ERROR_COLUMNS, Row, neutralise

ERRORS, INDEX, ZIP = "errors.csv", "index.html", "packs.zip"
MARKED_STEM = "errors"
"""Of the name of the user's own workbook with its mistakes marked."""
_ENCODINGS = {
    "cp1252": ("cp1252", b""),
    "utf-16": ("utf-16-le", codecs.BOM_UTF16_LE),
    "utf-32": ("utf-32-le", codecs.BOM_UTF32_LE),
}
"""How ``errors.csv`` is written for a list's encoding, and its mark; else UTF-8 with a mark."""


def write_reports(
    source: Path,
    store: Store,
    spool: Spool,
    library: Library,
    brand: Brand,
    form: CsvForm = CsvForm(),  # noqa: B008
    marked: bytes = b"",
) -> None:
    """Write the reports of a batch beside its packs, ``batch.json`` last.

    ``marked`` is the user's own workbook with its mistakes marked, where there is one. An
    ``errors.csv`` or a marked workbook of an earlier run is removed, unless it is the list that was
    read.

    Raises:
        OutputError: one could not be written.
    """
    with store.open_new(INDEX) as file:
        packs = list(read_packs(store, spool.read_outcomes()))
        page = write_page(packs, library, brand, store, title=source.name)
        file.writelines(map(str.encode, page))
    if spool.summary.failed:
        with store.open_new(ERRORS) as file:
            file.writelines(write_errors(spool.read_failed(), form))
    if marked:
        with store.open_new(f"{MARKED_STEM}{source.suffix.lower()}") as file:
            file.write(marked)
    stale = {
        *([] if spool.summary.failed else [ERRORS]),
        *([] if marked else [f"{MARKED_STEM}{kind}" for kind in MARKED]),
    }
    for name in sorted(stale.intersection(store.list_names())):
        if source.resolve() != Path(store.locate(name)):
            store.remove(name)
    with store.open_new(BATCH) as file:
        file.writelines(map(str.encode, write_batch(spool.summary, spool.read_outcomes())))


# -- batch.json ----------------------------------------------------------------------------------


def write_batch(summary: Summary, outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Yield ``batch.json`` piece by piece: the counts, then each record in order."""
    yield (
        f'{{"made": {summary.made}, "unchanged": {summary.unchanged},'
        f' "failed": {summary.failed}, "packs": ['
    )
    for at, outcome in enumerate(outcomes):
        yield ",\n" if at else "\n"
        yield json.dumps(_describe(outcome), ensure_ascii=False)
    yield "\n]}\n"


def _describe(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome as ``batch.json`` has it."""
    return {
        "record": outcome.record,
        "line": outcome.line,
        "name": outcome.name,
        "status": outcome.status,
        "files": outcome.files,
        "errors": [
            {"field": error.field, "message": format_message(error)} for error in outcome.errors
        ],
    }


# -- errors.csv ----------------------------------------------------------------------------------


def write_errors(
    failed: Iterable[tuple[Row, tuple[Problem, ...]]],
    form: CsvForm = CsvForm(),  # noqa: B008  frozen
) -> Iterator[bytes]:
    """Yield ``errors.csv`` row by row: the failed rows as they were, and what is wrong with each.

    The rows can be corrected there and the file run again. No cell is a formula to a spreadsheet.
    What separates cells is as in the list, since a spreadsheet of the same region opens both.
    """
    encoding, mark = _ENCODINGS.get(form.encoding, ("utf-8", codecs.BOM_UTF8))
    yield mark

    def write_row(cells: Iterable[str]) -> bytes:
        text = io.StringIO()
        csv.writer(text, delimiter=form.delimiter).writerow(cells)
        # Half of a surrogate pair, which a JSON list may hold, has no encoding.
        return text.getvalue().encode(encoding, errors="backslashreplace")

    yield write_row((*ERROR_COLUMNS, *FIELDS))
    for row, problems in failed:
        fields = dict.fromkeys(problem.field for problem in problems if problem.field)
        messages = map(format_message, problems)
        values = (_write_value(row.fields.get(name)) for name in FIELDS)
        cells = (str(row.line), "; ".join(fields), " ".join(messages), *values)
        yield write_row(map(neutralise, cells))


def _write_value(value: object) -> str:
    if isinstance(value, list | tuple):
        return ";".join(map(str, value))
    return "" if value is None else str(value)


# -- packs.zip -----------------------------------------------------------------------------------


def zip_batch(source: Path, store: Store, spool: Spool, library: Library, brand: Brand) -> None:
    """Put the packs of a run into one zip file, with a page that shows them and no others.

    The folder's own page shows what earlier runs made, too; whoever gets the zip file is not to
    read of that. The file is written as the packs are read. Equal packs give equal bytes.

    Raises:
        OSError: a file cannot be read.
        OutputError: the zip file could not be written.
    """
    names = [name for outcome in spool.read_outcomes() for name in outcome.files]
    own = frozenset(names)
    packs = [one for one in read_packs(store, spool.read_outcomes()) if own.issuperset(one.files)]
    page = "".join(write_page(packs, library, brand, store, title=source.name)).encode()
    members = ((name, store.read(name)) for name in (BATCH, *names))
    with store.open_new(ZIP) as file:
        write_zip(file, chain([(INDEX, page)], members))
