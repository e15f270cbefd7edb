"""The outline: items below items, with their counts."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest

from proposalgen.formats.pdf.writer import write_pdf
from proposalgen.model.document import Document, Heading, Section
from tests.support.real import brand
from tests.support.sample import make_document, t

Tree = list[tuple[str, int, "Tree"]]


def read(*sections: tuple[str, tuple[str, ...]]) -> Tree:
    """Return the items of a document of sections with headings: title, count and items below."""
    made = tuple(
        Section(id=title, title=t(title), blocks=tuple(Heading(2, t(one)) for one in headings))
        for title, headings in sections
    )
    document = Document(make_document().meta, made)
    with pikepdf.open(io.BytesIO(write_pdf(document, brand()).data)) as pdf:
        return read_below(pdf.Root.Outlines)


def read_below(above: pikepdf.Object) -> Tree:
    """Return the items below one, by their links forward; the links back must agree."""
    items: Tree = []
    item, before = above.get("/First"), None
    while item is not None:
        assert item.Parent.objgen == above.objgen
        assert (item.get("/Prev") is None) == (before is None)
        assert before is None or item.Prev.objgen == before.objgen
        items.append((str(item.Title), int(item.get("/Count", 0)), read_below(item)))
        item, before = item.get("/Next"), item
    if before is not None:
        assert above.Last.objgen == before.objgen
    return items


def test_headings_stand_below_their_section_and_each_item_counts_those_below() -> None:
    assert read(("One", ("a", "b", "c")), ("Two", ()), ("Three", ("d",))) == [
        ("One", 3, [("a", 0, []), ("b", 0, []), ("c", 0, [])]),
        ("Two", 0, []),
        ("Three", 1, [("d", 0, [])]),
    ]


def test_the_root_counts_all_items_which_are_shown_open() -> None:
    sections = (Section("a", t("A"), (Heading(2, t("x")), Heading(2, t("y")))),)
    document = replace(make_document(), sections=sections, notes=())
    with pikepdf.open(io.BytesIO(write_pdf(document, brand()).data)) as pdf:
        assert int(pdf.Root.Outlines.Count) == 3


@pytest.mark.parametrize("page", [0, 1])
def test_an_item_leads_to_the_page_and_height_of_its_heading(page: int) -> None:
    sections = tuple(Section(str(at), t(f"Title {at}"), ()) for at in range(2))
    document = replace(make_document(), sections=sections, notes=())
    with pikepdf.open(io.BytesIO(write_pdf(document, brand()).data)) as pdf:
        item = pdf.Root.Outlines.First if page == 0 else pdf.Root.Outlines.Last
        assert item.Dest[0].objgen == pdf.pages[page].obj.objgen
        top = float(pdf.pages[page].mediabox[3]) - brand().page.top * 72 / 25.4
        assert float(item.Dest[3]) == pytest.approx(top, abs=12)
