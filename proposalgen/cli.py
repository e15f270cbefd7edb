"""The command line: options in, words and an exit code out.

What a command needs is imported inside it, so that ``--help`` answers at once.
"""

from __future__ import annotations

import functools
import io
import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from proposalgen import __version__
from proposalgen.errors import (
    ExitCode,
    InputError,
    Problem,
    ProposalError,
    StrictError,
    quote,
    suggest,
)

if TYPE_CHECKING:
    from proposalgen.batch import Outcome, Summary
    from proposalgen.brand import Brand
    from proposalgen.document import Document
    from proposalgen.pack import Pack
    from proposalgen.records import Library, Partner, Theme

ISSUES = "tell us what you typed and what you saw; PROPOSALGEN_DEBUG=1 shows where it happened."
Command = TypeVar("Command", bound=Callable[..., None])


# -- words out --------------------------------------------------------------------------------


def _say(line: str) -> None:
    """Say something to a person."""
    click.echo(line, err=True)


def _give_json(value: object) -> None:
    # ASCII, whatever the console's encoding.
    click.echo(json.dumps(value, indent=2))


def _tell(problem: Problem) -> dict[str, object]:
    where = {"file": problem.file, "line": problem.line, "field": problem.field}
    return {
        "message": problem.message,
        "where": {name: value for name, value in where.items() if value},
        "hint": problem.hint,
    }


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _tells_errors(command: Command) -> Command:
    """Turn what a command raises into lines a person or a script can use, and an exit code."""

    @functools.wraps(command)
    def run(*args: Any, **options: Any) -> None:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        try:
            command(*args, **options)
        except ProposalError as error:
            _fail(error.problems, error.exit_code, as_json=options["as_json"])
        except KeyboardInterrupt:
            problem = Problem("interrupted", hint="Run it again to go on.")
            _fail([problem], ExitCode.INTERRUPTED, as_json=options["as_json"])
        except BrokenPipeError:
            # Whoever read our output has gone. Python would complain at exit when it flushes:
            # docs.python.org, "Note on SIGPIPE".
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            raise SystemExit(ExitCode.DONE) from None
        except (click.ClickException, click.exceptions.Exit):
            raise
        except OSError as error:
            # Of a file when one is named; else of what we print, as on a full disk.
            if isinstance(error, FileNotFoundError) and not error.filename:
                hint = "Change to a folder that is there."
                problem = Problem("the working directory is no longer there", hint=hint)
                _fail([problem], ExitCode.INVALID, as_json=options["as_json"])
            code = ExitCode.INVALID if error.filename else ExitCode.UNWRITABLE
            reason = error.strerror or type(error).__name__
            message = f"cannot be {'read' if error.filename else 'written'}: {reason}"
            problem = Problem(message, file=str(error.filename or "the command's own output"))
            _fail([problem], code, as_json=options["as_json"] and bool(error.filename))
        except Exception as error:
            if os.environ.get("PROPOSALGEN_DEBUG") == "1":
                traceback.print_exc()
            name = type(error).__name__
            message = (
                f"a fault in the program, not in your input ({name}: {quote(str(error), 200)})"
            )
            problem = Problem(message, hint=f"Please {ISSUES}")
            _fail([problem], ExitCode.FAULT, as_json=options["as_json"])

    return run  # type: ignore[return-value]


def _fail(problems: Iterable[Problem], code: ExitCode, *, as_json: bool) -> None:
    if as_json:
        _give_json({"errors": [_tell(problem) for problem in problems]})
    else:
        for problem in problems:
            _say(f"error: {problem}")
    raise SystemExit(int(code))


# -- options in ---------------------------------------------------------------------------------

_workspace = click.option(
    "--workspace",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder with content/ and templates/ of your own.",
)
_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
_quiet = click.option("-q", "--quiet", is_flag=True, help="Leave out the closing line.")
_template = click.option(
    "--template", default="pitch", metavar="NAME", help="Kind of document. [pitch]"
)
_formats = click.option(
    "-f", "--format", "formats", multiple=True, type=click.Choice(["docx", "pdf"]),
    help="Make only this format. [both]",
)  # fmt: skip
_output = click.option(
    "-o", "--output", default=Path("output"), metavar="DIR", type=click.Path(path_type=Path),
    help="Folder that gets a folder for each partner. [output]",
)  # fmt: skip
_paper = click.option(
    "--paper", metavar="NAME", default="", help="a4, letter, or the brand's. [a4]"
)
_draft = click.option("--draft", is_flag=True, help="Mark every page as a draft.")
_language = click.option("-l", "--language", metavar="CODE", help="Language of the text. [en]")


def _today() -> date:
    """Return the date: of SOURCE_DATE_EPOCH if it is set, else of the clock.

    See reproducible-builds.org/specs/source-date-epoch.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now().astimezone().date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        message = f"SOURCE_DATE_EPOCH is not a number of seconds: {quote(epoch)}"
        raise InputError(
            Problem(message, hint="Set it as in 1795651200, or not at all.")
        ) from error


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="proposalgen", message="%(prog)s %(version)s")
def main() -> None:
    """Make pitch documents for partners: DOCX and PDF that say exactly the same."""


@main.command(
    epilog="""\b
    Examples:
      proposalgen generate -p "Nordhavn Foundation" -t social-protection -t gender-equality
      proposalgen generate --from nordhavn.yaml"""
)
@click.option("-p", "--partner", "name", metavar="NAME", help="The partner's name.")
@click.option(
    "-t", "--theme", "themes", multiple=True, metavar="ID",
    help="A theme, the leading one first; repeat it for more. 'all' stands for all.",
)  # fmt: skip
@click.option("--type", metavar="TYPE", help="government, foundation, company, ... [other]")
@click.option("--country", metavar="NAME", help="The partner's country.")
@click.option("--contact-name", metavar="NAME", help="Whom the letter greets.")
@click.option("--contact-email", metavar="ADDRESS", help="The contact's address.")
@click.option("--logo", metavar="FILE", help="The partner's logo, PNG or JPEG.")
@click.option("--amount", metavar="NUMBER", help="The sum that the partner may give.")
@click.option("--currency", metavar="CODE", help="Its currency: USD, EUR, NOK, ...")
@click.option("--date", metavar="YYYY-MM-DD", help="The document's date. [today]")
@_language
@click.option(
    "--from", "source", metavar="FILE", type=click.Path(path_type=Path),
    help="Read the partner from a YAML or JSON file instead of these options.",
)  # fmt: skip
@_template
@_formats
@_output
@_paper
@_draft
@click.option("--strict", is_flag=True, help="Refuse instead of warning.")
@_workspace
@_json
@_quiet
@_tells_errors
def generate(
    *,
    source: Path | None,
    template: str,
    formats: tuple[Any, ...],
    output: Path,
    paper: str,
    draft: bool,
    strict: bool,
    workspace: Path | None,
    as_json: bool,
    quiet: bool,
    **record: Any,
) -> None:
    """Make one partner's documents."""
    given = {field: value for field, value in record.items() if value not in (None, ())}
    _check_usage(source, given)

    from proposalgen.brand import load_brand
    from proposalgen.library import load_library
    from proposalgen.pack import FORMATS, make_pack
    from proposalgen.partners import read_logo
    from proposalgen.templates import load_template
    from proposalgen.workspace import find_workspace

    place = find_workspace(workspace, Path.cwd())
    library = load_library(place.content)
    partner = _read_partner(source, given, library)
    pack = make_pack(
        partner,
        library,
        load_template(place.find_template(template)),
        load_brand(place.brand, paper),
        output=output,
        logo=read_logo(partner, source.parent if source else Path()),
        formats=formats or FORMATS,
        draft=draft,
        strict=strict,
    )
    _report_pack(pack, as_json=as_json, quiet=quiet)


def _check_usage(source: Path | None, given: dict[str, Any]) -> None:
    if source:
        for field in given:
            option = {"name": "partner", "themes": "theme"}.get(field, field.replace("_", "-"))
            raise click.UsageError(f"--from already names the partner: leave out --{option}.")
        return
    if "name" not in given:
        raise click.UsageError("Name the partner with --partner, or a file with --from.")
    if "themes" not in given:
        raise click.UsageError("Choose a theme with --theme; 'proposalgen themes' lists them.")


def _read_partner(source: Path | None, given: dict[str, Any], library: Library) -> Partner:
    from proposalgen.partners import check_record, no_line, read_record

    data, line_of = read_record(source) if source else (given, no_line)
    return check_record(
        data,
        themes=library.theme_ids,
        languages=tuple(library.themes),
        today=_today(),
        file=source.name if source else "",
        line_of=line_of,
        folder=source.parent if source else Path(),
    )


def _report_pack(pack: Pack, *, as_json: bool, quiet: bool) -> None:
    if as_json:
        files = [
            {"path": str(f.path), "format": f.format, "sha256": f.sha256, "pages": f.pages}
            for f in pack.files
        ]
        warnings = [_tell(warning) for warning in pack.warnings]
        _give_json({"partner": pack.partner, "files": files, "warnings": warnings})
        return
    for warning in pack.warnings:
        _say(f"warning: {warning}")
    for file in pack.files:
        click.echo(str(file.path))
    if not quiet:
        pages = _count(pack.files[0].pages, "page")
        _say(f"Made {_count(len(pack.files), 'file')} for {pack.partner}, {pages}.")


# -- what there is -----------------------------------------------------------------------------


@main.command()
@click.argument("theme_id", metavar="[ID]", required=False)
@_language
@_workspace
@_json
@_tells_errors
def themes(
    *, theme_id: str | None, language: str | None, workspace: Path | None, as_json: bool
) -> None:
    """Show the themes there are, or one in detail."""
    from proposalgen.library import load_library
    from proposalgen.workspace import find_workspace

    library = load_library(find_workspace(workspace, Path.cwd()).content)
    language = language or "en"
    if language not in library.themes:
        hint = suggest(language, library.themes)
        message = f"no language called {quote(language)}"
        raise InputError(Problem(message, field="language", hint=hint))
    edition = library.themes[language]
    if theme_id is not None and theme_id not in edition:
        message = f"no theme called {quote(theme_id)}"
        raise InputError(Problem(message, field="theme", hint=suggest(theme_id, edition)))
    chosen = [edition[theme_id]] if theme_id else list(edition.values())
    told = [_tell_theme(theme, library) for theme in chosen]
    if as_json:
        _give_json(told[0] if theme_id else {"themes": told})
    elif theme_id:
        for name, value in told[0].items():
            lines = value if isinstance(value, list) else [str(value or "none named")]
            for at, line in enumerate(lines or ["none"]):
                click.echo(f"{'' if at else name:<12}{line}")
    else:
        rows: list[tuple[str, ...]] = [
            ("id", "title", "figures", "standards", "programmes", "story", "sum named")
        ]
        rows += [_tell_row(one) for one in told]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            cells = (f"{c:<{w}}" for c, w in zip(row, widths, strict=True))
            click.echo("  ".join(cells).rstrip())


def _tell_theme(theme: Theme, library: Library) -> dict[str, Any]:
    """Return what a theme has, for JSON and for the eye."""
    facts = {card.fact: None for card in (*theme.case, *theme.cards) if card.fact}
    facts |= {bar.fact: None for bar in theme.chart.bars} if theme.chart else {}
    return {
        "id": theme.id,
        "title": theme.title,
        "figures": [library.facts[fact].claim for fact in facts],
        "standards": [s.title for s in library.standards if theme.id in s.themes],
        "programmes": [p.name for p in library.programmes if theme.id in p.themes],
        "story": next((s.person for s in library.stories if s.theme == theme.id), None),
        "sum": library.facts[theme.ask_fact].text if theme.ask_fact else None,
    }


def _tell_row(told: dict[str, Any]) -> tuple[str, ...]:
    counts = (str(len(told[name])) for name in ("figures", "standards", "programmes"))
    return (told["id"], told["title"], *counts, told["story"] or "-", told["sum"] or "-")


@main.command()
@click.argument(
    "file", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option("--text", default="", metavar="TEXT", help="Only figures at these words.")
@_json
@_tells_errors
def explain(*, file: Path, text: str, as_json: bool) -> None:
    """Show where the figures of a finished DOCX or PDF come from.

    The file may have been renamed or moved: it carries its facts itself.
    """
    from dataclasses import asdict

    from proposalgen.explain import explain as explain_file

    found = explain_file(file, text)
    if as_json:
        _give_json({"facts": [{**asdict(e.fact), "places": [asdict(p) for p in e.places]}
                              for e in found]})  # fmt: skip
        return
    for one in found:
        fact = one.fact
        lines = [fact.claim, f"as of: {fact.as_of or 'not stated'}; {fact.status}; version "
                 f"{fact.version}", f"source: {fact.source}", fact.url]  # fmt: skip
        lines += [f"under {quote(p.heading)}: {quote(p.paragraph, 120)}" for p in one.places]
        _show_paragraph(f"{fact.id}  {fact.figure}", filter(None, lines))
    _say(f"{_count(len(found), 'fact')}.")


@main.command()
@click.argument("old", metavar="OLD", type=click.Path(path_type=Path, exists=True))
@click.argument("new", metavar="NEW", type=click.Path(path_type=Path, exists=True))
@click.option(
    "-o", "--output", "redline", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
    help="Write the new DOCX with all changes of words tracked.",
)  # fmt: skip
@_json
@_tells_errors
def diff(*, old: Path, new: Path, redline: Path | None, as_json: bool) -> None:
    """Show what changed between two packs, changed figures first.

    OLD and NEW are packs' folders, or DOCX or PDF files of packs.
    """
    from dataclasses import asdict

    from proposalgen.diff import diff as compare

    found = compare(old, new)
    if redline:
        _write_redline(old, new, redline)
    if as_json:
        _give_json(asdict(found))
        return
    for figure in found.figures:
        was, now = (one and (one.figure or one.claim) for one in (figure.old, figure.new))
        name = next(one.id for one in (figure.old, figure.new) if one)
        _show_paragraph(name, [f"- {was or 'not there'}", f"+ {now or 'no longer there'}"])
    for passage in found.passages:
        lines = [*(f"- {said}" for said in passage.old), *(f"+ {said}" for said in passage.new)]
        _show_paragraph(f"under {quote(passage.heading)}:", lines)
    _say(f"{_count(len(found.figures), 'figure')}, {_count(len(found.passages), 'passage')}.")


def _write_redline(old: Path, new: Path, redline: Path) -> None:
    """Write a DOCX whose tracked changes lead from one file to another."""
    from proposalgen.diff import find_file
    from proposalgen.pack import put_files
    from proposalgen.redline import make_redline

    files = [find_file(path) for path in (old, new)]
    for file in files:
        if file.suffix.lower() != ".docx":
            hint = "Changes are tracked from one DOCX to another: name packs that have one."
            raise InputError(Problem("no DOCX", file=str(file), hint=hint))
    before, after = (file.read_bytes() for file in files)
    put_files(redline.absolute().parent, {redline.name: make_redline(before, after, "proposalgen")})
    _say(f"Wrote {redline}: take or refuse each change in Word.")


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@_json
@_quiet
@_tells_errors
def init(*, folder: Path, as_json: bool, quiet: bool) -> None:
    """Make a workspace of your own: content/ and templates/ to edit."""
    from proposalgen.schemas import write_schemas
    from proposalgen.workspace import create_workspace

    create_workspace(folder, write_schemas())
    if as_json:
        _give_json({"workspace": str(folder)})
        return
    click.echo(str(folder))
    if not quiet:
        _say(f"Edit {folder / 'content'}, then run 'proposalgen check' in {folder}.")


@main.command()
@click.argument("fact_ids", metavar="[ID]...", nargs=-1)
@click.option("--stale", is_flag=True, help="Only those that should not be printed, and why.")
@click.option(
    "--where-used", metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The packs below DIR that hold them, and which version.",
)  # fmt: skip
@_workspace
@_json
@_tells_errors
def facts(
    *,
    fact_ids: tuple[str, ...],
    stale: bool,
    where_used: Path | None,
    workspace: Path | None,
    as_json: bool,
) -> None:
    """Show the figures, their sources and how fresh they are."""
    from proposalgen.facts import judge_fact, version_fact
    from proposalgen.library import load_library
    from proposalgen.uses import find_uses
    from proposalgen.workspace import find_workspace

    library = load_library(find_workspace(workspace, Path.cwd()).content)
    uses = find_uses(where_used, library) if where_used else {}
    known = {**library.facts, **uses}
    unknown = [name for name in fact_ids if name not in known]
    if unknown:
        hints = {name: suggest(name, known).partition("There are:")[0].strip() for name in unknown}
        raise InputError(
            Problem(
                f"no fact called {quote(name)}", field="fact",
                hint=hints[name] or "'proposalgen facts' lists them.",
            )
            for name in unknown
        )  # fmt: skip
    told: list[dict[str, Any]] = []
    for name in fact_ids or (uses if where_used else library.facts):
        fact = library.facts.get(name)
        weak = judge_fact(fact, library, _today()) if fact else ()
        if stale and not weak:
            continue
        one: dict[str, Any] = {"id": name}
        if fact:
            source = library.sources[fact.source]
            one |= {
                "claim": fact.claim,
                "figure": fact.text,
                "kind": fact.kind,
                "as_of": fact.as_of,
                "status": fact.status,
                "owner": fact.owner,
                "superseded_by": fact.superseded_by,
                "review_by": fact.review_by.isoformat() if fact.review_by else None,
                "source": {"id": source.id, "title": source.title, "publisher": source.publisher,
                           "url": source.url or next(iter(source.seen_at), None)},
                "place": "{}, line {}".format(*library.places[name]),
            }  # fmt: skip
            one["version"] = version_fact(fact)
        one["weak"] = [{"kind": w.kind, "message": w.message, "hint": w.hint} for w in weak]
        if where_used:
            one["used"] = [
                {"pack": str(use.pack), "partner": use.partner, "files": list(use.files),
                 "version": use.version, "current": use.current}
                for use in uses.get(name, ())
            ]  # fmt: skip
        told.append(one)
    if as_json:
        _give_json({"facts": told})
        return
    for one in told:
        _show_fact(one)
    counts = f"{_count(len(told), 'fact')}, {sum(bool(one['weak']) for one in told)} of them weak."
    _say(counts)


def _show_paragraph(title: str, lines: Iterable[str]) -> None:
    """Print a title, then lines, indented and as wide as the terminal."""
    import shutil
    import textwrap

    width = min(shutil.get_terminal_size().columns, 100)
    click.echo(title.rstrip())
    for line in lines:
        wrapped = textwrap.wrap(line, width - 1, initial_indent="    ", subsequent_indent="      ",
                                break_long_words=False, break_on_hyphens=False)  # fmt: skip
        click.echo("\n".join(wrapped))


def _show_fact(told: dict[str, Any]) -> None:
    """Print a fact as a paragraph: its id and figure, then what is said about it."""
    if "claim" not in told:
        lines = ["no longer in the library"]
    else:
        source = told["source"]
        dated = f"as of: {told['as_of'] or 'not stated'}; {told['status']}; version "
        lines = [told["claim"], dated + told["version"]]
        lines.append(f"source: {source['title']}, {source['publisher']}")
        lines += [f"weak: {one['message']}. {one['hint']}" for one in told["weak"]]
        lines += [f"kept by: {told['owner']}"] if told["owner"] else []
        lines.append(f"written in: {told['place']}")
    for use in told.get("used", ()):
        state = "today's" if use["current"] else "not today's"
        lines.append(f"in {use['pack']}: version {use['version']}, {state}")
    _show_paragraph(f"{told['id']}  {told.get('figure') or ''}", lines)


@main.command()
@click.option("--strict", is_flag=True, help="Refuse instead of warning.")
@_workspace
@_json
@_quiet
@_tells_errors
def check(*, strict: bool, workspace: Path | None, as_json: bool, quiet: bool) -> None:
    """Check content, templates and brand: every problem at once.

    Warns of figures that documents print and should not, and of numbers that come from no fact.
    """
    from proposalgen.brand import load_brand
    from proposalgen.compose import rehearse
    from proposalgen.facts import find_loose_numerals, judge_facts
    from proposalgen.library import load_library
    from proposalgen.templates import load_template
    from proposalgen.workspace import find_workspace

    place = find_workspace(workspace, Path.cwd())
    problems: list[Problem] = []

    def load(read: Callable[[Path], Any], folder: Path) -> Any:
        try:
            return read(folder)
        except ProposalError as error:
            problems.extend(error.problems)

    library: Library | None = load(load_library, place.content)
    names = place.list_templates()
    templates = [load(load_template, place.find_template(name)) for name in names]
    brand: Brand | None = load(load_brand, place.brand)
    if not names:
        hint = "Put a folder with a template.yaml into it."
        problems.append(Problem("no template", file="templates/", hint=hint))
    warnings: dict[Problem, None] = {}
    today = _today()

    def inspect(document: Document) -> None:
        assert library is not None
        warnings.update(dict.fromkeys(judge_facts(document, library, today)))
        warnings.update(dict.fromkeys(find_loose_numerals(document, library)))

    if library:
        for template in filter(None, templates):
            problems.extend(rehearse(library, template, inspect))
    if library and brand:
        problems.extend(_find_unmarked(library, brand))
    if problems:
        raise InputError(problems)
    if strict and warnings:
        raise StrictError(warnings)
    assert library is not None
    counts = {
        "themes": len(library.theme_ids),
        "languages": len(library.themes),
        "facts": len(library.facts),
        "sources": len(library.sources),
        "templates": len(names),
    }
    if as_json:
        _give_json({**counts, "warnings": [_tell(warning) for warning in warnings]})
        return
    for warning in warnings:
        _say(f"warning: {warning}")
    if not quiet:
        listed = ", ".join(_count(number, noun[:-1]) for noun, number in counts.items())
        found = f"{_count(len(warnings), 'warning')} about" if warnings else "All good:"
        click.echo(f"{found} {listed}, the brand.")


@main.command()
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@_template
@_formats
@_output
@_paper
@click.option("-j", "--jobs", type=click.IntRange(1, 256), metavar="N",
              help="Processes at work. [all cores]")  # fmt: skip
@click.option("--scheduler", metavar="ADDRESS", help="A Dask cluster in place of processes.")
@click.option("--dry-run", is_flag=True, help="Read and check all; write nothing.")
@click.option("--force", is_flag=True, help="Make packs anew that have not changed.")
@click.option("--zip", "zipped", is_flag=True, help="Put all packs into one zip file, too.")
@click.option("--copy-to", metavar="URL", help="Copy all packs there, too: s3://..., sftp://...")
@_draft
@click.option("--strict", is_flag=True, help="Fail records instead of warning.")
@_workspace
@_json
@_quiet
@_tells_errors
def batch(
    *,
    source: Path,
    template: str,
    formats: tuple[Any, ...],
    output: Path,
    paper: str,
    jobs: int | None,
    scheduler: str | None,
    dry_run: bool,
    force: bool,
    zipped: bool,
    copy_to: str | None,
    draft: bool,
    strict: bool,
    workspace: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Make packs for all partners in a list: CSV, XLSX, JSON, JSON Lines or YAML."""
    from proposalgen import batch as batches
    from proposalgen.executors import choose_pool
    from proposalgen.pack import FORMATS
    from proposalgen.workspace import find_workspace

    place = find_workspace(workspace, Path.cwd())
    settings = batches.Settings(
        content=place.content.resolve(),
        template=place.find_template(template).resolve(),
        brand=place.brand.resolve(),
        output=output,
        paper=paper,
        formats=formats or FORMATS,
        draft=draft,
        strict=strict,
        force=force,
        dry=dry_run,
        folder=source.parent,
    )

    count = jobs or os.cpu_count() or 1
    progress = Progress(None if as_json or dry_run else output, quiet=quiet or as_json)
    try:
        summary = batches.run_batch(
            source,
            settings,
            today=_today(),
            make_pool=choose_pool(count, scheduler),
            window=4 * count if not scheduler else 256,
            report=progress.report,
            warn=lambda problem: _say(str(problem)),
            retell=_give_pieces if as_json else lambda _: None,
        )
    finally:
        progress.close()
    if zipped and not dry_run:
        batches.zip_packs(output)
    if copy_to and not dry_run:
        from proposalgen.remote import copy_packs

        copied: list[str] = []
        copy_packs(output, copy_to, ("index.html", batches.BATCH), copied.append)
        if not quiet and not as_json:
            _say(f"Copied {_count(len(copied), 'pack')}; the others were there.")
    if dry_run:
        total = _count(summary.ready + summary.failed, "record")
        _say(f"Checked {total}: {summary.ready} good, {summary.failed} with mistakes. "
             "Nothing was written.")  # fmt: skip
    elif not quiet and not as_json:
        _say(_sum_up(summary, output, progress.seconds, zipped=zipped))
    if summary.failed:
        raise SystemExit(ExitCode.PARTLY)


def _give_pieces(pieces: Iterable[str]) -> None:
    for piece in pieces:
        click.echo(piece, nl=False)


class Progress:
    """Shows how far a batch is: a bar on a terminal, a line now and then in a log."""

    EVERY = 30
    """Seconds between lines in a log."""

    def __init__(self, output: Path | None, *, quiet: bool) -> None:
        self.output = output
        """Where the files are whose paths are printed; None to print none."""
        self.quiet = quiet
        self.began = self.told = time.monotonic()
        self.done = 0
        self.bar: Any = None

    @property
    def seconds(self) -> float:
        """How long it has taken."""
        return time.monotonic() - self.began

    def report(self, outcome: Outcome, total: int) -> None:
        """Take note of one outcome."""
        self.done += 1
        for error in outcome.errors:
            self._clear()
            _say(f"line {outcome.line}, {outcome.name}: {error}")
        if self.output and outcome.status == "made":
            self._clear()
            for file in outcome.files:
                click.echo(str(self.output / file))
        if self.quiet:
            return
        if sys.stderr.isatty():
            if self.bar is None:
                self.bar = click.progressbar(
                    length=total, label="Packs", file=sys.stderr, show_pos=True, show_eta=True,
                    item_show_func=lambda _: f"{self.done / max(self.seconds, 0.1):.1f} a second",
                )  # fmt: skip
            self.bar.update(1, current_item=outcome.name)
        elif time.monotonic() - self.told > self.EVERY:
            self.told = time.monotonic()
            _say(f"{self.done} of {total} packs, {self.done / self.seconds:.1f} a second")

    def _clear(self) -> None:
        if self.bar is not None:
            click.echo("\r\033[K", nl=False, err=True)

    def close(self) -> None:
        """Leave the bar as it stands."""
        if self.bar is not None:
            self.bar.render_finish()


def _sum_up(summary: Summary, output: Path, seconds: float, *, zipped: bool) -> str:
    """Return what became of a batch in a line or two."""
    rate = (summary.made + summary.unchanged) / max(seconds, 0.001)
    parts = [f"Made {_count(summary.made, 'pack')}"]
    if summary.unchanged:
        parts.append(f"{summary.unchanged} unchanged")
    if summary.failed:
        parts.append(f"{summary.failed} failed")
    text = f"{', '.join(parts)}, in {seconds:.0f} s ({rate:.1f} a second). "
    text += f"Look at {output / 'index.html'}."
    if summary.failed:
        text += f" Mend the rows of {output / 'errors.csv'} and run that."
    if zipped:
        text += f" All packs are in {output / 'packs.zip'}."
    return text


@main.command()
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    metavar="PATH...",
    type=click.Path(path_type=Path, exists=True),
)
@_workspace
@_json
@_quiet
@_tells_errors
def verify(*, paths: tuple[Path, ...], workspace: Path | None, as_json: bool, quiet: bool) -> None:
    """See whether packs are whole, equal in both formats, and of today's facts.

    PATH is a pack's folder, a folder of packs, or a single DOCX or PDF.
    """
    from proposalgen.library import load_library
    from proposalgen.verify import find_packs
    from proposalgen.verify import verify as verify_pack
    from proposalgen.workspace import find_workspace

    packs = find_packs(paths)
    library = load_library(find_workspace(workspace, Path.cwd()).content)
    verdicts = [verify_pack(path, library, _today()) for path in packs]
    different = [verdict for verdict in verdicts if verdict.problems]
    if as_json:
        told = [{"path": str(v.path), "problems": [_tell(p) for p in v.problems]} for v in verdicts]
        _give_json({"packs": told})
    else:
        for verdict in different:
            for problem in verdict.problems:
                click.echo(f"{verdict.path}: {problem}")
        if not quiet:
            good = len(verdicts) - len(different)
            _say(f"Verified {_count(len(verdicts), 'pack')}: {good} good, {len(different)} not.")
    if different:
        raise SystemExit(ExitCode.DIFFERENT)


def _find_unmarked(library: Library, brand: Brand) -> Iterable[Problem]:
    """Yield a problem for each theme that the brand gives no colour or no sign."""
    for theme in library.theme_ids:
        if theme not in brand.accents:
            hint = f"Write '{theme}: {{ ground: ..., text: ... }}' under accents."
            yield Problem("no accent", file="brand.yaml", field=f"accents.{theme}", hint=hint)
        if theme not in brand.signs:
            hint = (
                f"Draw it as signs/{theme}.svg; 'signs/' has: {', '.join(brand.signs) or 'none'}."
            )
            yield Problem(f"no sign for the theme {quote(theme)}", file="signs/", hint=hint)
