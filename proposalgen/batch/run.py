"""Many partners to packs, on any executor: good rows are made, bad rows are told."""

from __future__ import annotations

import codecs
import csv
import io
import json
import os
import pickle
import shutil
import tempfile
import threading
import zipfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import IO, Any, Literal

import filelock

from proposalgen.batch.leaks import Marks, Ordinary, find_leaks
from proposalgen.brand.load import load_brand
from proposalgen.brand.model import Brand
from proposalgen.brand.spelling import is_spelled
from proposalgen.compose.document import compose
from proposalgen.compose.templates import Template, load_template
from proposalgen.content.load import load_library
from proposalgen.errors import (
    InputError,
    OutputError,
    Problem,
    ProposalError,
    escape_hidden,
    quote,
)
from proposalgen.formats.table import FORMATS
from proposalgen.model.document import Document
from proposalgen.model.partner import FIELDS, Partner
from proposalgen.model.records import Library
from proposalgen.model.text import normalise
from proposalgen.packs.pack import (
    compose_pack,
    make_pack,
    put_stream,
    slug,
    tell_unwritable,
)
from proposalgen.read.lists import read_list
from proposalgen.read.logo import read_logo
from proposalgen.read.partners import check_record
from proposalgen.read.place import Place
from proposalgen.read.table import ERROR_COLUMNS, Row, neutralise

BATCH, ERRORS, LOCK = "batch.json", "errors.csv", ".batch.lock"

Status = Literal["made", "unchanged", "failed", "ready"]
"""``ready``: could be made, in a dry run."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What all packs of a batch share, as any worker on any machine can load it."""

    content: Path
    template: Path
    brand: Path
    output: Path
    paper: str = ""
    formats: tuple[str, ...] = tuple(FORMATS)
    draft: bool = False
    strict: bool = False
    force: bool = False
    folder: Path = Path()
    """Where the paths of logos start."""
    dry: bool = False
    """Check what can be checked before a file is made, and make none."""
    digests: tuple[str, ...] = ()
    """Of library, template and brand as the first process has them; empty: any."""
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
    ready: int = 0

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
                place=Place(self.file, lambda _: row.line),
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

    @property
    def digests(self) -> tuple[str, ...]:
        """What tells this stock from that of other content, another template or brand."""
        return (self.library.digest, self.template.digest, self.brand.digest)


@lru_cache(maxsize=2)
def open_stock(settings: Settings) -> Stock:
    """Return what the packs of a batch share, loaded once a worker.

    Raises:
        InputError: it is no longer what the first process loaded.
    """
    marks: Marks | None = None
    if settings.marks:
        with settings.marks.open("rb") as file:
            marks = pickle.load(file)
    stock = Stock(
        load_library(settings.content),
        load_template(settings.template),
        load_brand(settings.brand, settings.paper),
        marks,
    )
    if settings.digests and settings.digests != stock.digests:
        message = "content, template or brand changed while the batch was running"
        raise InputError(Problem(message, hint="Run it again."))
    return stock


@lru_cache(maxsize=32)
def _say_ordinary(settings: Settings, partner: Partner) -> Ordinary:
    """Return what the document of a partner without a name of its own says."""
    stock = open_stock(settings)
    return Ordinary.of(compose(partner, stock.library, stock.template, draft=settings.draft))


_alone = threading.Lock()
"""Held while a pack is made: neither ReportLab nor the writers' caches are for threads, of which a
Dask worker may have several."""


def make_one(settings: Settings, job: Job) -> Outcome:
    """Make one pack; whatever goes wrong with it is its outcome."""
    with _alone:
        return _make_one(settings, job)


def _make_one(settings: Settings, job: Job) -> Outcome:
    partner = job.partner
    base = Outcome(job.record, job.line, partner.name, "failed", themes=partner.themes)
    try:
        stock = open_stock(settings)
        logo = read_logo(partner, settings.folder)
        if settings.dry:
            _, warnings = compose_pack(
                partner, stock.library, stock.template,
                logo=logo, draft=settings.draft, strict=settings.strict,
            )  # fmt: skip
            return replace(base, status="ready", warnings=tuple(map(str, warnings)))

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
            return find_leaks(partner, stock.marks, files, _say_ordinary(settings, nobody), logo)

        pack = make_pack(
            partner,
            stock.library,
            stock.template,
            stock.brand,
            output=settings.output,
            logo=logo,
            formats=settings.formats,
            draft=settings.draft,
            strict=settings.strict,
            skip=not settings.force,
            inspect=inspect if stock.marks else None,
        )
    except ProposalError as error:
        return replace(base, errors=error.problems)
    except OSError as error:
        message = f"cannot be read: {error.strerror or type(error).__name__}"
        hint = "Was it removed while this ran? Run the list again."
        return replace(base, errors=(Problem(message, str(error.filename or ""), hint=hint),))
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

    A pool that breaks is made anew. Which job broke it cannot be told, so those that were lost
    with it are made one at a time; one that breaks the pool twice by itself has failed.

    Args:
        jobs: What is to be made.
        settings: What all share.
        make_pool: Makes an executor; None to make all in this process.
        window: How many jobs are handed out at a time.
    """
    if make_pool is None:
        yield from (make_one(settings, job) for job in jobs)
        return
    pending = iter(jobs)
    waiting: deque[tuple[Job, Future[Outcome]]] = deque()
    with closing(_Hands(settings, make_pool)) as hands:
        while True:
            for job in islice(pending, window - len(waiting)):
                waiting.append((job, hands.give(job)))
            if not waiting:
                return
            job, future = waiting.popleft()
            try:
                outcome = _take_in(job, future)
            except BrokenExecutor:
                hands.renew()
                yield _make_alone(job, hands)
                yield from (_make_good(job, future, hands) for job, future in waiting)
                waiting.clear()
            else:
                yield outcome


class _Hands:
    """A pool that can be made anew."""

    def __init__(self, settings: Settings, make_pool: MakePool) -> None:
        self._settings, self._make_pool = settings, make_pool
        self._pool = make_pool()

    def give(self, job: Job) -> Future[Outcome]:
        """Hand out a job; its future is broken where the pool is."""
        try:
            return self._pool.submit(make_one, self._settings, job)
        except (BrokenExecutor, OSError) as error:
            # A pool that is just breaking has closed its pipes already, says Python as OSError.
            future: Future[Outcome] = Future()
            future.set_exception(BrokenExecutor(str(error)))
            return future

    def renew(self) -> None:
        """Make the pool anew."""
        stop_pool(self._pool)
        self._pool = self._make_pool()

    def close(self) -> None:
        """End the pool at once."""
        stop_pool(self._pool)


def _make_good(job: Job, future: Future[Outcome], hands: _Hands) -> Outcome:
    """Return the outcome of a job that was handed out before the pool broke."""
    try:
        return _take_in(job, future)
    except BrokenExecutor:
        return _make_alone(job, hands)


def _make_alone(job: Job, hands: _Hands) -> Outcome:
    """Make one job by itself, twice if it breaks the pool."""
    broken = BrokenExecutor()
    for _ in range(2):
        try:
            return _take_in(job, hands.give(job))
        except BrokenExecutor as error:
            broken = error
            hands.renew()
    return _give_up(job, broken)


def _take_in(job: Job, future: Future[Outcome]) -> Outcome:
    """Return the outcome of a job.

    Raises:
        BrokenExecutor: it was lost with its pool.
    """
    try:
        return future.result()
    except BrokenExecutor:
        raise
    except CancelledError as error:
        raise BrokenExecutor from error
    except Exception as error:
        return _give_up(job, error)


def _give_up(job: Job, error: Exception) -> Outcome:
    message = "its worker was ended from outside, twice"
    if not isinstance(error, BrokenExecutor):
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
    lock = filelock.FileLock(output / LOCK, timeout=0)
    with tell_unwritable(output):
        output.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire()
        except filelock.Timeout as error:
            hint = "Wait until it ends, or choose another folder with --output."
            message = "another batch is writing into this folder"
            raise OutputError(Problem(message, file=str(output), hint=hint)) from error
    try:
        yield
    finally:
        lock.release()


def sweep(output: Path) -> None:
    """Remove what a run that was killed left half written."""
    with tell_unwritable(output):
        for stale in (*output.glob(".*.tmp"), *output.glob("*/.*.tmp")):
            stale.unlink(missing_ok=True)


def _see_that_it_is_there(output: Path) -> None:
    """See that the folder is the one that was locked: packs made before it was removed are gone.

    Raises:
        OutputError: it is not.
    """
    if not (output / LOCK).exists():
        message = "was removed while the batch was running"
        raise OutputError(Problem(message, file=str(output), hint="Run it again."))


@contextmanager
def _open_spool() -> Iterator[IO[bytes]]:
    """Open a file of our own that nobody else sees."""
    with _tell_unspooled():
        file = tempfile.TemporaryFile("w+b")  # noqa: SIM115
    try:
        yield file
    finally:
        with suppress(OSError):  # of what it still had to write, which nobody wants now
            file.close()


@contextmanager
def _tell_unspooled() -> Iterator[None]:
    """Tell an error of our temporary files as one that names their folder and the way out."""
    try:
        yield
    except OSError as error:
        hint = "Make room there, or name another folder in the variable TMPDIR."
        message = f"temporary files cannot be written: {error.strerror or type(error).__name__}"
        folder = tempfile.tempdir or ""  # none where none can be written to: Python says which
        raise OutputError(Problem(message, file=str(folder), hint=hint)) from error


@dataclass(slots=True)
class Spool:
    """Outcomes and failed rows on disk, so that memory stays flat however many there are."""

    outcomes: IO[bytes]
    failed: IO[bytes]
    summary: Summary = field(default_factory=Summary)

    def add(self, outcome: Outcome, row: Row | None = None) -> None:
        """Keep an outcome and, where it failed, the row as it was."""
        self.summary.count(outcome)
        line = {**outcome.tell(), "folder": outcome.folder, "themes": outcome.themes,
                "warnings": outcome.warnings}  # fmt: skip
        with _tell_unspooled():
            self.outcomes.write(json.dumps(line).encode() + b"\n")
            if outcome.status == "failed" and row:
                pickle.dump((row, outcome.errors), self.failed)

    def read_outcomes(self) -> Iterator[dict[str, Any]]:
        """Yield what is told of each outcome, in order of records."""
        with _tell_unspooled():
            self.outcomes.seek(0)  # and flush
        lines = [(json.loads(line)["record"], at) for at, line in self._lines()]
        for _, at in sorted(lines):
            self.outcomes.seek(at)
            yield json.loads(self.outcomes.readline())

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        at = self.outcomes.tell()
        while line := self.outcomes.readline():
            yield at, line
            at = self.outcomes.tell()

    def read_failed(self) -> Iterator[tuple[Row, tuple[Problem, ...]]]:
        """Yield each failed row and what was wrong with it."""
        yield from _read_pickles(self.failed)


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
    retell: Callable[[Iterable[str]], None] = lambda _pieces: None,
) -> Summary:
    """Make a pack for each good row of a list; tell what became of every row.

    All rows are checked first and their mistakes told with ``warn``, then the good ones are made.
    ``batch.json`` and ``index.html`` in the output folder tell of all, ``errors.csv`` of the rows
    that failed. Of a ``dry`` run nothing is written. ``retell`` gets the text of ``batch.json`` at
    the end.

    Raises:
        InputError: the list cannot be read, or there is nothing in it; nothing was written.
        ContentError, TemplateError, BrandError: what the packs are made of has mistakes.
        OutputError: the output folder cannot be written.
    """
    # Workers may work elsewhere.
    output = settings.output.resolve()
    settings = replace(settings, output=output, folder=settings.folder.resolve())
    stock = open_stock(settings)
    with ExitStack() as files:
        outcomes, failed, good = (files.enter_context(_open_spool()) for _ in range(3))
        spool = Spool(outcomes, failed)
        marks, total = _check_all(path, settings, stock, today, spool, good, warn)
        settings = replace(settings, digests=stock.digests)
        if not settings.dry:
            files.enter_context(lock_output(output))
            sweep(output)
            settings = replace(settings, marks=_write_marks(marks, output))
        try:
            rows: dict[int, Row] = {}
            jobs = _list_jobs(good, rows)
            for outcome in run_jobs(jobs, settings, make_pool, window):
                spool.add(outcome, rows.pop(outcome.record, None))
                report(outcome, total)
        finally:
            if settings.marks:
                with suppress(OSError):  # the next run sweeps it
                    settings.marks.unlink()
        if not settings.dry:
            _see_that_it_is_there(output)
            _write_reports(path, output, spool, stock)
        retell(write_batch(spool))
        return spool.summary


def _write_reports(path: Path, output: Path, spool: Spool, stock: Stock) -> None:
    """Write what tells of a batch; ``batch.json`` last.

    An ``errors.csv`` of an earlier run goes, unless it is the list that was read.
    """
    from proposalgen.batch.index import write_index

    with put_stream(output / "index.html") as file:
        file.writelines(
            map(str.encode, write_index(spool.read_outcomes(), stock.library, stock.brand))
        )
    if spool.summary.failed:
        with put_stream(output / ERRORS) as file:
            file.writelines(write_errors(spool.read_failed()))
    elif path.resolve() != output / ERRORS:
        with tell_unwritable(output / ERRORS):
            (output / ERRORS).unlink(missing_ok=True)
    with put_stream(output / BATCH) as file:
        file.writelines(map(str.encode, write_batch(spool)))


def _read_checked(
    path: Path,
    settings: Settings,
    stock: Stock,
    today: date,
    warn: Callable[[Problem], None],
) -> Iterator[tuple[int, Row, Partner | None, tuple[Problem, ...]]]:
    rows, warnings = read_list(path)
    for warning in warnings:
        warn(warning)
    library = stock.library
    languages = tuple(library.themes)
    checker = Checker(path.name, library.theme_ids, languages, today, settings.folder)
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
    good: IO[bytes],
    warn: Callable[[Problem], None],
) -> tuple[Marks, int]:
    """Return the marks of all good partners, and how many they are; put them into ``good``.

    So the list is read to its end before the first pack is made, and may change afterwards.
    """
    marks, count = Marks(), 0
    for number, row, partner, problems in _read_checked(path, settings, stock, today, warn):
        if partner:
            marks.add(partner)
            count += 1
            with _tell_unspooled():
                pickle.dump((Job(number, row.line, partner), row), good)
            continue
        for problem in problems:
            warn(problem)
        name = row.fields.get("name")
        shown = escape_hidden(name) if isinstance(name, str) else ""
        spool.add(Outcome(number, row.line, shown, "failed", errors=problems), row)
    return marks, count


def _read_pickles(file: IO[bytes]) -> Iterator[Any]:
    """Yield what was put into a file of our own, from its beginning."""
    with _tell_unspooled():
        file.seek(0)  # and flush
    while True:
        try:
            yield pickle.load(file)
        except EOFError:
            return


def _list_jobs(good: IO[bytes], rows: dict[int, Row]) -> Iterator[Job]:
    """Yield the job of each good row; the rows of those under way are kept in ``rows``."""
    for job, row in _read_pickles(good):
        rows[job.record] = row
        yield job


def _write_marks(marks: Marks, output: Path) -> Path:
    """Return a file from which every worker reads the marks."""
    path = output / f".marks.{os.getpid()}.tmp"
    with put_stream(path) as file:
        pickle.dump(marks, file)
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
    with put_stream(output / ZIP) as whole, zipfile.ZipFile(whole, "w") as file:
        told = json.loads((output / BATCH).read_bytes())
        names = [name for pack in told["packs"] for name in pack["files"]]
        for name in ("index.html", BATCH, *names):
            with (
                (output / name).open("rb") as source,
                file.open(zipfile.ZipInfo(name, _NO_DATE), "w") as member,
            ):
                shutil.copyfileobj(source, member)


# -- what is told of a batch ---------------------------------------------------------------------


def write_batch(spool: Spool) -> Iterator[str]:
    """Yield ``batch.json`` piece by piece: the counts, then each record in order."""
    summary = spool.summary
    yield (
        f'{{"made": {summary.made}, "unchanged": {summary.unchanged},'
        f' "failed": {summary.failed}, "packs": ['
    )
    shown = ("record", "line", "name", "status", "files", "errors")
    for at, told in enumerate(spool.read_outcomes()):
        yield ",\n" if at else "\n"
        yield json.dumps({key: told[key] for key in shown}, ensure_ascii=False)
    yield "\n]}\n"


def write_errors(failed: Iterable[tuple[Row, tuple[Problem, ...]]]) -> Iterator[bytes]:
    """Yield ``errors.csv`` row by row: the failed rows as they were, and what is wrong with each.

    A list that was mended in it can be run again; no cell is a formula to a spreadsheet.
    """
    yield codecs.BOM_UTF8  # by which Excel knows UTF-8
    yield _write_row((*ERROR_COLUMNS, *FIELDS))
    for row, problems in sorted(failed, key=lambda one: one[0].line):
        told = (str(row.line), "; ".join(dict.fromkeys(p.field for p in problems if p.field)),
                " ".join(map(_message, problems)))  # fmt: skip
        cells = (*told, *(_show(row.fields.get(name)) for name in FIELDS))
        yield _write_row(neutralise(cell) for cell in cells)


def _write_row(cells: Iterable[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue().encode(errors="backslashreplace")  # halves of surrogate pairs


def _message(problem: Problem) -> str:
    """Return a problem without its place, which stands beside it."""
    return str(Problem(problem.message, hint=problem.hint))


def _show(value: object) -> str:
    if isinstance(value, list | tuple):
        return ";".join(map(str, value))
    return "" if value is None else str(value)
