"""Where the packs of a batch are made: in this process, in several, or on a cluster."""

from __future__ import annotations

import signal
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context

from proposalgen.errors import InputError, Problem, quote


def choose_pool(jobs: int, scheduler: str | None) -> Callable[[], Executor] | None:
    """Return what makes an executor; None for this process.

    Args:
        jobs: How many processes; with one there is no pool.
        scheduler: The address of a Dask scheduler, which goes before ``jobs``.
    """
    if scheduler:
        return lambda: open_cluster(scheduler)
    if jobs == 1:
        return None
    # A new process each: what this one holds, such as open files and threads, is not theirs.
    return lambda: ProcessPoolExecutor(jobs, get_context("spawn"), _ignore_interrupt)


def _ignore_interrupt() -> None:
    """Leave Ctrl-C to the process that hands out the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def open_cluster(address: str) -> Executor:
    """Return the executor of a Dask cluster, whose workers see the same files as this machine.

    Raises:
        InputError: Dask is not installed, or no scheduler answers.
    """
    try:
        from distributed import Client
    except ImportError as error:
        hint = "Install it with: pip install 'proposalgen[dask]'"
        raise InputError(Problem("--scheduler needs Dask", hint=hint)) from error
    try:
        client = Client(address, timeout=10)
    except (OSError, ValueError, TimeoutError) as error:
        hint = "Write its address as tcp://host:8786."
        message = f"no scheduler answers at {quote(address)}"
        raise InputError(Problem(message, hint=hint)) from error
    executor: Executor = client.get_executor(retries=1, pure=False)
    return executor
