"""Where the packs of a batch are made: in this process, in several, or on a cluster."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from typing import Any

from proposalgen.errors import InputError, Problem, quote


def choose_pool(jobs: int, scheduler: str | None) -> Callable[[], Executor] | None:
    """Return what makes an executor; None for this process.

    Args:
        jobs: How many processes; with one there is no pool.
        scheduler: The address of a Dask scheduler, which goes before ``jobs``.
    """
    if scheduler:
        return lambda: Cluster(scheduler)
    if jobs == 1:
        return None
    # A worker begins as python -c, which would look for its first imports in the working directory.
    os.environ["PYTHONSAFEPATH"] = "1"
    # A new process each: what this one holds, such as open files and threads, is not theirs.
    return lambda: ProcessPoolExecutor(jobs, get_context("spawn"), _begin)


def _begin() -> None:
    """Leave Ctrl-C to the process that hands out the work, and end when it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    """End with the first process even if it was killed: it can then tell nobody."""
    if parent := parent_process():
        parent.join()
        os._exit(1)


class Cluster(Executor):
    """A Dask cluster, whose workers see the same files as this machine; a lost task is retried."""

    def __init__(self, address: str) -> None:
        """Connect to a scheduler.

        Raises:
            InputError: Dask is not installed, or no scheduler answers.
        """
        try:
            from distributed import Client
        except ImportError as error:
            hint = "Install it with: pip install 'proposalgen[dask]'"
            raise InputError(Problem("--scheduler needs Dask", hint=hint)) from error
        try:
            self._client: Any = Client(address, timeout=10)  # type: ignore[no-untyped-call]
        except (OSError, ValueError, TimeoutError) as error:
            hint = "Write its address as tcp://host:8786."
            message = f"no scheduler answers at {quote(address)}"
            raise InputError(Problem(message, hint=hint)) from error

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Hand out a call; return its future."""
        return self._client.submit(fn, *args, **kwargs, retries=1, pure=False)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002
        """Leave the cluster; what it has not begun is given up."""
        self._client.close()
