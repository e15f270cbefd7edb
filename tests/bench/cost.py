"""What a document or a command costs, as medians of what was measured."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Cost:
    """What one document, or one run of a command, takes."""

    cpu: float
    """Seconds of user and system time, of all processes and threads."""
    wall: float
    """Seconds until it is there."""
    peak: float = 0
    """Bytes, at most, of the largest process; 0 where it is not known."""
    runs: int = 1
    """How often it was measured."""
    size: float = 0
    """Bytes of the files of one document."""
    said: float = 0
    """Which share of our words the document says."""
    pages: int = 0


def summarise(told: dict[str, Any], each: int) -> Cost:
    """Return the medians of calls that made ``each`` documents."""
    cpu, wall, size = (statistics.median(told[name]) / each for name in ("cpu", "wall", "bytes"))
    return Cost(cpu, wall, told["peak"], len(told["cpu"]), size)


def take_medians(costs: Sequence[Cost]) -> Cost:
    """Return the medians of single runs."""
    cpu, wall, peak = (
        statistics.median(getattr(cost, name) for cost in costs) for name in ("cpu", "wall", "peak")
    )
    return Cost(cpu, wall, peak, len(costs))


def add(one: Cost, other: Cost) -> Cost:
    """Return the cost of a document made in two formats, one after the other."""
    return Cost(
        one.cpu + other.cpu,
        one.wall + other.wall,
        max(one.peak, other.peak),
        min(one.runs, other.runs),
        one.size + other.size,
        min(one.said, other.said),
        max(one.pages, other.pages),
    )


def choose(one: Cost | str, other: Cost | str) -> Cost | str:
    """Return the lesser times of two rounds, which other work on the machine struck less."""
    if isinstance(one, str) or isinstance(other, str):
        return other if isinstance(one, str) else one
    return replace(one, cpu=min(one.cpu, other.cpu), wall=min(one.wall, other.wall))
