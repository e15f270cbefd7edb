"""Settings: how close a section is set, from the tightest to the loosest."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """How close a section is set. All but the name are factors of the ideal measures."""

    name: str
    gap: float
    """Of the space between blocks."""
    leading: float
    """Of the leading of running text."""
    row: float
    """Of the space above and below the cells of a table's row."""
    letter: float = 1
    """Of the size of a letter's text; all other text keeps its size."""


IDEAL = Setting("ideal", 1, 1, 1)
TIGHTER = (
    Setting("tight", 0.86, 0.975, 0.8, 0.975),
    Setting("tighter", 0.74, 0.95, 0.6, 0.95),
    Setting("tightest", 0.6, 0.925, 0.45, 0.915),
)
"""From the least to the most."""
LOOSER = (
    Setting("loose", 1.25, 1.02, 1.3),
    Setting("looser", 1.5, 1.045, 1.65),
    Setting("loosest", 1.8, 1.07, 2),
)
"""From the least to the most."""
