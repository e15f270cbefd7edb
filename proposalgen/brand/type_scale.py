"""The type scale: a face, size and leading for each kind of text, in all formats."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from proposalgen.brand.entry import Entry
from proposalgen.brand.fonts import FontRole

Points = Annotated[float, Field(gt=0, le=400)]
Em = Annotated[float, Field(ge=-0.2, le=0.5)]


class Difference(Entry):
    """What a format does otherwise; what is not given stays."""

    size: Points | None = None
    leading: Points | None = None
    tracking: Em | None = None


class Style(Entry):
    """One step of the scale."""

    font: FontRole
    size: Points
    """In points. PDF pages set titles and numbers smaller where these do not fit their box."""
    leading: Points
    """From baseline to baseline, in points."""
    tracking: Em = 0
    """Space added between letters, in em."""
    docx: Difference | None = None
    """What is otherwise in Word."""

    @property
    def in_docx(self) -> Style:
        """The step as Word has it."""
        given = self.docx.model_dump(exclude_none=True) if self.docx else {}
        return self.model_copy(update={**given, "docx": None})


class TypeScale(Entry):
    """The style of each kind of text; a brand gives all of them."""

    cover_title: Style
    """The title on a cover."""
    cover_title_long: Style
    """The title on a cover of Word, where it has many letters."""
    cover_label: Style
    """The line over a cover's title, in Word."""
    cover_theme: Style
    """A theme on the cover, in Word."""
    prepared: Style
    """The words before a partner's name, in Word."""
    partner: Style
    """The partner's name, in Word."""
    partner_long: Style
    """A partner's name of many letters, in Word."""
    details: Style
    """Date and contact on the cover, in Word."""
    opener: Style
    """The title of a theme's section, in PDF."""
    title: Style
    """The title of a section."""
    page_title: Style
    """The title of a page with a section in a band, in Word."""
    heading_2: Style
    """Headings of the second level."""
    heading_3: Style
    """Headings of the third level."""
    number: Style
    """A key number."""
    number_large: Style
    """A key number that stands alone, in Word."""
    number_word: Style
    """A key number that is words, in Word."""
    number_row: Style
    """Key numbers in a row, in Word."""
    unit: Style
    """The unit of a number, in Word."""
    unit_inline: Style
    """The unit of a number on the same line, in Word."""
    band: Style
    """The words of a key number that fills a band, in Word."""
    promise: Style
    """What a section promises, under its title."""
    label: Style
    """Labels and heads of tables."""
    fact: Style
    """Facts beside the text."""
    table: Style
    """Tables, in Word."""
    figure: Style
    """Charts and drawings, in Word."""
    note: Style
    """Notes, sources, headers and footers."""
    contents: Style
    """The table of contents, in Word."""
    flag: Style
    """Flags of text that must be checked, in Word."""
    quote: Style
    """Quotations."""
    quote_long: Style
    """Quotations of many words, in Word."""
    speaker: Style
    """Who is quoted, in Word."""
    lead: Style
    """The first paragraph of a section."""
    letter: Style
    """The letter."""
    body: Style
    """Running text."""
    column: Style
    """Running text in narrow columns."""

    def __getitem__(self, name: str) -> Style:
        """Return a style by its name in ``brand.yaml``."""
        style: Style = getattr(self, name.replace("-", "_"))
        return style
