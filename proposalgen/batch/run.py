"""Make a pack for each good row of a list, and report what became of every row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from proposalgen.batch.check import CheckedRow, Checker, check_list
from proposalgen.batch.earlier import read_earlier
from proposalgen.batch.marked_list import LARGEST_MARKED, MARKED, mark_list
from proposalgen.batch.model import BATCH, Job, Outcome, Settings, Summary
from proposalgen.batch.output import claim_output
from proposalgen.batch.pool import MakeExecutor, run_jobs
from proposalgen.batch.reports import ERRORS, INDEX, write_batch, write_reports, zip_batch
from proposalgen.batch.spool import Spool, open_spool
from proposalgen.batch.worker import list_digests, load_shared
from proposalgen.errors import InputError, Problem, escape_hidden
from proposalgen.model.partner import ALL
from proposalgen.packs.store import Store
from proposalgen.packs.workspace import Workspace
from proposalgen.read.kept import Forgiving, find_columns
from proposalgen.read.lists import find_list_form, read_list
from proposalgen.read.logo import read_logo_file
from proposalgen.read.partners import check_record
from proposalgen.read.remote import is_address
from proposalgen.read.table import Row
from proposalgen.read.vocabulary import list_words

_SAMPLE = 200
"""Of so many packs, one is read a second time in full, whatever its themes."""
Report = Callable[[Outcome, int], None]
"""Gets each outcome as it comes, and how many jobs there are."""
Warn = Callable[[Problem], None]


def run_batch(
    source: Path,
    settings: Settings,
    *,
    today: date,
    folder: Path | None = None,
    make_executor: MakeExecutor | None = None,
    window: int = 4,
    sheet: str = "",
    exact: bool = False,
    zipped: bool = False,
    defaults: Mapping[str, object] = MappingProxyType({}),
    report: Report = lambda _outcome, _total: None,
    warn: Warn = lambda _problem: None,
    print_json: Callable[[Iterable[str]], None] = lambda _pieces: None,
) -> Summary:
    """Make a pack for each good row of a list; report what became of every row.

    All rows are checked before the first pack is made. ``batch.json`` and ``index.html`` in the
    output folder then list every record, ``errors.csv`` the rows that failed. Where that is mended
    and read, it is the rest of the run that wrote it: the reports then tell of both together.

    Args:
        source: The list.
        settings: What all packs share; under ``dry`` nothing is written.
        today: The date of the records that give none.
        folder: Where the relative paths of logos start; the list's folder where it is left out.
        make_executor: Makes what runs the jobs; None to run them in this process.
        window: How many jobs are under way at most.
        sheet: The name of the sheet that is read; empty for the first with headers.
        exact: Read the cells of tables as records, not as people type them.
        zipped: Put the packs into one zip file, too.
        defaults: What rows have that leave these fields empty.
        report: Gets each outcome as it comes, and how many jobs there are.
        warn: Gets each mistake of the list, how its cells were read, and that the brand's
            ``base.docx`` is stale.
        print_json: Gets the text of ``batch.json`` at the end, in pieces.

    Raises:
        InputError: the list cannot be read, or has no partners, or a default is wrong; nothing was
            written.
        ContentError, TemplateError, BrandError: what the packs are made of has mistakes.
        StrictError: ``base.docx`` is stale, and warnings are errors.
        OutputError: the output folder cannot be written to.
    """
    folder = source.parent if folder is None else folder
    # A worker's working directory may be another.
    settings = replace(settings, output=_make_absolute(settings.output))
    workspace, store = load_shared(settings)
    for problem in workspace.find_doubts(settings.paper, strict=settings.strict):
        warn(problem)
    with ExitStack() as stack:
        spool = stack.enter_context(open_spool())
        forgiving = None if exact else Forgiving(list_words(workspace.library))
        checker = _make_checker(source, workspace, folder, today, defaults)
        rows, warnings = read_list(source, forgiving=forgiving, sheet=sheet, given=defaults)
        form = find_list_form(source)
        for problem in warnings:
            warn(problem)
        rows, earlier = _find_earlier(rows, store)
        for outcome in earlier:
            if outcome.status != "failed":
                checker.hold(outcome)
        total = _check_rows(check_list(rows, checker), spool, warn)
        if forgiving:
            for problem in forgiving.notes.list_problems(source.name):
                warn(problem)
        _refuse_empty(source, spool, total)
        settings = replace(settings, digests=list_digests(workspace, settings))
        if not settings.dry:
            # Where the folder is too deep for any name, that is told once.
            store.fit_slug(settings.template, max(workspace.library.themes, key=len))
            check_output = stack.enter_context(claim_output(store, (INDEX, ERRORS, BATCH), warn))
        under_way: dict[int, Row] = {}
        jobs = _list_jobs(spool, under_way, folder)
        for outcome in run_jobs(jobs, settings, make_executor, window):
            spool.add_outcome(outcome, under_way.pop(outcome.record))
            report(outcome, total)
        if not settings.dry:
            check_output()
            if earlier:
                spool.join(earlier)
            marked = _mark(source, sheet, forgiving, spool, warn)
            brand = workspace.load_brand(settings.paper)
            write_reports(source, store, spool, workspace.library, brand, form, marked)
            if zipped:
                zip_batch(source, store, spool, workspace.library, brand)
        print_json(write_batch(spool.summary, spool.read_outcomes()))
        return spool.summary


def _make_absolute(output: str) -> str:
    return output if is_address(output) else str(Path(output).resolve())


def _make_checker(
    source: Path, workspace: Workspace, folder: Path, today: date, defaults: Mapping[str, object]
) -> Checker:
    """Return what checks the rows of a list against a workspace.

    Raises:
        InputError: a default is wrong, which is told once and not once a row.
    """
    library = workspace.library
    themes, languages = library.theme_ids, tuple(library.themes)
    senders = library.organisation.sender_ids
    check_record(
        {"name": "Partner", "themes": [ALL], **defaults},
        themes=themes,
        languages=languages,
        senders=senders,
        today=today,
    )
    return Checker(source.name, themes, languages, today, folder, senders, defaults)


def _mark(source: Path, sheet: str, forgiving: Forgiving | None, spool: Spool, warn: Warn) -> bytes:
    """Return the list with its mistakes marked; nothing where it is no workbook or has none."""
    if not (
        forgiving
        and spool.summary.failed
        and not spool.earlier
        and source.suffix.lower() in MARKED
        and source.stat().st_size <= LARGEST_MARKED
    ):
        return b""
    try:
        name, columns = find_columns(source, forgiving.words, sheet)
        return mark_list(source, name, columns, spool.read_failed())
    except Exception as error:  # of many kinds, and none of them is worth the packs
        hint = "errors.csv has the same."
        message = f"the mistakes cannot be marked in it: {type(error).__name__}"
        warn(Problem(message, source.name, hint=hint))
        return b""


def _refuse_empty(source: Path, spool: Spool, total: int) -> None:
    """Refuse a list that has no partners.

    Raises:
        InputError: it has none.
    """
    if not total and not spool.summary.failed:
        hint = "Write a row for each partner below the headers."
        raise InputError(Problem("no partners in it", file=source.name, hint=hint))


def _find_earlier(rows: Iterator[Row], store: Store) -> tuple[Iterator[Row], tuple[Outcome, ...]]:
    """Return the rows, and the outcomes of the run of which they are the mended rest, if any."""
    first = next(rows, None)
    if first is None or not first.origin:
        return chain(filter(None, [first]), rows), ()
    kept = [first, *rows]
    return iter(kept), read_earlier(store, BATCH, [row.origin for row in kept])


def _check_rows(checked: Iterable[CheckedRow], spool: Spool, warn: Warn) -> int:
    """Return how many good partners there are.

    Jobs and mistakes go to the spool. The list is read to its end before the first pack is made,
    so it may change afterwards.
    """
    count = 0
    seen: set[tuple[frozenset[str], str]] = set()
    for record, row, partner, problems in checked:
        if partner:
            texts = (frozenset(partner.themes), partner.language)
            # The first that holds these texts, and a sample, are read in full.
            thorough = texts not in seen or count % _SAMPLE == 0
            seen.add(texts)
            count += 1
            spool.add_job(Job(record, row.line, partner, thorough=thorough), row)
            continue
        for problem in problems:
            warn(problem)
        name = row.fields.get("name")
        shown = escape_hidden(name) if isinstance(name, str) else ""
        spool.reject(Outcome(record, row.line, shown, "failed", errors=problems), row)
    return count


def _list_jobs(spool: Spool, rows: dict[int, Row], folder: Path) -> Iterator[Job]:
    """Yield the jobs with their logos; the rows of those under way are kept in ``rows``.

    Logos are read here, since a worker on another machine does not see them.
    """
    for job, row in spool.read_jobs():
        rows[job.record] = row
        try:
            yield replace(job, logo=read_logo_file(job.partner, folder))
        except InputError as error:
            yield replace(job, problems=error.problems)
