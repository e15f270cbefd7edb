"""Lists with bullets and numbers."""

from __future__ import annotations

import pytest

from proposalgen.formats.pdf.blocks.lists import make_list
from proposalgen.formats.pdf.boxes.containers import Row
from proposalgen.formats.pdf.canvas import MM
from proposalgen.model.document import ItemList
from tests.formats.pdf.setting import draw, make_column, show
from tests.support.sample import t


@pytest.mark.parametrize(("ordered", "numbering"), [(True, "Decimal"), (False, "Disc")])
def test_a_list_says_how_it_is_numbered(ordered: bool, numbering: str) -> None:
    column = make_column()
    make_list(column, ItemList((t("One"), t("Two")), ordered))
    listing = next(element for element in column.element.walk() if element.kind == "L")
    assert f"/ListNumbering /{numbering}" in listing.attributes


def test_items_are_indented_and_their_bullets_are_artifacts() -> None:
    column = make_column()
    made = make_list(column, ItemList((t("One"), t("Two"))))
    for box in made.boxes:
        assert isinstance(box, Row)
        assert [left for left, _ in box.cells] == pytest.approx([0, 6.5 * MM])
    drawn = show(draw(made))
    assert [owner.kind for owner in drawn.pages[0].owners] == ["LBody", "LBody"]
    assert drawn.pages[0].content.count(b"/Artifact BMC") == 2
