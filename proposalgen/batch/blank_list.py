"""The workbook in which a list begins: a column a field, with its help and its choices."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from proposalgen.model.currencies import CURRENCIES
from proposalgen.model.partner import Partner, PartnerType
from proposalgen.model.records import Library
from proposalgen.read.typed import EXAMPLE

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LAST_ROW = 2000
"""To which cells have drop-downs and number formats."""
_INK, _GROUND, _GREY = "FFFFFF", "1E2DBE", "6B7280"
_HELP_SIZE = (320, 120)
"""Width and height of a note, in pixels."""
_PATIENCE = "Anything else is read if it can mean one thing only."


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the list."""

    header: str
    help: str
    example: str | int | None = None
    choices: tuple[str, ...] = ()
    width: int = 16
    format: str = ""


def write_blank_list(library: Library) -> bytes:
    """Return a workbook to fill in, for the themes, editions and senders of a library.

    Its second row is an example, which is skipped when the list is read.
    """
    # Imported here: most commands write no workbook.
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.worksheet import Worksheet

    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Partners"
    # A list of choices may be longer than a validation has room for, so they stand in cells.
    choices = book.create_sheet("Choices")
    choices.sheet_state = "hidden"
    for at, column in enumerate(_list_columns(library), 1):
        letter = get_column_letter(at)
        _write_column(sheet, at, column)
        sheet.column_dimensions[letter].width = column.width
        if column.choices:
            for line, choice in enumerate(column.choices, 1):
                choices.cell(line, at, choice)
            _add_choices(sheet, letter, f"Choices!${letter}$1:${letter}${len(column.choices)}")
    sheet.freeze_panes = "B2"
    sheet.row_dimensions[1].height = 48
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _write_column(sheet: Worksheet, at: int, column: _Column) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill

    head = sheet.cell(1, at, column.header)
    head.font = Font(bold=True, color=_INK)
    head.fill = PatternFill("solid", fgColor=_GROUND)
    head.alignment = Alignment(wrap_text=True, vertical="top")
    note = Comment(column.help, "proposalgen")
    note.width, note.height = _HELP_SIZE
    head.comment = note
    example = sheet.cell(2, at, column.example)
    example.font = Font(italic=True, color=_GREY)
    if column.format:
        for line in range(2, _LAST_ROW + 1):
            sheet.cell(line, at).number_format = column.format


def _add_choices(sheet: Worksheet, letter: str, source: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    # A warning and no more: what people type is read forgivingly.
    rule = DataValidation("list", formula1=source, allow_blank=True, errorStyle="warning")
    rule.error = f"This is not in the list. {_PATIENCE}"
    rule.add(f"{letter}2:{letter}{_LAST_ROW}")
    sheet.add_data_validation(rule)


def _list_columns(library: Library) -> Iterator[_Column]:
    """Yield the columns: the name, a column a theme, then the other fields."""
    edition = next(iter(library.themes.values()))
    yield _Column("Partner", f"{_describe('name')} Required.", f"{EXAMPLE} Nordhavn Foundation",
                  width=34)  # fmt: skip
    yield _Column("Type", _describe("type"), "foundation", get_args(PartnerType))
    ranks = ("x", *map(str, range(1, len(edition) + 1)))
    for at, theme in enumerate(edition.values()):
        told = f"x for yes; or 1 for the theme that leads, 2 for the next. {theme.title}."
        yield _Column(theme.short_title, told, 2 - at if at < 2 else None, ranks, 13)
    yield _Column("Country", _describe("country"), "Norway")
    yield _Column("Contact name", _describe("contact_name"), "Ana Lima", width=20)
    yield _Column("Contact e-mail", _describe("contact_email"), "ana.lima@example.org", width=26)
    yield _Column("Amount", _describe("amount"), 2_500_000, format="#,##0.00")
    yield _Column("Currency", _describe("currency"), "USD", CURRENCIES, 10)
    yield _Column("Language", _describe("language"), "en", tuple(library.themes), 10)
    yield _Column("Document date", _describe("date"), format="yyyy-mm-dd")
    yield _Column("Called", _describe("called"), "the Foundation", width=20)
    yield _Column("Greeting", _describe("greeting"), "Dear Ms Lima,", width=20)
    yield _Column("Message", _describe("message"), "Thank you for the meeting in Oslo.", width=40)
    yield _Column("Priority", _describe("priority"), "Decent work for young people", width=30)
    yield _Column("Priority source", _describe("priority_source"), "Strategy 2030, page 4",
                  width=24)  # fmt: skip
    if senders := library.organisation.sender_ids:
        yield _Column("Sender", _describe("sender"), senders[0], senders)
    yield _Column("Next step date", _describe("next_date"), format="yyyy-mm-dd")
    yield _Column("Logo file", _describe("logo"), width=24)


def _describe(field: str) -> str:
    return Partner.model_fields[field].description or ""
