"""Where the packs of a batch are made: in this process, in several, or on a Dask cluster."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context, parent_process
from typing import Any

from proposalgen.batch.cluster import ClusterExecutor
from proposalgen.batch.pool import MakeExecutor
from proposalgen.errors import InputError, Problem, quote
from proposalgen.formats.pdf.isolation import isolate

_TIMEOUT = 10
"""Seconds in which a scheduler must answer."""
_MOST_ON_WINDOWS = 61
"""Processes of a pool: Windows waits for 64 things at once, and the pool needs three."""


@contextmanager
def choose_executor(
    jobs: int, scheduler: str | None, warn: Callable[[Problem], None] = lambda _problem: None
) -> Iterator[MakeExecutor | None]:
    """Give what makes an executor, as long as the context lasts; None for this process.

    Args:
        jobs: How many processes; with one there is no executor.
        scheduler: The address of a Dask scheduler. It goes before ``jobs``.
        warn: Gets to know that this machine cannot run several processes.

    Raises:
        InputError: Dask is not installed, or no scheduler answers.
    """
    if scheduler:
        with _connect(scheduler) as client:
            yield partial(ClusterExecutor, client)
    elif jobs == 1:
        yield None
    else:
        # A worker, or what keeps count of semaphores, begins as python -c, which would first look
        # for its imports in the working directory.
        with _setting("PYTHONSAFEPATH", "1"):
            if reason := _find_obstacle():
                hint = "It takes longer; --jobs 1 says so from the start."
                warn(Problem(f"packs are made in one process: this system has {reason}", hint=hint))
                yield None
            else:
                yield partial(_make_pool, jobs)


@contextmanager
def _setting(name: str, value: str) -> Iterator[None]:
    """Set a variable of the environment, for as long as this lasts."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def _find_obstacle() -> str:
    """Return what processes lack here to share a queue, as in AWS Lambda; empty where nothing."""
    try:
        get_context("spawn").Lock()
    except (ImportError, OSError) as error:
        return f"no semaphores ({getattr(error, 'strerror', None) or type(error).__name__})"
    return ""


def _make_pool(jobs: int) -> ProcessPoolExecutor:
    """Return a pool of new processes, or of as many as the system takes."""
    # A new process each: what this one holds, such as open files and threads, is not theirs.
    context = get_context("spawn")
    try:
        return ProcessPoolExecutor(jobs, context, _prepare_worker)
    except ValueError:  # the pool itself knows the limit of Windows
        return ProcessPoolExecutor(min(jobs, _MOST_ON_WINDOWS), context, _prepare_worker)


def _prepare_worker() -> None:
    """Leave Ctrl-C to the process that hands out the work, and end when it does."""
    isolate()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_exit_with_parent, daemon=True).start()


def _exit_with_parent() -> None:
    """End with the first process, which cannot say so itself when it is killed."""
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _connect(address: str) -> Any:
    """Return the client of a Dask scheduler."""
    try:
        from distributed import Client
    except ImportError as error:
        hint = "Install it with: pip install 'proposalgen[dask]'"
        raise InputError(Problem("--scheduler needs Dask", hint=hint)) from error
    try:
        return Client(address, timeout=_TIMEOUT)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        hint = "Write its address as tcp://host:8786."
        message = f"no scheduler answers at {quote(address)}"
        raise InputError(Problem(message, hint=hint)) from error
