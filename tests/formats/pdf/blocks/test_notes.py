"""Notes and their tiles."""

from __future__ import annotations

import pytest

from proposalgen.formats.pdf.blocks.notes import make_notes, shape_tile
from proposalgen.formats.pdf.text.pen import Pen
from proposalgen.model.document import Note
from tests.formats.pdf.setting import RecordingCanvas, make_column

NOTE = Note(
    id="report",
    claim="Four in ten",
    reference="A report. A publisher. 2024",
    url="https://example.org/report",
    status="secondary",
    status_text="Read in another text.",
)


@pytest.mark.parametrize("width", [480, 200])
def test_each_note_has_a_number_an_id_and_a_place_to_lead_to(width: float) -> None:
    column = make_column(width, notes=(NOTE, NOTE))
    canvas = RecordingCanvas()
    for box in make_notes(column):
        box.draw(Pen(canvas), 50, 60)
    canvas.showPage()
    notes = [element for element in column.element.walk() if element.kind == "Note"]
    assert [note.id for note in notes] == ["note-1", "note-2"]
    drawn = canvas.finish()
    assert "note-report" in drawn.destinations
    assert [link.contents for link in drawn.links] == [
        "example.org/report: https://example.org/report"
    ] * 2


@pytest.mark.parametrize(
    ("status", "looks"),
    [
        ("verified", [("#112233", "")]),
        ("secondary", [("#112233", ""), ("", "#112233")]),
        ("page", [("", "#112233")]),
    ],
)
def test_a_tile_shows_how_well_a_source_is_founded(
    status: str, looks: list[tuple[str, str]]
) -> None:
    paths = shape_tile(1.5, "#112233", status)
    assert [(path.fill, path.stroke) for path in paths] == looks


def test_half_a_tile_is_half_as_wide() -> None:
    half, whole = shape_tile(1.5, "#112233", "secondary")
    points = [values for _, values in half.commands if values]
    assert len(points) == 4
    assert len([values for _, values in whole.commands if values]) == 6
