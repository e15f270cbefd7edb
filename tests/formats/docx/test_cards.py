"""Cards: a figure is laid in its units."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest

from proposalgen.formats.docx.reader import DocxReader
from proposalgen.model.document import (
    Card,
    Cards,
    Field,
    Section,
    Text,
)
from tests.formats.docx.support import (
    write,
)
from tests.support.sample import make_document


@pytest.mark.parametrize("shape", ["dots", "tiles", "outlines"])
def test_a_figure_is_laid_in_its_units_and_says_what_one_is(
    shape: Literal["dots", "tiles", "outlines"],
) -> None:
    field = Field(136, shape, (Text("One tile is one of them."),))
    card = Card(role="impact", number="136", text=(Text("countries"),), field=field)
    section = Section("numbers", (Text("Numbers"),), (Cards((card,), size="band"),), "numbers")
    data = write(replace(make_document(), sections=(section,), notes=()))
    (shown,) = DocxReader(data).inline_objects()
    assert shown.svg.count(b"Z") == 136
    assert "One tile is one of them." in " ".join(DocxReader(data).words())


def test_a_figure_without_units_is_laid_in_none() -> None:
    card = Card(role="impact", number="60%", text=(Text("of people"),))
    section = Section("numbers", (Text("Numbers"),), (Cards((card,), size="band"),), "numbers")
    data = write(replace(make_document(), sections=(section,), notes=()))
    assert DocxReader(data).inline_objects() == []
