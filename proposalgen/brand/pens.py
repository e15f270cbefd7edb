"""A fontTools pen that keeps what is drawn as commands."""

from __future__ import annotations

from typing import Any

from fontTools.pens.basePen import BasePen

from proposalgen.brand.drawing import Command, Point


class CommandPen(BasePen):  # type: ignore[misc]
    """Keeps what is drawn as commands; its base turns quadratic curves into cubic ones."""

    def __init__(self, glyphs: Any) -> None:
        super().__init__(glyphs)
        self.commands: list[Command] = []

    def _moveTo(self, pt: Point) -> None:  # noqa: N802
        self.commands.append(("M", pt))

    def _lineTo(self, pt: Point) -> None:  # noqa: N802
        self.commands.append(("L", pt))

    def _curveToOne(self, pt1: Point, pt2: Point, pt3: Point) -> None:  # noqa: N802
        self.commands.append(("C", (*pt1, *pt2, *pt3)))

    def _closePath(self) -> None:  # noqa: N802
        self.commands.append(("Z", ()))
