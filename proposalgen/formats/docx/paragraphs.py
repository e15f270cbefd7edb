"""Paragraphs, and blocks one below another.

Children stand in the order that the schema asks for (ECMA-376 part 1, 17.3.1 and A.1, CT_PPr).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from proposalgen.formats.docx.xml import hex_colour, twips


@dataclass(frozen=True, slots=True)
class Rule:
    """A line above a paragraph (17.3.1.42)."""

    colour: str
    kind: Literal["single", "triple"] = "triple"
    size: int = 12
    """Its width in eighths of a point."""


def paragraph(
    style: str,
    content: str,
    *,
    new_page: bool = False,
    keep: bool = False,
    number: int = 0,
    rule: Rule | None = None,
    tabs: tuple[float, float] | None = None,
    above: float = 0,
    below: float = 0,
    leading: float = 0,
    align: str = "",
    ink: str = "",
) -> str:
    """Return a paragraph in a style.

    Args:
        style: The style's id.
        content: Its runs.
        new_page: Whether it begins a page.
        keep: Whether it stays on one page with what follows.
        number: The id of the numbering it counts in, if not its style's.
        rule: The line above it.
        tabs: Where its style has a right-hand tab stop, and where it has its own, in millimetres.
        above: The space above it in millimetres, if not its style's.
        below: The space below it in points, if not its style's.
        leading: How far its lines stand apart, exactly, in points, if not as in its style.
        align: A value of ST_Jc (17.18.44), if not its style's.
        ink: The colour of its number or bullet as ``#RRGGBB``, if not its style's.
    """
    properties = f'<w:pStyle w:val="{style}"/>'
    if keep:
        properties += "<w:keepNext/>"
    if new_page:
        properties += "<w:pageBreakBefore/>"
    if number:
        properties += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    if rule:
        properties += (
            f'<w:pBdr><w:top w:val="{rule.kind}" w:sz="{rule.size}" w:space="6"'
            f' w:color="{hex_colour(rule.colour)}"/></w:pBdr>'
        )
    if tabs and twips(tabs[0]) != twips(tabs[1]):
        old, new = map(twips, tabs)
        clear = f'<w:tab w:val="clear" w:pos="{old}"/>'
        properties += f'<w:tabs>{clear}<w:tab w:val="right" w:pos="{new}"/></w:tabs>'
    if above or below or leading:
        before = f' w:before="{twips(above)}"' if above else ""
        after = f' w:after="{round(below * 20)}"' if below else ""
        lines = f' w:line="{round(leading * 20)}" w:lineRule="exact"' if leading else ""
        properties += f"<w:spacing{before}{after}{lines}/>"
    if align:
        properties += f'<w:jc w:val="{align}"/>'
    if ink:
        properties += f'<w:rPr><w:color w:val="{hex_colour(ink)}"/></w:rPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


SEPARATOR = paragraph("PitchSeparator", "")
"""The last paragraph of a cell that would end with a table, which Word refuses (17.4.65)."""
GAP = paragraph("PitchGap", "")
"""Between two tables, which Word would otherwise join into one."""


def stack(fragments: Iterable[str], *, in_cell: bool = False) -> str:
    """Return blocks one below another, with a paragraph between only where the format needs it."""
    stacked = ""
    for fragment in fragments:
        if stacked.endswith("</w:tbl>") and fragment.startswith("<w:tbl>"):
            stacked += GAP
        stacked += fragment
    if in_cell and not stacked.endswith("</w:p>"):
        stacked += SEPARATOR
    return stacked
