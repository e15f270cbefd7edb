"""How many processors this process may use: not those of the machine, but those it was given."""

from __future__ import annotations

import os
from pathlib import Path

CGROUP = Path("/sys/fs/cgroup")
"""Where Linux tells the limits of a container, in version 2 of control groups or in version 1."""


def count_processors(cgroup: Path = CGROUP) -> int:
    """Return how many processors this process may use, at least 1.

    A scheduler of a cluster gives some of a machine's processors by affinity, a container a share
    of their time by a control group; each further process would only take memory.
    """
    try:
        available = len(os.sched_getaffinity(0))
    except AttributeError:  # macOS and Windows have no such call
        available = os.cpu_count() or 1
    quota = _read_quota(cgroup)
    # Half a processor is one process, two and a half are two.
    return min(available, max(1, int(quota))) if quota else available


def _read_quota(cgroup: Path) -> float:
    """Return the processors' worth of time that a control group gives; 0 where it sets no limit."""
    try:
        if (cgroup / "cpu.max").exists():
            quota, period = (cgroup / "cpu.max").read_text("ascii").split()
        else:
            quota, period = (
                (cgroup / "cpu" / f"cpu.cfs_{name}_us").read_text("ascii")
                for name in ("quota", "period")
            )
        return max(0.0, int(quota) / int(period))  # version 1 says -1 where there is no limit
    except (OSError, ValueError, ZeroDivisionError):  # no control groups, or "max"
        return 0.0
