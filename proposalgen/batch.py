"""Many partners to packs, on any executor: good rows are made, bad rows are told."""

from __future__ import annotations

import csv
import io
import json
import os
import pickle
import shutil
import tempfile
import zipfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import IO, Any, Literal

import filelock

from proposalgen.art import is_spelled
from proposalgen.brand import Brand, load_brand
from proposalgen.compose import compose
from proposalgen.document import Document
from proposalgen.errors import InputError, OutputError, Problem, ProposalError, quote
from proposalgen.leaks import Marks, Ordinary, find_leaks
from proposalgen.library import load_library
from proposalgen.lists import TOLD, Row, neutralise, read_list
from proposalgen.pack import Format, make_pack, put_files, slug
from proposalgen.partners import FIELDS, check_record, read_logo
from proposalgen.records import Library, Partner, normalise
from proposalgen.templates import Template, load_template

BATCH, ERRORS, LOCK = "batch.json", "errors.csv", ".batch.lock"

Status = Literal["made", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What all packs of a batch share, as any worker on any machine can load it."""

    content: Path
    template: Path
    brand: Path
    output: Path
    paper: str = ""
    formats: tuple[Format, ...] = ("docx", "pdf")
    draft: bool = False
    strict: bool = False
    force: bool = False
    folder: Path = Path()
    """Where the paths of logos start."""
    marks: Path | None = None
    """The file of the marks of all partners, among which leaks are looked for."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one record."""

    record: int
    """Counted from 1, empty rows left out."""
    line: int
    name: str
    status: Status
    folder: str = ""
    files: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    errors: tuple[Problem, ...] = ()

    def tell(self) -> dict[str, Any]:
        """Return the outcome as ``batch.json`` has it."""
        return {
            "record": self.record,
            "line": self.line,
            "name": self.name,
            "status": self.status,
            "files": list(self.files),
            "errors": [{"field": e.field, "message": _message(e)} for e in self.errors],
        }


@dataclass(slots=True)
class Summary:
    """How many records had which outcome."""

    made: int = 0
    unchanged: int = 0
    failed: int = 0

    def count(self, outcome: Outcome) -> None:
        """Count one outcome."""
        setattr(self, outcome.status, getattr(self, outcome.status) + 1)


@dataclass(frozen=True, slots=True)
class Job:
    """One record to be made into a pack."""

    record: int
    line: int
    partner: Partner


# -- reading: every mistake of every row ---------------------------------------------------------


@dataclass(slots=True)
class Checker:
    """Checks the rows of a list, each by itself and against those before it."""

    file: str
    themes: tuple[str, ...]
    languages: tuple[str, ...]
    today: date
    folder: Path
    lines: dict[str, int] = field(default_factory=dict)
    """Where each partner stands, by name without case."""
    folders: dict[str, int] = field(default_factory=dict)
    """Where the partner of each folder stands."""

    def check(self, row: Row) -> tuple[Partner | None, tuple[Problem, ...]]:
        """Return the partner of a row, or all that is wrong with it."""
        problems = list(row.problems)
        partner = None
        try:
            partner = check_record(
                row.fields,
                themes=self.themes,
                languages=self.languages,
                today=self.today,
                file=self.file,
                line_of=lambda _: row.line,
                folder=self.folder,
            )
        except InputError as error:
            problems += error.problems
        name = row.fields.get("name")
        key = normalise(normalise(name).casefold()) if isinstance(name, str) else ""
        if key and (first := self.lines.setdefault(key, row.line)) != row.line:
            problems.append(
                Problem(
                    f"{quote(name)} is there already, in line {first}",
                    self.file, row.line, field="name", hint="Name each partner once.",
                )
            )  # fmt: skip
        elif (
            partner and (first := self.folders.setdefault(slug(partner.name), row.line)) != row.line
        ):
            problems.append(
                Problem(
                    f"{quote(name)} would share a folder with the partner in line {first}",
                    self.file, row.line, field="name", hint="Change one name a little.",
                )
            )  # fmt: skip
        return (None if problems else partner), tuple(problems)


def check_list(
    rows: Iterable[Row], checker: Checker
) -> Iterator[tuple[int, Row, Partner | None, tuple[Problem, ...]]]:
    """Yield each row with its number, and its partner or what is wrong with it."""
    for number, row in enumerate(rows, 1):
        yield (number, row, *checker.check(row))


# -- making: in a worker --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stock:
    """What a worker holds for all its packs."""

    library: Library
    template: Template
    brand: Brand
    marks: Marks | None


@lru_cache(maxsize=2)
def open_stock(settings: Settings) -> Stock:
    """Return what the packs of a batch share, loaded once a worker."""
    marks: Marks | None = None
    if settings.marks:
        with settings.marks.open("rb") as file:
            marks = pickle.load(file)
    return Stock(
        load_library(settings.content),
        load_template(settings.template),
        load_brand(settings.brand, settings.paper),
        marks,
    )


@lru_cache(maxsize=256)
def _say_ordinary(settings: Settings, partner: Partner) -> Ordinary:
    """Return what the document of a partner without a name of its own says."""
    stock = open_stock(settings)
    return Ordinary.of(compose(partner, stock.library, stock.template, draft=settings.draft))


def make_one(settings: Settings, job: Job) -> Outcome:
    """Make one pack; whatever goes wrong with it is its outcome."""
    partner = job.partner
    base = Outcome(job.record, job.line, partner.name, "failed", themes=partner.themes)
    try:
        stock = open_stock(settings)

        def inspect(document: Document, files: Any) -> tuple[Problem, ...]:  # noqa: ARG001
            assert stock.marks is not None
            plain: dict[str, Any] = {
                "contact_name": "",
                "contact_email": "",
                "logo": "",
                "country": "",
            }
            plain |= {"amount": None, "currency": ""}
            # Templates may say other things of a name that is laid in its own letters.
            name = "Qx" if is_spelled(partner.name) else "\u2014"
            nobody = partner.model_copy(update={"name": name, **plain})
            return find_leaks(partner, stock.marks, files, _say_ordinary(settings, nobody))

        pack = make_pack(
            partner,
            stock.library,
            stock.template,
            stock.brand,
            output=settings.output,
            logo=read_logo(partner, settings.folder),
            formats=settings.formats,
            draft=settings.draft,
            strict=settings.strict,
            skip=not settings.force,
            inspect=inspect if stock.marks else None,
        )
    except ProposalError as error:
        return replace(base, errors=error.problems)
    except Exception as error:
        message = f"a fault in the program: {type(error).__name__}: {error}"
        return replace(base, errors=(Problem(message, hint="Please report it."),))
    return replace(
        base,
        status="unchanged" if pack.unchanged else "made",
        folder=pack.files[0].path.parent.name,
        files=tuple(f"{file.path.parent.name}/{file.path.name}" for file in pack.files),
        warnings=tuple(map(str, pack.warnings)),
    )


# -- running: many jobs through an executor ------------------------------------------------------

MakePool = Callable[[], Executor]


def run_jobs(
    jobs: Iterable[Job], settings: Settings, make_pool: MakePool | None, window: int
) -> Iterator[Outcome]:
    """Yield the outcome of each job, in their order; at most ``window`` are under way.

    A pool that breaks is made anew. Which job broke it cannot be told, so those that were under
    way are made one at a time; one that breaks the pool twice by itself has failed.

    Args:
        jobs: What is to be made.
        settings: What all share.
        make_pool: Makes an executor; None to make all in this process.
        window: How many jobs are handed out at a time.
    """
    if make_pool is None:
        yield from (make_one(settings, job) for job in jobs)
        return
    pool = make_pool()
    waiting: deque[tuple[Job, Future[Outcome]]] = deque()
    pending = iter(jobs)
    try:
        while True:
            broken: list[Job] = []
            try:
                for asked in islice(pending, window - len(waiting)):
                    broken = [asked]
                    waiting.append((asked, pool.submit(make_one, settings, asked)))
                    broken = []
                if not waiting:
                    return
                job, future = waiting[0]
                outcome = future.result()
            except BrokenProcessPool:
                broken = [*(job for job, _ in waiting), *broken]
                waiting.clear()
                stop_pool(pool)
                for job in broken:
                    yield _make_alone(job, settings, make_pool)
                pool = make_pool()
                continue
            except Exception as error:
                outcome = _give_up(job, error)
            waiting.popleft()
            yield outcome
    finally:
        stop_pool(pool)


def _make_alone(job: Job, settings: Settings, make_pool: MakePool) -> Outcome:
    """Make one job by itself, twice if it breaks the pool."""
    error: Exception | None = None
    for _ in range(2):
        pool = make_pool()
        try:
            return pool.submit(make_one, settings, job).result()
        except BrokenProcessPool as broken:
            error = broken
        finally:
            stop_pool(pool)
    return _give_up(job, error)


def _give_up(job: Job, error: Exception | None) -> Outcome:
    message = "its worker was ended from outside, twice"
    if error and not isinstance(error, BrokenProcessPool):
        message = f"its worker failed: {type(error).__name__}: {error}"
    hint = "Is there enough memory? Run the list again to try once more."
    problem = Problem(message, hint=hint)
    return Outcome(job.record, job.line, job.partner.name, "failed", errors=(problem,))


def stop_pool(pool: Executor) -> None:
    """End a pool's workers at once; what they were writing appears whole or not at all."""
    processes = list((getattr(pool, "_processes", None) or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()
    for process in processes:
        process.join(2)


# -- the whole batch -----------------------------------------------------------------------------


@contextmanager
def lock_output(output: Path) -> Iterator[None]:
    """Keep other batches out of a folder, until this one ends however it may.

    Raises:
        OutputError: another batch is writing there, or the folder cannot be made.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(output / LOCK, timeout=0)
        with lock:
            yield
    except filelock.Timeout as error:
        hint = "Wait until it ends, or choose another folder with --output."
        message = "another batch is writing into this folder"
        raise OutputError(Problem(message, file=str(output), hint=hint)) from error
    except OSError as error:
        hint = "Choose a folder that you may write to with --output."
        message = f"cannot be written: {error.strerror or error}"
        raise OutputError(Problem(message, file=str(output), hint=hint)) from error


def sweep(output: Path) -> None:
    """Remove what a run that was killed left half written."""
    for stale in (*output.glob(".*.tmp"), *output.glob("*/.*.tmp")):
        stale.unlink(missing_ok=True)


@dataclass(slots=True)
class Spool:
    """Outcomes and failed rows on disk, so that memory stays flat however many there are."""

    outcomes: IO[str]
    failed: IO[bytes]
    summary: Summary = field(default_factory=Summary)

    def add(self, outcome: Outcome, row: Row | None = None) -> None:
        """Keep an outcome and, where it failed, the row as it was."""
        self.summary.count(outcome)
        line = {**outcome.tell(), "folder": outcome.folder, "themes": outcome.themes,
                "warnings": outcome.warnings}  # fmt: skip
        self.outcomes.write(json.dumps(line, ensure_ascii=False) + "\n")
        if outcome.status == "failed" and row:
            pickle.dump((row, outcome.errors), self.failed)

    def read_outcomes(self) -> Iterator[dict[str, Any]]:
        """Yield what is told of each outcome, in order of records."""
        self.outcomes.flush()
        self.outcomes.seek(0)
        lines = [(json.loads(line)["record"], at) for at, line in self._lines()]
        for _, at in sorted(lines):
            self.outcomes.seek(at)
            yield json.loads(self.outcomes.readline())

    def _lines(self) -> Iterator[tuple[int, str]]:
        at = self.outcomes.tell()
        while line := self.outcomes.readline():
            yield at, line
            at = self.outcomes.tell()

    def read_failed(self) -> Iterator[tuple[Row, tuple[Problem, ...]]]:
        """Yield each failed row and what was wrong with it."""
        self.failed.flush()
        self.failed.seek(0)
        while True:
            try:
                yield pickle.load(self.failed)
            except EOFError:
                return


Report = Callable[[Outcome, int], None]
"""Is told each outcome, and how many records there are."""


def run_batch(
    path: Path,
    settings: Settings,
    *,
    today: date,
    make_pool: MakePool | None = None,
    window: int = 4,
    report: Report = lambda _outcome, _total: None,
    warn: Callable[[Problem], None] = lambda _problem: None,
) -> Summary:
    """Make a pack for each good row of a list; tell what became of every row.

    The list is read twice: first all rows are checked and their mistakes told with ``warn``, then
    the good ones are made. ``batch.json`` and ``index.html`` in the output folder tell of all,
    ``errors.csv`` of the rows that failed.

    Raises:
        InputError: the list cannot be read, or there is nothing in it.
        ContentError, TemplateError, BrandError: what the packs are made of has mistakes.
        OutputError: the output folder cannot be written.
    """
    from proposalgen.index import write_index

    stock = open_stock(settings)
    with (
        lock_output(settings.output),
        tempfile.TemporaryFile("w+", encoding="utf-8") as outcomes,
        tempfile.TemporaryFile("w+b") as failed,
    ):
        sweep(settings.output)
        spool = Spool(outcomes, failed)
        marks, bad, total = _check_all(path, settings, stock, today, spool, warn)
        settings = replace(settings, marks=_write_marks(marks, settings.output))
        try:
            rows: dict[int, Row] = {}
            jobs = _list_jobs(path, settings, stock, today, bad, rows)
            for outcome in run_jobs(jobs, settings, make_pool, window):
                spool.add(outcome, rows.pop(outcome.record, None))
                report(outcome, total)
        finally:
            if settings.marks:
                settings.marks.unlink(missing_ok=True)
        contents = {"index.html": write_index(spool.read_outcomes(), stock.library, stock.brand)}
        remove = [settings.output / ERRORS]
        if spool.summary.failed:
            contents[ERRORS] = write_errors(spool.read_failed())
            remove = []
        contents[BATCH] = write_batch(spool)
        put_files(settings.output, contents, remove=remove)
        return spool.summary


def dry_run(
    path: Path, settings: Settings, *, today: date, warn: Callable[[Problem], None]
) -> Summary:
    """Check all rows of a list and write nothing; ``made`` counts those that could be.

    Raises:
        InputError: the list cannot be read, or there is nothing in it.
    """
    summary = Summary()
    for _, _, _, problems in _read_checked(path, settings, open_stock(settings), today, warn):
        if problems:
            summary.failed += 1
        else:
            summary.made += 1
        for problem in problems:
            warn(problem)
    return summary


def _read_checked(
    path: Path,
    settings: Settings,
    stock: Stock,
    today: date,
    warn: Callable[[Problem], None] = lambda _problem: None,
) -> Iterator[tuple[int, Row, Partner | None, tuple[Problem, ...]]]:
    rows, warnings = read_list(path)
    for warning in warnings:
        warn(warning)
    editions = stock.library.themes
    themes = tuple(dict.fromkeys(theme for edition in editions.values() for theme in edition))
    checker = Checker(path.name, themes, tuple(editions), today, settings.folder)
    empty = True
    for checked in check_list(rows, checker):
        empty = False
        yield checked
    if empty:
        hint = "Write a row for each partner below the headers."
        raise InputError(Problem("no partners in it", file=path.name, hint=hint))


def _check_all(
    path: Path,
    settings: Settings,
    stock: Stock,
    today: date,
    spool: Spool,
    warn: Callable[[Problem], None],
) -> tuple[Marks, set[int], int]:
    """Return the marks of all good partners, which records are bad, and how many are good."""
    marks, bad, good = Marks(), set[int](), 0
    for number, row, partner, problems in _read_checked(path, settings, stock, today, warn):
        if partner:
            marks.add(partner)
            good += 1
            continue
        bad.add(number)
        for problem in problems:
            warn(problem)
        name = row.fields.get("name")
        shown = name if isinstance(name, str) else ""
        spool.add(Outcome(number, row.line, shown, "failed", errors=problems), row)
    return marks, bad, good


def _list_jobs(
    path: Path,
    settings: Settings,
    stock: Stock,
    today: date,
    bad: set[int],
    rows: dict[int, Row],
) -> Iterator[Job]:
    """Yield a job for each good row; the rows of those under way are kept in ``rows``."""
    for number, row, partner, _ in _read_checked(path, settings, stock, today):
        if partner and number not in bad:
            rows[number] = row
            yield Job(number, row.line, partner)


def _write_marks(marks: Marks, output: Path) -> Path:
    """Return a file from which every worker reads the marks."""
    path = output / f".marks.{os.getpid()}.tmp"
    path.write_bytes(pickle.dumps(marks))
    return path


ZIP = "packs.zip"
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def zip_packs(output: Path) -> None:
    """Put the packs that ``batch.json`` tells of into one zip file, and the page that shows them.

    The file is written as the packs are read, whole or not at all; the same packs give the same
    bytes.

    Raises:
        OutputError: it could not be written.
    """
    told = json.loads((output / BATCH).read_bytes())
    names = [name for pack in told["packs"] for name in pack["files"]]
    waiting = output / f".{ZIP}.{os.getpid()}.tmp"
    try:
        with zipfile.ZipFile(waiting, "w", zipfile.ZIP_STORED) as file:
            for name in ("index.html", BATCH, *names):
                with (
                    (output / name).open("rb") as source,
                    file.open(zipfile.ZipInfo(name, _NO_DATE), "w") as member,
                ):
                    shutil.copyfileobj(source, member)
        waiting.replace(output / ZIP)
    except OSError as error:
        hint = "Make room, or choose another folder with --output; then run again."
        message = f"cannot be written: {error.strerror}"
        raise OutputError(Problem(message, file=str(output / ZIP), hint=hint)) from error
    finally:
        waiting.unlink(missing_ok=True)


# -- what is told of a batch ---------------------------------------------------------------------


def write_batch(spool: Spool) -> bytes:
    """Return ``batch.json``: the counts, then each record in order."""
    summary = spool.summary
    text = io.StringIO()
    text.write(
        f'{{"made": {summary.made}, "unchanged": {summary.unchanged},'
        f' "failed": {summary.failed}, "packs": ['
    )
    shown = ("record", "line", "name", "status", "files", "errors")
    for at, told in enumerate(spool.read_outcomes()):
        text.write(",\n" if at else "\n")
        text.write(json.dumps({key: told[key] for key in shown}, ensure_ascii=False))
    text.write("\n]}\n")
    return text.getvalue().encode()


def write_errors(failed: Iterable[tuple[Row, tuple[Problem, ...]]]) -> bytes:
    """Return ``errors.csv``: the failed rows as they were, and what is wrong with each.

    A list that was mended in it can be run again; no cell is a formula to a spreadsheet.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow((*TOLD, *FIELDS))
    for row, problems in sorted(failed, key=lambda one: one[0].line):
        told = (str(row.line), "; ".join(dict.fromkeys(p.field for p in problems if p.field)),
                " ".join(map(_message, problems)))  # fmt: skip
        cells = (*told, *(_show(row.fields.get(name)) for name in FIELDS))
        writer.writerow(neutralise(cell) for cell in cells)
    return text.getvalue().encode("utf-8-sig")


def _message(problem: Problem) -> str:
    """Return a problem without its place, which stands beside it."""
    return str(Problem(problem.message, hint=problem.hint))


def _show(value: object) -> str:
    if isinstance(value, list | tuple):
        return ";".join(map(str, value))
    return "" if value is None else str(value)
