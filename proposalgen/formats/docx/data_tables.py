"""Tables of data: caption, header row and rows, in columns as wide as their words need."""

from __future__ import annotations

from collections.abc import Sequence

from proposalgen.formats.docx.builder import PackageBuilder
from proposalgen.formats.docx.inlines import write_inlines
from proposalgen.formats.docx.paragraphs import paragraph
from proposalgen.formats.docx.place import Place
from proposalgen.formats.docx.tables import data_table
from proposalgen.model.document import Inlines, Table
from proposalgen.model.walk import plain_text

_SHORT = 4.0
"""Characters: a column of shorter cells gets as much room as one of these."""
_LETTER, _CELL = 2.1, 4.0
"""About the width of a letter of a table, and the padding of a cell, in millimetres."""


def write_table(table: Table, builder: PackageBuilder, place: Place) -> str:
    """Return a table of data under its caption; numeric columns are flush right."""

    def cells(contents: Sequence[Inlines], style: str) -> list[str]:
        return [
            paragraph(
                style if column not in table.numeric else f"{style}Number",
                write_inlines(content, builder, place),
            )
            for column, content in enumerate(contents)
        ]

    caption = ""
    if table.caption:
        caption = paragraph("Caption", write_inlines(table.caption, builder, place))
    titles = cells(table.head, "PitchTableHead")
    rows = [cells(row, "PitchTableText") for row in table.rows]
    return caption + data_table(
        fit_widths(table, place.width), titles, rows, plain_text(table.caption)
    )


def fit_widths(table: Table, width: float) -> list[float]:
    """Return the widths of a table's columns, as its words need them, that add up to ``width``.

    A column gets room by the square root of its longest cell, so that long text wraps and short
    text does not, and at least the room of its longest word.
    """
    columns = zip(table.head, *table.rows, strict=True)
    texts = [[plain_text(cell) for cell in column] for column in columns]
    wanted = [max(_SHORT, max(map(len, column))) ** 0.5 for column in texts]
    least = [
        _LETTER * max((len(word) for text in column for word in text.split()), default=1) + _CELL
        for column in texts
    ]
    # The least widths may add up to more than the whole, so all are scaled at the end.
    share = width / sum(wanted)
    widths = [max(want * share, low) for want, low in zip(wanted, least, strict=True)]
    return [part * width / sum(widths) for part in widths]
