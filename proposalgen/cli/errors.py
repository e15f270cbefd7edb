"""Errors of a command become messages and an exit code; no traceback reaches a user."""

from __future__ import annotations

import functools
import io
import os
import sys
import traceback
from collections.abc import Callable, Iterable
from typing import NoReturn, ParamSpec

import click

from proposalgen.cli.terminal import problem_to_json, write_json, write_message
from proposalgen.errors import ExitCode, Problem, ProposalError, quote

P = ParamSpec("P")


def report_errors(command: Callable[P, None]) -> Callable[P, None]:
    """Decorate a command that has the option ``--json``: what it raises is reported.

    The command ends with the exit code of the error. Errors of click itself (wrong usage) pass.
    """

    @functools.wraps(command)
    def run(*args: P.args, **options: P.kwargs) -> None:
        from proposalgen.formats.pdf.isolation import isolate

        escape_unprintable()
        isolate()
        as_json = bool(options["as_json"])
        try:
            command(*args, **options)
        # click words wrong usage itself, with the usage line above it, and exits with 2.
        except (click.ClickException, click.exceptions.Exit):
            raise
        except BrokenPipeError:  # the program that read our output has gone, as "head" does
            discard_output()
            raise SystemExit(ExitCode.DONE) from None
        except OSError as error:
            # Nothing more can be printed to stdout, JSON neither; stderr may still work.
            if is_of_output(error):
                discard_output()
                as_json = False
            fail(*describe_error(error), as_json=as_json)
        except (Exception, KeyboardInterrupt) as error:
            fail(*describe_error(error), as_json=as_json)

    return run


def escape_unprintable() -> None:
    """Let any console print any path: characters that it lacks are escaped.

    What is no console gets UTF-8, whatever the system's code page, unless Python was told another
    encoding: who reads a pipe or a file is another program.
    """
    told = os.environ.get("PYTHONIOENCODING")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if told or stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def is_of_output(error: OSError) -> bool:
    """Return whether an error is of the command's own output: then it names no file."""
    return not error.filename and not isinstance(error, FileNotFoundError)


def describe_error(error: BaseException) -> tuple[Iterable[Problem], ExitCode]:
    """Return the problems that an error stands for, and the exit code."""
    match error:
        case ProposalError():
            return error.problems, error.exit_code
        case KeyboardInterrupt():
            return [Problem("interrupted", hint="Run it again to go on.")], ExitCode.INTERRUPTED
        case OSError() if is_of_output(error):
            message = f"cannot be written: {name_reason(error)}"
            return [Problem(message, file="the command's own output")], ExitCode.UNWRITABLE
        case FileNotFoundError() if not error.filename:
            # os.getcwd() raises it without a name.
            hint = "Change to a folder that is there."
            problem = Problem("the working directory is no longer there", hint=hint)
            return [problem], ExitCode.INVALID
        case OSError():
            message = f"cannot be read: {name_reason(error)}"
            return [Problem(message, file=str(error.filename))], ExitCode.INVALID
        case _:
            return [describe_fault(error)], ExitCode.FAULT


def name_reason(error: OSError) -> str:
    """Return the system's words for an error."""
    return error.strerror or type(error).__name__


def describe_fault(error: BaseException) -> Problem:
    """Return the problem for an error that only a fault in the program can raise."""
    if os.environ.get("PROPOSALGEN_DEBUG") == "1":
        traceback.print_exception(error)
    cause = f"{type(error).__name__}: {quote(str(error), 200)}"
    return Problem(
        f"a fault in the program, not in your input ({cause})",
        hint="Please tell us what you typed and what you saw; "
        "PROPOSALGEN_DEBUG=1 shows where it happened.",
    )


def fail(problems: Iterable[Problem], code: ExitCode, *, as_json: bool) -> NoReturn:
    """Report problems and end the command."""
    if as_json:
        write_json({"errors": [problem_to_json(problem) for problem in problems]})
    else:
        for problem in problems:
            write_message(f"error: {problem}")
    raise SystemExit(int(code))


def discard_output() -> None:
    """Give up what is still to be printed, or Python would complain when it flushes at the end.

    See docs.python.org, "Note on SIGPIPE".
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
