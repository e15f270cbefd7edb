"""What commands say: words to a person, JSON to a script, errors with their exit code."""

from __future__ import annotations

import functools
import io
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from proposalgen.errors import ExitCode, Problem, ProposalError, quote

ISSUES = "tell us what you typed and what you saw; PROPOSALGEN_DEBUG=1 shows where it happened."
Command = TypeVar("Command", bound=Callable[..., None])


def say(line: str) -> None:
    """Say something to a person."""
    click.echo(line, err=True)


def give_json(value: object) -> None:
    """Give a value to a script."""
    # ASCII, whatever the console's encoding.
    click.echo(json.dumps(value, indent=2))


def tell(problem: Problem) -> dict[str, object]:
    """Return a problem as JSON has it."""
    where = {"file": problem.file, "line": problem.line, "field": problem.field}
    return {
        "message": problem.message,
        "where": {name: value for name, value in where.items() if value},
        "hint": problem.hint,
    }


def plural(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where it is one."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def tells_errors(command: Command) -> Command:
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
        except BrokenPipeError:  # whoever read our output has gone
            _leave_output()
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
            if not error.filename:
                _leave_output()
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


def _leave_output() -> None:
    """Give up what is still to be printed, or Python would complain when it flushes at the end.

    See docs.python.org, "Note on SIGPIPE".
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _fail(problems: Iterable[Problem], code: ExitCode, *, as_json: bool) -> None:
    if as_json:
        give_json({"errors": [tell(problem) for problem in problems]})
    else:
        for problem in problems:
            say(f"error: {problem}")
    raise SystemExit(int(code))


def show_paragraph(title: str, lines: Iterable[str]) -> None:
    """Print a title, then lines, indented and as wide as the terminal."""
    import shutil
    import textwrap

    width = min(shutil.get_terminal_size().columns, 100)
    click.echo(title.rstrip())
    for line in lines:
        wrapped = textwrap.wrap(line, width - 1, initial_indent="    ", subsequent_indent="      ",
                                break_long_words=False, break_on_hyphens=False)  # fmt: skip
        click.echo("\n".join(wrapped))
