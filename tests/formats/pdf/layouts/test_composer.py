"""Boxes flow through frames, and artwork keeps to its room."""

from __future__ import annotations

import pytest

from proposalgen.formats.pdf.boxes.box import rule, space
from proposalgen.formats.pdf.boxes.containers import stack
from proposalgen.formats.pdf.canvas import MM
from proposalgen.formats.pdf.inputs import find_inputs
from proposalgen.formats.pdf.layouts.composer import Composer, Frame
from tests.formats.pdf.setting import A4, RecordingCanvas
from tests.support.real import brand
from tests.support.sample import make_document


def make_composer() -> tuple[Composer, RecordingCanvas]:
    canvas = RecordingCanvas()
    inputs = next(find_inputs(make_document(), lambda number: number))
    return Composer(inputs, brand(), canvas), canvas


def test_a_box_goes_on_at_the_head_of_the_next_page() -> None:
    composer, canvas = make_composer()
    boxes = stack((0, rule(100, "#112233", 90)) for _ in range(10))
    end = composer.flow_below(boxes, 500)
    firsts = {page: min(r.y for r in canvas.rects if r.page == page) for page in (1, 2)}
    assert firsts == {1: 500, 2: pytest.approx(brand().page.top * MM)}
    last = canvas.rects[-1]
    assert end == pytest.approx(last.y + last.height)
    assert all(r.y + r.height <= A4[1] - brand().page.bottom * MM + 0.01 for r in canvas.rects)


def test_a_box_higher_than_a_page_is_an_error() -> None:
    composer, _ = make_composer()
    with pytest.raises(ValueError, match="a box of 2000 points does not fit on a page"):
        composer.flow(space(2000), composer.page_frames(Frame(0, 0, 100)))
