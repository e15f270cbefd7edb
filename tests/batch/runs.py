"""Batches of one-pagers, which are made quickly."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from proposalgen.batch.model import Summary
from proposalgen.batch.pool import MakeExecutor
from proposalgen.batch.run import run_batch
from tests.support.lists import make_settings

TODAY = date(2026, 11, 26)


class Made(NamedTuple):
    """A list, and the folder of the packs made of it."""

    source: Path
    output: Path


def run(
    source: Path,
    output: Path | str,
    *,
    make_executor: MakeExecutor | None = None,
    zipped: bool = False,
    **settings: Any,
) -> tuple[Summary, list[str]]:
    """Run a batch; return how many records had which outcome, and what was warned of."""
    warnings: list[str] = []
    summary = run_batch(
        source,
        make_settings(output, **settings),
        today=TODAY,
        make_executor=make_executor,
        zipped=zipped,
        warn=lambda problem: warnings.append(str(problem)),
    )
    return summary, warnings
